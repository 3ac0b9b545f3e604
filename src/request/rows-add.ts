import { pythonJson } from "../repository/add-data-response.ts";
import type { Cells } from "../repository/files.ts";
import { endpointKey, sourceKey } from "../repository/keys.ts";
import type { AddRowsRequest, RequestWithData } from "./rows.ts";
import { cells, type RowsContext } from "./rows-context.ts";
import { decideNumbers, decideRedirects } from "./rows-decisions.ts";
import { lookupRows } from "./rows-lookups.ts";
import { endEndpoint } from "./rows-retire.ts";

/** The rows of an endpoint to add. Source: service/data-team.md 2, 4, 5 */
export function addRows(
  context: RowsContext,
  collection: string,
  request: AddRowsRequest,
  { references, decisions }: RequestWithData,
): void {
  for (const { endpoint, retire } of request.existingEndpoints)
    if (retire) endEndpoint(context, collection, endpoint, true);
  const endpoint = endpointRow(context, collection, request);
  sourceRow(context, collection, request, endpoint);
  if (decisions) decideNumbers(context, collection, request.organisation, decisions);
  for (const dataset of request.datasets) {
    const found = references?.get(dataset);
    if (found) {
      const left = new Set(decisions?.excludedReferences ?? []);
      const wanted = found.filter(({ reference }) => !left.has(reference));
      lookupRows(context, collection, request, dataset, wanted);
    } else {
      context.note(
        `Which references of ${dataset} have no entity number is not known here: lookup.csv is unchanged`,
      );
    }
  }
  if (decisions) decideRedirects(context, collection, decisions);
  mappingRows(context, collection, request, endpoint);
  context.add(`pipeline/${collection}/filter.csv`, shareRows(request, endpoint, context.input.today));
}

/** Which rows of one address belong to which of its datasets: rows of filter.csv. */
export function shareRows(
  { shares, startDate }: Pick<AddRowsRequest, "shares" | "startDate">,
  endpoint: string,
  today: string,
): Cells[] {
  return shares.map(({ dataset, field, pattern }) =>
    cells({ dataset, endpoint, "entry-date": today, field, pattern, "start-date": startDate }),
  );
}

/** The hash of the endpoint, in a new row unless the address is registered. */
function endpointRow(context: RowsContext, collection: string, request: AddRowsRequest): string {
  const path = `collection/${collection}/endpoint.csv`;
  const url = request.endpointUrl.trim();
  const known = context.set.rows(path).find((row) => row.get("endpoint-url")?.trim() === url);
  if (known) {
    context.note(
      `The endpoint is registered already (${known.get("endpoint-url")}): no endpoint row is added`,
    );
    if ((known.get("end-date") ?? "") !== "") {
      context.problem(
        `The endpoint was retired on ${known.get("end-date")}. Decide whether it is taken up again, then clear its end-date`,
      );
    }
    return known.get("endpoint") ?? "";
  }
  const endpoint = endpointKey(url);
  const parameters = Object.keys(request.parameters).length > 0 ? pythonJson(request.parameters) : "";
  context.add(path, [
    cells({
      endpoint,
      "endpoint-url": url,
      parameters,
      plugin: request.plugin,
      "entry-date": context.input.today,
      "start-date": request.startDate,
    }),
  ]);
  return endpoint;
}

function sourceRow(
  context: RowsContext,
  collection: string,
  request: AddRowsRequest,
  endpoint: string,
): void {
  const path = `collection/${collection}/source.csv`;
  const { organisation, datasets } = request;
  const documentationUrl = request.documentationUrl.trim();
  const own = (row: Cells) => row.get("endpoint") === endpoint && row.get("organisation") === organisation;
  const known = context.set.rows(path).find(own);
  if (known) {
    const pipelines = (known.get("pipelines") ?? "").split(";").filter((name) => name !== "");
    const missing = datasets.filter((dataset) => !pipelines.includes(dataset));
    if (missing.length === 0) context.note("The source is registered already");
    else context.set.edit(path, own, "pipelines", () => [...pipelines, ...missing].join(";"));
    if (documentationUrl !== "") context.set.edit(path, own, "documentation-url", () => documentationUrl);
    return;
  }
  context.add(path, [
    cells({
      source: sourceKey(collection, organisation, endpoint),
      collection,
      "documentation-url": documentationUrl,
      endpoint,
      licence: request.licence,
      organisation,
      pipelines: datasets.join(";"),
      "entry-date": context.input.today,
      "start-date": request.startDate,
    }),
  ]);
}

function mappingRows(
  context: RowsContext,
  collection: string,
  request: AddRowsRequest,
  endpoint: string,
): void {
  const { specification, today } = context.input;
  const chosen = Object.entries(request.columnMapping);
  if (chosen.length === 0 && request.geometryType !== "polygon") return;
  const path = `pipeline/${collection}/column.csv`;
  const known = context.set.rows(path).filter((row) => row.get("endpoint") === endpoint);
  for (const dataset of request.datasets) {
    const fields = specification.datasetFields.get(dataset);
    // As the live check: how trees are drawn is asked only when no column is matched by hand.
    const polygons = chosen.length === 0 && dataset === "tree" && request.geometryType === "polygon";
    const mapping = polygons ? [["WKT", "geometry"]] : chosen;
    const wanted = mapping.filter(([, field = ""]) => field === "IGNORE" || fields?.has(field));
    const rows = wanted.flatMap(([column = "", field = ""]) => {
      const row = { dataset, endpoint, column, field, "start-date": request.startDate, "entry-date": today };
      const there = known.some((one) =>
        Object.entries({ dataset, endpoint, column, field }).every(([name, cell]) => one.get(name) === cell),
      );
      return there ? [] : [cells(row)];
    });
    context.add(path, rows);
  }
}
