import type { CancelSignal, Fetch, FetchFailure } from "./fetch.ts";
import type { LogEntry } from "./log-entry.ts";

/** What the collector and its plugins are given, and what a plugin gives back. */

export const collectorUserAgent = "MHCLG Planning Data Collector";
/** Seconds to wait for a connection, and between two pieces of an answer. */
export const collectorTimeoutSeconds = 120;
// The live service takes files up to 100 MB; collected ones are now and then larger.
export const usualLimitBytes = 250_000_000;

export interface CollectInput {
  /** The address exactly as registered: its hash is the endpoint. */
  readonly url: string;
  /** Now, UTC, ISO without a zone, for example `2026-09-01T03:04:05.678901`. */
  readonly now: string;
  /** As in endpoint.csv; blank for none. */
  readonly plugin?: string;
  /** As in endpoint.csv, text. */
  readonly parameters?: string;
  /** YYYY-MM-DD; blank for none. */
  readonly endDate?: string;
  /** The endpoint as registered; blank: not checked. */
  readonly endpoint?: string;
  /** Whether this endpoint has a log of today; the collector asks once a day. */
  readonly alreadyFetched?: boolean;
  readonly timeoutSeconds?: number;
  /** Ours, not the collector's: it stores whatever comes. */
  readonly limitBytes?: number;
  readonly limitSeconds?: number;
}

export interface CollectEffects {
  readonly fetch: Fetch;
  /** SHA-256 in lower-case hex. */
  readonly sha256: (bytes: Uint8Array) => string | Promise<string>;
  readonly pause: (seconds: number) => Promise<void>;
  /** Seconds of a clock that never goes back. */
  readonly clock: () => number;
  readonly progress?: (progress: CollectProgress) => void;
  readonly cancel?: CancelSignal;
}

/** `of` is absent where nobody knows how much there is. */
export interface CollectProgress {
  readonly unit: "bytes" | "features";
  readonly done: number;
  readonly of?: number;
}

/** The answer of the server, before anything is removed from it. */
export interface Answer {
  readonly status: number;
  readonly url: string;
  readonly redirects: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly route: "direct" | "relay";
  readonly length: number;
  /** The first bytes, at most 4 kB: enough to tell a web page from data. */
  readonly head: Uint8Array;
  readonly elapsedSeconds: number;
}

/** What a plugin hands back to the collector. */
export interface PluginResult {
  readonly log: Partial<LogEntry>;
  readonly bytes?: Uint8Array;
  readonly answer?: Answer;
  readonly failure?: FetchFailure;
}
