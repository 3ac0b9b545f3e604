import type { AddressInfo, Server } from "node:net";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import type { z } from "zod";
import { createApp } from "../../server/app.ts";
import { type Intake, intake } from "../../server/intake/intake.ts";
import { type IntakeRates, intakeRates } from "../../server/intake/limits.ts";
import type { SendEmail } from "../../server/intake/notices.ts";
import type { OpenIdSettings } from "../../server/intake/open-id.ts";
import { servedTables } from "../../server/served-tables.ts";
import { type Database, openDatabase } from "../../server/storage/database.ts";
import { serverKey } from "../../server/storage/server-key.ts";
import {
  csrfHeader,
  intakeRoutes,
  type Received,
  type ReviewView,
  receivedSchema,
  reviewViewSchema,
  sessionSchema,
} from "../../src/intake/intake-api.ts";
import type { EndpointRequest } from "../../src/request/endpoint-request.ts";
import { sampleRequest } from "../request/sample-request.ts";

export const reviewerToken = "a token for the tests only";
export const tablesFolder = fileURLToPath(new URL("../../public/tables", import.meta.url));
export const pagesFolder = fileURLToPath(new URL("./pages", import.meta.url));

export interface IntakeServer {
  readonly origin: string;
  readonly database: Database;
  readonly intake: Intake;
  /** How far the server's clock is ahead. */
  readonly time: { daysAhead: number };
  /** Asks as a page of the tool does. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  send(request: EndpointRequest): Promise<Response>;
  /** Sends a request that must be taken. */
  submit(request: EndpointRequest): Promise<Received>;
  close(): Promise<void>;
}

export interface IntakeServerOptions {
  readonly rates?: IntakeRates;
  readonly trustedProxies?: number;
  readonly email?: { readonly send: SendEmail; readonly origin: string; readonly team: string | undefined };
  /** The rest of the settings, once the port is known. */
  readonly openId?: (origin: string) => OpenIdSettings;
  readonly publicOrigin?: (origin: string) => string;
}

/**
 * The whole server with its intake on a free port of this computer.
 * @param place where its database is made, or one that is open already and stays so: making one takes seconds
 */
export async function startIntakeServer(
  place: { readonly DATA: string; readonly DATABASE_URL?: string } | Database,
  options: IntakeServerOptions = {},
): Promise<IntakeServer> {
  const database =
    "queries" in place
      ? place
      : await openDatabase(place.DATABASE_URL ? { url: place.DATABASE_URL } : { folder: place.DATA });
  let handle: (request: Request, environment: object) => Response | Promise<Response> = () => new Response();
  const http = await new Promise<Server>((ready) => {
    const started = serve(
      { fetch: (request, environment) => handle(request, environment), port: 0, hostname: "127.0.0.1" },
      () => ready(started as Server),
    );
  });
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const tables = servedTables(tablesFolder);
  const time = { daysAhead: 0 };
  const started = intake({
    database,
    key: serverKey("a key of the tests that is long enough"),
    tables,
    rates: options.rates ?? intakeRates(60),
    trustedProxies: options.trustedProxies ?? 0,
    publicOrigin: options.publicOrigin?.(origin),
    retentionDays: 30,
    reviewerToken,
    openId: options.openId?.(origin),
    email: options.email,
    clock: () => new Date(Date.now() + time.daysAhead * 86_400_000),
  });
  const app = createApp({ pagesFolder, tables, routes: [started.routes] });
  handle = app.fetch;
  const ask: IntakeServer["ask"] = (path, init = {}) =>
    fetch(origin + path, {
      redirect: "manual",
      ...init,
      headers: { "Sec-Fetch-Site": "same-origin", ...init.headers },
    });
  const send: IntakeServer["send"] = (request) =>
    ask(intakeRoutes.requests, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": request.idempotencyKey },
      body: JSON.stringify(request),
    });
  const server: IntakeServer = {
    origin,
    database,
    intake: started,
    time,
    ask,
    send,
    submit: async (request) => receivedSchema.parse(await (await send(request)).json()),
    close: async () => {
      started.stop();
      if ("closeAllConnections" in http)
        (http as unknown as { closeAllConnections(): void }).closeAllConnections();
      await new Promise<void>((closed) => http.close(() => closed()));
      // A test may have closed it already, to see what happens.
      if (!("queries" in place)) await database.close().catch(() => undefined);
    },
  };
  return server;
}

/** A reviewer at work in a browser of their own. */
export interface TestReviewer {
  readonly cookie: string;
  readonly csrf: string;
  get(path: string): Promise<Response>;
  write(path: string, body: unknown, method?: string): Promise<Response>;
  view(reference: string): Promise<ReviewView>;
  /** Sets a status from what is there now; the answer's view. */
  setStatus(
    reference: string,
    status: string,
    more?: { message?: string; link?: string },
  ): Promise<ReviewView>;
}

export async function signIn(server: Pick<IntakeServer, "ask">): Promise<TestReviewer> {
  const answer = await server.ask(intakeRoutes.reviewSession, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token: reviewerToken }),
  });
  if (!answer.ok) throw new Error(`Signing in: ${answer.status} ${await answer.text()}`);
  return reviewerWith(server, answer.headers.get("Set-Cookie")?.split(";")[0] ?? "");
}

/** A reviewer who is signed in by a cookie. */
export async function reviewerWith(server: Pick<IntakeServer, "ask">, cookie: string): Promise<TestReviewer> {
  const get = (path: string) => server.ask(path, { headers: { Cookie: cookie } });
  const session = sessionSchema.parse(await (await get(intakeRoutes.reviewSession)).json());
  if (!session.signedIn) throw new Error("The reviewer is not signed in.");
  const write = (path: string, body: unknown, method = "POST") =>
    server.ask(path, {
      method,
      headers: { Cookie: cookie, "Content-Type": "application/json", [csrfHeader]: session.csrf },
      body: JSON.stringify(body),
    });
  const view = async (reference: string) =>
    read(await get(intakeRoutes.reviewRequest(reference)), reviewViewSchema);
  return {
    cookie,
    csrf: session.csrf,
    get,
    write,
    view,
    setStatus: async (reference, status, more = {}) => {
      const { version } = await view(reference);
      const path = intakeRoutes.reviewStatus(reference);
      return read(await write(path, { status, version, ...more }), reviewViewSchema);
    },
  };
}

/** An answer that must be good, read by its schema. */
export async function read<T>(answer: Response, schema: z.ZodType<T>): Promise<T> {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return schema.parse(await answer.json());
}

let made = 0;
/** A request that nobody sent before. */
export function newRequest(changes: Parameters<typeof sampleRequest>[0] = {}): EndpointRequest {
  made += 1;
  const idempotencyKey = (BigInt(Date.now()) * 1_000_003n + BigInt(made)).toString(16).padStart(32, "0");
  return sampleRequest({ idempotencyKey, ...changes });
}

/** The last part of a publisher's link. */
export function secretOf({ statusUrl }: Received): string {
  return statusUrl.split("/").at(-1) ?? "";
}
