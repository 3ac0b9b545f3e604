import { csvLine } from "../csv/write.ts";
import type { Group } from "./report.ts";
import { runQueries } from "./row-queries.ts";
import type { RowView } from "./rows.ts";
import type { RunRecord } from "./run-record.ts";

/** What is done for the publisher is no problem. */
const problemGroups: ReadonlySet<Group> = new Set(["must-fix", "needs-fixing", "worth-checking"]);
const rowsAtATime = 500;

/**
 * The publisher's rows in their order, with one more column: what is wrong with each (features f15). Cells are as
 * published, whole. @returns the CSV in pieces, UTF-8 to be
 */
export function* problemsCsv(record: RunRecord): Generator<string, void, undefined> {
  const { records, header } = record;
  const queries = runQueries(record);
  yield csvLine([...header, "problems"]);
  for (let offset = 0; offset < records.dataRecords; offset += rowsAtATime) {
    const page = queries.page({ offset, limit: rowsAtATime });
    yield page.rows.map((row) => problemLine(row, records.cells(row.lineNumber), header.length)).join("");
  }
}

function problemLine(row: RowView, cells: readonly string[], width: number): string {
  // Cells beyond the header would move the new column: they stay behind it.
  const own = Array.from({ length: width }, (_, at) => cells[at] ?? "");
  return csvLine([...own, problemsOf(row), ...cells.slice(width)]);
}

function problemsOf(row: RowView): string {
  const issues = new Set([...row.cells.flatMap((cell) => cell.issues), ...row.rowIssues]);
  const sentences = [...issues]
    .filter(({ group }) => problemGroups.has(group))
    .map(({ sentence, value }) => {
      const said = sentence.replace(/^1 row (has|had|was) /, "");
      return value === "" || value.length > 60 ? said : `${said} ("${value}")`;
    });
  if (row.dropped) sentences.unshift(row.dropped.words.replace(/\.$/, ""));
  return [...new Set(sentences)].join("; ");
}
