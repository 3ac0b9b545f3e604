import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { intakeRates } from "../../server/intake/limits.ts";
import { cell } from "../../server/intake/spreadsheet.ts";
import { csrfHeader, intakeRoutes, problemSchema, requestViewSchema } from "../../src/intake/intake-api.ts";
import { temporaryFolders } from "./databases.ts";
import {
  type IntakeServer,
  newRequest,
  read,
  reviewerToken,
  secretOf,
  signIn,
  startIntakeServer,
  type TestReviewer,
} from "./intake-server.ts";

const folders = temporaryFolders();
let server: IntakeServer;
let reviewer: TestReviewer;
beforeAll(async () => {
  server = await startIntakeServer({ DATA: folders.make() });
  reviewer = await signIn(server);
}, 120_000);
afterAll(() => server?.close(), 120_000);

const json = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json", ...headers },
  body,
});
const status = async (answer: Response | Promise<Response>) => (await answer).status;

describe("a publisher's link", () => {
  it("opens one request and no other", async () => {
    const mine = await server.submit(
      newRequest({ endpointUrl: "https://www.example-council.gov.uk/mine.csv" }),
    );
    const other = await server.submit(
      newRequest({ endpointUrl: "https://www.example-council.gov.uk/other.csv" }),
    );
    expect(secretOf(mine)).not.toBe(secretOf(other));
    const view = await (await server.ask(intakeRoutes.status(secretOf(mine)))).text();
    expect(view).toContain("mine.csv");
    expect(view).not.toContain("other.csv");
    // Nothing in what one publisher gets leads to another's request.
    expect(view).not.toContain(secretOf(mine));
  });

  it.each([
    ["the reference", (reference: string) => reference],
    ["a number", () => "1"],
    ["a guess of the right form", () => "A".repeat(43)],
    ["half of it", (_: string, secret: string) => secret.slice(0, 21)],
    [
      "one letter changed",
      (_: string, secret: string) => `${secret.startsWith("A") ? "B" : "A"}${secret.slice(1)}`,
    ],
    ["SQL", () => "' OR '1'='1"],
    ["a path", () => "../../review/requests"],
    ["its hash", (_: string, secret: string) => Buffer.from(secret).toString("hex")],
  ])("is not %s", async (_name, guess) => {
    const received = await server.submit(newRequest());
    const wrong = guess(received.reference, secretOf(received));
    for (const path of [intakeRoutes.status(wrong), intakeRoutes.statusRequest(wrong)]) {
      expect(await status(server.ask(path))).toBe(404);
    }
    expect(await status(server.ask(intakeRoutes.statusMessages(wrong), json('{"text":"x"}')))).toBe(404);
    const change = { ...json(JSON.stringify(newRequest())), method: "PUT" };
    expect(await status(server.ask(intakeRoutes.statusRequest(wrong), change))).toBe(404);
  });

  it("stands nowhere in the database", async () => {
    const secret = secretOf(await server.submit(newRequest()));
    const found = await server.database.within(async (sql) => {
      const texts: unknown[] = [];
      for (const table of ["submission", "sent_request", "event", "audit", "notification"]) {
        texts.push(...(await sql.query(`select to_jsonb(t)::text as row from ${table} t`)));
      }
      return JSON.stringify(texts);
    });
    expect(found).toContain("example-council");
    expect(found).not.toContain(secret);
    // Nor do name and email, outside their table.
    expect(found).not.toMatch(/Ada Byron|ada@lambeth/);
  });
});

