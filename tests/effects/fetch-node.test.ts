import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { nodeFetch } from "../../src/effects/fetch-node.ts";
import { FetchInterrupted, type FetchRequest, pythonException, readBody } from "../../src/endpoint/fetch.ts";
import { type KeyAndCertificate, makeCertificates, type TestCertificates } from "../server/certificates.ts";
import { type LoopbackServer, listen } from "../server/loopback.ts";
import { closedPort, get, startRelay } from "../server/relay-server.ts";

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function serve(
  answer: Parameters<typeof listen>[0],
  certificate?: KeyAndCertificate,
): Promise<LoopbackServer> {
  const server = await listen(answer, certificate);
  opened.push(server);
  return server;
}

/** A fetch for which every name is on loopback at this port. */
function fetchAt(port: number, authorities?: readonly string[]) {
  return nodeFetch({
    resolve: async () => ({ address: "127.0.0.1", port, ...(authorities ? { authorities } : {}) }),
  });
}

async function textOf(port: number, request: FetchRequest): Promise<string> {
  const reply = await fetchAt(port)(request);
  if (!reply.ok) throw new FetchInterrupted(reply.failure);
  return new TextDecoder().decode(await readBody(reply.response, 1e9));
}

describe("fetching in Node", () => {
  it("asks as the collector's library does", async () => {
    const server = await serve((_, response) => response.end("x"));
    await textOf(server.port, {
      ...get("http://council.example/a b/é.csv?q=[1]|"),
      userAgent: "MHCLG Planning Data Collector",
    });
    expect(server.requests[0]?.line).toBe("GET /a%20b/%C3%A9.csv?q=%5B1%5D%7C");
    expect(server.requests[0]?.headers).toMatchObject({
      host: "council.example",
      accept: "*/*",
      "accept-encoding": "gzip, deflate",
      "user-agent": "MHCLG Planning Data Collector",
    });
  });

  it("sends a form, and a GET where a redirect makes one of it", async () => {
    const server = await serve((request, response) => {
      if (request.url === "/old") response.writeHead(302, { Location: "/new" }).end();
      else response.end("done");
    });
    const parameters = [["where", "1=1 é"]] as const;
    await textOf(server.port, { ...get("http://council.example/old"), method: "POST", parameters });
    expect(server.requests.map(({ line, body }) => [line, body])).toEqual([
      ["POST /old", "where=1%3D1+%C3%A9"],
      ["GET /new", ""],
    ]);
  });

  it("shows a site its own cookie again within one exchange, and no other site, and not the next time", async () => {
    const server = await serve((request, response) => {
      const isKnown = request.headers.cookie === "seen=1; place=a";
      if (request.headers.host === "other.example" || isKnown) response.end("data");
      else {
        const cookies = [
          "seen=1; Path=/; Expires=Wed, 01 Jan 2030 00:00:00 GMT",
          "place=a; HttpOnly",
          "x=1; Domain=other.example",
        ];
        response
          .writeHead(302, {
            Location: request.url === "/away" ? "http://other.example/" : "/again",
            "Set-Cookie": cookies,
          })
          .end();
      }
    });
    expect(await textOf(server.port, get("http://council.example/data.csv"))).toBe("data");
    await textOf(server.port, get("http://council.example/away"));
    expect(server.requests.map(({ line, headers }) => [line, headers.host, headers.cookie])).toEqual([
      ["GET /data.csv", "council.example", undefined],
      ["GET /again", "council.example", "seen=1; place=a"],
      ["GET /away", "council.example", undefined],
      ["GET /", "other.example", undefined],
    ]);
  });

  it("keeps the letters of header names, and joins values of one name", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, ["x-One", "a", "X-ONE", "b", "eTag", '"1"']).end();
    });
    const reply = await fetchAt(server.port)(get("http://council.example/"));
    const headers = reply.ok ? reply.response.headers : new Map();
    expect([headers.get("x-One"), headers.get("eTag")]).toEqual(["a, b", '"1"']);
  });

  it.each([
    ["several members of gzip", Buffer.concat([gzipSync("one "), gzipSync("two")]), "gzip", "one two"],
    [
      "gzip with an empty line after it",
      Buffer.concat([gzipSync("reference"), Buffer.from("\r\n")]),
      "gzip",
      "reference",
    ],
    [
      "gzip with a name and a comment",
      Buffer.concat([
        Buffer.from("1f8b0818000000000003610062", "hex"),
        Buffer.from([0]),
        gzipSync("reference").subarray(10),
      ]),
      "x-gzip",
      "reference",
    ],
    ["gzip that stops early", gzipSync("reference,name").subarray(0, -8), "gzip", "reference,name"],
    ["an encoding it did not ask for, left as it is", Buffer.from("plain"), "br", "plain"],
  ])("reads %s", async (_, body, encoding, text) => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { "Content-Encoding": encoding }).end(body),
    );
    expect(await textOf(server.port, get("http://council.example/"))).toBe(text);
  });

  it("unpacks a long answer piece by piece", async () => {
    const text = Array.from({ length: 200_000 }, (_, index) => `CA${(index * 7919) % 1_000_003}`).join("\n");
    const server = await serve((_, response) =>
      response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(text)),
    );
    expect(await textOf(server.port, get("http://council.example/"))).toBe(text);
  });

  it("tells a limit of time from a wait, and stops when it is cancelled", async () => {
    const server = await serve((_, response) => {
      const timer = setInterval(() => response.write("a"), 100);
      response.on("close", () => clearInterval(timer));
    });
    await expect(
      textOf(server.port, { ...get("http://council.example/"), limitSeconds: 1 }),
    ).rejects.toMatchObject({
      failure: { code: "time-limit", limitSeconds: 1 },
    });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    await expect(
      textOf(server.port, { ...get("http://council.example/"), cancel: controller.signal }),
    ).rejects.toMatchObject({
      failure: { code: "cancelled" },
    });
  });

  it.each([
    ["www.example.gov.uk/data.csv", "MissingSchema"],
    ["ftp://example.gov.uk/data.csv", "InvalidSchema"],
    ["https://", "InvalidURL"],
  ])("refuses %s as the library does", async (url, exception) => {
    expect(await nodeFetch()(get(url))).toEqual({
      ok: false,
      failure: { code: "unusable-address", exception },
    });
  });

  it("says that nobody listens", async () => {
    expect(await fetchAt(await closedPort())(get("http://council.example/"))).toEqual({
      ok: false,
      failure: { code: "connection-refused" },
    });
  });
});

