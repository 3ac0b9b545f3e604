import { describe, expect, it } from "vitest";
import { adviseOnAnswer, answerRules } from "../../src/endpoint/answer-rules.ts";
import { type Collected, collect } from "../../src/endpoint/collect.ts";
import type { CollectEffects } from "../../src/endpoint/collector.ts";
import { failureText, relayRefusalText } from "../../src/endpoint/failure-text.ts";
import {
  type FetchFailure,
  type FetchReply,
  type FetchRequest,
  pythonException,
} from "../../src/endpoint/fetch.ts";
import { checkEndpoints, healthDefaults } from "../../src/endpoint/health.ts";
import type { Inspection } from "../../src/endpoint/inspect.ts";
import { collectAsLiveCheck } from "../../src/endpoint/live-check.ts";
import { canonicalLog } from "../../src/endpoint/log-entry.ts";

const url = "https://www.example.gov.uk/data.csv";
const now = "2026-09-01T03:04:05.678901";

interface Made {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly redirects?: readonly string[];
  readonly finalUrl?: string;
}

function answer(text: string, made: Made = {}): FetchReply {
  const headers = {
    ...(made.type === "" ? {} : { "Content-Type": made.type ?? "text/csv" }),
    ...made.headers,
  };
  return {
    ok: true,
    response: {
      status: made.status ?? 200,
      url: made.finalUrl ?? url,
      redirects: made.redirects ?? [],
      headers: new Map(Object.entries(headers)),
      requestHeaders: new Map([["Accept", "*/*"]]),
      route: "direct",
      body: (async function* () {
        if (text !== "") yield new TextEncoder().encode(text);
      })(),
    },
  };
}

function effects(reply: (request: FetchRequest) => FetchReply, secondsEach = 0): CollectEffects {
  let seconds = 0;
  return {
    fetch: async (request) => reply(request),
    sha256: (bytes) => `sha256 of ${bytes.length} bytes`,
    pause: async () => {},
    clock: () => (seconds += secondsEach),
  };
}

async function ids(text: string, made: Made = {}, address = url, plugin = ""): Promise<string[]> {
  const collected = await collect(
    { url: address, now, plugin },
    effects(() => answer(text, made)),
  );
  return adviseOnAnswer(address, collected).map(({ id }) => id);
}

const csv = "reference,name\n1,One\n";

