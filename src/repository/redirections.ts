import { readTable } from "../csv/read.ts";
import { appendRows, columnsOf, type RepositoryFiles } from "./files.ts";

export type RedirectionsReply =
  | {
      readonly ok: true;
      readonly files: RepositoryFiles;
      /** Lines of the list without both numbers, header = 1. */
      readonly passedOver: readonly number[];
    }
  | { readonly ok: false; readonly missingColumns: readonly string[] };

/**
 * Appends a list of redirections (`entity_source`, `entity_destination`) to old-entity.csv, as add-redirections does:
 * rows of three cells, whatever the file's columns are. Lines with a number missing are passed over.
 * Source: digital_land/commands.py, add_redirections
 */
export function addRedirections(
  files: RepositoryFiles,
  collection: string,
  redirections: string,
): RedirectionsReply {
  const { columns, records } = readTable(redirections.replace(/^\uFEFF/, ""));
  const wanted = ["entity_source", "entity_destination"];
  const missingColumns = wanted.filter((column) => !columns.includes(column));
  if (missingColumns.length > 0) return { ok: false, missingColumns };
  const passedOver: number[] = [];
  const rows = records.flatMap((cells, index) => {
    const [from = "", to = ""] = wanted.map((column) => cells[columns.indexOf(column)] ?? "");
    if (from !== "" && to !== "") return [[from, "301", to]];
    passedOver.push(index + 2);
    return [];
  });
  const path = `pipeline/${collection}/old-entity.csv`;
  const before = files.get(path) ?? "";
  const header = columnsOf(before).length > 0 ? [] : [["old-entity", "status", "entity"]];
  return { ok: true, files: new Map(files).set(path, appendRows(before, [...header, ...rows])), passedOver };
}
