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
      const normalised = cells.map(normaliseCell);
      if (normalised.every((cell) => cell === "")) {
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
  let text = stripCharacters(cell, edges);
  if (text.includes("\n") || text.includes("\r")) text = text.replaceAll("\r", "").replaceAll("\n", "\r\n");
  // The null words start with one of these; nearly all cells do not.
  return "<nN#?-".includes(text.charAt(0)) && nullWord.test(text) ? "" : text;
}
