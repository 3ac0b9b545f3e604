import type { SkipRule } from "../../configuration/configuration.ts";
import type { Line, Phase } from "../block.ts";
import { stripCharacters } from "../python-text.ts";
import { compilePattern } from "../regex/pattern.ts";
import type { DropLog } from "../sink.ts";

const edges = " \n\r\t\f";
// One substitution after another in the pipeline; each matches a whole cell, so together they are one test.
const nullWord = /^(?:<*[Nn][Uu][Ll][Ll]>*|#*[Nn]\/?[Aa]|\?*|-+)$/;

/**
 * Trims cells, blanks words for "nothing", and drops blank records and those that `skip.csv` names.
 *
 * In:   records as read.
 * Out:  records with something in them.
 * Drops: `blank-record`, `skip-pattern`.
 * Source: digital_land/phase/normalise.py
 */
export function normalisePhase(skips: readonly SkipRule[], dropped: DropLog): Phase<Line, Line> {
  const patterns = skips.map((skip) => ({ skip, pattern: compilePattern(skip.pattern) }));
  return function* normalise(lines) {
    for (const { lineNumber, cells } of lines) {
      const normalised: string[] = [];
      let isBlank = true;
      for (const cell of cells) {
        const text = normaliseCell(cell);
        normalised.push(text);
        if (text !== "") isBlank = false;
      }
      if (isBlank) {
        dropped({ reason: "blank-record", lineNumber });
        continue;
      }
      if (patterns.length > 0) {
        const text = normalised.join(",");
        const hit = patterns.find(({ pattern }) => pattern.match(text) !== undefined);
        if (hit) {
          dropped({ reason: "skip-pattern", lineNumber, detail: hit.skip.pattern });
          continue;
        }
      }
      yield { lineNumber, cells: normalised };
    }
  };
}

function normaliseCell(cell: string): string {
  if (cell === "") return cell;
  // Few cells have anything to trim: no blank or control character at either end.
  const last = cell.charCodeAt(cell.length - 1);
  let text = cell.charCodeAt(0) > blank && last > blank ? cell : stripCharacters(cell, edges);
  if (text.includes("\n") || text.includes("\r")) text = text.replaceAll("\r", "").replaceAll("\n", "\r\n");
  return mayBeNull(text.charCodeAt(0)) && nullWord.test(text) ? "" : text;
}

const blank = 32;

/** The first characters of null words, one of `#-<?Nn`: nearly all cells begin with another. */
function mayBeNull(unit: number): boolean {
  return unit === 35 || unit === 45 || unit === 60 || unit === 63 || unit === 78 || unit === 110;
}
