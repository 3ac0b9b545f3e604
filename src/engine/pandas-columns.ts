/** Words that pandas reads as "nothing". */
const nothing = new Set([
  "",
  "#N/A",
  "#N/A N/A",
  "#NA",
  "-1.#IND",
  "-1.#QNAN",
  "-NaN",
  "-nan",
  "1.#IND",
  "1.#QNAN",
  "<NA>",
  "N/A",
  "NA",
  "NULL",
  "NaN",
  "None",
  "n/a",
  "nan",
  "null",
]);

/** A cell as pandas reads it: `""` for all that stands for nothing. */
export function readBack(cell: string): string {
  return nothing.has(cell) ? "" : cell;
}

/** Rows from which the type of a column is guessed (dask's `sample_rows`). */
const sampleRows = 10;

const whole = /^ *[+-]?[0-9]+ *$/;
const decimal = /^ *[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf(?:inity)?) *$/i;

/** What pandas makes of a column, from the narrowest. A blank cell is no whole number, but may be a decimal. */
const wholes = 0;
const decimals = 1;
const texts = 2;

/**
 * A column of a CSV file as dask and pandas read it: its type is guessed from the first ten rows, and a later cell that
 * does not fit the guess (a gap among whole numbers, a word among numbers) makes the whole file unreadable.
 * Source: dask/dataframe/io/csv.py, coerce_dtypes
 */
export class GuessedColumn {
  private rows = 0;
  private guess = wholes;
  /** The last cell after the first rows: another of the same fits as well. */
  private last: string | undefined;

  /** Takes the next cell; whether the column can still be read. */
  fits(cell: string): boolean {
    // Most columns are texts, or have long runs of the same cell.
    return this.guess === texts || cell === this.last || this.fitsNew(cell);
  }

  private fitsNew(cell: string): boolean {
    const kind = kindOf(cell);
    if (this.rows < sampleRows) {
      this.rows += 1;
      this.guess = Math.max(this.guess, kind);
      return true;
    }
    this.last = cell;
    return kind <= this.guess;
  }
}

function kindOf(cell: string): number {
  if (whole.test(cell)) return wholes;
  return nothing.has(cell) || decimal.test(cell) ? decimals : texts;
}
