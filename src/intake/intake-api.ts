/**
 * The server's JSON interface: one schema for what comes in and what goes out, the truth for the server, the app and
 * docs/openapi.json. Everything below `/api/v1`. Errors are always `ApiProblem`.
 */
import { z } from "zod";
import { addSchema, changeSchema, contactSchema, retireSchema } from "../request/endpoint-request.ts";
import { requestStatuses } from "./request-status.ts";

export const apiPath = "/api/v1";

/** Addresses of the interface, built here only. `secret` is the last part of the publisher's status link. */
export const intakeRoutes = {
  health: `${apiPath}/health`,
  dataVersion: `${apiPath}/data-version`,
  requests: `${apiPath}/requests`,
  status: (secret: string) => `${apiPath}/status/${encodeURIComponent(secret)}`,
  statusRequest: (secret: string) => `${apiPath}/status/${encodeURIComponent(secret)}/request`,
  statusMessages: (secret: string) => `${apiPath}/status/${encodeURIComponent(secret)}/messages`,
  reviewSession: `${apiPath}/review/session`,
  reviewRequests: `${apiPath}/review/requests`,
  reviewRequestsCsv: `${apiPath}/review/requests.csv`,
  reviewRequest: (reference: string) => `${apiPath}/review/requests/${encodeURIComponent(reference)}`,
  reviewStatus: (reference: string) => `${apiPath}/review/requests/${encodeURIComponent(reference)}/status`,
  reviewMessages: (reference: string) =>
    `${apiPath}/review/requests/${encodeURIComponent(reference)}/messages`,
  /** Where the browser goes to sign in by OpenID Connect; comes back to /review. */
  signIn: "/auth/login",
} as const;

/** The publisher's page about a request, as the server gives it in `statusUrl`. */
export const statusPagePath = "/request/status/";
/** Header that every write of a reviewer carries, with the `csrf` of the session. */
export const csrfHeader = "X-CSRF-Token";