describe("the reviewer's desk", () => {
  const paths = () => [
    intakeRoutes.reviewRequests,
    intakeRoutes.reviewRequestsCsv,
    intakeRoutes.reviewRequest("PDC-0000-0000"),
  ];

  it.each([
    ["no cookie", undefined],
    ["an empty cookie", "review="],
    ["a made-up cookie", `review=${"A".repeat(43)}`],
    ["the token itself as cookie", `review=${reviewerToken}`],
    ["SQL as cookie", "review=' OR 1=1 --"],
  ])("is closed with %s", async (_name, cookie) => {
    for (const path of paths()) {
      expect(await status(server.ask(path, { headers: cookie ? { Cookie: cookie } : {} }))).toBe(401);
    }
    const write = json('{"status":"accepted","version":1}', {
      [csrfHeader]: "x",
      ...(cookie && { Cookie: cookie }),
    });
    expect(await status(server.ask(intakeRoutes.reviewStatus("PDC-0000-0000"), write))).toBe(401);
  });

  it("is closed with a cookie whose hash is known, and after the time of the session", async () => {
    const hashes = await server.database.within((sql) => sql.query("select token_hash from review_session"));
    for (const { token_hash } of hashes) {
      const answer = server.ask(intakeRoutes.reviewRequests, {
        headers: { Cookie: `review=${String(token_hash)}` },
      });
      expect(await status(answer)).toBe(401);
    }
    server.time.daysAhead = 0.6;
    expect(await status(reviewer.get(intakeRoutes.reviewRequests))).toBe(401);
    server.time.daysAhead = 0;
    expect(await status(reviewer.get(intakeRoutes.reviewRequests))).toBe(200);
  });

  it("gives a cookie no script can read and no other site can send", async () => {
    const answer = await server.ask(
      intakeRoutes.reviewSession,
      json(JSON.stringify({ token: reviewerToken })),
    );
    const cookie = answer.headers.get("Set-Cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const secure = await startIntakeServer(server.database, {
      publicOrigin: () => "https://check.example.gov.uk",
    });
    const overTls = await secure.ask(
      intakeRoutes.reviewSession,
      json(JSON.stringify({ token: reviewerToken })),
    );
    expect(overTls.headers.get("Set-Cookie")).toMatch(/^__Host-review=.*Path=\/;.*Secure/);
    await secure.close();
  }, 120_000);

  it("refuses wrong tokens, and soon asks to wait", async () => {
    const limited = await startIntakeServer(server.database);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 15; attempt += 1) {
      statuses.push(
        await status(limited.ask(intakeRoutes.reviewSession, json(`{"token":"guess ${attempt}"}`))),
      );
    }
    await limited.close();
    expect([...new Set(statuses)]).toEqual([403, 429]);
    expect(statuses.filter((one) => one === 403).length).toBeLessThanOrEqual(11);
  }, 120_000);

  it("changes nothing for another site's page, or without the session's own token", async () => {
    const { reference } = await server.submit(newRequest());
    const other = await signIn(server);
    const path = intakeRoutes.reviewStatus(reference);
    const body = '{"status":"accepted","version":1}';
    const forged: RequestInit[] = [
      json(body, { Cookie: reviewer.cookie }),
      json(body, { Cookie: reviewer.cookie, [csrfHeader]: "" }),
      json(body, { Cookie: reviewer.cookie, [csrfHeader]: "forged" }),
      json(body, { Cookie: reviewer.cookie, [csrfHeader]: other.csrf }),
      json(body, { Cookie: reviewer.cookie, [csrfHeader]: reviewer.csrf, "Sec-Fetch-Site": "cross-site" }),
      json(body, { Cookie: reviewer.cookie, [csrfHeader]: reviewer.csrf, "Sec-Fetch-Site": "same-site" }),
    ];
    for (const init of forged) expect(await status(server.ask(path, init))).toBe(403);
    for (const origin of ["https://evil.example", "null", undefined]) {
      // An older browser, which says only where the page is from.
      const answer = await fetch(server.origin + path, {
        ...json(body, {
          Cookie: reviewer.cookie,
          [csrfHeader]: reviewer.csrf,
          ...(origin === undefined ? {} : { Origin: origin }),
        }),
      });
      expect(answer.status).toBe(403);
    }
    const form = {
      method: "POST",
      headers: { Cookie: reviewer.cookie, [csrfHeader]: reviewer.csrf, "Content-Type": "text/plain" },
      body,
    };
    expect(await status(server.ask(path, form))).toBe(415);
    expect(await status(server.ask(intakeRoutes.reviewSession, { ...json(""), method: "DELETE" }))).toBe(401);
    expect((await reviewer.view(reference)).status).toBe("received");
    expect(
      await status(server.ask(path, json(body, { Cookie: reviewer.cookie, [csrfHeader]: reviewer.csrf }))),
    ).toBe(200);
  });

  it("lets no other site sign a reviewer in", async () => {
    const init = json(JSON.stringify({ token: reviewerToken }), { "Sec-Fetch-Site": "cross-site" });
    expect(await status(server.ask(intakeRoutes.reviewSession, init))).toBe(403);
  });
});

