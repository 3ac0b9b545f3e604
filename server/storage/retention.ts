import { and, eq, inArray, isNotNull, lt, ne, or } from "drizzle-orm";
import type { Database } from "./database.ts";
import { audit, event, personal, reviewSession, submission } from "./tables.ts";

/** What stands in the place of a publisher's message that was deleted. */
export const deletedMessage = "(deleted after the time personal data is kept)";

/**
 * Deletes what is personal - name, email, notes and the publisher's messages - of requests in which nothing has happened
 * for so many days, and sessions that are over.
 * @returns how many requests it was
 */
export async function deleteOldPersonalData(database: Database, days: number, now: Date): Promise<number> {
  const before = new Date(now.getTime() - days * 86_400_000);
  return database.queries.transaction(async (queries) => {
    await queries.delete(reviewSession).where(lt(reviewSession.expiresAt, now));
    const withPerson = queries.select({ id: personal.submissionId }).from(personal);
    const withWords = queries
      .select({ id: event.submissionId })
      .from(event)
      .where(and(eq(event.by, "publisher"), isNotNull(event.message), ne(event.message, deletedMessage)));
    const old = await queries
      .select({ id: submission.id })
      .from(submission)
      .where(
        and(
          lt(submission.changedAt, before),
          or(inArray(submission.id, withPerson), inArray(submission.id, withWords)),
        ),
      );
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await queries.delete(personal).where(inArray(personal.submissionId, ids));
    await queries
      .update(event)
      .set({ message: deletedMessage })
      .where(and(inArray(event.submissionId, ids), eq(event.by, "publisher"), isNotNull(event.message)));
    await queries.insert(audit).values(
      ids.map((id) => ({
        at: now,
        actor: "server",
        action: "deleted the personal data",
        submissionId: id,
      })),
    );
    return ids.length;
  });
}

/** Runs it now and every day; what goes wrong is told and tried again the next day. */
export function startRetention(database: Database, days: number, clock: () => Date): { stop(): void } {
  const run = () =>
    deleteOldPersonalData(database, days, clock()).then(
      (deleted) => {
        if (deleted > 0)
          console.log(`Personal data of ${deleted} requests was deleted (older than ${days} days).`);
      },
      () => console.error("Old personal data could not be deleted; it is tried again tomorrow."),
    );
  void run();
  const timer = setInterval(() => void run(), 86_400_000);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
