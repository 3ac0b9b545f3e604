/** Everything that changes a request. Each function is one transaction: what it answers is on the disk. */
import { and, eq, sql } from "drizzle-orm";
import { mayBecome, needsMessage, type RequestStatus } from "../../src/intake/request-status.ts";
import type { EndpointRequest } from "../../src/request/endpoint-request.ts";
import { requestReference } from "../../src/request/reference.ts";
import type { Database, Queries } from "./database.ts";
import { digestOf, publicText } from "./request-text.ts";
import { hashOfSecret, type ServerKey } from "./server-key.ts";
import {
  audit,
  event,
  notification,
  personal,
  type Side,
  type SubmissionRow,
  sentRequest,
  submission,
} from "./tables.ts";

export interface SubmissionStoreOptions {
  readonly database: Database;
  readonly key: ServerKey;
  readonly clock: () => Date;
  /** Name of an organisation for people, by its key. */
  readonly nameOf: (organisation: string) => string;
  /** Who is written to by email, and whether an email is really sent or the message only kept. */
  readonly notify: { readonly team: boolean; readonly sent: boolean };
}

/** What came of a write. */
export type Written =
  | { readonly ok: true; readonly row: SubmissionRow }
  | { readonly ok: false; readonly refusal: Refusal };

export type Refusal =
  | "not-found"
  /** Same idempotency key, another request. */
  | "other-request"
  /** The reference of another request. */
  | "reference-taken"
  /** Corrected, although nothing was asked for. */
  | "not-asked"
  | "other-kind"
  /** Somebody else changed it since it was read. */
  | "changed-meanwhile"
  | "not-a-next-status"
  | "message-missing";

export interface SubmissionStore {
  /** Stores a request once. `isNew` is false when the same was stored before. */
  receive(request: EndpointRequest): Promise<Written & { readonly isNew?: boolean }>;
  /** The corrected request, while changes are asked for. Sent twice it is stored once. */
  correct(secret: string, request: EndpointRequest): Promise<Written>;
  addPublisherMessage(secret: string, text: string): Promise<Written>;
  addTeamMessage(reference: string, text: string, reviewer: string): Promise<Written>;
  setStatus(reference: string, change: TeamStatus, reviewer: string): Promise<Written>;
}

export interface TeamStatus {
  readonly status: RequestStatus;
  readonly message?: string | undefined;
  readonly link?: string | undefined;
  /** The version that was looked at. */
  readonly version: number;
}

const publisherActor = "publisher";

