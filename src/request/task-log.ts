import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { pythonJson } from "../repository/add-data-response.ts";

/** A row of the pipeline's task log: one thing somebody has to do. Source: digital_land/pipeline/task.py */
export interface Task {
  readonly dataset: string;
  readonly organisation: string;
  readonly endpoint: string;
  readonly resource: string;
  /** JSON as Python writes it; what is in it depends on the source. */
  readonly details: string;
  readonly severity: string;
  readonly responsibility: string;
  readonly source: "issue" | "column-field" | "log";
  /** 16 hex digits, the same for the same task wherever it is made. */
  readonly reference: string;
}

type TaskParts = Omit<Task, "reference">;

/** The reference of a task: the first 16 hex digits of the SHA-256 of what identifies it. */
export function taskReference({
  dataset,
  endpoint,
  resource,
  source,
  details,
}: Pick<TaskParts, "dataset" | "endpoint" | "resource" | "details"> & { readonly source: string }): string {
  const text = [dataset, endpoint, resource, source, details].join("|");
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 16);
}

export interface TaskIssue {
  readonly issueType: string;
  readonly field: string;
  readonly severity: string;
  readonly responsibility: string;
}

/** Whose tasks they are. */
export interface TaskScope {
  readonly dataset: string;
  readonly organisation: string;
  readonly endpoint: string;
  readonly resource: string;
}

/**
 * Issues as tasks: one for each type and field, with their count, of those that are errors for the publisher. In the order
 * in which the types are met; the pipeline gives them in no order.
 */
export function issueTasks(issues: Iterable<TaskIssue>, scope: TaskScope): Task[] {
  const groups = new Map<string, { readonly first: TaskIssue; count: number }>();
  for (const issue of issues) {
    if (issue.severity !== "error" || issue.responsibility !== "external") continue;
    const key = `${issue.issueType}\u0000${issue.field}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { first: issue, count: 1 });
  }
  return [...groups.values()].map(({ first, count }) =>
    task({
      ...scope,
      details: pythonJson({ issue_type: first.issueType, count, field: first.field }),
      severity: first.severity,
      responsibility: first.responsibility,
      source: "issue",
    }),
  );
}

/** Mandatory fields that no column was mapped to. As the pipeline, such a task names no endpoint. */
export function missingFieldTasks(fields: readonly string[], scope: TaskScope): Task[] {
  return fields.map((field) =>
    task({
      ...scope,
      endpoint: "",
      details: pythonJson({ field, issue_type: "missing-field" }),
      severity: "error",
      responsibility: "external",
      source: "column-field",
    }),
  );
}

/** A collection that failed. @param status as the log has it: a number where it is one */
export function logTask(status: string, exception: string, scope: TaskScope): Task {
  return task({
    ...scope,
    details: pythonJson({ status: /^\d+$/.test(status) ? Number(status) : status, exception }),
    severity: "error",
    responsibility: "external",
    source: "log",
  });
}

function task(parts: TaskParts): Task {
  return { ...parts, reference: taskReference(parts) };
}
