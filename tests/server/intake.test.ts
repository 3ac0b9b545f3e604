import { afterAll, beforeAll, expect, it } from "vitest";
import type { Email } from "../../server/intake/notices.ts";
import { openDatabase } from "../../server/storage/database.ts";
import { migrate } from "../../server/storage/migrate.ts";
import { deletedMessage, deleteOldPersonalData } from "../../server/storage/retention.ts";
import {
  dataVersionSchema,
  healthSchema,
  intakeRoutes,
  publicRequestSchema,
  requestListSchema,
  requestViewSchema,
  statusPagePath,
} from "../../src/intake/intake-api.ts";
import type { EndpointRequest } from "../../src/request/endpoint-request.ts";
import { requestReference } from "../../src/request/reference.ts";
import { type Databases, onBothDatabases } from "./databases.ts";
import {
  type IntakeServer,
  newRequest,
  read,
  secretOf,
  signIn,
  startIntakeServer,
  type TestReviewer,
} from "./intake-server.ts";

const sent: Email[] = [];

onBothDatabases("the intake", (databases: Databases) => {
  let server: IntakeServer;
  let reviewer: TestReviewer;
  let sendsEmail = true;
  beforeAll(async () => {
    server = await startIntakeServer(await databases.fresh(), {
      email: {
        origin: "https://check.example.gov.uk",
        team: "team@example.gov.uk",
        send: async (email) => {
          if (!sendsEmail) return "later";
          sent.push(email);
          return "sent";
        },
      },
    });
    reviewer = await signIn(server);
  }, 120_000);
  afterAll(() => server?.close(), 120_000);

  const status = async (secret: string) =>
    read(await server.ask(intakeRoutes.status(secret)), requestViewSchema);
  const post = (path: string, body: unknown, method = "POST") =>
    server.ask(path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  const list = async (query: string) =>
    read(await reviewer.get(`${intakeRoutes.reviewRequests}?${query}`), requestListSchema);

  it("says that it takes requests, and with which tables", async () => {
    const health = await read(await server.ask(intakeRoutes.health), healthSchema);
    expect(health).toMatchObject({ status: "ok", intake: true, retentionDays: 30 });
    expect(health.dataVersion).toMatch(/^[0-9a-f]{16}$/);
    const version = await read(await server.ask(intakeRoutes.dataVersion), dataVersionSchema);
    expect(version.dataVersion).toBe(health.dataVersion);
  });

  it("stores a request once, however often it comes, and answers with the same link", async () => {
    const request = newRequest();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => server.send(request)));
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toEqual({
      reference: requestReference(request.idempotencyKey),
      status: "received",
      statusUrl: expect.stringMatching(/^\/request\/status\/[A-Za-z0-9_-]{43}$/),
    });
    expect((await list(`search=${requestReference(request.idempotencyKey)}`)).total).toBe(1);
  });

  it("takes the same answers in another order for the same request, and others not", async () => {
    const request = newRequest();
    await server.submit(request);
    const turned = Object.fromEntries(Object.entries(request).reverse()) as EndpointRequest;
    expect((await server.send(turned)).status).toBe(200);
    const other = await server.send({ ...request, notes: "Something else" });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ errors: [{ message: expect.stringContaining("different") }] });
  });

  it("takes requests of every kind", async () => {
    const add = newRequest();
    const { schema, version, organisation, datasets, contact, notes, consent } = add;
    const common = { schema, version, organisation, datasets, contact, notes, consent };
    const endpoint = "cd".repeat(32);
    const change = await server.send({
      ...common,
      kind: "change-details",
      idempotencyKey: newRequest().idempotencyKey,
      endpoint,
      endpointUrl: "https://www.example-council.gov.uk/a.csv",
      licence: "ogl3",
    });
    const retire = await server.send({
      ...common,
      kind: "retire",
      idempotencyKey: newRequest().idempotencyKey,
      endpoints: [{ endpoint, url: "https://www.example-council.gov.uk/retired-areas.csv", retire: true }],
      reason: "It moved",
    });
    expect([change.status, retire.status]).toEqual([201, 201]);
    const found = await list("search=retired-areas");
    expect(found.requests.map(({ kind, endpointUrl }) => [kind, endpointUrl])).toEqual([
      ["retire", undefined],
    ]);
  });

  it("refuses by field what the form refuses, with the tables it serves", async () => {
    const wrong = await server.send(
      newRequest({
        organisation: "local-authority:NOWHERE",
        licence: "mine",
        startDate: "2199-01-01",
        contact: { name: "Ada", email: "ada@example.com" },
      }),
    );
    expect(wrong.status).toBe(422);
    const { errors } = (await wrong.json()) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field).sort()).toEqual([
      "contact.email",
      "licence",
      "organisation",
      "startDate",
    ]);
    const shapeless = await post(intakeRoutes.requests, { schema: "something else" });
    expect(shapeless.status).toBe(422);
  });

  it("shows the publisher what happens, step by step, and nothing personal", async () => {
    const request = newRequest({ notes: "Ring me on extension 7" });
    const received = await server.submit(request);
    const secret = secretOf(received);
    await reviewer.setStatus(received.reference, "checking");
    await reviewer.setStatus(received.reference, "needs-changes", {
      message: "Please put the missing dates in",
      link: "/check/result/missing-value/start-date",
    });
    const view = await status(secret);
    expect(view).toMatchObject({
      reference: received.reference,
      organisationName: "London Borough of Lambeth",
      status: "needs-changes",
      history: [
        { by: "publisher", status: "received", sent: 1 },
        { by: "team", status: "checking" },
        {
          by: "team",
          status: "needs-changes",
          message: "Please put the missing dates in",
          link: "/check/result/missing-value/start-date",
        },
      ],
    });
    const asked = await server.ask(intakeRoutes.statusRequest(secret));
    const text = await asked.clone().text();
    expect((await read(asked, publicRequestSchema)).idempotencyKey).toBe(request.idempotencyKey);
    for (const personal of ["Ada Byron", "ada@lambeth.gov.uk", "extension 7"]) {
      expect(text + JSON.stringify(view)).not.toContain(personal);
    }
  });

  it("takes the corrected request only while changes are asked for, keeps both versions, and once", async () => {
    const request = newRequest();
    const received = await server.submit(request);
    const path = intakeRoutes.statusRequest(secretOf(received));
    const corrected = {
      ...request,
      idempotencyKey: newRequest().idempotencyKey,
      updateFrequency: "daily" as const,
      contact: { name: "Grace", email: "grace@lambeth.gov.uk" },
    };
    expect((await post(path, corrected, "PUT")).status).toBe(409);
    await reviewer.setStatus(received.reference, "needs-changes", { message: "How often, really?" });
    expect((await post(path, { ...corrected, licence: "mine" }, "PUT")).status).toBe(422);
    const answers = await Promise.all([post(path, corrected, "PUT"), post(path, corrected, "PUT")]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const view = await reviewer.view(received.reference);
    expect(view).toMatchObject({
      status: "received",
      sentVersions: 2,
      publisherWasLast: true,
      contact: { name: "Grace", email: "grace@lambeth.gov.uk" },
      request: { updateFrequency: "daily", idempotencyKey: request.idempotencyKey },
    });
    expect(view.versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(view.history.map((entry) => entry.sent)).toEqual([1, undefined, 2]);
    // The first sending, come late from another tab, is still the same request.
    expect((await server.send(request)).status).toBe(200);
  });

  it("carries messages both ways", async () => {
    const received = await server.submit(newRequest());
    const secret = secretOf(received);
    expect((await post(intakeRoutes.statusMessages(secret), { text: "Is it there?" })).status).toBe(200);
    expect((await list(`search=${received.reference}`)).requests[0]?.publisherWasLast).toBe(true);
    const answer = await reviewer.write(intakeRoutes.reviewMessages(received.reference), { text: "It is." });
    expect(answer.status).toBe(200);
    expect((await status(secret)).history.map(({ by, message }) => [by, message])).toEqual([
      ["publisher", undefined],
      ["publisher", "Is it there?"],
      ["team", "It is."],
    ]);
    expect((await list(`search=${received.reference}`)).requests[0]?.publisherWasLast).toBe(false);
    expect((await post(intakeRoutes.statusMessages(secret), { text: "  " })).status).toBe(422);
  });

  it("lets only one of two reviewers decide, and only steps that make sense", async () => {
    const { reference } = await server.submit(newRequest());
    const other = await signIn(server);
    const { version } = await other.view(reference);
    const path = intakeRoutes.reviewStatus(reference);
    const both = await Promise.all([
      reviewer.write(path, { status: "accepted", version }),
      other.write(path, { status: "declined", message: "No", version }),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const now = await reviewer.view(reference);
    expect(now.history).toHaveLength(2);
    const impossible = await reviewer.write(path, { status: "live", version: now.version });
    expect([impossible.status, (await reviewer.view(reference)).history.length]).toEqual([409, 2]);
    const second = await server.submit(newRequest());
    const silent = await reviewer.write(intakeRoutes.reviewStatus(second.reference), {
      status: "needs-changes",
      version: 1,
    });
    expect(silent.status).toBe(422);
  });

  it("finds requests by status, words and reference, page by page", async () => {
    const marks = Array.from({ length: 55 }, (_, index) =>
      newRequest({ endpointUrl: `https://www.example-council.gov.uk/list-${index}/100%25_done.csv` }),
    );
    await Promise.all(marks.map((request) => server.submit(request)));
    const first = await list("search=100%2525_DONE&sort=newest");
    expect([first.total, first.requests.length, first.pageSize]).toEqual([55, 50, 50]);
    const second = await list("search=100%2525_DONE&sort=newest&page=2");
    const references = [...first.requests, ...second.requests].map(({ reference }) => reference);
    expect(new Set(references).size).toBe(55);
    expect((await list("search=100%2525_done lambeth conservation")).total).toBe(55);
    expect((await list("search=100%2525_done barnet")).total).toBe(0);
    const reference = references[7] ?? "";
    expect((await list(`search=${reference.toLowerCase().replaceAll("-", " ")}`)).total).toBe(1);
    await reviewer.setStatus(reference, "checking");
    const checking = await list("search=100%2525_done&status=checking,declined");
    expect([checking.total, checking.counts.received, checking.counts.checking]).toEqual([1, 54, 1]);
    expect((await reviewer.get(`${intakeRoutes.reviewRequests}?status=nonsense`)).status).toBe(422);
    expect((await reviewer.get(`${intakeRoutes.reviewRequests}?page=0`)).status).toBe(422);
  });

  it("writes to the publisher and the team, and tries again later what could not be sent", async () => {
    await server.intake.notices.deliver();
    sent.length = 0;
    sendsEmail = false;
    const received = await server.submit(newRequest());
    await server.intake.notices.deliver();
    expect(sent).toEqual([]);
    sendsEmail = true;
    server.time.daysAhead = 1;
    await server.intake.notices.deliver();
    server.time.daysAhead = 0;
    expect(sent.map(({ to }) => to).sort()).toEqual(["ada@lambeth.gov.uk", "team@example.gov.uk"]);
    const confirmation = sent.find(({ to }) => to === "ada@lambeth.gov.uk");
    expect(confirmation?.subject).toBe(`${received.reference}: we have your request`);
    expect(confirmation?.body).toContain(
      `https://check.example.gov.uk${statusPagePath}${secretOf(received)}`,
    );
    const { notifications } = await reviewer.view(received.reference);
    expect(notifications.map(({ to, state }) => `${to} ${state}`).sort()).toEqual([
      "publisher sent",
      "team sent",
    ]);
  });

  it("notes who did what", async () => {
    const { reference } = await server.submit(newRequest());
    await reviewer.setStatus(reference, "accepted");
    const { audit } = await reviewer.view(reference);
    expect(audit.map(({ actor, action }) => `${actor}: ${action}`)).toEqual([
      'the reviewer\'s token: set it to "accepted"',
      "publisher: sent the request",
    ]);
  });

  it("deletes personal data after the stated time, and nothing else", async () => {
    const received = await server.submit(newRequest({ notes: "Call me" }));
    await post(intakeRoutes.statusMessages(secretOf(received)), { text: "I am Ada, ring 020" });
    await reviewer.setStatus(received.reference, "accepted", { message: "Thank you" });
    const later = new Date(Date.now() + 31 * 86_400_000);
    expect(await deleteOldPersonalData(server.database, 30, new Date())).toBe(0);
    expect(await deleteOldPersonalData(server.database, 30, later)).toBeGreaterThan(0);
    expect(await deleteOldPersonalData(server.database, 30, later)).toBe(0);
    // Sessions of a month ago went with it.
    reviewer = await signIn(server);
    const view = await reviewer.view(received.reference);
    expect(view.contact).toBeUndefined();
    expect(view.history.map(({ message }) => message)).toEqual([undefined, deletedMessage, "Thank you"]);
    expect(view.request).toMatchObject({ endpointUrl: expect.stringContaining("example-council") });
    expect(view.audit[0]).toMatchObject({ actor: "server", action: "deleted the personal data" });
  });

  it("signs a reviewer out when the day is over, or when they want", async () => {
    const other = await signIn(server);
    server.time.daysAhead = 1;
    expect((await other.get(intakeRoutes.reviewRequests)).status).toBe(401);
    server.time.daysAhead = 0;
    expect((await other.get(intakeRoutes.reviewRequests)).status).toBe(200);
    expect((await other.write(intakeRoutes.reviewSession, {}, "DELETE")).status).toBe(204);
    expect((await other.get(intakeRoutes.reviewRequests)).status).toBe(401);
  });

  it("changes its tables once, and never those of a newer program", async () => {
    await expect(migrate(server.database)).resolves.toBeUndefined();
    await server.database.within((sql) => sql.script("insert into migration (name) values ('9999-later')"));
    await expect(migrate(server.database)).rejects.toThrow("newer version");
    await server.database.within((sql) => sql.script("delete from migration where name = '9999-later'"));
    const { DATABASE_URL: url } = databases.kind === "postgresql" ? await databases.fresh() : {};
    if (url === undefined) return;
    // Several servers that start at once on one empty PostgreSQL.
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ url })));
    await Promise.all(opened.map((database) => database.close()));
  });
});