describe("what is sent", () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    server.ask(intakeRoutes.requests, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "0".repeat(32), ...headers },
      body,
      ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
    } as RequestInit);
  const refusedWords = async (answer: Response) => {
    expect(answer.headers.get("Content-Type")).toContain("application/json");
    return problemSchema.parse(await answer.json()).errors.map(({ message }) => message);
  };

  it("may not be big, announced or not", async () => {
    const big = `{"notes":"${"x".repeat(1_100_000)}"}`;
    expect(await status(post(big))).toBe(413);
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let piece = 0; piece < 20; piece += 1) controller.enqueue(new Uint8Array(100_000).fill(32));
        controller.close();
      },
    });
    expect(await status(post(stream))).toBe(413);
  });

  it("may not be nested deeply", async () => {
    for (const deep of [
      `${"[".repeat(400_000)}${"]".repeat(400_000)}`,
      `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
    ]) {
      const answer = await post(deep);
      expect([answer.status, await refusedWords(answer)]).toEqual([
        422,
        ["What was sent is nested too deeply"],
      ]);
    }
  });

  it.each([
    ["nothing", "", 400],
    ["half of it", '{"schema":', 400],
    ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400],
    ["a list", "[]", 422],
    ["null", "null", 422],
    ["a number too large", "1e999", 422],
    ["members of the prototype", '{"__proto__":{"consent":true},"constructor":{}}', 422],
  ])("is refused in words when it is %s", async (_name, body, expected) => {
    const answer = await post(body);
    expect(answer.status).toBe(expected);
    expect((await refusedWords(answer)).length).toBeGreaterThan(0);
  });

  it("may not hold characters that no database keeps", async () => {
    for (const notes of ["a\0b", "\ud800", "\udc00 alone"]) {
      const answer = await server.send(newRequest({ notes }));
      expect([answer.status, (await refusedWords(answer))[0]]).toEqual([
        422,
        expect.stringContaining("Remove"),
      ]);
    }
    const mapping = JSON.stringify({ ...newRequest(), columnMapping: { "a\0": "name" } });
    expect(await status(post(mapping))).toBe(422);
    expect(await status(server.send(newRequest({ notes: "whole pairs are fine: 😀" })))).toBe(201);
  });

  it("must be JSON by its type, and carry its own key", async () => {
    const request = newRequest();
    expect(await status(post(JSON.stringify(request), { "Content-Type": "text/plain" }))).toBe(415);
    expect(
      await status(post(JSON.stringify(request), { "Content-Type": "application/x-www-form-urlencoded" })),
    ).toBe(415);
    expect(await status(post(JSON.stringify(request)))).toBe(422);
  });

  it("is data, whatever it says: SQL, scripts and markup come back as they were", async () => {
    const hostile = `Robert'); DROP TABLE submission;-- <script>alert(1)</script><img src=x onerror=alert(1)> "\\" \${7*7}`;
    const request = newRequest({
      notes: hostile,
      startDateSource: hostile.slice(0, 190),
      contact: { name: hostile, email: 'o\'brien+"x"@lambeth.gov.uk' },
    });
    const plain = { ...request, contact: { name: hostile, email: "o'brien@lambeth.gov.uk" } };
    const received = await server.submit(plain);
    const secret = secretOf(received);
    await server.ask(intakeRoutes.statusMessages(secret), json(JSON.stringify({ text: hostile })));
    await reviewer.setStatus(received.reference, "needs-changes", { message: hostile });
    const answer = await server.ask(intakeRoutes.status(secret));
    expect(answer.headers.get("Content-Type")).toBe("application/json");
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    const view = await read(answer, requestViewSchema);
    expect(view.history.map(({ message }) => message)).toEqual([undefined, hostile, hostile]);
    expect((await reviewer.view(received.reference)).contact).toEqual({
      name: hostile,
      email: "o'brien@lambeth.gov.uk",
      notes: hostile,
    });
    const searched = await reviewer.get(
      `${intakeRoutes.reviewRequests}?search=${encodeURIComponent("';--")}`,
    );
    expect(searched.status).toBe(200);
  });

  it("may not lead to an address that runs a script", async () => {
    const { reference } = await server.submit(newRequest());
    for (const link of [
      "javascript:alert(1)",
      "//evil.example",
      "/\\evil.example",
      "data:text/html,x",
      " https://a b",
    ]) {
      const body = { status: "needs-changes", message: "See", version: 1, link };
      expect(await status(reviewer.write(intakeRoutes.reviewStatus(reference), body))).toBe(422);
    }
    expect(await status(server.send(newRequest({ endpointUrl: "javascript:alert(1)" })))).toBe(422);
  });

  it("is limited for each client, behind a proxy too", async () => {
    const limited = await startIntakeServer(server.database, { rates: intakeRates(2), trustedProxies: 1 });
    const from = async (client: string) => {
      const request = newRequest();
      const answer = await limited.ask(intakeRoutes.requests, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "Idempotency-Key": request.idempotencyKey,
          "X-Forwarded-For": `10.1.1.${Math.floor(Math.random() * 250)}, ${client}`,
        },
        body: JSON.stringify(request),
      });
      return [answer.status, answer.headers.get("Retry-After")];
    };
    const first = [];
    for (let number = 0; number < 5; number += 1) first.push(await from("192.0.2.1"));
    expect(first.map(([status]) => status)).toEqual([201, 201, 201, 201, 429]);
    expect(Number(first[4]?.[1])).toBeGreaterThan(0);
    expect((await from("192.0.2.2"))[0]).toBe(201);
    await limited.close();
  }, 120_000);
});

