import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { fetchHop, type HopResponse } from "../../src/effects/fetch-node-hop.ts";
import { collectorUserAgent } from "../../src/endpoint/collector.ts";
import { type FetchFailure, FetchInterrupted, header } from "../../src/endpoint/fetch.ts";
import { type PreparedUrl, prepareUrl, redirectUrl } from "../../src/endpoint/prepared-url.ts";
import {
  type RelayAnswer,
  type RelayRefusal,
  relayAnswerHeader,
  relayLimitHeader,
  relayOutcomeHeader,
  relayPath,
} from "../../src/endpoint/relay-protocol.ts";
import { clientOf } from "../client.ts";
import { type RateLimit, rateLimiter } from "../rate-limit.ts";
import { isSameOrigin } from "../same-origin.ts";
import { type AddressGuard, guardedResolve } from "./address-guard.ts";

export interface RelayLimits {
  /** Bytes of a body, decompressed. */
  readonly bytes: number;
  /** Seconds for the whole exchange, redirects included. */
  readonly seconds: number;
  /** Seconds to wait for a connection, and between two pieces of an answer. */
  readonly idleSeconds: number;
  readonly redirects: number;
  /** Requests under way at one time, in all and for one client. */
  readonly concurrent: number;
  readonly concurrentPerClient: number;
  readonly rate: RateLimit;
}

export const relayDefaults: RelayLimits = {
  // The live service's limit for a file.
  bytes: 100_000_000,
  seconds: 300,
  // The collector's own patience.
  idleSeconds: 120,
  redirects: 10,
  concurrent: 40,
  concurrentPerClient: 6,
  // A layer is asked for in pages, one after the other: a hundred in a row is honest use.
  rate: { burst: 120, perMinute: 240 },
};

export interface RelayOptions {
  readonly guard: AddressGuard;
  readonly limits?: Partial<RelayLimits>;
  /** The origin people see, where a proxy in front hides it. */
  readonly publicOrigin?: string;
  readonly trustedProxies?: number;
}

const longestAddress = 2048;
const toolUserAgent = "planning-data-check";
// Proxies in front of servers often allow 8 kB of headers.
const longestAnswerHeader = 6000;

/**
 * Asks public web addresses for the browser, which may not read most of them itself. It passes on nothing of the asker
 * and keeps nothing: no credentials, no cookies, no log. Protocol: src/endpoint/relay-protocol.ts
 */
export function relay(options: RelayOptions): Hono {
  const limits = { ...relayDefaults, ...options.limits };
  const rates = rateLimiter(limits.rate, () => performance.now() / 1000);
  const underWay = new Map<string, number>();
  let allUnderWay = 0;
  const app = new Hono();

  app.all(relayPath, async (context) => {
    const method = context.req.raw.method;
    if (method !== "GET" && method !== "HEAD") return refuse(context, "method-not-allowed", 405);
    if (!isSameOrigin(context, options.publicOrigin)) return refuse(context, "other-origin", 403);
    const address = context.req.query("url") ?? "";
    if (address === "") return refuse(context, "address-missing", 400);
    if (address.length > longestAddress) return refuse(context, "address-too-long", 400);
    const url = prepareUrl(address);
    if (!url.ok) {
      const isOtherScheme = url.exception === "InvalidSchema";
      return refuse(
        context,
        isOtherScheme ? "scheme-not-allowed" : "address-unusable",
        isOtherScheme ? 403 : 400,
      );
    }
    const refusal = options.guard.judge(url);
    if (refusal) return refuse(context, refusal, 403);

    const client = clientOf(context, options.trustedProxies ?? 0);
    const wait = rates.take(client);
    if (wait > 0) return refuse(context, "too-many-requests", 429, wait);
    if (allUnderWay >= limits.concurrent || (underWay.get(client) ?? 0) >= limits.concurrentPerClient) {
      return refuse(context, "busy", 503, 1);
    }
    const leave = enter(client);
    const agent = context.req.query("agent") === "tool" ? toolUserAgent : collectorUserAgent;
    try {
      return await exchange({ context, method, url, agent, guard: options.guard, limits, leave });
    } catch (error) {
      leave();
      throw error;
    }
  });
  return app;

  /** Counts an exchange in; the function it returns counts it out, once. */
  function enter(client: string): () => void {
    let isInside = true;
    allUnderWay++;
    underWay.set(client, (underWay.get(client) ?? 0) + 1);
    return () => {
      if (!isInside) return;
      isInside = false;
      allUnderWay--;
      const left = (underWay.get(client) ?? 1) - 1;
      if (left === 0) underWay.delete(client);
      else underWay.set(client, left);
    };
  }
}

