import { jsonList, jsonObject, jsonText } from "./json-object.ts";
import type { IssueCount, RunOutput } from "./run-output.ts";

/** A request of the live check with its answer, either generation. */
export function isRequestObject(json: unknown): boolean {
  const { params, response } = jsonObject(json);
  return (
    typeof params === "object" &&
    params !== null &&
    Object.keys(jsonObject(jsonObject(response).data)).length > 0
  );
}

/**
 * What a request's answer tells of the run: columns (newer: `column-mapping`, older: `column-field-log`, with the fields
 * that were missing) and, in the newer generation, the tasks: how many rows have an issue. Single issues are in the
 * response details only; the older generation's summary is words.
 */
export function readRequestOutput(json: unknown): Partial<RunOutput> {
  const { params: rawParams, response } = jsonObject(json);
  const params = jsonObject(rawParams);
  const data = jsonObject(jsonObject(response).data);
  const older = jsonList(data["column-field-log"]).map(jsonObject);
  const newer = jsonList(data["column-mapping"]).map(jsonObject);
  const columnFields = [...newer, ...older]
    .map(({ column, field }) => ({ column: jsonText(column), field: jsonText(field) }))
    .filter(({ column, field }) => column !== "" && field !== "");
  const missingFields = older.filter(({ missing }) => missing === true).map(({ field }) => jsonText(field));
  const tasks = jsonList(data["task-log"]).flatMap((task) => taskOf(jsonObject(task)));
  const dataset = jsonText(params.dataset);
  return {
    columnFields,
    ...(missingFields.length > 0 ? { missingFields } : {}),
    ...("task-log" in data ? { issueCounts: tasks } : {}),
    source: { mode: "check", ...(dataset === "" ? {} : { dataset }) },
  };
}

function taskOf(task: Readonly<Record<string, unknown>>): IssueCount[] {
  const details = detailsOf(task.details);
  const issueType = jsonText(details.issue_type);
  if (issueType === "" || issueType === "missing-field") return [];
  const count = typeof details.count === "number" ? details.count : 1;
  return [{ issueType, field: jsonText(details.field), count }];
}

function detailsOf(details: unknown): Readonly<Record<string, unknown>> {
  if (typeof details !== "string") return jsonObject(details);
  try {
    return jsonObject(JSON.parse(details));
  } catch {
    return {};
  }
}
