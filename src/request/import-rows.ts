import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { csvText } from "../csv/write.ts";
import type { ImportItemState } from "./import-batch.ts";
import type { AddRowsRequest, RequestWithData } from "./rows.ts";
import { withoutNumber } from "./unassigned.ts";

/**
 * A row of import.csv as a request whose rows can be made. Its key comes from the import and the line, so that it is the
 * same each time.
 *
 * @param authoritative whether the organisations are responsible for what the data describes; absent: nobody has said
 */
export function importRequest(
  { row, line, columnMapping, plugin }: ImportItemState,
  batch: string,
  authoritative: boolean | undefined,
): AddRowsRequest {
  const asked = row.plugin === "arcgis" || row.plugin === "wfs" ? row.plugin : "";
  return {
    kind: "add",
    idempotencyKey: bytesToHex(sha256(utf8ToBytes(`${batch} ${line}`))).slice(0, 32),
    organisation: row.organisation,
    datasets: [...row.pipelines],
    endpointUrl: row.endpointUrl,
    documentationUrl: row.documentationUrl,
    licence: row.licence,
    startDate: row.startDate,
    existingEndpoints: [],
    shares: [],
    columnMapping: { ...columnMapping },
    geometryType: undefined,
    // What the address could be read with counts; nobody asked it: what the file says.
    plugin: plugin ?? asked,
    parameters: {},
    ...(authoritative === undefined ? {} : { authoritative }),
  };
}

/**
 * The rows that can be used, in file order: all but those that failed or still need a column chosen.
 *
 * @param lookupsOf lookup.csv of a dataset's collection; where there is none, its references are not known
 */
export function readyRequests(
  items: readonly ImportItemState[],
  batch: string,
  authoritative: boolean | undefined,
  lookupsOf: (dataset: string) => string | undefined,
): RequestWithData[] {
  return items
    .filter(({ state }) => state !== "failed" && state !== "needs-mapping")
    .map((item) => {
      const known = Object.entries(item.references ?? {}).flatMap(([dataset, references]) => {
        const lookups = lookupsOf(dataset);
        return lookups === undefined ? [] : [[dataset, withoutNumber(references, lookups)] as const];
      });
      return {
        request: importRequest(item, batch, authoritative),
        label: `line ${item.line}`,
        ...(item.references ? { references: new Map(known) } : {}),
      };
    });
}

/** Why rows cannot be used: one line for each problem. */
export function importProblemsCsv(items: readonly ImportItemState[]): string {
  const rows = items.flatMap(({ line, row, problems, state }) => {
    const all =
      state === "needs-mapping"
        ? [{ field: "endpoint-url", message: "The data has no column for the reference: choose one" }]
        : problems;
    return all.map(
      ({ field, message }) =>
        new Map([
          ["line", String(line)],
          ["column", field],
          ["problem", message],
          ["organisation", row.organisation],
          ["endpoint-url", row.endpointUrl],
        ]),
    );
  });
  return csvText(["line", "column", "problem", "organisation", "endpoint-url"], rows);
}