describe("advice about an answer", () => {
  it("has nothing against data that came", async () => {
    expect(await ids(csv, { headers: { ETag: '"1"' } })).toEqual(["collected"]);
    expect(await ids(csv)).toEqual(["no-last-modified", "collected"]);
  });

  it.each<[string, string, Made, string?]>([
    ["log-in", "", { status: 401 }],
    ["log-in", '<!doctype html><title>Sign in</title><input type="password">', { type: "text/html" }],
    [
      "log-in",
      "<html></html>",
      { type: "text/html", redirects: [url], finalUrl: "https://sso.example.gov.uk/login?x" },
    ],
    ["access-refused", "no", { status: 403 }],
    ["not-found", "no", { status: 404 }],
    ["not-found", "no", { status: 410 }],
    ["too-busy", "no", { status: 429 }],
    ["too-busy", "no", { status: 503 }],
    ["being-prepared", "", { status: 202 }],
    ["server-error", "no", { status: 500 }],
    ["other-status", "", { status: 204 }],
    ["web-page-answer", "<!DOCTYPE html><html>", { type: "text/html" }],
    ["web-page-answer", "\n<html lang=en>", { type: "text/csv" }],
    ["type-says-page", csv, { type: "text/html; charset=utf-8" }],
    [
      "arcgis-error",
      '{"error":{"code":499,"message":"Token Required","details":[]}}',
      { type: "application/json" },
    ],
    [
      "service-exception",
      '<ows:ExceptionReport xmlns:ows="o"><ows:ExceptionText>no</ows:ExceptionText></ows:ExceptionReport>',
      { type: "text/xml" },
    ],
    [
      "layer-description",
      '{"currentVersion":10.9,"layers":[]}',
      { type: "application/json" },
      "https://x.gov.uk/arcgis/rest/services/A/MapServer/0",
    ],
    ["capabilities", '<?xml version="1.0"?><wfs:WFS_Capabilities version="2.0.0">', { type: "text/xml" }],
    ["empty", "", {}],
    ["moved-for-good", csv, { redirects: [url], finalUrl: "https://www.example.gov.uk/new.csv" }],
    [
      "redirected-to-https",
      csv,
      { redirects: ["http://a.gov.uk/b.csv"], finalUrl: "https://a.gov.uk/b.csv" },
      "http://a.gov.uk/b.csv",
    ],
    ["type-unclear", '{"features":[]}', { type: "text/csv" }],
    ["type-unclear", csv, { type: "application/json" }],
    ["changes-every-time", '<a timeStamp="2026">', { type: "text/xml" }],
    ["changes-every-time", '{"timeStamp":"2026"}', { type: "text/plain" }],
    ["no-last-modified", csv, {}],
    ["collected", csv, {}],
  ])("%s", async (id, text, made, address = url) => {
    expect(await ids(text, made, address)).toContain(id);
  });

  it("gives the place a redirect leads to as the better address", async () => {
    const made = { redirects: [url], finalUrl: "https://www.example.gov.uk/new.csv" };
    const collected = await collect(
      { url, now },
      effects(() => answer(csv, made)),
    );
    expect(adviseOnAnswer(url, collected).find(({ id }) => id === "moved-for-good")?.better).toBe(
      made.finalUrl,
    );
  });

  it("does not confuse a web page with data of a wrong type, nor the times of JSON that are taken out", async () => {
    expect(await ids("<html>", { type: "text/html" })).not.toContain("type-says-page");
    expect(await ids('{"timeStamp":"2026"}', { type: "application/json" })).not.toContain(
      "changes-every-time",
    );
    expect(
      await ids(csv, { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }),
    ).not.toContain("type-unclear");
  });

  it("says when it is slow or large", async () => {
    const slow = await collect(
      { url, now },
      effects(() => answer(csv), 40),
    );
    expect(adviseOnAnswer(url, slow).map(({ id }) => id)).toContain("slow");
    const large: Collected = { ...slow, bytes: new Uint8Array(100_000_001) };
    expect(adviseOnAnswer(url, large).map(({ id }) => id)).toContain("too-large");
  });

  it("tells a trouble of the site from one of the browser", async () => {
    const of = async (failure: FetchFailure) => {
      const collected = await collect(
        { url, now },
        effects(() => ({ ok: false, failure })),
      );
      return adviseOnAnswer(url, collected).map(({ id, verdict }) => `${id}: ${verdict}`);
    };
    expect(await of({ code: "certificate", problem: "expired", detail: "" })).toEqual([
      "no-answer: must fix",
    ]);
    expect(await of({ code: "not-allowed-in-browser", answered: true })).toEqual([
      "could-not-look: worth checking",
    ]);
  });

  it("has rules with names of their own", () => {
    expect(new Set(answerRules.map(({ id }) => id)).size).toBe(answerRules.length);
  });
});

