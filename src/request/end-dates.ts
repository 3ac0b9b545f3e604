import type { CellEdit } from "../repository/change-set.ts";
import type { RepositoryFiles } from "../repository/files.ts";
import type { Specification } from "../specification/specification.ts";
import { endpointKeyOf } from "./endpoint-key.ts";
import type { RepositoryChange } from "./rows.ts";
import { RowsContext } from "./rows-context.ts";
import { checkLeftEndpoints, endEndpoint } from "./rows-retire.ts";

export interface EndDatesInput {
  /** Endpoint hashes or URLs as they are written in endpoint.csv. */
  readonly endpoints: readonly string[];
  /** False: they are collected again. */
  readonly retire: boolean;
  readonly repository: RepositoryFiles;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly specification: Specification;
}

export interface EndDates {
  readonly changed: RepositoryChange["changed"];
  /** Every cell that is another one: an endpoint can have several sources, and all of them end. */
  readonly edits: readonly CellEdit[];
  /** In plain words; with one of these nothing should be written. */
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Sets or clears the end-date of endpoints and of every source that uses them, wherever in a checkout they are.
 * Source: service/data-team.md 8
 */
export function endDates({ endpoints, retire, repository, today, specification }: EndDatesInput): EndDates {
  const context = new RowsContext({ requests: [], repository, order: "canonical", today, specification });
  const problems: string[] = [];
  for (const asked of endpoints) {
    const hash = /^[0-9a-f]{64}$/.test(asked) ? asked : undefined;
    const found = [...repository.keys()].flatMap((path) => {
      const [, collection] = /^collection\/([^/]+)\/endpoint\.csv$/.exec(path) ?? [];
      if (collection === undefined) return [];
      return context.set
        .rows(path)
        .filter((row) =>
          hash === undefined ? row.get("endpoint-url") === asked : row.get("endpoint") === hash,
        )
        .map((row) => ({ collection, endpoint: row.get("endpoint") ?? "" }));
    });
    if (found.length === 0) {
      const key = hash === undefined ? ` (its hash would be ${endpointKeyOf(asked)})` : "";
      problems.push(`No collection has the endpoint ${asked}${key}.`);
    }
    for (const { collection, endpoint } of found) endEndpoint(context, collection, endpoint, retire);
  }
  checkLeftEndpoints(context);
  return {
    changed: context.set.changed(),
    edits: context.set.edits,
    problems: [...problems, ...context.problems.map(({ message }) => message)],
    notes: context.notes.map(({ message }) => message),
  };
}
