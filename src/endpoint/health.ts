import { type Advice, type Verdict, worstVerdict } from "./advice.ts";
import type { FetchStatus } from "./collect.ts";
import type { CancelSignal } from "./fetch.ts";
import type { Inspection } from "./inspect.ts";

/** An endpoint to look at; whatever else the caller knows of it comes back with the result. */
export interface HealthSubject {
  readonly url: string;
}

export interface EndpointHealth<T extends HealthSubject> {
  readonly endpoint: T;
  readonly verdict: Verdict;
  /** What came of collecting it; absent where the address is not worth asking. */
  readonly status?: FetchStatus;
  /** SHA-256 of what was stored. */
  readonly resource?: string;
  /** Bytes stored. */
  readonly length?: number;
  /** Seconds, as logged. */
  readonly elapsed?: string;
  readonly advice: readonly Advice[];
}

export interface HealthOptions<T extends HealthSubject> {
  /** Endpoints under way at one time. */
  readonly concurrency: number;
  /** Of these, at one host: an authority's server is not to be stormed. */
  readonly concurrencyPerHost: number;
  readonly cancel?: CancelSignal;
  /** Told after each endpoint. */
  readonly progress?: (done: number, of: number, last: EndpointHealth<T>) => void;
}

export const healthDefaults = { concurrency: 4, concurrencyPerHost: 2 } as const;

/**
 * Looks at many endpoints, a few at a time.
 * @param inspect looks at one, for example `inspectEndpoint` with the caller's effects
 * @returns one result an endpoint, in the order given; those not begun when it is cancelled are left out
 */
export async function checkEndpoints<T extends HealthSubject>(
  endpoints: readonly T[],
  inspect: (endpoint: T) => Promise<Inspection>,
  options: HealthOptions<T>,
): Promise<EndpointHealth<T>[]> {
  const results: (EndpointHealth<T> | undefined)[] = endpoints.map(() => undefined);
  const waiting = endpoints.map((endpoint, index) => ({ endpoint, index, host: hostOf(endpoint.url) }));
  const busyHosts = new Map<string, number>();
  let done = 0;

  /** Takes the first endpoint whose host is not busy, looks at it, and goes on until none is left to take. */
  async function work(): Promise<void> {
    while (!options.cancel?.aborted) {
      const next = waiting.findIndex(({ host }) => (busyHosts.get(host) ?? 0) < options.concurrencyPerHost);
      const [taken] = next < 0 ? [] : waiting.splice(next, 1);
      // Another worker is at the same host and takes what is left when it is done.
      if (!taken) return;
      busyHosts.set(taken.host, (busyHosts.get(taken.host) ?? 0) + 1);
      const health = summarise(taken.endpoint, await inspect(taken.endpoint));
      busyHosts.set(taken.host, (busyHosts.get(taken.host) ?? 1) - 1);
      results[taken.index] = health;
      done++;
      options.progress?.(done, endpoints.length, health);
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, options.concurrency) }, work));
  return results.filter((result) => result !== undefined);
}

/** What is kept of one inspection: never the data. */
function summarise<T extends HealthSubject>(
  endpoint: T,
  { advice, collected }: Inspection,
): EndpointHealth<T> {
  const { status, log, bytes } = collected ?? {};
  return {
    endpoint,
    verdict: worstVerdict(advice),
    advice,
    ...(status === undefined ? {} : { status }),
    ...(log?.resource === undefined ? {} : { resource: log.resource }),
    ...(log?.elapsed === undefined ? {} : { elapsed: log.elapsed }),
    ...(bytes === undefined ? {} : { length: bytes.length }),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url.trim()) ? new URL(url.trim()).host : "";
}
