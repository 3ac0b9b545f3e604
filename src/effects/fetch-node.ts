import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { CollectEffects } from "../endpoint/collector.ts";
import type { CancelSignal, Fetch, FetchFailure, FetchReply, FetchRequest } from "../endpoint/fetch.ts";
import { FetchInterrupted, header } from "../endpoint/fetch.ts";
import { formEncode, type PreparedUrl, prepareUrl, redirectUrl } from "../endpoint/prepared-url.ts";
import { exchangeCookies } from "./fetch-cookies.ts";
import { fetchHop, type HopResponse, type Resolve, systemResolve } from "./fetch-node-hop.ts";

export interface NodeFetchOptions {
  /** How names become addresses; the system's resolver when absent. */
  readonly resolve?: Resolve;
}

// requests follows thirty redirects and stops at the next.
const mostRedirects = 30;
const redirectStatuses = [301, 302, 303, 307, 308];

/** A `Fetch` that behaves as the collector's HTTP library: the same requests, redirects, decoding and failures. */
export function nodeFetch(options: NodeFetchOptions = {}): Fetch {
  const resolve = options.resolve ?? systemResolve;
  return async (request) => {
    const limit = exchangeLimit(request);
    const prepared = prepareUrl(request.url, request.method === "POST" ? [] : (request.parameters ?? []));
    if (!prepared.ok) return failed({ code: "unusable-address", exception: prepared.exception });
    const reply = await followRedirects(request, prepared, resolve, limit.signal);
    if (reply.ok)
      return { ok: true, response: { ...reply.response, body: limit.guard(reply.response.body) } };
    limit.end();
    return limit.exceeded() ? failed({ code: "time-limit", limitSeconds: request.limitSeconds ?? 0 }) : reply;
  };
}

/** What `collect` needs besides a fetch, in Node. */
export function nodeCollectEffects(fetch: Fetch, signal?: AbortSignal): CollectEffects {
  return {
    fetch,
    sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
    pause: async (seconds) => {
      // A cancel during the pause is noticed by the next request.
      await wait(seconds * 1000, undefined, signal ? { signal } : {}).catch(() => {});
    },
    clock: () => performance.now() / 1000,
    ...(signal ? { cancel: signal } : {}),
  };
}

async function followRedirects(
  request: FetchRequest,
  first: PreparedUrl,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<FetchReply> {
  const redirects: string[] = [];
  const cookies = exchangeCookies();
  let url = first;
  let method = request.method;
  for (;;) {
    const headers = requestHeaders(request, method, url, cookies.headerFor(url));
    const hop = await fetchHop({
      url,
      method,
      headers,
      ...(method === "POST" ? { body: formEncode(request.parameters ?? []) } : {}),
      timeoutSeconds: request.timeoutSeconds,
      verifyCertificate: request.verifyCertificate,
      signal,
      resolve,
    });
    if (!hop.ok) return hop;
    const { response } = hop;
    const location = locationOf(response);
    if (location === undefined) {
      return {
        ok: true,
        response: {
          ...response,
          requestHeaders: new Map(Object.entries(headers)),
          url: url.url,
          redirects,
          route: "direct",
        },
      };
    }
    const discarded = await discard(response);
    if (discarded) return failed(discarded);
    if (redirects.length >= mostRedirects) return failed({ code: "too-many-redirects" });
    const next = redirectUrl(url, location);
    if (!next.ok) return failed({ code: "unusable-address", exception: next.exception });
    cookies.take(url, header(response.headers, "Set-Cookie"));
    redirects.push(url.url);
    method = redirectMethod(method, response.status);
    url = next;
  }
}

/** Where the answer sends us; `undefined` when it does not. A relative or blank place counts, no place does not. */
function locationOf(response: HopResponse): string | undefined {
  if (!redirectStatuses.includes(response.status)) return undefined;
  for (const [name, value] of response.headers)
    if (name.toLowerCase() === "location" && value !== "") return value;
  return undefined;
}

/** As requests: 301, 302 and 303 make a GET of a POST. */
function redirectMethod(method: FetchRequest["method"], status: number): FetchRequest["method"] {
  return method === "POST" && [301, 302, 303].includes(status) ? "GET" : method;
}

/** requests reads the body of a redirect; ours is small or not worth reading. */
async function discard(response: HopResponse): Promise<FetchFailure | undefined> {
  let size = 0;
  try {
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > 65_536) break;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof FetchInterrupted)) throw error;
    // A body that is cut or not what it says does not stop a redirect; a timeout or a cancel does.
    return ["truncated", "undecodable"].includes(error.failure.code) ? undefined : error.failure;
  }
}

function requestHeaders(
  request: FetchRequest,
  method: FetchRequest["method"],
  url: PreparedUrl,
  cookie: string | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {
    ...(request.userAgent === undefined ? {} : { "User-Agent": request.userAgent }),
    "Accept-Encoding": "gzip, deflate",
    Accept: "*/*",
    Connection: "keep-alive",
    ...(cookie === undefined ? {} : { Cookie: cookie }),
  };
  if (url.credentials !== "") {
    const plain = url.credentials.replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    headers.Authorization = `Basic ${Buffer.from(plain, "latin1").toString("base64")}`;
  }
  if (method === "POST") {
    headers["Content-Type"] = "application/x-www-form-urlencoded";
    headers["Content-Length"] = String(formEncode(request.parameters ?? []).length);
  }
  return headers;
}

interface ExchangeLimit {
  readonly signal: AbortSignal;
  exceeded(): boolean;
  end(): void;
  /** The same body, failing with `time-limit` when the time runs out while it is read. */
  guard(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/** One signal for a cancel and for the time limit of the whole exchange. */
function exchangeLimit(request: FetchRequest): ExchangeLimit {
  const controller = new AbortController();
  let late = false;
  const timer =
    request.limitSeconds === undefined
      ? undefined
      : setTimeout(() => {
          late = true;
          controller.abort();
        }, request.limitSeconds * 1000);
  const cancel: CancelSignal | undefined = request.cancel;
  const onCancel = (): void => controller.abort();
  if (cancel?.aborted) controller.abort();
  cancel?.addEventListener("abort", onCancel);
  const end = (): void => {
    clearTimeout(timer);
    cancel?.removeEventListener("abort", onCancel);
  };
  async function* guard(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      if (late) throw new FetchInterrupted({ code: "time-limit", limitSeconds: request.limitSeconds ?? 0 });
      throw error;
    } finally {
      end();
    }
  }
  return { signal: controller.signal, exceeded: () => late, end, guard };
}

function failed(failure: FetchFailure): FetchReply {
  return { ok: false, failure };
}
