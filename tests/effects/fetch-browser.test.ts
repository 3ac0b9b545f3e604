import { describe, expect, it } from "vitest";
import { browserFetch, relayExists } from "../../src/effects/fetch-browser.ts";
import type { WebFetch } from "../../src/effects/fetch-web.ts";
import { readBody } from "../../src/endpoint/fetch.ts";
import { relayAnswerHeader, relayOutcomeHeader } from "../../src/endpoint/relay-protocol.ts";

const origin = "https://check.example.gov.uk";

interface Site {
  /** Hosts whose servers let other sites read. */
  readonly open?: readonly string[];
  /** Hosts that answer at all. */
  readonly there?: readonly string[];
  readonly hasRelay?: boolean;
  readonly isOnline?: boolean;
  readonly pageOrigin?: string;
}

/** A browser in a few lines: reads what is open, takes `no-cors` for an answer it may not read, and has a relay or not. */
function browser({ open = [], there = open, hasRelay = false, isOnline = true, pageOrigin = origin }: Site) {
  const asked: string[] = [];
  const fetch: WebFetch = async (url, init) => {
    const { host, pathname } = new URL(url);
    asked.push(`${init.mode === "no-cors" ? "no-cors " : ""}${init.method} ${url}`);
    if (url.startsWith(`${pageOrigin}/relay`) && pathname === "/relay") {
      const answer = {
        status: 200,
        url: "u",
        redirects: [],
        headers: [["Content-Type", "text/csv"]],
        requestHeaders: [],
      };
      return new Response("relayed", {
        headers: { [relayOutcomeHeader]: "answered", [relayAnswerHeader]: btoa(JSON.stringify(answer)) },
      });
    }
    if (!there.includes(host) || (init.mode !== "no-cors" && !open.includes(host)))
      throw new TypeError("Failed to fetch");
    return new Response("direct", { headers: { "Content-Type": "text/csv" } });
  };
  return { fetch: browserFetch({ fetch, origin: pageOrigin, hasRelay, isOnline: () => isOnline }), asked };
}

const request = { method: "GET", timeoutSeconds: 20, verifyCertificate: true } as const;

async function read(site: Site, url: string): Promise<unknown> {
  const reply = await browser(site).fetch({ ...request, url });
  return reply.ok ? new TextDecoder().decode(await readBody(reply.response, 100)) : reply.failure;
}

describe("fetching in a browser", () => {
  it("reads directly where the server allows it", async () => {
    expect(await read({ open: ["open.example"], hasRelay: true }, "https://open.example/data.csv")).toBe(
      "direct",
    );
  });

  it("goes through the relay where the server does not", async () => {
    expect(await read({ there: ["closed.example"], hasRelay: true }, "https://closed.example/data.csv")).toBe(
      "relayed",
    );
  });

  it("says what stood in the way where there is no relay", async () => {
    expect(await read({ there: ["closed.example"] }, "https://closed.example/data.csv")).toEqual({
      code: "not-allowed-in-browser",
      answered: true,
    });
    expect(await read({}, "https://nobody.example/data.csv")).toEqual({
      code: "not-allowed-in-browser",
      answered: false,
    });
  });

  it("does not try a plain address from a secure page, but lets the relay", async () => {
    const { fetch, asked } = browser({ open: ["open.example"], hasRelay: true });
    expect(await fetch({ ...request, url: "http://open.example/" })).toMatchObject({
      ok: true,
      response: { route: "relay" },
    });
    expect(asked).toEqual([`GET ${origin}/relay?url=http%3A%2F%2Fopen.example%2F`]);
    expect(await read({ open: ["open.example"] }, "http://open.example/")).toEqual({ code: "mixed-content" });
    expect(
      await read({ open: ["open.example"], pageOrigin: "http://localhost:5173" }, "http://open.example/"),
    ).toBe("direct");
  });

  it("remembers which servers refuse, so that a layer of many pages is not asked twice for each", async () => {
    const { fetch, asked } = browser({ there: ["closed.example"], hasRelay: true });
    for (const page of [1, 2, 3]) await fetch({ ...request, url: `https://closed.example/${page}` });
    expect(asked.filter((line) => line.startsWith("GET https://closed.example"))).toHaveLength(1);
  });

  it("knows when it is offline", async () => {
    expect(await read({ isOnline: false, hasRelay: true }, "https://open.example/")).toEqual({
      code: "offline",
    });
  });

  it("keeps the first reason when the relay turns out not to be there", async () => {
    const fetch: WebFetch = async (url) => {
      if (url.startsWith(origin))
        return new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } });
      throw new TypeError("Failed to fetch");
    };
    const reply = await browserFetch({ fetch, origin, hasRelay: true, isOnline: () => true })({
      ...request,
      url: "https://closed.example/",
    });
    expect(reply).toEqual({ ok: false, failure: { code: "not-allowed-in-browser", answered: false } });
  });

  it("sends no header of its own, which a server would have to permit", async () => {
    const inits: RequestInit[] = [];
    const fetch: WebFetch = async (_, init) => {
      inits.push(init);
      return new Response("x");
    };
    const get = browserFetch({ fetch, origin, hasRelay: false, isOnline: () => true });
    await get({ ...request, url: "https://open.example/", userAgent: "MHCLG Planning Data Collector" });
    await get({ ...request, url: "https://open.example/query", method: "POST", parameters: [["f", "json"]] });
    expect(inits[0]).toMatchObject({ credentials: "omit", referrerPolicy: "no-referrer" });
    expect(inits[0]).not.toHaveProperty("headers");
    expect(inits[1]?.headers).toEqual({ "Content-Type": "application/x-www-form-urlencoded" });
  });

  it("finds out whether the page's server has a relay", async () => {
    const says =
      (body: string): WebFetch =>
      async () =>
        new Response(body);
    expect(await relayExists(says('{"status":"ok","relay":true}'), origin)).toBe(true);
    expect(await relayExists(says('{"status":"ok","relay":false}'), origin)).toBe(false);
    expect(await relayExists(says("<!doctype html>"), origin)).toBe(false);
    expect(await relayExists(async () => Promise.reject(new TypeError()), origin)).toBe(false);
  });
});