describe("the words for a failure", () => {
  const failures: FetchFailure[] = [
    { code: "unusable-address", exception: "InvalidURL" },
    { code: "name-not-found" },
    { code: "connection-refused" },
    { code: "connection-lost", detail: "ECONNRESET" },
    { code: "certificate", problem: "chain", detail: "" },
    { code: "timeout", waitingFor: "answer" },
    { code: "too-many-redirects" },
    { code: "truncated" },
    { code: "undecodable" },
    { code: "too-large", limitBytes: 100_000_000 },
    { code: "time-limit", limitSeconds: 60 },
    { code: "cancelled" },
    { code: "not-allowed-in-browser", answered: false },
    { code: "mixed-content" },
    { code: "offline" },
    { code: "relay-refused", refusal: "address-not-public" },
    { code: "relay-unavailable", detail: "404" },
  ];

  it("are whole sentences, without jargon, and say what to do", () => {
    for (const failure of failures) {
      const { title, what, todo } = failureText(failure);
      expect(
        [what, todo].every((text) => /^[A-Z].*(?:\.|https:\/\/)$/.test(text) && text.length > 10),
        failure.code,
      ).toBe(true);
      expect(`${title} ${what} ${todo}`).not.toMatch(/\b(?:CORS|TLS|DNS|SSL|fetch|undefined)\b/);
    }
  });

  it("offer dropping the file wherever a browser's rule or limit is in the way", () => {
    const offered = failures.filter(
      (failure) => failureText(failure).offerFile && !failureText(failure).concernsCollector,
    );
    expect(offered.map(({ code }) => code)).toEqual([
      ...[
        "too-large",
        "time-limit",
        "not-allowed-in-browser",
        "mixed-content",
        "offline",
        "relay-refused",
        "relay-unavailable",
      ],
    ]);
  });

  it("know every refusal, and stay calm at a new one", () => {
    expect(relayRefusalText("address-not-public")).toContain("private network");
    expect(relayRefusalText("something-new")).toContain("does not ask");
  });

  it("have the name of the library's exception beside them", () => {
    expect(failures.slice(0, 9).map(pythonException)).toEqual([
      ...["InvalidURL", "ConnectionError", "ConnectionError", "ConnectionError", "SSLError", "ReadTimeout"],
      ...["TooManyRedirects", "ChunkedEncodingError", "ContentDecodingError"],
    ]);
  });
});

describe("collecting", () => {
  it("writes the log as canonical JSON", async () => {
    const { log } = await collect(
      { url, now },
      effects(() => answer(csv, { headers: { "X-Name": "é" } }), 0.1237),
    );
    if (!log) throw new Error("no log");
    expect(canonicalLog(log)).toBe(
      `{"elapsed":"0.371","endpoint-url":"${url}","entry-date":"${now}","request-headers":{"Accept":"*/*"},"resource":"sha256 of 21 bytes","response-headers":{"Content-Type":"text/csv","X-Name":"é"},"ssl-verify":true,"status":"200"}`,
    );
  });

  it.each([
    ["2026-09-01", "EXPIRED"],
    ["2026-9-1", "EXPIRED"],
    ["2026-09-02", "OK"],
    ["", "OK"],
  ])("looks at the end date %j: %s", async (endDate, status) => {
    expect(
      (
        await collect(
          { url, now, endDate },
          effects(() => answer(csv)),
        )
      ).status,
    ).toBe(status);
  });

  it.each(["2026-02-31", "31/08/2026", "soon"])(
    "ends where the collector raises: %s is no date",
    async (endDate) => {
      expect(
        await collect(
          { url, now, endDate },
          effects(() => answer(csv)),
        ),
      ).toMatchObject({
        status: "FAILED",
        raised: "ValueError",
      });
    },
  );

  it("refuses more than our limit, in words of ours and not as data", async () => {
    const collected = await collect(
      { url, now, limitBytes: 10 },
      effects(() => answer(csv)),
    );
    expect(collected).toMatchObject({ status: "FAILED", failure: { code: "too-large", limitBytes: 10 } });
    expect(collected.bytes).toBeUndefined();
  });

  it("tells how many bytes have come, and of how many", async () => {
    const told: unknown[] = [];
    const reply = answer(csv, { headers: { "Content-Length": "21" } });
    await collect({ url, now }, { ...effects(() => reply), progress: (progress) => told.push(progress) });
    expect(told).toEqual([{ unit: "bytes", done: 21, of: 21 }]);
  });
});

