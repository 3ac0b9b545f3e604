import { readTable } from "../csv/read.ts";

/** A row of the collection's old-resource.csv: the whole file was removed (410) or replaced (301). */
export interface OldResource {
  readonly status: string;
  /** The file in its place. */
  readonly resource: string;
  readonly notes: string;
  /** Record number in the file, header = 1. */
  readonly line: number;
}

/** The row about a resource; of several the last. @param csv text of old-resource.csv */
export function oldResource(csv: string, sha256: string): OldResource | undefined {
  const { columns, records } = readTable(csv);
  const at = records.findLastIndex((record) => record[columns.indexOf("old-resource")] === sha256);
  const record = records[at];
  if (record === undefined) return undefined;
  const cell = (column: string) => record[columns.indexOf(column)] ?? "";
  return { status: cell("status"), resource: cell("resource"), notes: cell("notes"), line: at + 2 };
}