export const statusSchema = z.enum(requestStatuses);
const time = z.iso.datetime();
const referenceSchema = z.string().regex(/^PDC-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
/** A web page, or a page of this tool. Never an address that runs a script. */
const link = z
  .string()
  .trim()
  .max(2048)
  .regex(/^(?:https?:\/\/[^\s]+|\/(?![/\\])[^\s]*)$/, "A link starts with https:// or with /");
const message = z
  .string()
  .trim()
  .min(1, "Enter a message")
  .max(5000, "The message must be 5,000 characters or fewer");

/** What is wrong with what was sent, by field; `field` is blank when it is not about one. */
export const problemSchema = z.object({
  errors: z.array(z.object({ field: z.string(), message: z.string() })).min(1),
});
export type ApiProblem = z.infer<typeof problemSchema>;

export const healthSchema = z.object({
  status: z.literal("ok"),
  intake: z.literal(true),
  /** Of the public tables being served (data-version.ts); absent when there are none. */
  dataVersion: z.string().optional(),
  /** Days after the last change of a request until name, email and notes are deleted. */
  retentionDays: z.number().int().positive(),
});
export type Health = z.infer<typeof healthSchema>;

export const dataVersionSchema = z.object({ dataVersion: z.string().optional() });

/** POST requests: 201 stored, 200 stored before. */
export const receivedSchema = z.object({
  reference: referenceSchema,
  status: statusSchema,
  /** A path on this server, `/request/status/...`: whoever has it can see and correct the request. */
  statusUrl: z.string(),
});
export type Received = z.infer<typeof receivedSchema>;

/** A request without what is personal: contact and notes. */
const personal = { contact: true, notes: true } as const;
export const publicRequestSchema = z.discriminatedUnion("kind", [
  addSchema.omit(personal),
  changeSchema.omit(personal),
  retireSchema.omit(personal),
]);
export type PublicRequest = z.infer<typeof publicRequestSchema>;

export const historyEntrySchema = z.object({
  at: time,
  by: z.enum(["publisher", "team"]),
  /** The status from then on; absent for a message only. */
  status: statusSchema.optional(),
  message: z.string().optional(),
  link: z.string().optional(),
  /** Which version of the request was sent with it, counted from 1. */
  sent: z.number().int().positive().optional(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

const summary = {
  reference: referenceSchema,
  kind: z.enum(["add", "change-details", "retire"]),
  organisation: z.string(),
  organisationName: z.string(),
  datasets: z.array(z.string()),
  /** Absent when several endpoints are retired. */
  endpointUrl: z.string().optional(),
  status: statusSchema,
  /** When it was first sent, and when anything last happened. */
  sentAt: time,
  changedAt: time,
  /** Grows with everything that happens; a write that names an older one is refused with 409. */
  version: z.number().int().positive(),
};

/** GET status/:secret */
export const requestViewSchema = z.object({
  ...summary,
  /** Oldest first. */
  history: z.array(historyEntrySchema),
});
export type RequestView = z.infer<typeof requestViewSchema>;

/** POST status/:secret/messages and POST review/requests/:reference/messages; answer: the view, as GET gives it. */
export const newMessageSchema = z.strictObject({ text: message });
export type NewMessage = z.infer<typeof newMessageSchema>;

/** GET review/session */
export const sessionSchema = z.discriminatedUnion("signedIn", [
  z.object({
    signedIn: z.literal(true),
    /** Who, for people: an email address, or "the reviewer's token". */
    reviewer: z.string(),
    csrf: z.string(),
    expiresAt: time,
  }),
  z.object({
    signedIn: z.literal(false),
    /** Ways to sign in. */
    token: z.boolean(),
    openIdConnect: z.boolean(),
  }),
]);
export type Session = z.infer<typeof sessionSchema>;

/** POST review/session; answer: the session. */
export const newSessionSchema = z.strictObject({ token: z.string().min(1).max(500) });

export const listSorts = ["oldest", "newest", "changed"] as const;

/** Query of GET review/requests. */
export const listQuerySchema = z.object({
  /** One or several, separated by commas; all when blank. */
  status: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .pipe(z.array(statusSchema)),
  /** Words of the reference, organisation, dataset or endpoint URL. */
  search: z.string().max(200).default(""),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  sort: z.enum(listSorts).default("oldest"),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

export const listItemSchema = z.object({
  ...summary,
  /** Whole days since it was first sent. */
  ageDays: z.number().int().nonnegative(),
  /** How often the request was sent: 1, and 1 more for every correction. */
  sentVersions: z.number().int().positive(),
  /** Whether the publisher did something last: the team's turn. */
  publisherWasLast: z.boolean(),
});
export type ListItem = z.infer<typeof listItemSchema>;

/** GET review/requests */
export const requestListSchema = z.object({
  requests: z.array(listItemSchema),
  /** How many the search finds, of these statuses. */
  total: z.number().int().nonnegative(),
  page: z.number().int().positive(),
  pageSize: z.number().int().positive(),
  /** How many the search finds, by status. */
  counts: z.record(statusSchema, z.number().int().nonnegative()),
});
export type RequestList = z.infer<typeof requestListSchema>;

/** A message to the publisher or the team: sent by email, or only kept here for the reviewer to pass on. */
export const notificationSchema = z.object({
  at: time,
  to: z.enum(["publisher", "team"]),
  subject: z.string(),
  body: z.string(),
  /** `kept`: no email is sent from here. */
  state: z.enum(["waiting", "sent", "failed", "kept"]),
});
export type Notification = z.infer<typeof notificationSchema>;

/** GET review/requests/:reference */
export const reviewViewSchema = z.object({
  ...listItemSchema.shape,
  /** The newest version. */
  request: publicRequestSchema,
  /** Personal data: shown, never put into rows, files or links. Absent once it is deleted. */
  contact: z.object({ ...contactSchema.shape, notes: z.string() }).optional(),
  /** When the personal data is, or was, deleted. */
  contactDeletedAt: time,
  history: z.array(historyEntrySchema),
  /** Every version that was sent, oldest first. */
  versions: z.array(
    z.object({ number: z.number().int().positive(), sentAt: time, request: publicRequestSchema }),
  ),
  /** Who did what, newest first. */
  audit: z.array(z.object({ at: time, actor: z.string(), action: z.string() })),
  notifications: z.array(notificationSchema),
});
export type ReviewView = z.infer<typeof reviewViewSchema>;

/** POST review/requests/:reference/status; answer: the review view, or 409 when somebody else was faster. */
export const statusChangeSchema = z.strictObject({
  status: statusSchema,
  /** Read by the publisher. Mandatory for needs-changes and declined. */
  message: z.string().trim().max(5000).optional(),
  /** To the place in the tool, or to the data once it is live. */
  link: link.optional(),
  /** The version the reviewer looked at. */
  version: z.number().int().positive(),
});
export type StatusChange = z.infer<typeof statusChangeSchema>;
