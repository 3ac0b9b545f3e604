import type { Issue } from "../issues/issue.ts";
import type { Provenance } from "./block.ts";

/**
 * Where phases and datatypes log. The log passes each issue on to a sink at once, in the pipeline's order,
 * and keeps nothing, so that a million rows need no more memory than ten.
 */
export interface IssueLog {
  /** Logs one issue of the entry at `where`. `value` and `message` default to blank. */
  add(where: Provenance, field: string, issueType: string, value?: string, message?: string): void;
}

export function issueLog(sink: (issue: Issue) => void): IssueLog {
  return {
    add(where, field, issueType, value = "", message = "") {
      sink({
        issueType,
        field,
        value,
        message,
        lineNumber: where.lineNumber,
        entryNumber: where.entryNumber,
        entity: "",
      });
    },
  };
}

/** What a datatype gets: a log bound to one cell, so that a datatype knows nothing of rows. */
export type CellLog = (issueType: string, value?: string, message?: string) => void;