describe("every answer", () => {
  it("has a policy without unsafe-inline, a type, and is not sniffed", async () => {
    const { reference } = await server.submit(newRequest());
    const answers = [
      await server.ask("/", { headers: { Accept: "text/html" } }),
      await server.ask("/review", { headers: { Accept: "text/html" } }),
      await server.ask("/request/status/anything", { headers: { Accept: "text/html" } }),
      await server.ask(intakeRoutes.health),
      await server.ask("/api/v1/nothing", { headers: { Accept: "text/html" } }),
      await server.ask("/auth/login", { headers: { Accept: "text/html" } }),
      await server.ask(intakeRoutes.status("x")),
      await server.ask(intakeRoutes.reviewRequests),
      await reviewer.get(intakeRoutes.reviewRequest(reference)),
      await reviewer.get(intakeRoutes.reviewRequestsCsv),
      await server.ask(intakeRoutes.requests, json("{")),
    ];
    for (const answer of answers) {
      const policy = answer.headers.get("Content-Security-Policy") ?? "";
      expect(policy).toMatch(/^default-src 'none'/);
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBeNull();
    }
    // Answers of the interface are never a page, and are never kept.
    for (const answer of answers.slice(3)) {
      expect(answer.headers.get("Content-Type") ?? "").not.toContain("html");
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
    }
  });

  it("says nothing of what went wrong inside, and nothing personal reaches the log", async () => {
    await server.database.within((sql) => sql.script("alter table personal rename to elsewhere"));
    const written: string[] = [];
    const keep = (...words: unknown[]) => void written.push(words.map(String).join(" "));
    const spies = [
      vi.spyOn(console, "error").mockImplementation(keep),
      vi.spyOn(console, "log").mockImplementation(keep),
    ];
    const answer = await server.send(newRequest({ notes: "a very private note" }));
    for (const spy of spies) spy.mockRestore();
    await server.database.within((sql) => sql.script("alter table elsewhere rename to personal"));
    const said = await answer.text();
    expect(answer.status).toBe(500);
    expect(written.length).toBeGreaterThan(0);
    for (const text of [said, ...written]) {
      expect(text).not.toMatch(/Ada Byron|ada@lambeth|private note|insert into|example-council/i);
    }
  }, 120_000);
});

describe("the list for spreadsheets", () => {
  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "|calc",
    "%0A",
    "＝1+1",
    "\n=cmd|' /C calc'!A0",
  ])("never begins a cell with a formula: %j", (text) => {
    expect(cell(text)).toMatch(/^"'/);
    expect(cell(text)).not.toMatch(/[\r\n\t]/);
  });

  it("leaves ordinary text alone, and closes quotes", () => {
    expect(cell("https://example.gov.uk/a=b?c=-1")).toBe('"https://example.gov.uk/a=b?c=-1"');
    expect(cell('say "yes", please')).toBe('"say ""yes"", please"');
  });

  it("has what was asked for, and nobody's name", async () => {
    await server.submit(newRequest({ endpointUrl: "https://www.example-council.gov.uk/sheet.csv" }));
    const answer = await reviewer.get(`${intakeRoutes.reviewRequestsCsv}?search=sheet.csv`);
    const text = await answer.text();
    expect(answer.headers.get("Content-Disposition")).toContain("attachment");
    expect(text.split("\r\n")).toHaveLength(3);
    expect(text).toContain('"Received"');
    expect(text).not.toMatch(/Ada|@lambeth/);
  });
});

it("asks for no requests once its database is gone", async () => {
  await server.database.close();
  expect(await status(server.ask(intakeRoutes.health))).toBe(503);
});