interface Exchange {
  readonly context: Context;
  readonly method: "GET" | "HEAD";
  readonly url: PreparedUrl;
  readonly agent: string;
  readonly guard: AddressGuard;
  readonly limits: RelayLimits;
  /** To be called when it is over, however it ends. */
  readonly leave: () => void;
}

async function exchange(exchange: Exchange): Promise<Response> {
  const { context, limits } = exchange;
  const asker = context.req.raw.signal;
  const end = new AbortController();
  const abort = (): void => end.abort();
  const late = setTimeout(abort, limits.seconds * 1000);
  asker.addEventListener("abort", abort);
  // Whatever happens it ends here, at the latest when the time is up: nothing stays counted as under way.
  const over = (): void => {
    clearTimeout(late);
    asker.removeEventListener("abort", abort);
    exchange.leave();
  };
  end.signal.addEventListener("abort", over);

  const asked = await followRedirects(exchange, end.signal);
  if (!asked.ok) {
    over();
    const isLate = asked.failure.code === "cancelled" && !asker.aborted;
    return fail(context, isLate ? { code: "time-limit", limitSeconds: limits.seconds } : asked.failure);
  }
  const { response, answer } = asked;
  const announced = Number(header(response.headers, "Content-Length") ?? Number.NaN);
  if (announced > limits.bytes && exchange.method === "GET") {
    end.abort();
    return fail(context, { code: "too-large", limitBytes: limits.bytes });
  }
  setPassHeaders(context, answer, limits);
  if (exchange.method === "HEAD") {
    end.abort();
    return context.body(null, 200);
  }
  // What is passed on is decompressed, so its length is known only where nothing was compressed.
  if (Number.isInteger(announced) && header(response.headers, "Content-Encoding") === undefined) {
    context.header("Content-Length", String(announced));
  }
  return context.body(
    passOn(response.body, limits.bytes, { end, over, breakOff: connectionBreaker(context) }),
    200,
  );
}

interface Ending {
  /** Ends the exchange with the server. */
  readonly end: AbortController;
  /** Counts it out when it has come to its end by itself. */
  readonly over: () => void;
  /** Breaks off the answer to the browser, which is how it learns that something is missing. */
  readonly breakOff: () => void;
}

/** The body as a stream that asks for the next piece only when the last one is taken, so that memory stays flat. */
function passOn(
  body: AsyncIterable<Uint8Array>,
  limitBytes: number,
  ending: Ending,
): ReadableStream<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  let sent = 0;
  const next = async (): Promise<Uint8Array | "end" | "broken"> => {
    try {
      const piece = await pieces.next();
      if (piece.done) return "end";
      sent += piece.value.length;
      return sent > limitBytes ? "broken" : piece.value;
    } catch (error) {
      if (error instanceof FetchInterrupted) return "broken";
      throw error;
    }
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await next();
        if (piece === "end") {
          ending.over();
          controller.close();
        } else if (piece === "broken") {
          ending.end.abort();
          ending.breakOff();
        } else controller.enqueue(piece);
      },
      cancel: () => ending.end.abort(),
    },
    { highWaterMark: 0 },
  );
}

/** Closing the socket under the answer; an error given to the stream would only be printed by the server's library. */
function connectionBreaker(context: Context): () => void {
  const { outgoing } = context.env as HttpBindings;
  return () => outgoing.destroy();
}

