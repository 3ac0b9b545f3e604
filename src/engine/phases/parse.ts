import type { Entry, Line, Phase, Row } from "../block.ts";

/**
 * Takes the first record as the header and numbers the others as entries, from 1.
 *
 * In:   records; the first is the header.
 * Out:  entries keyed by column. Cells beyond the header are lost; columns beyond a short record are absent.
 * As the pipeline: of two columns with the same name, the last cell wins.
 * Source: digital_land/phase/parse.py
 */
export function parsePhase(parsed?: (entry: Entry) => void): Phase<Line, Entry> {
  return function* parse(lines) {
    let header: readonly string[] | undefined;
    let entryNumber = 0;
    for (const { lineNumber, cells } of lines) {
      if (header === undefined) {
        header = cells;
        continue;
      }
      const row: Row = new Map();
      const width = Math.min(header.length, cells.length);
      for (let at = 0; at < width; at += 1) row.set(header[at] ?? "", cells[at] ?? "");
      entryNumber += 1;
      const entry: Entry = { lineNumber, entryNumber, row };
      parsed?.(entry);
      yield entry;
    }
  };
}
