/** Messages by email: sent when there is a sender, else kept, for the reviewer to see and pass on. */
import { and, asc, eq, lte, sql } from "drizzle-orm";
import { type Notification, statusPagePath } from "../../src/intake/intake-api.ts";
import type { Database, Queries } from "../storage/database.ts";
import { historyEntry } from "../storage/reading.ts";
import type { ServerKey } from "../storage/server-key.ts";
import { event, notification, personal, type SubmissionRow, submission } from "../storage/tables.ts";
import { noticeText } from "./notice-text.ts";

export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** `refused`: it will never be sent; `later`: try again. */
export type SendEmail = (email: Email) => Promise<"sent" | "refused" | "later">;

export interface Notices {
  /** Sends what is waiting, in the background. */
  deliverSoon(): void;
  /** Sends what is waiting now; resolves when nothing is due any more. */
  deliver(): Promise<void>;
  /** The messages about a request with their words, newest first. @param origin of the server, for links */
  of(row: SubmissionRow, origin: string): Promise<Notification[]>;
  stop(): void;
}

export interface NoticesOptions {
  readonly database: Database;
  readonly key: ServerKey;
  readonly clock: () => Date;
  /** Absent: nothing is sent. */
  readonly email?: { readonly send: SendEmail; readonly origin: string; readonly team: string | undefined };
}

const mostAttempts = 8;
const minute = 60_000;

export function notices({ database, key, clock, email }: NoticesOptions): Notices {
  const { queries } = database;
  let underWay: Promise<void> | undefined;
  let again = false;
  const timer = email && setInterval(deliverSoon, minute);
  timer?.unref();

  function linksOf(row: SubmissionRow, origin: string) {
    return {
      origin,
      status: origin + statusPagePath + key.linkSecret(row.idempotencyKey),
      review: `${origin}/review/${row.reference}`,
    };
  }

  async function deliver(): Promise<void> {
    if (!email) return;
    for (let next = await claim(queries, clock()); next; next = await claim(queries, clock())) {
      const { notice, entry, row, address } = next;
      const to = notice.recipient === "team" ? email.team : address;
      const text = noticeText(notice.recipient, row, historyEntry(entry), linksOf(row, email.origin));
      const outcome = to === undefined ? "refused" : await email.send({ to, ...text });
      if (outcome === "later" && notice.attempts < mostAttempts) continue;
      const state = outcome === "sent" ? "sent" : "failed";
      await queries.update(notification).set({ state }).where(eq(notification.id, notice.id));
      // Never the address or the words: only that it did not go.
      if (state === "failed") console.error(`An email about ${row.reference} could not be sent.`);
    }
  }

  /** One delivery at a time: two would meet a message that one of them is just sending. */
  function begin(): Promise<void> {
    underWay = deliver().finally(() => {
      underWay = undefined;
      if (again) {
        again = false;
        deliverSoon();
      }
    });
    return underWay;
  }

  function deliverSoon(): void {
    if (!email) return;
    if (underWay) again = true;
    else begin().catch(() => console.error("Emails could not be sent; it is tried again in a minute."));
  }

  async function deliverNow(): Promise<void> {
    while (underWay) await underWay.catch(() => undefined);
    await begin();
  }

  deliverSoon();
  return {
    deliver: deliverNow,
    deliverSoon,
    stop: () => clearInterval(timer),
    async of(row, origin) {
      const rows = await queries
        .select({ notice: notification, entry: event })
        .from(notification)
        .innerJoin(event, eq(event.id, notification.eventId))
        .where(eq(notification.submissionId, row.id))
        .orderBy(asc(notification.id));
      return rows.reverse().map(({ notice, entry }) => ({
        at: notice.at.toISOString(),
        to: notice.recipient,
        state: notice.state,
        ...noticeText(notice.recipient, row, historyEntry(entry), linksOf(row, origin)),
      }));
    },
  };
}

/** Takes the message that is due longest. It comes back by itself, later each time, unless it is marked as done. */
async function claim(queries: Queries, now: Date) {
  return queries.transaction(async (within) => {
    const [notice] = await within
      .select()
      .from(notification)
      .where(and(eq(notification.state, "waiting"), lte(notification.nextAttempt, now)))
      .orderBy(asc(notification.nextAttempt), asc(notification.id))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!notice) return undefined;
    const wait = minute * 2 ** notice.attempts;
    await within
      .update(notification)
      .set({ attempts: sql`${notification.attempts} + 1`, nextAttempt: new Date(now.getTime() + wait) })
      .where(eq(notification.id, notice.id));
    const [found] = await within
      .select({ entry: event, row: submission, address: personal.email })
      .from(event)
      .innerJoin(submission, eq(submission.id, event.submissionId))
      .leftJoin(personal, eq(personal.submissionId, submission.id))
      .where(eq(event.id, notice.eventId));
    if (!found) throw new Error("A message about nothing.");
    return {
      notice: { ...notice, attempts: notice.attempts + 1 },
      entry: found.entry,
      row: found.row,
      address: found.address ?? undefined,
    };
  });
}
