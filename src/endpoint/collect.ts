import { collectArcgis } from "./arcgis-plugin.ts";
import {
  type Answer,
  type CollectEffects,
  type CollectInput,
  collectorTimeoutSeconds,
  collectorUserAgent,
  type PluginResult,
  usualLimitBytes,
} from "./collector.ts";
import { type FetchFailure, FetchInterrupted, header, pythonException, readBody } from "./fetch.ts";
import type { LogEntry } from "./log-entry.ts";
import { readArcgisParameters, readWfsParameters } from "./plugin-parameters.ts";
import { pythonFloat } from "./python-json.ts";
import { stripFeatureIds, stripTimestamps } from "./strip-variable-content.ts";
import { collectPagedWfs } from "./wfs-plugin.ts";

/** The collector's own words. `FAILED`: nothing was stored. */
export type FetchStatus = "OK" | "EXPIRED" | "HASH_FAILURE" | "ALREADY_FETCHED" | "FAILED";

export interface Collected {
  readonly status: FetchStatus;
  /** SHA-256 of the address. */
  readonly endpoint: string;
  readonly plugin: string;
  /** As the collector writes it; absent where it writes none. */
  readonly log?: LogEntry;
  /** The resource as stored; its SHA-256 is `log.resource`. */
  readonly bytes?: Uint8Array;
  /** What came back, for advice about the address. */
  readonly answer?: Answer;
  /** Why there was no answer, or no whole one. */
  readonly failure?: FetchFailure;
  /** An exception that would have ended the collector itself. */
  readonly raised?: string;
}

/**
 * Fetches one endpoint as the collector does: the same log, the same stored bytes, the same status.
 *
 * Source: digital_land/collect.py (Collector.fetch, get, save_resource)
 */
export async function collect(input: CollectInput, effects: CollectEffects): Promise<Collected> {
  const plugin = input.plugin ?? "";
  const endpoint = await effects.sha256(new TextEncoder().encode(input.url));
  const nothing = { endpoint, plugin };
  const ended = input.endDate ? hasEnded(input.endDate, input.now) : false;
  if (ended === undefined) return { ...nothing, status: "FAILED", raised: "ValueError" };
  if (ended) return { ...nothing, status: "EXPIRED" };
  if (input.endpoint && input.endpoint !== endpoint) return { ...nothing, status: "HASH_FAILURE" };
  if (input.alreadyFetched) return { ...nothing, status: "ALREADY_FETCHED" };

  const start = effects.clock();
  const result = await runPlugin(plugin, input, effects);
  // The collector does not foresee a plugin it does not know: it stops with an exception and writes no log.
  if (!result) return { ...nothing, status: "FAILED", raised: "UnboundLocalError" };
  const elapsed = Math.round((effects.clock() - start) * 1000) / 1000;
  const stored = result.bytes !== undefined && result.bytes.length > 0 ? result.bytes : undefined;
  const log: LogEntry = {
    "endpoint-url": input.url,
    "entry-date": input.now,
    ...result.log,
    elapsed: pythonFloat(elapsed),
    ...(stored ? { resource: await effects.sha256(stored) } : {}),
  };
  return {
    ...nothing,
    status: stored ? "OK" : "FAILED",
    log,
    ...(stored ? { bytes: stored } : {}),
    ...(result.answer ? { answer: result.answer } : {}),
    ...(result.failure ? { failure: result.failure } : {}),
  };
}

async function runPlugin(
  plugin: string,
  input: CollectInput,
  effects: CollectEffects,
): Promise<PluginResult | undefined> {
  switch (plugin) {
    case "":
      return get(input, effects);
    case "arcgis":
      return collectArcgis(input, readArcgisParameters(input.parameters ?? "").value, effects);
    case "wfs": {
      const { pageSize } = readWfsParameters(input.parameters ?? "").value;
      if (pageSize !== undefined) return collectPagedWfs(input, effects);
      const result = await get(input, effects);
      // The plugin asks for the character set first and leaves what has none; no XML or JSON is without.
      return result.bytes ? { ...result, bytes: stripFeatureIds(result.bytes) } : result;
    }
    default:
      return undefined;
  }
}

/** One plain request, and what of it is kept. Source: digital_land/collect.py (Collector.get) */
async function get(input: CollectInput, effects: CollectEffects): Promise<PluginResult> {
  const start = effects.clock();
  const log: Partial<LogEntry> = { "ssl-verify": true };
  const fail = (failure: FetchFailure): PluginResult => ({
    log: { ...log, exception: pythonException(failure) },
    failure,
  });
  const reply = await effects.fetch({
    url: input.url,
    method: "GET",
    userAgent: collectorUserAgent,
    timeoutSeconds: input.timeoutSeconds ?? collectorTimeoutSeconds,
    verifyCertificate: true,
    ...(input.limitSeconds === undefined ? {} : { limitSeconds: input.limitSeconds }),
    ...(effects.cancel ? { cancel: effects.cancel } : {}),
  });
  if (!reply.ok) return fail(reply.failure);
  const { response } = reply;
  const announced = Number(header(response.headers, "Content-Length"));
  let body: Uint8Array;
  try {
    body = await readBody(response, input.limitBytes ?? usualLimitBytes, (done) =>
      effects.progress?.({ unit: "bytes", done, ...(announced > 0 ? { of: announced } : {}) }),
    );
  } catch (error) {
    if (error instanceof FetchInterrupted) return fail(error.failure);
    throw error;
  }
  const type = header(response.headers, "Content-Type") ?? "";
  // As the collector: the comparison minds letter case, so `Text/HTML` is kept.
  const kept = response.status === 200 && !type.startsWith("text/html");
  return {
    log: {
      ...log,
      status: String(response.status),
      "request-headers": Object.fromEntries(response.requestHeaders),
      "response-headers": Object.fromEntries(response.headers),
    },
    ...(kept ? { bytes: hasVariableText(type) ? stripTimestamps(body) : body } : {}),
    answer: {
      status: response.status,
      url: response.url,
      redirects: response.redirects,
      headers: response.headers,
      route: response.route,
      length: body.length,
      head: body.subarray(0, 4096),
      elapsedSeconds: effects.clock() - start,
    },
  };
}

function hasVariableText(contentType: string): boolean {
  const type = contentType.toLowerCase().replaceAll(" ", "");
  return ["application/json", "application/geo+json", "application/xml"].some((prefix) =>
    type.startsWith(prefix),
  );
}

/** Whether midnight at the start of the end date lies before now; `undefined`: not a date. */
function hasEnded(endDate: string, now: string): boolean | undefined {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(endDate) ?? [];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) return undefined;
  return `${date}T00:00:00` < now;
}
