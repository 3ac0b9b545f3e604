import {
  cellText,
  isTrue,
  type Json,
  type JsonObject,
  object,
  objects,
} from "../repository/add-data-response.ts";
import { type ApiRequest, readRequestApi } from "./request-api.ts";
import { taskReference } from "./task-log.ts";

/** What adding data would do, as the live service answered. */
export interface LiveAddition {
  readonly newEntities: number;
  readonly existingEntities: number;
  readonly lookups: readonly { readonly reference: string; readonly entity: string }[];
  /** `undefined`: the answer does not say. */
  readonly endpointIsRegistered: boolean | undefined;
  readonly sourceIsRegistered: boolean | undefined;
  readonly ranges: readonly string[];
}

/** A task with its reference: as recorded, else made from what it says. */
export interface LiveTask {
  readonly words: string;
  readonly issueType: string;
  readonly field: string;
  readonly count: number;
  readonly severity: string;
  readonly reference: string;
  /** False: the recorded reference is not the one its own values make. */
  readonly referenceAgrees: boolean;
}

export interface LiveRow {
  readonly entryNumber: string;
  readonly cells: readonly (readonly [string, string])[];
  readonly issues: readonly {
    readonly issueType: string;
    readonly field: string;
    readonly value: string;
    readonly severity: string;
  }[];
}

export type LivePaper =
  | {
      readonly kind: "request";
      readonly request: ApiRequest;
      readonly created: string;
      readonly params: readonly (readonly [string, string])[];
      readonly tasks: readonly LiveTask[];
      readonly missingFields: readonly string[];
      readonly addition: LiveAddition | undefined;
      readonly errorDetails: readonly (readonly [string, string])[];
    }
  | { readonly kind: "details"; readonly rows: readonly LiveRow[] };

export type LiveReply =
  | { readonly ok: true; readonly paper: LivePaper }
  | { readonly ok: false; readonly message: string };

/**
 * Reads what the live request API answers: a request object, or the details of a response (an array), of both
 * generations. Nothing throws; what is not there is left out. Source: service/request.md 4
 */
export function readLive(text: string): LiveReply {
  let json: Json;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { ok: false, message: "The file is not JSON" };
  }
  if (Array.isArray(json)) {
    const rows = objects(json);
    const looksRight = rows.some((row) => "issue_logs" in row || "converted_row" in row);
    return looksRight || rows.length === 0
      ? { ok: true, paper: { kind: "details", rows: rows.map(rowOf) } }
      : { ok: false, message: "The list is not the response details of the live check" };
  }
  const whole = object(json);
  if (!("params" in whole) || !("status" in whole))
    return { ok: false, message: "The file is not a request of the live check: it has no params and status" };
  const params = object(whole.params);
  const response = object(whole.response);
  const data = object(response.data);
  const error = object(response.error);
  return {
    ok: true,
    paper: {
      kind: "request",
      request: readRequestApi(json),
      created: cellText(whole.created),
      params: Object.entries(params)
        .map(([name, value]) => [name, cellText(value)] as const)
        .filter(([, value]) => value !== ""),
      tasks: tasksOf(data),
      missingFields: missingFields(data),
      addition: additionOf(data),
      errorDetails: Object.entries(error)
        .map(([name, value]) => [name, cellText(value)] as const)
        .filter(([, value]) => value !== ""),
    },
  };
}

function rowOf(row: JsonObject): LiveRow {
  const converted = object(row.converted_row);
  return {
    entryNumber: cellText(row.entry_number),
    cells: Object.entries(converted).map(([name, value]) => [name, cellText(value)] as const),
    issues: objects(row.issue_logs).map((issue) => ({
      issueType: cellText(issue["issue-type"]),
      field: cellText(issue.field),
      value: cellText(issue.value),
      severity: cellText(issue.severity),
    })),
  };
}

/** Newer: rows of the task log; older: sentences. */
function tasksOf(data: JsonObject): LiveTask[] {
  const newer = objects(data["task-log"]).map((task): LiveTask => {
    const text = (name: string) => cellText(task[name]);
    const details = detailsOf(task.details);
    const made = taskReference({
      dataset: text("dataset"),
      endpoint: text("endpoint"),
      resource: text("resource"),
      source: text("task-source"),
      details: text("details"),
    });
    const recorded = text("reference");
    return {
      words: text("summary"),
      issueType: cellText(details.issue_type) || text("task-source"),
      field: cellText(details.field),
      count: typeof details.count === "number" ? details.count : 1,
      severity: text("severity"),
      reference: recorded || made,
      referenceAgrees: recorded === "" || recorded === made,
    };
  });
  const summary = data["error-summary"];
  const older = Array.isArray(summary) ? summary : [];
  return [
    ...newer,
    ...older.map((words) => ({
      words: cellText(words),
      issueType: "",
      field: "",
      count: 1,
      severity: "",
      reference: "",
      referenceAgrees: true,
    })),
  ];
}

function detailsOf(details: Json | undefined): JsonObject {
  if (typeof details !== "string") return object(details);
  try {
    return object(JSON.parse(details));
  } catch {
    return {};
  }
}

/** Newer: a mandatory field without a column; older: a field that is marked as missing. */
function missingFields(data: JsonObject): string[] {
  const newer = objects(data["column-mapping"]).filter(
    ({ column, mandatory }) => isTrue(mandatory) && cellText(column) === "",
  );
  const older = objects(data["column-field-log"]).filter(({ missing }) => isTrue(missing));
  return [...newer, ...older].map(({ field }) => cellText(field));
}

function additionOf(data: JsonObject): LiveAddition | undefined {
  if (!("pipeline-summary" in data) && !("endpoint-summary" in data)) return undefined;
  const summary = object(data["pipeline-summary"]);
  const number = (value: Json | undefined) => (typeof value === "number" ? value : 0);
  const flag = (value: Json | undefined) =>
    value === undefined || value === null ? undefined : isTrue(value);
  return {
    newEntities: number(summary["new-in-resource"]),
    existingEntities: number(summary["existing-in-resource"]),
    lookups: objects(summary["new-entities"]).map((row) => ({
      reference: cellText(row.reference),
      entity: cellText(row.entity),
    })),
    endpointIsRegistered: flag(object(data["endpoint-summary"]).endpoint_url_in_endpoint_csv),
    sourceIsRegistered: flag(object(data["source-summary"]).documentation_url_in_source_csv),
    ranges: objects(summary["entity-organisation"]).map(
      (row) =>
        `${cellText(row["entity-minimum"])} to ${cellText(row["entity-maximum"])}, ${cellText(row.organisation)}`,
    ),
  };
}