type Asked =
  | { readonly ok: true; readonly response: HopResponse; readonly answer: RelayAnswer }
  | { readonly ok: false; readonly failure: FetchFailure };

/** Every hop is judged anew, its name resolved anew and its connection made to the address judged. */
async function followRedirects(exchange: Exchange, signal: AbortSignal): Promise<Asked> {
  const { guard, limits, method } = exchange;
  const redirects: string[] = [];
  const headers = { "User-Agent": exchange.agent, "Accept-Encoding": "gzip, deflate", Accept: "*/*" };
  let url = exchange.url;
  for (;;) {
    const refusal = guard.judge(url);
    if (refusal) return { ok: false, failure: { code: "relay-refused", refusal } };
    const hop = await fetchHop({
      url,
      method,
      headers,
      timeoutSeconds: limits.idleSeconds,
      verifyCertificate: true,
      signal,
      resolve: guardedResolve(guard, url),
    });
    if (!hop.ok) return hop;
    const { response } = hop;
    const location =
      [301, 302, 303, 307, 308].includes(response.status) && header(response.headers, "Location");
    if (!location) {
      const answer: RelayAnswer = {
        status: response.status,
        url: url.url,
        redirects,
        headers: [...response.headers].filter(([name]) => !/^set-cookie2?$/i.test(name)),
        requestHeaders: Object.entries(headers),
      };
      return { ok: true, response, answer };
    }
    response.close();
    if (redirects.length >= limits.redirects) return { ok: false, failure: { code: "too-many-redirects" } };
    const next = redirectUrl(url, location);
    if (!next.ok) return { ok: false, failure: { code: "unusable-address", exception: next.exception } };
    redirects.push(url.url);
    url = next;
  }
}

function setPassHeaders(context: Context, answer: RelayAnswer, limits: RelayLimits): void {
  context.header(relayOutcomeHeader, "answered");
  context.header(relayAnswerHeader, encodeAnswer(answer));
  context.header(relayLimitHeader, String(limits.bytes));
  // Whatever comes, it is never a page of ours: not shown, not run, not kept.
  context.header("Content-Type", "application/octet-stream");
  context.header("Content-Disposition", 'attachment; filename="answer"');
  context.header("Content-Security-Policy", "default-src 'none'; sandbox");
  context.header("Cache-Control", "no-store");
}

const keptHeaders =
  /^(content-(type|length|encoding|disposition)|last-modified|etag|date|server|cache-control|retry-after|www-authenticate)$/i;

/** Where there are too many headers, those that say something about the data. */
function encodeAnswer(answer: RelayAnswer): string {
  const encode = (value: RelayAnswer): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const whole = encode(answer);
  if (whole.length <= longestAnswerHeader) return whole;
  return encode({
    ...answer,
    redirects: answer.redirects.map((url) => url.slice(0, 200)),
    headers: answer.headers
      .filter(([name]) => keptHeaders.test(name))
      .map(([name, value]) => [name, value.slice(0, 200)]),
  });
}

function refuse(
  context: Context,
  refusal: RelayRefusal,
  status: 400 | 403 | 405 | 429 | 503,
  wait?: number,
): Response {
  context.header(relayOutcomeHeader, "refused");
  context.header("Cache-Control", "no-store");
  if (status === 405) context.header("Allow", "GET, HEAD");
  if (wait !== undefined) context.header("Retry-After", String(wait));
  return context.json({ refusal }, status);
}

/** A refusal met on the way, after a redirect or a look at the name's addresses, is told as one. */
function fail(context: Context, failure: FetchFailure): Response {
  if (failure.code === "relay-refused") {
    context.header(relayOutcomeHeader, "refused");
    context.header("Cache-Control", "no-store");
    return context.json({ refusal: failure.refusal }, 403);
  }
  context.header(relayOutcomeHeader, "failed");
  context.header("Cache-Control", "no-store");
  return context.json({ failure }, 502);
}
