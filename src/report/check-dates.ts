import type { CheckedRow, CheckSetup, RowCheck } from "./checked-row.ts";
import type { FindingLog, RowFindingId } from "./findings.ts";

/**
 * Why the reading of a date is a guess, by how it is written; the order of the pipeline's formats decides
 * (engine/datatypes.md, datetime). @returns `undefined` when nothing was guessed
 */
export function guessedDate(written: string): RowFindingId | undefined {
  if (written.length > longestDate) return undefined;
  const text = written.trim().replace(/^[",]+|[",]+$/g, "");
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s.*)?$/.exec(text);
  if (numbers) {
    const [first, second, year] = [Number(numbers[1]), Number(numbers[2]), numbers[3] ?? ""];
    if (year.length === 2) return "two-digit-year";
    if (second > 12) return "month-first-date";
    return first <= 12 && first !== second ? "ambiguous-date" : undefined;
  }
  const yearFirst = /^\d{4}-(\d{1,2})-\d{1,2}/.exec(text);
  if (yearFirst) return Number(yearFirst[1]) > 12 ? "year-day-month-date" : undefined;
  if (/^(\d{4}(\.0)?|\d{4}[-/. ]\d{1,2}|[A-Za-z]{3}-\d{2}|[A-Za-z]{3,9} \d{4})$/.test(text))
    return "partial-date";
  if (/^[+-]?\d{9,13}(\.\d+)?$/.test(text)) return "number-as-date";
  if (/^(\d{1,2}-[A-Za-z]{3}-\d{2}|[A-Za-z]{3} \d{1,2}, \d{2})$/.test(text)) return "two-digit-year";
  return undefined;
}

/** Days since 1900 from about 1955 to 2064, as spreadsheets write dates when the cell is a number. */
function isSpreadsheetDay(text: string): boolean {
  return /^\d{5}(\.0+)?$/.test(text) && Number(text) >= 20000 && Number(text) <= 60000;
}

const orders: readonly (readonly [id: RowFindingId, earlier: string, later: string])[] = [
  ["end-before-start", "start-date", "end-date"],
  ["confirmed-before-made", "made-date", "confirmed-date"],
  ["entry-before-start", "start-date", "entry-date"],
];
const fewRows = 5;
/** "Wednesday, 30 September 2020 00:00:00 GMT" and some; what is longer is no date. */
const longestDate = 60;

/** Guessed dates, dates in an odd order, and one entry date for everything. */
export function checkDates({ columns, specification }: CheckSetup): RowCheck {
  const dateFields = columns.columns
    .filter(
      ({ field, overruledBy }) =>
        overruledBy === undefined && specification.fields.get(field)?.datatype === "datetime",
    )
    .map(({ field }) => ({ field, output: columns.outputsOf(field)[0] ?? field }));
  const givesEntryDate = columns.sourceOf("entry-date") >= 0;
  /** Fields with a date that can only be day first, and with one that can only be month first. */
  const dayFirst = new Set<string>();
  const monthFirst = new Set<string>();
  let entryDate: string | undefined;
  let sameRows = 0;
  let allSame = givesEntryDate;

  function row(row: CheckedRow, log: FindingLog): void {
    for (const { field, output } of dateFields) {
      const given = row.given(field);
      if (given === "") continue;
      const published = row.published(output);
      if (published === given) continue;
      // What is published of a date that could not be read was put there by a rule.
      if (published !== "" && !row.changeReported(field) && !row.lossReported(field)) {
        const guess = guessedDate(given);
        if (guess) log.row(guess, field, row, given, published);
        if (guess === "month-first-date") monthFirst.add(field);
        else if (/^\s*(1[3-9]|[23]\d)[/.-]\d/.test(given)) dayFirst.add(field);
      } else if (isSpreadsheetDay(given)) log.row("spreadsheet-date", field, row, given);
    }
    for (const [id, earlier, later] of orders) {
      if (later === "entry-date" && !givesEntryDate) continue;
      const [from, to] = [row.published(earlier), row.published(later)];
      if (from !== "" && to !== "" && to < from) log.row(id, later, row, to, from);
    }
    if (allSame && !row.dropped) {
      const date = row.published("entry-date");
      entryDate ??= date;
      allSame = date !== "" && date === entryDate;
      sameRows++;
    }
  }

  function end(log: FindingLog): void {
    // 27/07/1977 in the same column says how 03/04/1977 is meant.
    for (const field of dayFirst) if (!monthFirst.has(field)) log.withdraw("ambiguous-date", field);
    if (allSame && sameRows >= fewRows) log.file("same-entry-date", entryDate ?? "", "entry-date");
  }
  return { row, end };
}
