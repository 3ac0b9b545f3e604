import type { Cells } from "../repository/files.ts";
import type { ChangeRequest, RetireRequest } from "./endpoint-request.ts";
import type { RowsContext } from "./rows-context.ts";

/** New details of an endpoint that is registered: cells of its source, nothing else. */
export function changeDetailRows(context: RowsContext, collection: string, request: ChangeRequest): void {
  const path = `collection/${collection}/source.csv`;
  const own = (row: Cells) =>
    row.get("endpoint") === request.endpoint && row.get("organisation") === request.organisation;
  const { documentationUrl, licence, pipelines } = request;
  const found = context.set.rows(path).filter(own).length;
  if (documentationUrl !== undefined)
    context.set.edit(path, own, "documentation-url", () => documentationUrl.trim());
  if (licence !== undefined) context.set.edit(path, own, "licence", () => licence);
  if (pipelines !== undefined) context.set.edit(path, own, "pipelines", () => pipelines.join(";"));
  if (found === 0) missing(context, path, request.endpointUrl);
}

/** Endpoints that are not collected any more, or are again. */
export function retireRows(context: RowsContext, collection: string, request: RetireRequest): void {
  for (const { endpoint, retire } of request.endpoints) endEndpoint(context, collection, endpoint, retire);
}

/** Sets or clears the end-date of an endpoint and of every source that uses it. Source: service/data-team.md 8 */
export function endEndpoint(
  context: RowsContext,
  collection: string,
  endpoint: string,
  retire: boolean,
): void {
  const date = retire ? context.input.today : "";
  const same = (row: Cells) => row.get("endpoint") === endpoint;
  const day = () => date;
  const sourcePath = `collection/${collection}/source.csv`;
  const sources = context.set.rows(sourcePath).filter(same);
  const endpoints = context.set.edit(`collection/${collection}/endpoint.csv`, same, "end-date", day);
  context.set.edit(sourcePath, same, "end-date", day);
  if (endpoints === 0) missing(context, `collection/${collection}/endpoint.csv`, endpoint);
  if (sources.length > 1) {
    const list = sources.map((row) => `${row.get("organisation")} (${row.get("pipelines")})`).join(", ");
    context.note(
      `${sources.length} sources use the endpoint ${endpoint}; all of them ${retire ? "end" : "go on"}: ${list}`,
    );
  }
  if (!retire) return;
  for (const row of sources) {
    const source = row.get("source") ?? "";
    if (!context.retired.some((one) => one.endpoint === endpoint && one.source === source))
      context.retired.push({ collection, endpoint, source });
    for (const dataset of (row.get("pipelines") ?? "").split(";")) {
      if (dataset === "") continue;
      const organisation = row.get("organisation") ?? "";
      context.ended.push({ label: context.label, collection, organisation, dataset });
    }
  }
}

/** Says where retiring leaves an organisation's dataset without any endpoint, once everything else is done. */
export function checkLeftEndpoints(context: RowsContext): void {
  const told = new Set<string>();
  for (const { label, collection, organisation, dataset } of context.ended) {
    const key = `${collection} ${organisation} ${dataset}`;
    if (told.has(key)) continue;
    told.add(key);
    const sources = context.set.rows(`collection/${collection}/source.csv`);
    const ended = new Set(
      context.set
        .rows(`collection/${collection}/endpoint.csv`)
        .filter((row) => (row.get("end-date") ?? "") !== "")
        .map((row) => row.get("endpoint")),
    );
    const left = sources.some(
      (row) =>
        row.get("organisation") === organisation &&
        (row.get("pipelines") ?? "").split(";").includes(dataset) &&
        (row.get("end-date") ?? "") === "" &&
        !ended.has(row.get("endpoint")),
    );
    if (left) continue;
    context.begin(label);
    context.note(`No endpoint is left for ${dataset} of ${organisation}: it will not be updated any more`);
  }
}

function missing(context: RowsContext, path: string, what: string): void {
  if (context.set.has(path)) context.problem(`${path} has no row for ${what}`);
  else context.note(`${path} is not at hand: the row for ${what} cannot be changed here`);
}
