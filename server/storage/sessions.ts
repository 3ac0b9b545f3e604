import { randomBytes } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import type { Database } from "./database.ts";
import { hashOfSecret, type ServerKey } from "./server-key.ts";
import { audit, reviewSession } from "./tables.ts";

/** A working day and a little more: nobody stays signed in on a computer that is left. */
export const sessionHours = 12;

export interface ReviewSession {
  readonly reviewer: string;
  readonly csrf: string;
  readonly expiresAt: Date;
}

/** Who is signed in. A cookie's token is kept as its hash, the CSRF token is derived from it. */
export interface SessionStore {
  /** @returns the token for the cookie */
  begin(reviewer: string): Promise<{ readonly token: string; readonly session: ReviewSession }>;
  find(token: string): Promise<ReviewSession | undefined>;
  end(token: string, reviewer: string): Promise<void>;
  /** For the audit: somebody tried and was refused. @param why a word of our own, nothing that was typed */
  refused(why: string): Promise<void>;
}

export function sessionStore(database: Database, key: ServerKey, clock: () => Date): SessionStore {
  const { queries } = database;
  const csrfOf = (token: string) => key.digest("csrf", token);
  return {
    async begin(reviewer) {
      const token = randomBytes(32).toString("base64url");
      const now = clock();
      const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
      await queries.transaction(async (within) => {
        await within.insert(reviewSession).values({ tokenHash: hashOfSecret(token), reviewer, expiresAt });
        await within.insert(audit).values({ at: now, actor: reviewer, action: "signed in" });
      });
      return { token, session: { reviewer, csrf: csrfOf(token), expiresAt } };
    },
    async find(token) {
      const [row] = await queries
        .select()
        .from(reviewSession)
        .where(and(eq(reviewSession.tokenHash, hashOfSecret(token)), gt(reviewSession.expiresAt, clock())));
      return row && { reviewer: row.reviewer, csrf: csrfOf(token), expiresAt: row.expiresAt };
    },
    async end(token, reviewer) {
      await queries.transaction(async (within) => {
        await within.delete(reviewSession).where(eq(reviewSession.tokenHash, hashOfSecret(token)));
        await within.insert(audit).values({ at: clock(), actor: reviewer, action: "signed out" });
      });
    },
    async refused(why) {
      await queries
        .insert(audit)
        .values({ at: clock(), actor: "unknown", action: `sign-in refused: ${why}` });
    },
  };
}
