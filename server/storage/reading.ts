/** What publishers and reviewers see of the requests. Nothing here changes anything. */
import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type {
  HistoryEntry,
  ListItem,
  ListQuery,
  PublicRequest,
  RequestList,
  RequestView,
  ReviewView,
} from "../../src/intake/intake-api.ts";
import { type RequestStatus, requestStatuses } from "../../src/intake/request-status.ts";
import { readReference } from "../../src/request/reference.ts";
import type { Queries } from "./database.ts";
import { publicRequest } from "./request-text.ts";
import { hashOfSecret } from "./server-key.ts";
import {
  audit,
  type EventRow,
  event,
  personal,
  type SubmissionRow,
  sentRequest,
  submission,
} from "./tables.ts";

export const pageSize = 50;
const millisecondsADay = 86_400_000;

/** The request behind a publisher's link; `undefined` when there is none. */
export async function findBySecret(queries: Queries, secret: string): Promise<SubmissionRow | undefined> {
  const [row] = await queries
    .select()
    .from(submission)
    .where(eq(submission.secretHash, hashOfSecret(secret)));
  return row;
}

export async function findByReference(
  queries: Queries,
  reference: string,
): Promise<SubmissionRow | undefined> {
  const [row] = await queries.select().from(submission).where(eq(submission.reference, reference));
  return row;
}

/** What the publisher sees. */
export async function requestView(queries: Queries, row: SubmissionRow): Promise<RequestView> {
  return { ...summaryOf(row), history: (await eventsOf(queries, row)).map(historyEntry) };
}

/** The newest version that was sent. */
export async function newestRequest(queries: Queries, row: SubmissionRow): Promise<PublicRequest> {
  const [newest] = await queries
    .select({ request: sentRequest.request })
    .from(sentRequest)
    .where(eq(sentRequest.submissionId, row.id))
    .orderBy(desc(sentRequest.number))
    .limit(1);
  if (!newest) throw new Error("A request was kept without what was sent.");
  return publicRequest(newest.request);
}

/** Everything of one request but its notifications, for a reviewer. @param now for its age */
export async function reviewParts(
  queries: Queries,
  row: SubmissionRow,
  now: Date,
  retentionDays: number,
): Promise<Omit<ReviewView, "notifications">> {
  const sent = await queries
    .select()
    .from(sentRequest)
    .where(eq(sentRequest.submissionId, row.id))
    .orderBy(asc(sentRequest.number));
  const versions = sent.map(({ number, sentAt, request }) => ({
    number,
    sentAt: sentAt.toISOString(),
    request: publicRequest(request),
  }));
  const newest = versions.at(-1);
  if (!newest) throw new Error("A request was kept without what was sent.");
  const [person] = await queries.select().from(personal).where(eq(personal.submissionId, row.id));
  const entries = await queries
    .select()
    .from(audit)
    .where(eq(audit.submissionId, row.id))
    .orderBy(desc(audit.id));
  return {
    ...itemOf(row, versions.length, now),
    request: newest.request,
    ...(person ? { contact: { name: person.name, email: person.email, notes: person.notes } } : {}),
    contactDeletedAt: new Date(row.changedAt.getTime() + retentionDays * millisecondsADay).toISOString(),
    history: (await eventsOf(queries, row)).map(historyEntry),
    versions,
    audit: entries.map(({ at, actor, action }) => ({ at: at.toISOString(), actor, action })),
  };
}

/** A page of the list. */
export async function listRequests(queries: Queries, query: ListQuery, now: Date): Promise<RequestList> {
  const found = searched(query.search);
  const perStatus = await queries
    .select({ status: submission.status, number: count() })
    .from(submission)
    .where(found)
    .groupBy(submission.status);
  const counts = new Map(perStatus.map(({ status, number }) => [status, number]));
  const rows = await rowsOf(queries, query)
    .limit(pageSize)
    .offset((query.page - 1) * pageSize);
  const wanted: readonly RequestStatus[] = query.status.length > 0 ? query.status : requestStatuses;
  return {
    requests: rows.map(({ row, sentVersions }) => itemOf(row, sentVersions, now)),
    total: wanted.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0),
    page: query.page,
    pageSize,
    counts: {
      received: counts.get("received") ?? 0,
      checking: counts.get("checking") ?? 0,
      "needs-changes": counts.get("needs-changes") ?? 0,
      accepted: counts.get("accepted") ?? 0,
      added: counts.get("added") ?? 0,
      live: counts.get("live") ?? 0,
      declined: counts.get("declined") ?? 0,
    },
  };
}

/** All of the list, for a spreadsheet; the newest 10,000 at most. */
export async function allRequests(queries: Queries, query: ListQuery, now: Date): Promise<ListItem[]> {
  const rows = await rowsOf(queries, query).limit(10_000);
  return rows.map(({ row, sentVersions }) => itemOf(row, sentVersions, now));
}

function rowsOf(queries: Queries, { status, search, sort }: ListQuery) {
  const order = {
    oldest: [asc(submission.sentAt), asc(submission.id)],
    newest: [desc(submission.sentAt), desc(submission.id)],
    changed: [desc(submission.changedAt), desc(submission.id)],
  };
  const sentVersions = sql<number>`(
    select max(${sentRequest.number}) from ${sentRequest}
    where ${sentRequest.submissionId} = ${submission.id})`.mapWith(Number);
  return queries
    .select({ row: submission, sentVersions })
    .from(submission)
    .where(and(searched(search), status.length > 0 ? inArray(submission.status, status) : undefined))
    .orderBy(...order[sort]);
}

/** Every word must be found. A reference may be typed as people type it. */
function searched(search: string): SQL | undefined {
  const reference = readReference(search);
  const words = reference === undefined ? search.toLowerCase().split(/\s+/) : [reference.toLowerCase()];
  const clauses = words
    .filter((word) => word !== "")
    .slice(0, 10)
    .map((word) => sql`position(${word} in ${submission.searchText}) > 0`);
  return and(...clauses);
}

async function eventsOf(queries: Queries, row: SubmissionRow): Promise<EventRow[]> {
  return queries.select().from(event).where(eq(event.submissionId, row.id)).orderBy(asc(event.id));
}

export function historyEntry({ at, by, status, message, link, sentNumber }: EventRow): HistoryEntry {
  return {
    at: at.toISOString(),
    by,
    ...(status === null ? {} : { status }),
    ...(message === null ? {} : { message }),
    ...(link === null ? {} : { link }),
    ...(sentNumber === null ? {} : { sent: sentNumber }),
  };
}

function summaryOf(row: SubmissionRow): Omit<RequestView, "history"> {
  return {
    reference: row.reference,
    kind: row.kind,
    organisation: row.organisation,
    organisationName: row.organisationName,
    datasets: row.datasets,
    ...(row.endpointUrl === null ? {} : { endpointUrl: row.endpointUrl }),
    status: row.status,
    sentAt: row.sentAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    version: row.version,
  };
}

function itemOf(row: SubmissionRow, sentVersions: number, now: Date): ListItem {
  return {
    ...summaryOf(row),
    ageDays: Math.max(0, Math.floor((now.getTime() - row.sentAt.getTime()) / millisecondsADay)),
    sentVersions,
    publisherWasLast: row.lastBy === "publisher",
  };
}