describe("certificates", () => {
  let certificates: TestCertificates;
  beforeAll(() => {
    certificates = makeCertificates("council.example");
  });

  const problems = [
    ["expired", "expired", true],
    ["notYetValid", "not-yet-valid", true],
    ["otherHost", "hostname", true],
    ["selfSigned", "self-signed", false],
    ["good", "chain", false],
  ] as const;

  it.each(problems)(
    "%s: the failure names it (%s), directly and through the relay",
    async (name, problem, trusted) => {
      const server = await serve((_, response) => response.end("secret"), certificates[name]);
      const authorities = trusted ? [certificates.authority] : [];
      const relay = await startRelay({ "council.example:443": { port: server.port, authorities } });
      opened.push(relay);
      for (const fetch of [fetchAt(server.port, authorities), relay.fetch]) {
        const reply = await fetch(get("https://council.example/"));
        expect(reply).toMatchObject({ ok: false, failure: { code: "certificate", problem } });
        expect(!reply.ok && pythonException(reply.failure)).toBe("SSLError");
      }
      expect(server.requests).toEqual([]);
    },
  );

  it("a good one of a trusted authority is no hindrance", async () => {
    const server = await serve((_, response) => response.end("data"), certificates.good);
    const reply = await fetchAt(server.port, [certificates.authority])(get("https://council.example/"));
    expect(reply.ok && new TextDecoder().decode(await readBody(reply.response, 100))).toBe("data");
  });

  it("a bad one is accepted where that is asked for, as the arcgis plugin does", async () => {
    const server = await serve((_, response) => response.end("data"), certificates.expired);
    const reply = await fetchAt(server.port)({
      ...get("https://council.example/"),
      verifyCertificate: false,
    });
    expect(reply.ok).toBe(true);
  });

  it("a server that speaks no secure connection is told apart", async () => {
    const server = await serve((_, response) => response.end("data"));
    expect(await fetchAt(server.port)(get("https://council.example/"))).toMatchObject({
      failure: { code: "certificate", problem: "protocol" },
    });
  });
});
