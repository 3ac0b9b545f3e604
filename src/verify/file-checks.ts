import { columnDatatypes } from "../expectations/column-datatypes.ts";
import { rewritten } from "../repository/canonical.ts";
import { managedTable } from "../repository/tables.ts";
import type { Specification } from "../specification/specification.ts";
import type { LocatedTable } from "./located-table.ts";
import type { Problem } from "./problem.ts";

/** As the repository's own tests have them; other datatypes are tested as the platform tests a column. */
const patterns: ReadonlyMap<string, RegExp> = new Map([
  ["url", /^(https?:\/\/)?([a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}(:\d+)?(\/[^\n]*)?$/],
  ["datetime", /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?$/],
]);
/** Those that the repository's tests look at. */
const tested: ReadonlySet<string> = new Set(
  "integer decimal flag latitude longitude curie curie-list json date datetime pattern multipolygon point url".split(
    " ",
  ),
);

/** What can be told from one file alone: header, blank rows, datatypes, the canonical form. */
export function fileProblems(table: LocatedTable, specification: Specification): Problem[] {
  const { path, columns, rows } = table;
  const at = (line: number) => ({ path, line });
  if (columns.length === 0) {
    return [{ ...at(1), code: "no-header", about: "", message: "The file has no header." }];
  }
  const problems: Problem[] = [];
  for (const column of columns) {
    if (column === "" || specification.fields.has(column.trim())) continue;
    const message = `The column “${column}” is not registered in the specification.`;
    problems.push({ ...at(1), code: "column-not-registered", about: column, message });
  }
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell.trim() === "")) {
      problems.push({ ...at(line), code: "blank-row", about: "", message: "The row is blank." });
    } else if (cells.length !== columns.length) {
      const message = `The row has ${cells.length} cells, the header ${columns.length}.`;
      problems.push({ ...at(line), code: "cell-count", about: cells.join(","), message });
    }
  }
  return [...problems, ...datatypeProblems(table, specification), ...formProblems(table)];
}

function datatypeProblems({ path, columns, rows }: LocatedTable, specification: Specification): Problem[] {
  const tests = columns.flatMap((column) => {
    const datatype = specification.fields.get(column.trim())?.datatype ?? "";
    const pattern = patterns.get(datatype);
    const has = pattern ? (value: string) => pattern.test(value) : columnDatatypes.get(datatype);
    return has && tested.has(datatype) ? [{ column, datatype, has }] : [];
  });
  const problems: Problem[] = [];
  for (const { line, cell } of rows) {
    for (const { column, datatype, has } of tests) {
      const value = cell(column).replace(/^ +| +$/g, "");
      if (value === "" || has(value)) continue;
      const message = `“${shortened(value)}” in ${column} is no ${datatype}.`;
      problems.push({ path, line, code: "wrong-datatype", about: `${column} ${value}`, message });
    }
  }
  return problems;
}

/** The exception of service/data-team.md 10: a file with LF line ends that nobody touches. */
const ownForm = /(^|\/)pipeline\/title-boundary\/lookup-rule\.csv$/;

function formProblems({ path, kind, collection, file, text, rows }: LocatedTable): Problem[] {
  if (ownForm.test(path)) return [];
  const canonical = rewritten(text.replace(/^\uFEFF/, ""));
  const problems: Problem[] = [];
  if (canonical !== text) {
    const [is, should] = [text.split("\n"), canonical.split("\n")];
    const line = is.findIndex((one, index) => one !== should[index]) + 1 || is.length;
    const why = text.startsWith("\uFEFF")
      ? "The file begins with a byte order mark."
      : !text.includes("\r\n")
        ? "Lines end with LF; they must end with CRLF."
        : !text.endsWith("\r\n")
          ? "The last line has no line end (CRLF)."
          : "The line is not written as the repository writes it (quotes, spaces or line end).";
    problems.push({ path, line, code: "not-canonical", about: why, message: why });
    return problems;
  }
  const managed = managedTable(`${kind}/${collection}/${file}`);
  if (!managed || managed.sortBy.length === 0) return problems;
  const firstMoved = sortedLine(managed, rows);
  if (firstMoved !== undefined) {
    const order = managed.sortBy.join(", ");
    const message = `The row is out of order (${order}): the evening job will move it.`;
    problems.push({ path, line: firstMoved, code: "not-sorted", about: "", message });
  }
  return problems;
}

/** The first line that the evening's sort would move. */
function sortedLine(
  managed: NonNullable<ReturnType<typeof managedTable>>,
  rows: LocatedTable["rows"],
): number | undefined {
  const key = (row: LocatedTable["rows"][number]) =>
    managed.sortBy.map((name) => row.cell(name).toLowerCase());
  for (let at = 1; at < rows.length; at += 1) {
    const [before, row] = [rows[at - 1], rows[at]];
    if (before && row && isBefore(key(row), key(before))) return row.line;
  }
  return undefined;
}

/** Text order by code points, blanks last. */
function isBefore(a: readonly string[], b: readonly string[]): boolean {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? "";
    if (left === right) continue;
    if (left === "" || right === "") return right === "";
    return left < right;
  }
  return false;
}

function shortened(value: string): string {
  return value.length > 80 ? `${value.slice(0, 79)}…` : value;
}
