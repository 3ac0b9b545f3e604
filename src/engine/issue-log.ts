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

/**
 * A log for runs with lookups: each issue leaves with the entity that its entry was found to have, as issue.csv has it.
 *
 * Issues of an entry are logged before its entity is known, so they wait until it is, or until another entry has its
 * turn: never more than the issues of one entry.
 */
export interface EntityIssueLog extends IssueLog {
  /** The entity of an entry, `""` when there is none. As the pipeline: of several the first counts. */
  foundEntity(entryNumber: number, entity: string): void;
  /** Lets go of the issues still waiting, at the end of the run. */
  flush(): void;
}

export function entityIssueLog(sink: (issue: Issue) => void): EntityIssueLog {
  // By entry number. Kept to the end: combined values and double references are logged after the last entry.
  const entities: (string | undefined)[] = [];
  let waiting: Issue[] = [];
  const log = issueLog((issue) => {
    const entity = entities[issue.entryNumber];
    if (waiting[0] !== undefined && (entity !== undefined || waiting[0].entryNumber !== issue.entryNumber))
      flush();
    if (entity === undefined) waiting.push(issue);
    else {
      issue.entity = entity;
      sink(issue);
    }
  });
  function flush(): void {
    for (const issue of waiting) {
      issue.entity = entities[issue.entryNumber] ?? "";
      sink(issue);
    }
    waiting = [];
  }
  return {
    add: log.add,
    foundEntity(entryNumber, entity) {
      entities[entryNumber] ??= entity;
      flush();
    },
    flush,
  };
}

/** What a datatype gets: a log bound to one cell, so that a datatype knows nothing of rows. */
export type CellLog = (issueType: string, value?: string, message?: string) => void;
