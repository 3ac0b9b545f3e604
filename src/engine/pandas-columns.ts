/** Told of the cells of one column in order; says whether it still reads as its first rows promised. */
export type ColumnReader = (cell: string) => boolean;

/** Rows from which the type of a column is guessed (dask's `sample_rows`). */
const sampleRows = 10;

const whole = /^ *[+-]?[0-9]+ *$/;
const decimal = /^ *[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf(?:inity)?) *$/i;

/** What pandas makes of a column, from the narrowest. A blank cell is no whole number, but may be a decimal. */
type Kind = 0 | 1 | 2;
const wholes: Kind = 0;
const decimals: Kind = 1;
const texts: Kind = 2;

/**
 * A column of a CSV file as dask and pandas read it: its type is guessed from the first ten rows, and a later cell that
 * does not fit the guess (a gap among whole numbers, a word among numbers) makes the whole file unreadable.
 * Source: dask/dataframe/io/csv.py, coerce_dtypes
 */
export function readsAlike(): ColumnReader {
  let rows = 0;
  let guess: Kind = wholes;
  let last = "";
  return (cell) => {
    rows += 1;
    if (guess === texts) return true;
    if (rows > 1 && cell === last) return true;
    last = cell;
    const kind = kindOf(cell);
    if (rows > sampleRows) return kind <= guess;
    if (kind > guess) guess = kind;
    return true;
  };
}

function kindOf(cell: string): Kind {
  if (whole.test(cell)) return wholes;
  return cell === "" || decimal.test(cell) ? decimals : texts;
}
