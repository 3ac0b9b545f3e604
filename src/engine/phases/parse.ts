import type { Entry, Line, Phase } from "../block.ts";
import { Columns, Row } from "../row.ts";

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
    let header: Header | undefined;
    let entryNumber = 0;
    for (const { lineNumber, cells } of lines) {
      if (header === undefined) {
        header = new Header(cells);
        continue;
      }
      entryNumber += 1;
      const entry: Entry = { lineNumber, entryNumber, row: header.row(cells) };
      parsed?.(entry);
      yield entry;
    }
  };
}

/** The header's names, and which cell belongs to each for records of each width. */
class Header {
  private readonly names: readonly string[];
  private readonly byWidth = new Map<number, { columns: Columns; cells: readonly number[] }>();

  constructor(names: readonly string[]) {
    this.names = names;
  }

  row(cells: readonly string[]): Row {
    const width = Math.min(cells.length, this.names.length);
    let plan = this.byWidth.get(width);
    if (plan === undefined) {
      const places = new Map<string, number>();
      for (const [place, name] of this.names.slice(0, width).entries()) places.set(name, place);
      plan = { columns: new Columns([...places.keys()]), cells: [...places.values()] };
      this.byWidth.set(width, plan);
    }
    return new Row(
      plan.columns,
      plan.cells.map((place) => cells[place] ?? ""),
    );
  }
}
