import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRecords } from "../../src/csv/read.ts";
import { nodeFetch } from "../../src/effects/fetch-node.ts";
import { type Collected, collect } from "../../src/endpoint/collect.ts";
import { collectTable, type EndpointRow } from "../../src/endpoint/collect-table.ts";
import type { CollectEffects } from "../../src/endpoint/collector.ts";
import { canonicalLog, logPath } from "../../src/endpoint/log-entry.ts";
import { type Exchange, type Replay, replay } from "./collect-server.ts";
import { gmlFeatures } from "./gml-features.ts";

/** case.json of a recorded collector run. Format: ../shared/conformance/collect/INDEX.md. */
interface CollectCase {
  readonly url?: string;
  readonly plugin?: string;
  readonly parameters?: string;
  readonly "end-date"?: string;
  readonly endpoint?: string;
  readonly now: string;
  readonly timeout?: number;
  readonly "resource-is"?: string;
  readonly fetches?: readonly { readonly refill?: boolean; readonly date?: string }[];
  readonly table?: string;
}

interface ExpectedFetch {
  readonly url?: string;
  readonly "fetch-status"?: string;
  readonly resource?: string;
  readonly requests?: number;
  readonly raised?: string;
}

interface ExpectedOutcome {
  readonly endpoint: string;
  readonly fetches: readonly ExpectedFetch[];
  readonly pauses?: readonly number[];
}

export interface CollectVerdict {
  readonly pass: boolean;
  /** One line each, for people. */
  readonly differences: readonly string[];
  /** Where we only fare better: the collector itself would have stopped with an exception. */
  readonly lenient: boolean;
  /** Differences that are hints by the format: names of exceptions, requests made by GDAL. */
  readonly hints: readonly string[];
}

/** Replays the dialogue of one case from a server on loopback and compares what we collect with what was recorded. */
export async function runCollectCase(folder: string): Promise<CollectVerdict> {
  const recorded: CollectCase = readJson(join(folder, "case.json"));
  const dialogue: readonly Exchange[] = readJson(join(folder, "dialogue.json"));
  const expected: ExpectedOutcome = readJson(join(folder, "expected/outcome.json"));
  const server = await replay(dialogue);
  // A recording without an exchange is one where nobody listened: then nobody listens here.
  if (dialogue.length === 0) await server.close();
  try {
    const run = await runFetches(recorded, folder, server);
    return compareRun(recorded, folder, expected, dialogue, run, server);
  } finally {
    await server.close();
  }
}

interface Run {
  readonly fetches: readonly { readonly collected: Collected; readonly requests: number }[];
  /** Path to text, as they stand at the end. */
  readonly logs: ReadonlyMap<string, string>;
  readonly pauses: readonly number[];
}

async function runFetches(recorded: CollectCase, folder: string, server: Replay): Promise<Run> {
  const pauses: number[] = [];
  const effects: CollectEffects = {
    // The recorded addresses name a port; whatever it is, this server is meant.
    fetch: nodeFetch({ resolve: async () => ({ address: "127.0.0.1", port: server.port }) }),
    sha256,
    pause: async (seconds) => {
      pauses.push(seconds);
    },
    clock: () => performance.now() / 1000,
  };
  const logs = new Map<string, string>();
  const fetches: { collected: Collected; requests: number }[] = [];
  let before = 0;
  const keep = (collected: Collected): void => {
    if (collected.log)
      logs.set(logPath(collected.log["entry-date"], collected.endpoint), canonicalLog(collected.log));
    fetches.push({ collected, requests: server.requests.length - before });
    before = server.requests.length;
  };
  if (recorded.table !== undefined) {
    const rows = readTable(readFileSync(join(folder, recorded.table), "utf8"));
    for await (const { collected } of collectTable(rows, recorded.now, (path) => logs.has(path), effects))
      keep(collected);
  }
  for (const { refill, date } of recorded.fetches ?? []) {
    const now = date === undefined ? recorded.now : `${date}${recorded.now.slice(10)}`;
    const url = recorded.url ?? "";
    keep(
      await collect(
        {
          url,
          now,
          plugin: recorded.plugin ?? "",
          parameters: recorded.parameters ?? "",
          endDate: recorded["end-date"] ?? "",
          endpoint: recorded.endpoint ?? "",
          alreadyFetched: !refill && logs.has(logPath(now, sha256(new TextEncoder().encode(url)))),
          ...(recorded.timeout === undefined ? {} : { timeoutSeconds: recorded.timeout }),
        },
        effects,
      ),
    );
  }
  return { fetches, logs, pauses };
}

