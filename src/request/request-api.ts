import {
  cellText,
  isTrue,
  type Json,
  type JsonObject,
  object,
  objects,
} from "../repository/add-data-response.ts";
import type { Specification } from "../specification/specification.ts";
import type { AddRequest } from "./endpoint-request.ts";
import type { AddDraft } from "./validate.ts";

/**
 * A request to add an endpoint as the live request API takes it, one for each dataset. Source: service/request.md 4
 */
export function toRequestApi(
  request: AddRequest,
  { organisationName, specification }: { organisationName: string; specification: Specification },
): JsonObject[] {
  return request.datasets.map((dataset) => ({
    params: {
      type: "add_data",
      dataset,
      collection: specification.datasets.get(dataset)?.collection ?? "",
      organisationName,
      organisation: request.organisation,
      url: request.endpointUrl,
      documentation_url: request.documentationUrl,
      licence: request.licence,
      start_date: request.startDate,
      authoritative: request.authoritative,
      ...(Object.keys(request.columnMapping).length > 0 ? { column_mapping: request.columnMapping } : {}),
      ...(request.geometryType ? { geom_type: request.geometryType } : {}),
      ...(request.plugin ? { plugin: request.plugin } : {}),
      ...(Object.keys(request.parameters).length > 0 ? { endpoint_parameters: request.parameters } : {}),
    },
  }));
}

/** A task of the live check, from either generation of answers. */
export interface ApiTask {
  readonly issueType: string;
  readonly field: string;
  readonly count: number;
  readonly words: string;
}

export interface ApiRequest {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  /** What the parameters answer of a request of ours. */
  readonly draft: AddDraft;
  /** Column to field, as the check found it. */
  readonly columns: Readonly<Record<string, string>>;
  readonly tasks: readonly ApiTask[];
  /** What the person must be told when there is no answer. */
  readonly error: string | undefined;
}

/** Reads a request object of the live API, either generation. What is not there is left out; nothing throws. */
export function readRequestApi(json: Json): ApiRequest {
  const { id, status, params: rawParams, response: rawResponse } = object(json);
  const params = object(rawParams);
  const response = object(rawResponse);
  const data = object(response.data);
  const error = object(response.error);
  return {
    id: cellText(id),
    type: cellText(params.type),
    status: cellText(status),
    draft: draftOf(params),
    columns: columnsOf(data),
    tasks: [...newerTasks(data), ...olderTasks(data)],
    error: response.error
      ? cellText(error.errMsg) || "The live check gave an error without words"
      : undefined,
  };
}

function draftOf(params: JsonObject): AddDraft {
  const text = (key: string) => cellText(params[key]);
  const mapping = texts(object(params.column_mapping));
  const plugin = text("plugin");
  const geometryType = text("geom_type");
  const parameters = Object.entries(object(params.endpoint_parameters)).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return {
    kind: "add",
    ...(text("organisation") && { organisation: text("organisation") }),
    ...(text("dataset") && { datasets: [text("dataset")] }),
    ...(text("url") && { endpointUrl: text("url") }),
    ...(text("documentation_url") && { documentationUrl: text("documentation_url") }),
    ...(text("licence") && { licence: text("licence") }),
    ...(text("start_date") && { startDate: text("start_date") }),
    ...(params.authoritative === undefined || params.authoritative === null
      ? {}
      : { authoritative: isTrue(params.authoritative) }),
    ...(Object.keys(mapping).length > 0 && { columnMapping: mapping }),
    ...(geometryType === "point" || geometryType === "polygon" ? { geometryType } : {}),
    ...(plugin === "arcgis" || plugin === "wfs" ? { plugin } : {}),
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
  };
}

function texts(members: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, cellText(value)]));
}

/** Newer: `column-mapping` [{field, column}]; older: `column-field-log` [{column, field, missing}]. */
function columnsOf(data: JsonObject): Record<string, string> {
  const rows = [...objects(data["column-mapping"]), ...objects(data["column-field-log"])];
  return Object.fromEntries(
    rows.flatMap(({ column, field }): [string, string][] =>
      cellText(column) === "" ? [] : [[cellText(column), cellText(field)]],
    ),
  );
}

function newerTasks(data: JsonObject): ApiTask[] {
  return objects(data["task-log"]).map((task) => {
    const details = detailsOf(task.details);
    return {
      issueType: cellText(details.issue_type) || cellText(task["task-source"]),
      field: cellText(details.field),
      count: typeof details.count === "number" ? details.count : 1,
      words: cellText(task.summary),
    };
  });
}

function detailsOf(details: Json | undefined): JsonObject {
  if (typeof details !== "string") return object(details);
  try {
    return object(JSON.parse(details));
  } catch {
    return {};
  }
}

function olderTasks(data: JsonObject): ApiTask[] {
  const summary = data["error-summary"];
  if (!Array.isArray(summary)) return [];
  return summary.map((words) => ({ issueType: "", field: "", count: 1, words: cellText(words) }));
}
