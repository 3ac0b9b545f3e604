import { type Collected, collect } from "./collect.ts";
import type { CollectEffects } from "./collector.ts";
import { logPath } from "./log-entry.ts";

/** A row of endpoint.csv, by column name. Absent columns are blank. */
export type EndpointRow = Readonly<Record<string, string | undefined>>;

export interface CollectedRow {
  readonly url: string;
  readonly collected: Collected;
}

/**
 * Fetches the endpoints of a table one after the other, as the collector does; rows without an address are passed over.
 * @param hasLog whether the log folder holds a path (`logPath`); the caller keeps the logs it is given
 *
 * Source: digital_land/collect.py (Collector.collect)
 */
export async function* collectTable(
  rows: Iterable<EndpointRow>,
  now: string,
  hasLog: (path: string) => boolean,
  effects: CollectEffects,
): AsyncGenerator<CollectedRow> {
  for (const row of rows) {
    const url = row["endpoint-url"] ?? "";
    if (url === "") continue;
    const endpoint = row.endpoint ?? "";
    const collected = await collect(
      {
        url,
        now,
        endpoint,
        plugin: row.plugin ?? "",
        parameters: row.parameters ?? "",
        endDate: row["end-date"] ?? "",
        alreadyFetched: hasLog(logPath(now, endpoint)),
      },
      effects,
    );
    yield { url, collected };
  }
}
