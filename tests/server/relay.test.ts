import { get as httpGet } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { FetchInterrupted, readBody } from "../../src/endpoint/fetch.ts";
import { hostileAddresses } from "./hostile-addresses.ts";
import { type LoopbackServer, listen } from "./loopback.ts";
import { closedPort, get, type RelayServer, startRelay } from "./relay-server.ts";

const opened: { close(): Promise<void> }[] = [];
const keep = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
  const started = await starting;
  opened.push(started);
  return started;
};
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** One council on port 80 behind a relay. */
async function council(
  answer: Parameters<typeof listen>[0],
  limits: Parameters<typeof startRelay>[1] = {},
  guard: Parameters<typeof startRelay>[2] = {},
): Promise<{ readonly upstream: LoopbackServer; readonly relay: RelayServer }> {
  const upstream = await keep(listen(answer));
  const relay = await keep(startRelay({ "council.example:80": upstream }, limits, guard));
  return { upstream, relay };
}

async function failureOf(relay: RelayServer, url: string, limitBytes = 1e9): Promise<unknown> {
  const reply = await relay.fetch(get(url));
  if (!reply.ok) return reply.failure;
  try {
    await readBody(reply.response, limitBytes);
    return undefined;
  } catch (error) {
    if (error instanceof FetchInterrupted) return error.failure;
    throw error;
  }
}

/** A request with these headers and no others; Node's own fetch adds some of a browser's. */
async function askRaw(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | undefined; readonly body: string }> {
  return new Promise((done, failed) => {
    httpGet(url, { headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (piece) => {
        body += piece;
      });
      response.on("end", () => done({ status: response.statusCode, body }));
    }).on("error", failed);
  });
}

describe("the relay, asking", () => {
  it("passes on the bytes, the status, the address and the headers, and its own as the collector's", async () => {
    const { upstream, relay } = await council((_, response) => {
      response
        .writeHead(200, { "Content-Type": "text/csv", ETag: '"1"', "Set-Cookie": "a=b" })
        .end("reference\n1\n");
    });
    const reply = await relay.fetch(get("http://council.example/data.csv?x=a b"));
    if (!reply.ok) throw new Error(reply.failure.code);
    expect(new TextDecoder().decode(await readBody(reply.response, 100))).toBe("reference\n1\n");
    expect(reply.response).toMatchObject({
      status: 200,
      url: "http://council.example/data.csv?x=a%20b",
      route: "relay",
    });
    expect(reply.response.headers.get("Content-Type")).toBe("text/csv");
    expect([...reply.response.headers.keys()]).not.toContain("Set-Cookie");
    expect(upstream.requests[0]?.line).toBe("GET /data.csv?x=a%20b");
    expect(upstream.requests[0]?.headers).toMatchObject({
      host: "council.example",
      "user-agent": "MHCLG Planning Data Collector",
    });
  });

  it("passes on nothing of the asker", async () => {
    const { upstream, relay } = await council((_, response) => response.end("x"));
    await relay.ask("http://council.example/", {
      headers: {
        Cookie: "session=1",
        Authorization: "Bearer x",
        Referer: "http://page/",
        "X-Forwarded-For": "1.2.3.4",
      },
    });
    const names = Object.keys(upstream.requests[0]?.headers ?? {});
    expect(names.sort()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
  });

  it("never answers with a page of its own origin", async () => {
    const { relay } = await council((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html" }).end("<script>alert(1)</script>");
    });
    const reply = await relay.ask("http://council.example/");
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "content-disposition": 'attachment; filename="answer"',
      "cache-control": "no-store",
    });
  });

  it("passes on a status that is no success as an answer", async () => {
    const { relay } = await council((_, response) => response.writeHead(404).end("no"));
    expect(await relay.fetch(get("http://council.example/x"))).toMatchObject({
      ok: true,
      response: { status: 404 },
    });
  });

  it("decompresses, as the collector does", async () => {
    const { relay } = await council((_, response) => {
      response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync("reference"));
    });
    const reply = await relay.fetch(get("http://council.example/"));
    expect(reply.ok && new TextDecoder().decode(await readBody(reply.response, 100))).toBe("reference");
  });

  it("does HEAD, and makes a GET of the form an ArcGIS page is asked with", async () => {
    const { upstream, relay } = await council((_, response) =>
      response.writeHead(200, { ETag: '"9"' }).end("{}"),
    );
    const head = await relay.fetch({ ...get("http://council.example/a"), method: "HEAD" });
    expect(head.ok && head.response.headers.get("ETag")).toBe('"9"');
    await relay.fetch({
      ...get("http://council.example/3/query"),
      method: "POST",
      parameters: [["where", "1=1"]],
    });
    expect(upstream.requests.map(({ line }) => line)).toEqual(["HEAD /a", "GET /3/query?where=1%3D1"]);
  });

  it("follows redirects, tells of them, and stops after ten", async () => {
    const { upstream, relay } = await council((request, response) => {
      const [, step = "0"] = /^\/(\d+)$/.exec(request.url ?? "") ?? [];
      if (request.url === "/loop") response.writeHead(302, { Location: "/loop" }).end();
      else if (step === "3") response.end("here");
      else response.writeHead(302, { Location: `/${Number(step) + 1}` }).end("moved");
    });
    expect(await relay.fetch(get("http://council.example/1"))).toMatchObject({
      ok: true,
      response: {
        url: "http://council.example/3",
        redirects: ["http://council.example/1", "http://council.example/2"],
      },
    });
    upstream.requests.length = 0;
    expect(await failureOf(relay, "http://council.example/loop")).toEqual({ code: "too-many-redirects" });
    expect(upstream.requests).toHaveLength(11);
  });
});

