import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { type Health, intakeRoutes } from "../../src/intake/intake-api.ts";
import type { ServedTables } from "../served-tables.ts";
import type { Database } from "../storage/database.ts";
import { startRetention } from "../storage/retention.ts";
import type { ServerKey } from "../storage/server-key.ts";
import { type SessionStore, sessionStore } from "../storage/sessions.ts";
import { type SubmissionStore, submissionStore } from "../storage/submissions.ts";
import { problem } from "./answers.ts";
import { type IntakeLimits, type IntakeRates, intakeLimits } from "./limits.ts";
import { type Notices, notices, type SendEmail } from "./notices.ts";
import { type OpenIdSettings, openIdRoutes } from "./open-id.ts";
import { requestRoutes } from "./requests.ts";
import { reviewRoutes } from "./review.ts";
import { type Reviewers, reviewers } from "./reviewer.ts";
import { signInRoutes } from "./sign-in.ts";
import { statusRoutes } from "./status.ts";

export interface IntakeOptions {
  readonly database: Database;
  readonly key: ServerKey;
  readonly tables: ServedTables;
  readonly rates: IntakeRates;
  readonly trustedProxies: number;
  readonly publicOrigin: string | undefined;
  readonly retentionDays: number;
  /** What a reviewer signs in with; absent: only by OpenID Connect. */
  readonly reviewerToken: string | undefined;
  readonly openId: OpenIdSettings | undefined;
  /** How emails are sent, and where the team's go; absent: they are kept for the reviewer to see. */
  readonly email:
    | { readonly send: SendEmail; readonly origin: string; readonly team: string | undefined }
    | undefined;
  readonly clock?: () => Date;
}

/** What the routes work with. */
export interface IntakeParts extends Omit<IntakeOptions, "clock" | "rates" | "email"> {
  readonly clock: () => Date;
  readonly store: SubmissionStore;
  readonly sessions: SessionStore;
  readonly reviewers: Reviewers;
  readonly limits: IntakeLimits;
  readonly notices: Notices;
}

export interface Intake {
  readonly routes: Hono;
  /** The messages, for tests: `deliver` sends what waits. */
  readonly notices: Notices;
  /** Ends what runs in the background; the database is the caller's. */
  stop(): void;
}

/** Takes requests, shows publishers how far they are, and gives reviewers their desk. Interface: src/intake/intake-api.ts */
export function intake(options: IntakeOptions): Intake {
  const { database, key, tables, publicOrigin, email, retentionDays } = options;
  const clock = options.clock ?? (() => new Date());
  const sessions = sessionStore(database, key, clock);
  const messages = notices({ database, key, clock, ...(email ? { email } : {}) });
  const parts: IntakeParts = {
    ...options,
    clock,
    sessions,
    reviewers: reviewers(sessions, publicOrigin),
    limits: intakeLimits(options.rates, options.trustedProxies),
    notices: messages,
    store: submissionStore({
      database,
      key,
      clock,
      nameOf: tables.organisationName,
      notify: { team: email?.team !== undefined, sent: email !== undefined },
    }),
  };
  const routes = new Hono();
  routes.get(intakeRoutes.health, async (context) => {
    // Whoever is told that requests are taken sends one: only if it could be stored.
    try {
      await database.queries.execute(sql`select 1`);
    } catch {
      return problem(context, 503, "The database cannot be reached. Try again later");
    }
    const dataVersion = tables.version();
    return context.json({
      status: "ok",
      intake: true,
      retentionDays,
      ...(dataVersion === undefined ? {} : { dataVersion }),
    } satisfies Health);
  });
  routes.route("/", requestRoutes(parts));
  routes.route("/", statusRoutes(parts));
  routes.route("/", signInRoutes(parts));
  routes.route("/", reviewRoutes(parts));
  if (options.openId) routes.route("/", openIdRoutes(parts, options.openId));
  const retention = startRetention(database, retentionDays, clock);
  return {
    routes,
    notices: messages,
    stop() {
      retention.stop();
      messages.stop();
    },
  };
}
