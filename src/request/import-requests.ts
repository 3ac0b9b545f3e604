import { type ImportRow, writeImport } from "../repository/import-csv.ts";
import type { AddRequest } from "./endpoint-request.ts";
import type { AddDraft } from "./validate.ts";

/** The lines of import.csv for requests, in their order. */
export function importCsvOf(requests: readonly AddRequest[]): string {
  return writeImport(
    requests.map((request) => ({
      organisation: request.organisation,
      endpointUrl: request.endpointUrl,
      documentationUrl: request.documentationUrl,
      startDate: request.startDate,
      pipelines: request.datasets,
      plugin: request.plugin,
      licence: request.licence,
    })),
  );
}

/** What a line of import.csv answers of a request; the rest is asked. */
export function draftOfImport(row: ImportRow): AddDraft {
  const { plugin } = row;
  return {
    kind: "add",
    ...(row.organisation && { organisation: row.organisation }),
    ...(row.pipelines.length > 0 && { datasets: [...row.pipelines] }),
    ...(row.endpointUrl && { endpointUrl: row.endpointUrl }),
    ...(row.documentationUrl && { documentationUrl: row.documentationUrl }),
    ...(row.startDate && { startDate: row.startDate }),
    ...(row.licence && { licence: row.licence }),
    ...(plugin === "arcgis" || plugin === "wfs" ? { plugin } : {}),
  };
}
