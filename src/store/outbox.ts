import type { EndpointRequest } from "../request/endpoint-request.ts";
import { requestReference } from "../request/reference.ts";
import { database } from "./database.ts";
import {
  afterAttempt,
  claimed,
  isDue,
  type OutboxEntry,
  type RequestProgress,
  type SendResult,
} from "./outbox-entry.ts";

/**
 * Puts a finished request in the outbox and takes away its draft, in one step: whatever happens, it is in one of the
 * two. A request that is there already stays as it is, so that a double click or a second tab adds nothing.
 *
 * @param now milliseconds since 1970
 * @param correcting the publisher's page of the request that this one corrects
 */
export async function finishRequest(
  request: EndpointRequest,
  now: number,
  correcting?: string,
): Promise<OutboxEntry> {
  const id = request.idempotencyKey;
  const db = await database();
  const step = db.transaction(["outbox", "drafts"], "readwrite");
  const there = await step.objectStore("outbox").get(id);
  const entry: OutboxEntry =
    there && !mayBeReplaced(there, correcting)
      ? there
      : {
          id,
          reference: requestReference(id),
          request,
          state: "waiting",
          finishedAt: new Date(now).toISOString(),
          attempts: 0,
          nextAttempt: 0,
          claimedUntil: 0,
          ...(correcting === undefined ? {} : { correction: true, statusUrl: correcting }),
        };
  await Promise.all([
    step.objectStore("outbox").put(entry),
    step.objectStore("drafts").delete(id),
    step.done,
  ]);
  return entry;
}

/** A refused request, or one the server has when this is its correction; never one that is on its way. */
function mayBeReplaced({ state }: OutboxEntry, correcting: string | undefined): boolean {
  return state === "needs-changes" || (correcting !== undefined && state !== "waiting");
}

/** Newest first. */
export async function listOutbox(): Promise<OutboxEntry[]> {
  const entries = await (await database()).getAll("outbox");
  return entries.sort((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1));
}

export async function readOutbox(id: string): Promise<OutboxEntry | undefined> {
  return (await database()).get("outbox", id);
}

/**
 * Takes the next entry that is due, so that no other tab sends it meanwhile: reading and marking are one transaction. A
 * tab that dies loses its claim after a minute.
 */
export async function claimNext(now: number): Promise<OutboxEntry | undefined> {
  const step = (await database()).transaction("outbox", "readwrite");
  const due = (await step.store.getAll()).find((entry) => isDue(entry, now));
  if (due) await step.store.put(claimed(due, now));
  await step.done;
  return due;
}

/** Writes down what came of an attempt. What was settled meanwhile stays. */
export async function settle(id: string, result: SendResult, now: number): Promise<void> {
  await change(id, (entry) => (entry.state === "waiting" ? afterAttempt(entry, result, now) : entry));
}

/** Tries a waiting entry again at once. */
export async function retryNow(id: string): Promise<void> {
  await change(id, (entry) => ({ ...entry, nextAttempt: 0 }));
}

/** The person says to have sent it by file or email: it is not sent by the tool any more. */
export async function markHandedOver(id: string, now: number): Promise<void> {
  await change(id, (entry) =>
    entry.state === "waiting"
      ? { ...entry, state: "handed-over", settledAt: new Date(now).toISOString() }
      : entry,
  );
}

/** Keeps what the server says of a request, for the times without a connection. */
export async function recordProgress(id: string, progress: RequestProgress): Promise<void> {
  await change(id, (entry) => ({ ...entry, progress }));
}

async function change(id: string, to: (entry: OutboxEntry) => OutboxEntry): Promise<void> {
  const step = (await database()).transaction("outbox", "readwrite");
  const entry = await step.store.get(id);
  if (entry) await step.store.put(to(entry));
  await step.done;
}