describe("the live check's way of collecting", () => {
  const run = (reply: (request: FetchRequest) => FetchReply) =>
    collectAsLiveCheck({ url, now }, effects(reply));
  const attempted = async (reply: (request: FetchRequest) => FetchReply) => {
    const { attempts, message } = await run(reply);
    return [attempts.map(({ plugin }) => plugin), message];
  };

  it("takes the first that works", async () => {
    expect(await attempted(() => answer(csv))).toEqual([[""], undefined]);
  });

  it("gives up at a status of the 400s or an exception", async () => {
    expect(await attempted(() => answer("no", { status: 404 }))).toEqual([
      [""],
      "The URL does not exist. Check the URL you've entered is correct (HTTP 404 error)",
    ]);
    expect(await attempted(() => answer("no", { status: 403 }))).toEqual([
      [""],
      "The URL must be accessible",
    ]);
    expect(
      await attempted(() => ({ ok: false, failure: { code: "certificate", problem: "chain", detail: "" } })),
    ).toEqual([[""], "SSL certificate verification failed"]);
  });

  it("tries arcgis after a web page, and never gets to wfs", async () => {
    const page = () => answer("<html>", { type: "text/html" });
    expect(await attempted(page)).toEqual([["", "arcgis"], "An error occurred, please try again later."]);
  });

  it("calls a web page one only where the header's name is in small letters", async () => {
    const page = () => answer("<html>", { type: "", headers: { "content-type": "text/html" } });
    expect((await run(page)).message).toBe(
      "The selected file must be a CSV, GeoJSON, GML or GeoPackage file",
    );
  });
});

describe("the health of many endpoints", () => {
  const endpoints = Array.from({ length: 12 }, (_, index) => ({
    url: `https://host${index % 2}.example.gov.uk/${index}.csv`,
    name: `endpoint ${index}`,
  }));

  function inspector(log: { most: number; mostAtHost: number }) {
    const under = new Map<string, number>();
    return async ({ url }: { readonly url: string }): Promise<Inspection> => {
      const { host } = new URL(url);
      under.set(host, (under.get(host) ?? 0) + 1);
      log.most = Math.max(
        log.most,
        [...under.values()].reduce((sum, count) => sum + count, 0),
      );
      log.mostAtHost = Math.max(log.mostAtHost, ...under.values());
      await new Promise((done) => setTimeout(done, 5));
      under.set(host, (under.get(host) ?? 1) - 1);
      const collected = await collect(
        { url, now },
        effects(() => answer(csv, { status: url.endsWith("/3.csv") ? 404 : 200 })),
      );
      return { url, plugin: "", advice: adviseOnAnswer(url, collected), collected, choices: [] };
    };
  }

  it("is looked at a few at a time, fewer at one host, and told in the order given", async () => {
    const log = { most: 0, mostAtHost: 0 };
    const told: number[] = [];
    const results = await checkEndpoints(endpoints, inspector(log), {
      ...healthDefaults,
      progress: (done, of) => told.push(done / of),
    });
    expect(results.map(({ endpoint }) => endpoint.name)).toEqual(endpoints.map(({ name }) => name));
    expect(log).toEqual({ most: 4, mostAtHost: 2 });
    expect(told).toHaveLength(12);
    expect(told.at(-1)).toBe(1);
    expect(results[3]).toMatchObject({ verdict: "must fix", status: "FAILED" });
    expect(results[4]).toMatchObject({
      verdict: "fine",
      status: "OK",
      length: 21,
      resource: "sha256 of 21 bytes",
    });
    expect(results[4]).not.toHaveProperty("bytes");
  });

  it("stops when it is cancelled, and keeps what it has", async () => {
    const controller = new AbortController();
    const results = await checkEndpoints(endpoints, inspector({ most: 0, mostAtHost: 0 }), {
      concurrency: 1,
      concurrencyPerHost: 1,
      cancel: controller.signal,
      progress: (done) => done === 5 && controller.abort(),
    });
    expect(results).toHaveLength(5);
  });
});
