import type { CollectEffects } from "../endpoint/collector.ts";
import type { Fetch, FetchFailure, FetchReply, FetchRequest } from "../endpoint/fetch.ts";
import { formEncode, prepareUrl } from "../endpoint/prepared-url.ts";
import { readStream, type WebFetch, webSignal } from "./fetch-web.ts";
import { relayFetch } from "./relay-client.ts";

/** What the page it runs in is; handed in so that tests need no browser. */
export interface BrowserSurroundings {
  readonly fetch: WebFetch;
  /** `https://check.example.gov.uk` */
  readonly origin: string;
  readonly isOnline: () => boolean;
  /** Whether the page's server has a relay; a static host has none. */
  readonly hasRelay: boolean;
}

/**
 * A `Fetch` in a browser: directly where the server allows it, else through the relay, else a failure that says which
 * of the browser's rules stood in the way. None of these rules concerns the collector.
 */
export function browserFetch(surroundings: BrowserSurroundings): Fetch {
  const relayed = relayFetch({ origin: surroundings.origin, fetch: surroundings.fetch });
  // A server that refused once refuses again: a layer of fifty pages should not be asked twice for each.
  const relayedOrigins = new Set<string>();
  return async (request) => {
    const prepared = prepareUrl(request.url);
    if (!prepared.ok) return failed({ code: "unusable-address", exception: prepared.exception });
    const origin = new URL(prepared.url).origin;
    if (surroundings.hasRelay && relayedOrigins.has(origin)) return relayed(request);
    const reply = await askDirectly(request, surroundings);
    if (reply.ok || !isBrowsersRule(reply.failure)) return reply;
    if (!surroundings.hasRelay) return reply;
    const second = await relayed(request);
    if (second.ok) relayedOrigins.add(origin);
    // A relay that is not there is no news: the first reason is what helps.
    return !second.ok && second.failure.code === "relay-unavailable" ? reply : second;
  };
}

/** What `collect` needs besides, in a browser. */
export function browserCollectEffects(fetch: Fetch, signal?: AbortSignal): CollectEffects {
  return {
    fetch,
    sha256: hashInBrowser,
    pause: (seconds) => new Promise((done) => setTimeout(done, seconds * 1000)),
    clock: () => performance.now() / 1000,
    ...(signal ? { cancel: signal } : {}),
  };
}

/** The browser's own hashing is only there on https pages and localhost; a tool inside a network may stand on neither. */
async function hashInBrowser(bytes: Uint8Array): Promise<string> {
  const hash =
    globalThis.crypto?.subtle === undefined
      ? (await import("@noble/hashes/sha2.js")).sha256(bytes)
      : new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether the server that sent the page has a relay; asked once. A static host answers with a page or nothing. */
export async function relayExists(fetch: WebFetch, origin: string): Promise<boolean> {
  try {
    const reply = await fetch(`${origin}/health`, { credentials: "omit", cache: "no-store" });
    const health: unknown = await reply.json();
    return typeof health === "object" && health !== null && "relay" in health && health.relay === true;
  } catch {
    return false;
  }
}

async function askDirectly(request: FetchRequest, surroundings: BrowserSurroundings): Promise<FetchReply> {
  if (!surroundings.isOnline()) return failed({ code: "offline" });
  if (surroundings.origin.startsWith("https:") && /^\s*http:/i.test(request.url))
    return failed({ code: "mixed-content" });
  const limit = webSignal(request);
  try {
    const response = await surroundings.fetch(directUrl(request), {
      method: request.method,
      // Nothing that makes the browser ask for permission first: most servers refuse even to be asked.
      ...(request.method === "POST"
        ? {
            body: formEncode(request.parameters ?? []),
            headers: { "Content-Type": "application/x-www-form-urlencoded" },
          }
        : {}),
      mode: "cors",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: limit.signal,
    });
    return {
      ok: true,
      response: {
        status: response.status,
        url: response.url || request.url,
        redirects: response.redirected ? [request.url] : [],
        headers: new Map(response.headers),
        requestHeaders: new Map(),
        route: "direct",
        body: readStream(response, limit, () => ({ code: "truncated" })),
      },
    };
  } catch {
    limit.end();
    const own = limit.failure();
    if (own) return failed(own);
    if (!surroundings.isOnline()) return failed({ code: "offline" });
    return failed({
      code: "not-allowed-in-browser",
      answered: await somethingAnswers(request, surroundings),
    });
  }
}

/** The browser gives no reason; asked for an answer we may not read, it at least tells whether there is one. */
async function somethingAnswers(request: FetchRequest, { fetch }: BrowserSurroundings): Promise<boolean> {
  try {
    await fetch(directUrl(request), {
      method: "GET",
      mode: "no-cors",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(Math.min(request.timeoutSeconds, 10) * 1000),
    });
    return true;
  } catch {
    return false;
  }
}

function directUrl(request: FetchRequest): string {
  const added = request.method === "POST" ? "" : formEncode(request.parameters ?? []);
  if (added === "") return request.url;
  const [address = ""] = request.url.split("#");
  return `${address}${address.includes("?") ? "&" : "?"}${added}`;
}

function isBrowsersRule(failure: FetchFailure): boolean {
  return failure.code === "not-allowed-in-browser" || failure.code === "mixed-content";
}

function failed(failure: FetchFailure): FetchReply {
  return { ok: false, failure };
}
