import type { RunRecord } from "../report/run-record.ts";
import type { VersionRow } from "./entities.ts";

/** The published records of a run, as `compareEntities` takes them. Rows that are not published are left out. */
export function* versionRows(record: RunRecord): Generator<VersionRow, void, undefined> {
  const { records } = record;
  for (let entry = 1; entry <= records.entries; entry++) {
    const lineNumber = records.lineOf(entry);
    if (records.dropOf(lineNumber) !== undefined) continue;
    const fields = record.published(entry, records.cells(lineNumber));
    yield { reference: fields.get("reference") ?? "", fields, lineNumber };
  }
}