describe("the relay, refusing", () => {
  it.each(Object.values(hostileAddresses).flat())("refuses %s without asking anybody", async (address) => {
    const asked: string[] = [];
    const lookupAll = async (host: string) => {
      asked.push(host);
      return ["127.0.0.1"];
    };
    const { upstream, relay } = await council((_, response) => response.end("secret"), {}, { lookupAll });
    const reply = await relay.ask(address);
    expect(reply.headers.get("X-Relay-Outcome")).toBe("refused");
    expect(await reply.json()).toEqual({ refusal: expect.stringMatching(/^[a-z-]+$/) });
    expect(upstream.requests).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each([
    ["http://127.0.0.1/", "address-not-public"],
    ["http://169.254.169.254/latest/meta-data/", "address-not-public"],
    ["http://[::ffff:127.0.0.1]/", "address-not-public"],
    ["http://2130706433/", "host-not-allowed"],
    ["//127.0.0.1/", "address-not-public"],
    ["http://internal.example/", "address-not-public"],
    ["http://council.example:8080/", "port-not-allowed"],
    ["http://user:secret@council.example/", "credentials-in-address"],
    ["file:///etc/passwd", undefined],
    ["gopher://council.example/", undefined],
  ])("does not follow a redirect to %s", async (place, refusal) => {
    const lookupAll = async () => ["10.0.0.1"];
    const { upstream, relay } = await council(
      (_, response) => response.writeHead(302, { Location: place }).end(),
      {},
      { lookupAll },
    );
    expect(await failureOf(relay, "http://council.example/")).toEqual(
      refusal ? { code: "relay-refused", refusal } : { code: "unusable-address", exception: "InvalidSchema" },
    );
    expect(upstream.requests).toHaveLength(1);
  });

  it("connects to the address it judged, however often the name changes its answer", async () => {
    const answers = [["93.184.215.1"], ["127.0.0.1"], ["93.184.215.1", "127.0.0.1"], ["93.184.215.1"]];
    let asked = 0;
    const lookupAll = async () => answers[asked++] ?? [];
    const { upstream, relay } = await council((_, response) => response.end("x"), {}, { lookupAll });
    const refused = { code: "relay-refused", refusal: "address-not-public" };
    const failures = [];
    for (let time = 0; time < 4; time++) failures.push(await failureOf(relay, "http://rebinding.example/"));
    expect(failures).toEqual([undefined, refused, refused, undefined]);
    expect(asked).toBe(4);
    expect(upstream.requests.map(({ headers }) => headers.host)).toEqual([
      "rebinding.example",
      "rebinding.example",
    ]);
  });

  it("resolves a name anew at a redirect to itself, and refuses when it has become private", async () => {
    const answers = [["93.184.215.1"], ["169.254.169.254"]];
    let asked = 0;
    const { upstream, relay } = await council(
      (_, response) => response.writeHead(302, { Location: "http://rebinding.example/again" }).end(),
      {},
      { lookupAll: async () => answers[asked++] ?? [] },
    );
    expect(await failureOf(relay, "http://rebinding.example/")).toMatchObject({
      refusal: "address-not-public",
    });
    expect(upstream.requests).toHaveLength(1);
  });

  it.each([
    ["nothing is said", {}],
    ["another site asks", { "Sec-Fetch-Site": "cross-site" }],
    ["a sister site asks", { "Sec-Fetch-Site": "same-site" }],
    ["a person opens it", { "Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate" }],
    ["a link of ours is opened", { "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate" }],
    ["the origin is another", { Origin: "https://evil.example" }],
    ["the origin is hidden", { Origin: "null" }],
    ["the referer is another", { Referer: "https://evil.example/page" }],
  ])("refuses when %s", async (_, headers) => {
    const { upstream, relay } = await council((_request, response) => response.end("x"));
    const reply = await askRaw(`${relay.origin}/relay?url=http%3A%2F%2Fcouncil.example%2F`, headers);
    expect(reply).toEqual({ status: 403, body: '{"refusal":"other-origin"}' });
    expect(upstream.requests).toEqual([]);
  });

  it("takes the word of browsers too old to say where they ask from", async () => {
    const { relay } = await council((_, response) => response.end("x"));
    const url = `${relay.origin}/relay?url=http%3A%2F%2Fcouncil.example%2F`;
    expect((await askRaw(url, { Origin: relay.origin })).status).toBe(200);
    expect((await askRaw(url, { Referer: `${relay.origin}/check` })).status).toBe(200);
  });

  it("does nothing but GET and HEAD, and needs an address", async () => {
    const { relay } = await council((_, response) => response.end("x"));
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const reply = await relay.ask("http://council.example/", { method });
      expect([reply.status, await reply.json()]).toEqual([405, { refusal: "method-not-allowed" }]);
    }
    expect(await (await relay.ask("")).json()).toEqual({ refusal: "address-missing" });
    expect(await (await relay.ask(`http://council.example/${"a".repeat(2048)}`)).json()).toEqual({
      refusal: "address-too-long",
    });
  });

  it("asks only the hosts of its list", async () => {
    const { relay } = await council((_, response) => response.end("x"), {}, { allowedHosts: ["gov.uk"] });
    expect(await failureOf(relay, "http://www.example.com/")).toMatchObject({ refusal: "not-on-the-list" });
  });
});

describe("the relay, limited", () => {
  const forever = (response: import("node:http").ServerResponse): void => {
    const piece = Buffer.alloc(65_536);
    const send = (): void => {
      while (!response.destroyed && response.write(piece));
      if (!response.destroyed) response.once("drain", send);
    };
    send();
  };

  it("refuses at once what announces too much", async () => {
    const { relay } = await council(
      (_, response) => forever(response.writeHead(200, { "Content-Length": "2000000" })),
      { bytes: 1_000_000 },
    );
    expect(await failureOf(relay, "http://council.example/")).toEqual({
      code: "too-large",
      limitBytes: 1_000_000,
    });
  });

  it("stops what turns out too much, and the reader knows why", async () => {
    const { relay } = await council((_, response) => forever(response.writeHead(200)), { bytes: 1_000_000 });
    expect(await failureOf(relay, "http://council.example/")).toEqual({
      code: "too-large",
      limitBytes: 1_000_000,
    });
  });

  it("stops a small answer that unpacks to too much", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const { relay } = await council(
      (_, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(bomb),
      { bytes: 1_000_000 },
    );
    expect(await failureOf(relay, "http://council.example/")).toEqual({
      code: "too-large",
      limitBytes: 1_000_000,
    });
  });

  it("takes no more from the server than the browser takes from it", async () => {
    let sent = 0;
    const { relay } = await council(
      (_, response) => {
        const piece = Buffer.alloc(65_536);
        const send = (): void => {
          while (!response.destroyed && sent < 500_000_000) {
            sent += piece.length;
            if (!response.write(piece)) break;
          }
          if (!response.destroyed) response.once("drain", send);
        };
        send();
      },
      { bytes: 1e9 },
    );
    const reply = await relay.ask("http://council.example/");
    const reader = reply.body?.getReader();
    await reader?.read();
    await new Promise((done) => setTimeout(done, 500));
    // Half a gigabyte is there to be had; what lies in socket buffers is a few megabytes.
    expect(sent).toBeLessThan(40_000_000);
    await reader?.cancel();
  });

  it("lets go of the server when the browser does", async () => {
    let isClosed = false;
    const { relay } = await council((_, response) => {
      response.on("close", () => {
        isClosed = true;
      });
      forever(response);
    });
    const reply = await relay.ask("http://council.example/");
    await reply.body?.cancel();
    for (let tries = 0; tries < 50 && !isClosed; tries++) await new Promise((done) => setTimeout(done, 50));
    expect(isClosed).toBe(true);
  });

  it("tells a body that breaks off", async () => {
    const { relay } = await council((_, response) => {
      response.writeHead(200, { "Content-Length": "1000" }).write("a few bytes");
      setTimeout(() => response.destroy(), 50);
    });
    expect(await failureOf(relay, "http://council.example/")).toEqual({ code: "truncated" });
  });

  it("tells compression that is none, a name nobody has and a port nobody listens on", async () => {
    const { relay } = await council((_, response) => {
      response.writeHead(200, { "Content-Encoding": "gzip" }).end("plain");
    });
    expect(await failureOf(relay, "http://council.example/")).toEqual({ code: "truncated" });
    expect(await failureOf(relay, "http://nobody.example/")).toEqual({ code: "name-not-found" });
    const closed = await keep(
      startRelay({ "closed.example:80": { port: await closedPort(), authorities: [] } }),
    );
    expect(await failureOf(closed, "http://closed.example/")).toEqual({ code: "connection-refused" });
  });

  it("waits only so long for an answer, for the next piece, and in all", async () => {
    const { relay } = await council(
      (request, response) => {
        if (request.url === "/stalls") response.write("a");
        if (request.url === "/drips") setInterval(() => response.write("a"), 200).unref();
      },
      { idleSeconds: 1, seconds: 3 },
    );
    expect(await failureOf(relay, "http://council.example/silent")).toEqual({
      code: "timeout",
      waitingFor: "answer",
    });
    expect(await failureOf(relay, "http://council.example/stalls")).toEqual({ code: "truncated" });
    // A piece comes before every wait is over, for ever: only the limit on the whole ends it.
    expect(await failureOf(relay, "http://council.example/drips")).toEqual({ code: "truncated" });
  });

  it("counts the requests of a client, and says when to come again", async () => {
    const { relay } = await council((_, response) => response.end("x"), {
      rate: { burst: 2, perMinute: 60 },
    });
    await relay.ask("http://council.example/");
    await relay.ask("http://council.example/");
    const third = await relay.ask("http://council.example/");
    expect([third.status, third.headers.get("Retry-After"), await third.json()]).toEqual([
      429,
      "1",
      { refusal: "too-many-requests" },
    ]);
  });

  it("counts those under way, and lets them in again when they are over", async () => {
    const waiting: (() => void)[] = [];
    const { relay } = await council((_, response) => void waiting.push(() => response.end("x")), {
      concurrentPerClient: 2,
    });
    const first = [relay.ask("http://council.example/1"), relay.ask("http://council.example/2")];
    while (waiting.length < 2) await new Promise((done) => setTimeout(done, 20));
    expect(await (await relay.ask("http://council.example/3")).json()).toEqual({ refusal: "busy" });
    for (const finish of waiting) finish();
    for (const reply of first) await (await reply).text();
    const again = relay.ask("http://council.example/4");
    while (waiting.length < 3) await new Promise((done) => setTimeout(done, 20));
    waiting[2]?.();
    expect(await (await again).text()).toBe("x");
  });
});