export function submissionStore(options: SubmissionStoreOptions): SubmissionStore {
  const { database, key, clock, nameOf, notify } = options;

  async function receive(request: EndpointRequest): ReturnType<SubmissionStore["receive"]> {
    const at = clock();
    const digest = digestOf(request, key);
    const values = {
      idempotencyKey: request.idempotencyKey,
      reference: requestReference(request.idempotencyKey),
      secretHash: hashOfSecret(key.linkSecret(request.idempotencyKey)),
      kind: request.kind,
      ...indexed(request),
      status: "received",
      lastBy: "publisher",
      sentAt: at,
      changedAt: at,
    } as const;
    return database.queries.transaction(async (queries) => {
      const [row] = await queries.insert(submission).values(values).onConflictDoNothing().returning();
      if (!row) return repeated(queries, request.idempotencyKey, digest);
      await addSent(queries, row, 1, request, digest, at);
      await queries.insert(personal).values({ submissionId: row.id, ...personalOf(request) });
      await happened(queries, row, at, { by: "publisher", status: "received", sentNumber: 1 });
      await addAudit(queries, row, at, publisherActor, "sent the request");
      return { ok: true, row, isNew: true };
    });
  }

  /** What is stored under the key already, if it is the same. */
  async function repeated(
    queries: Queries,
    idempotencyKey: string,
    digest: string,
  ): Promise<Written & { isNew?: boolean }> {
    const [row] = await queries
      .select()
      .from(submission)
      .where(eq(submission.idempotencyKey, idempotencyKey));
    if (!row) return { ok: false, refusal: "reference-taken" };
    const sent = await queries
      .select({ digest: sentRequest.digest })
      .from(sentRequest)
      .where(eq(sentRequest.submissionId, row.id));
    if (!sent.some((one) => one.digest === digest)) return { ok: false, refusal: "other-request" };
    return { ok: true, row, isNew: false };
  }

  async function correct(secret: string, given: EndpointRequest): Promise<Written> {
    const at = clock();
    return database.queries.transaction(async (queries) => {
      const found = await lockBySecret(queries, secret);
      if (!found) return { ok: false, refusal: "not-found" };
      // It stays the same request, whatever draft the correction was written in.
      const request = { ...given, idempotencyKey: found.idempotencyKey };
      const digest = digestOf(request, key);
      const sent = await queries
        .select({ number: sentRequest.number, digest: sentRequest.digest })
        .from(sentRequest)
        .where(eq(sentRequest.submissionId, found.id))
        .orderBy(sentRequest.number);
      const newest = sent.at(-1);
      if (found.status !== "needs-changes") {
        const isRepeated =
          found.status === "received" && (newest?.number ?? 0) > 1 && newest?.digest === digest;
        return isRepeated ? { ok: true, row: found } : { ok: false, refusal: "not-asked" };
      }
      if (request.kind !== found.kind) return { ok: false, refusal: "other-kind" };
      const number = (newest?.number ?? 0) + 1;
      const row = await change(queries, found, at, "publisher", { ...indexed(request), status: "received" });
      await addSent(queries, row, number, request, digest, at);
      const person = personalOf(request);
      await queries
        .insert(personal)
        .values({ submissionId: row.id, ...person })
        .onConflictDoUpdate({ target: personal.submissionId, set: person });
      await happened(queries, row, at, { by: "publisher", status: "received", sentNumber: number });
      await addAudit(queries, row, at, publisherActor, `sent the request again (version ${number})`);
      return { ok: true, row };
    });
  }

  async function addPublisherMessage(secret: string, text: string): Promise<Written> {
    const at = clock();
    return database.queries.transaction(async (queries) => {
      const found = await lockBySecret(queries, secret);
      if (!found) return { ok: false, refusal: "not-found" };
      const row = await change(queries, found, at, "publisher", {});
      await happened(queries, row, at, { by: "publisher", message: text });
      await addAudit(queries, row, at, publisherActor, "wrote a message");
      return { ok: true, row };
    });
  }

  async function addTeamMessage(reference: string, text: string, reviewer: string): Promise<Written> {
    const at = clock();
    return database.queries.transaction(async (queries) => {
      const found = await lockByReference(queries, reference);
      if (!found) return { ok: false, refusal: "not-found" };
      const row = await change(queries, found, at, "team", {});
      await happened(queries, row, at, { by: "team", message: text });
      await addAudit(queries, row, at, reviewer, "wrote a message");
      return { ok: true, row };
    });
  }

  async function setStatus(reference: string, wanted: TeamStatus, reviewer: string): Promise<Written> {
    const { status, message = "", link, version } = wanted;
    const at = clock();
    return database.queries.transaction(async (queries) => {
      const found = await lockByReference(queries, reference);
      if (!found) return { ok: false, refusal: "not-found" };
      if (found.version !== version) return { ok: false, refusal: "changed-meanwhile" };
      if (!mayBecome(found.status, status)) return { ok: false, refusal: "not-a-next-status" };
      if (message === "" && needsMessage.includes(status)) return { ok: false, refusal: "message-missing" };
      const row = await change(queries, found, at, "team", { status });
      await happened(queries, row, at, {
        by: "team",
        status,
        ...(message === "" ? {} : { message }),
        ...(link === undefined ? {} : { link }),
      });
      await addAudit(queries, row, at, reviewer, `set it to "${status}"`);
      return { ok: true, row };
    });
  }

  /** What is kept of a request to find it by. */
  function indexed(request: EndpointRequest) {
    const organisationName = nameOf(request.organisation);
    const endpointUrl = request.kind === "retire" ? undefined : request.endpointUrl;
    const urls = request.kind === "retire" ? request.endpoints.map(({ url }) => url) : [request.endpointUrl];
    const words = [
      requestReference(request.idempotencyKey),
      request.organisation,
      organisationName,
      ...request.datasets,
      ...urls,
    ];
    return {
      organisation: request.organisation,
      organisationName,
      datasets: [...request.datasets],
      endpointUrl: endpointUrl ?? null,
      searchText: words.join(" ").toLowerCase(),
    };
  }

  async function addSent(
    queries: Queries,
    row: SubmissionRow,
    number: number,
    request: EndpointRequest,
    digest: string,
    at: Date,
  ): Promise<void> {
    await queries
      .insert(sentRequest)
      .values({ submissionId: row.id, number, sentAt: at, digest, request: publicText(request) });
  }

  /** An entry of the history, and the messages about it to the other side. */
  async function happened(
    queries: Queries,
    row: SubmissionRow,
    at: Date,
    entry: {
      readonly by: Side;
      readonly status?: RequestStatus;
      readonly message?: string;
      readonly link?: string;
      readonly sentNumber?: number;
    },
  ): Promise<void> {
    const [added] = await queries
      .insert(event)
      .values({ submissionId: row.id, at, ...entry })
      .returning({ id: event.id });
    if (!added) throw new Error("The entry of the history was not stored.");
    const isFirst = entry.sentNumber === 1;
    const recipients: Side[] = [];
    // The first sending is confirmed to the publisher; the rest goes to the other side.
    if (entry.by === "team" || isFirst) recipients.push("publisher");
    if (entry.by === "publisher" && notify.team) recipients.push("team");
    for (const recipient of recipients) {
      await queries.insert(notification).values({
        submissionId: row.id,
        eventId: added.id,
        recipient,
        at,
        state: notify.sent ? "waiting" : "kept",
        nextAttempt: at,
      });
    }
  }

  return { receive, correct, addPublisherMessage, addTeamMessage, setStatus };
}

async function lockBySecret(queries: Queries, secret: string): Promise<SubmissionRow | undefined> {
  const [row] = await queries
    .select()
    .from(submission)
    .where(eq(submission.secretHash, hashOfSecret(secret)))
    .for("update");
  return row;
}

async function lockByReference(queries: Queries, reference: string): Promise<SubmissionRow | undefined> {
  const [row] = await queries
    .select()
    .from(submission)
    .where(eq(submission.reference, reference))
    .for("update");
  return row;
}

/** Changes a row that is locked, and its version. */
async function change(
  queries: Queries,
  row: SubmissionRow,
  at: Date,
  lastBy: Side,
  values: Partial<SubmissionRow>,
): Promise<SubmissionRow> {
  const [changed] = await queries
    .update(submission)
    .set({ ...values, lastBy, changedAt: at, version: sql`${submission.version} + 1` })
    .where(and(eq(submission.id, row.id), eq(submission.version, row.version)))
    .returning();
  if (!changed) throw new Error("A locked request changed.");
  return changed;
}

async function addAudit(
  queries: Queries,
  row: SubmissionRow,
  at: Date,
  actor: string,
  action: string,
): Promise<void> {
  await queries.insert(audit).values({ at, actor, action, submissionId: row.id });
}

function personalOf({ contact, notes }: EndpointRequest): { name: string; email: string; notes: string } {
  return { name: contact.name, email: contact.email, notes };
}