function compareRun(
  recorded: CollectCase,
  folder: string,
  expected: ExpectedOutcome,
  dialogue: readonly Exchange[],
  run: Run,
  server: Replay,
): CollectVerdict {
  const differences: string[] = [];
  const hints: string[] = [];
  let lenient = false;
  const differ = (what: string, ours: unknown, theirs: unknown): void => {
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
      differences.push(`${what}: ${JSON.stringify(ours)}, recorded ${JSON.stringify(theirs)}`);
    }
  };
  const byGdal = recorded["resource-is"] === "geopackage";
  // Of a table the recording names one endpoint that is in no row; those of its rows are in the paths of the logs.
  if (recorded.url !== undefined) differ("endpoint", run.fetches[0]?.collected.endpoint, expected.endpoint);
  differ("number of fetches", run.fetches.length, expected.fetches.length);
  for (const [index, theirs] of expected.fetches.entries()) {
    const ours = run.fetches[index];
    if (!ours) continue;
    const at = `fetch ${index + 1}`;
    if (theirs.raised !== undefined) {
      lenient = true;
      if (ours.collected.status === "OK") differences.push(`${at}: OK, recorded ${theirs.raised}`);
      continue;
    }
    differ(`${at} fetch-status`, ours.collected.status, theirs["fetch-status"]);
    const { bytes } = ours.collected;
    if (theirs.resource === "any") differences.push(...compareFeatures(folder, bytes, at));
    else differ(`${at} resource`, bytes ? sha256(bytes) : "", theirs.resource ?? "");
    if (theirs.requests !== undefined && ours.requests !== theirs.requests) {
      (byGdal ? hints : differences).push(`${at}: ${ours.requests} requests, recorded ${theirs.requests}`);
    }
  }
  differ("pauses", run.pauses, expected.pauses ?? []);
  (byGdal ? hints : differences).push(...compareRequests(server.requests, dialogue));
  compareLogs(folder, run.logs, differences, hints);
  return { pass: differences.length === 0, differences, lenient, hints };
}

function compareFeatures(folder: string, bytes: Uint8Array | undefined, at: string): string[] {
  if (!bytes) return [`${at}: nothing stored, recorded a GeoPackage`];
  const [columns = [], ...records] = readRecords(readFileSync(join(folder, "expected/features.csv"), "utf8"));
  const ours = gmlFeatures(new TextDecoder().decode(bytes));
  if (ours.length !== records.length) return [`${at}: ${ours.length} features, recorded ${records.length}`];
  const wrong = records.findIndex((record, row) =>
    columns.some((name, cell) => (ours[row]?.get(name) ?? "") !== record[cell]),
  );
  return wrong < 0
    ? []
    : [
        `${at} feature ${wrong + 1}: ${JSON.stringify([...(ours[wrong] ?? [])])}, recorded ${JSON.stringify(records[wrong])}`,
      ];
}

function compareRequests(ours: readonly Exchange["request"][], dialogue: readonly Exchange[]): string[] {
  const differences: string[] = [];
  for (const [index, { request: theirs }] of dialogue.entries()) {
    const request = ours[index];
    if (!request) {
      differences.push(`request ${index + 1} was not made: ${theirs.method} ${theirs.path}`);
      continue;
    }
    const [a, b] = [describe(request), describe(theirs)];
    if (a !== b) differences.push(`request ${index + 1}: ${a}, recorded ${b}`);
  }
  return differences;
}

/** Method, path, sorted parameters, and the user agent unless it is the HTTP library's own. */
function describe(request: Exchange["request"]): string {
  const [path = "", query = ""] = request.path.split("?");
  const parameters = [...new URLSearchParams(query), ...new URLSearchParams(request.body ?? "")]
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const agent = request.headers["user-agent"] ?? "";
  return JSON.stringify([request.method, path, parameters, /^python-requests/.test(agent) ? "" : agent]);
}

function compareLogs(
  folder: string,
  ours: ReadonlyMap<string, string>,
  differences: string[],
  hints: string[],
): void {
  const theirs = readLogs(join(folder, "expected/log"));
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const anyResource = theirs.get(path)?.includes('"resource":"any"') ?? false;
    const mine = comparableLog(ours.get(path), anyResource);
    const other = comparableLog(theirs.get(path), anyResource);
    if (mine.text !== other.text) differences.push(`log ${path}: ${mine.text}, recorded ${other.text}`);
    if (mine.exception !== other.exception)
      hints.push(`exception ${mine.exception}, recorded ${other.exception}`);
  }
}

/** The log without what may differ; of the exception, and of a resource that is `any`, only that there is one. */
function comparableLog(
  text: string | undefined,
  anyResource: boolean,
): { readonly text: string; readonly exception: string } {
  if (text === undefined) return { text: "none", exception: "" };
  const { elapsed: _, "request-headers": __, exception, ...rest }: Record<string, unknown> = JSON.parse(text);
  const members: Record<string, unknown> = { ...rest, exception: exception !== undefined };
  if (anyResource && rest.resource !== undefined) members.resource = "any";
  const sorted = Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { text: JSON.stringify(sorted), exception: String(exception ?? "") };
}

function readLogs(folder: string): Map<string, string> {
  const logs = new Map<string, string>();
  if (!existsSync(folder)) return logs;
  for (const day of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, day))) {
      logs.set(`${day}/${name}`, readFileSync(join(folder, day, name), "utf8"));
    }
  }
  return logs;
}

function readTable(csv: string): EndpointRow[] {
  const [columns = [], ...records] = readRecords(csv);
  return records.map((record) => Object.fromEntries(columns.map((column, index) => [column, record[index]])));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
