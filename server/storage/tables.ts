/** The tables of the migrations, as drizzle knows them. Times go in and out as Date. */
import { bigint, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { RequestStatus } from "../../src/intake/request-status.ts";
import type { EndpointRequest } from "../../src/request/endpoint-request.ts";

const identity = () => bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity();
const submissionId = () => bigint("submission_id", { mode: "number" }).notNull();
const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export type Side = "publisher" | "team";

export const submission = pgTable("submission", {
  id: identity(),
  idempotencyKey: text("idempotency_key").notNull(),
  reference: text("reference").notNull(),
  secretHash: text("secret_hash").notNull(),
  kind: text("kind").$type<EndpointRequest["kind"]>().notNull(),
  organisation: text("organisation").notNull(),
  organisationName: text("organisation_name").notNull(),
  datasets: text("datasets").array().notNull(),
  endpointUrl: text("endpoint_url"),
  searchText: text("search_text").notNull(),
  status: text("status").$type<RequestStatus>().notNull(),
  version: integer("version").notNull().default(1),
  lastBy: text("last_by").$type<Side>().notNull(),
  sentAt: time("sent_at").notNull(),
  changedAt: time("changed_at").notNull(),
});

export type SubmissionRow = typeof submission.$inferSelect;

export const sentRequest = pgTable(
  "sent_request",
  {
    submissionId: submissionId(),
    number: integer("number").notNull(),
    sentAt: time("sent_at").notNull(),
    digest: text("digest").notNull(),
    request: text("request").notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.number] })],
);

export const personal = pgTable("personal", {
  submissionId: submissionId().primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull(),
  notes: text("notes").notNull(),
});

export const event = pgTable("event", {
  id: identity(),
  submissionId: submissionId(),
  at: time("at").notNull(),
  by: text("by").$type<Side>().notNull(),
  status: text("status").$type<RequestStatus>(),
  message: text("message"),
  link: text("link"),
  sentNumber: integer("sent_number"),
});

export type EventRow = typeof event.$inferSelect;

export const audit = pgTable("audit", {
  id: identity(),
  at: time("at").notNull(),
  actor: text("actor").notNull(),
  action: text("action").notNull(),
  submissionId: bigint("submission_id", { mode: "number" }),
});

export const notification = pgTable("notification", {
  id: identity(),
  submissionId: submissionId(),
  eventId: bigint("event_id", { mode: "number" }).notNull(),
  recipient: text("recipient").$type<Side>().notNull(),
  at: time("at").notNull(),
  state: text("state").$type<"waiting" | "sent" | "failed" | "kept">().notNull(),
  attempts: integer("attempts").notNull().default(0),
  nextAttempt: time("next_attempt").notNull(),
});

export const reviewSession = pgTable("review_session", {
  tokenHash: text("token_hash").primaryKey(),
  reviewer: text("reviewer").notNull(),
  expiresAt: time("expires_at").notNull(),
});
