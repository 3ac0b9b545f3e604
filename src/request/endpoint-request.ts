/**
 * The structured request to add, change or retire an endpoint: one schema, the truth for the form, the outbox, the
 * server, the JSON Schema and the OpenAPI document in docs/. Source: service/request.md 1.
 *
 * Shape and lengths are here. What needs other tables (is the organisation known, is the date in the future) is in
 * validate.ts, so that a request written last year can still be read.
 */
import { z } from "zod";

const calendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "A date is written YYYY-MM-DD");
const hash = z.string().regex(/^[0-9a-f]{64}$/, "A hash is 64 characters, 0-9 and a-f");
const address = z.string().trim().min(1).max(2048);
const text = (most: number) => z.string().trim().max(most);

export const updateFrequencies = [
  "live",
  "daily",
  "weekly",
  "monthly",
  "quarterly",
  "yearly",
  "when-changed",
] as const;

/** Why records that are registered are not in the data any more. */
export const removalReasons = [
  "ended",
  "renamed",
  "removed-in-error",
  "moved-to-another-dataset",
  "other",
] as const;

/** A registered endpoint of the same organisation and dataset, and what becomes of it. */
const existingEndpoint = z.object({
  endpoint: hash,
  url: address,
  entryDate: text(30).optional(),
  retire: z.boolean(),
});

/** Rows of one address that belong to one of its datasets: those whose field matches the pattern. */
const share = z.object({ dataset: text(100).min(1), field: text(100).min(1), pattern: text(500).min(1) });

/** What the check found, and with what: enough for somebody else to run it again and see the same. */
export const evidenceSchema = z.object({
  name: text(500),
  bytes: z.number().int().nonnegative(),
  sha256: hash,
  mode: z.enum(["added", "check", "pipeline"]),
  today: calendarDate,
  tool: text(50),
  specification: text(100),
  configuration: text(100),
  records: z.number().int().nonnegative(),
  kept: z.number().int().nonnegative(),
  mustFix: z.number().int().nonnegative(),
  needsFixing: z.number().int().nonnegative(),
  /** Issue type and field to their count. */
  issues: z
    .array(z.object({ type: text(100), field: text(100), count: z.number().int().positive() }))
    .max(1000),
  /** References in the data: how many, and how many of them have no entity yet; absent where no lookups were loaded. */
  references: z
    .object({ total: z.number().int().nonnegative(), unassigned: z.number().int().nonnegative().optional() })
    .optional(),
});

export const contactSchema = z.object({ name: text(200).min(1), email: text(254).min(3) });

const common = {
  schema: z.literal("planning-data-check/endpoint-request"),
  version: z.literal(1),
  /** Made once, when the draft is begun; sending twice with the same key is one request. */
  idempotencyKey: z.string().regex(/^[0-9a-f]{32}$/),
  organisation: text(200).min(1),
  datasets: z.array(text(100).min(1)).min(1).max(20),
  contact: contactSchema,
  notes: text(2000).default(""),
  /** The address, page, licence and organisation become public; name, email and notes never do. */
  consent: z.literal(true),
};

const plugin = z.enum(["", "arcgis", "wfs"]);

export const addSchema = z.object({
  ...common,
  kind: z.literal("add"),
  endpointUrl: address,
  documentationUrl: address,
  licence: text(50).min(1),
  startDate: calendarDate,
  /** Where the suggested start date came from, in words; absent when the person typed it. */
  startDateSource: text(200).optional(),
  authoritative: z.boolean(),
  existingEndpoints: z.array(existingEndpoint).max(200).default([]),
  shares: z.array(share).max(50).default([]),
  removedReferences: z
    .object({
      count: z.number().int().positive(),
      reason: z.enum(removalReasons),
      words: text(500).default(""),
      /** Where the answer is not the same for all: reference by reference. */
      each: z
        .array(
          z.object({
            reference: text(1000).min(1),
            reason: z.enum(removalReasons),
            /** Its new reference, when it was renamed. */
            becomes: text(1000).default(""),
          }),
        )
        .max(1000)
        .default([]),
    })
    .optional(),
  renumberedReferences: z.enum(["no", "yes", "not-known"]).default("not-known"),
  updateFrequency: z.enum(updateFrequencies),
  columnMapping: z.record(text(500), text(100)).default({}),
  geometryType: z.enum(["point", "polygon"]).optional(),
  plugin: plugin.default(""),
  parameters: z.record(text(100), z.number().int().positive()).default({}),
  evidence: evidenceSchema.optional(),
  /** Why it is sent although something must be fixed. */
  mustFixReason: text(1000).default(""),
});

export const changeSchema = z.object({
  ...common,
  kind: z.literal("change-details"),
  endpoint: hash,
  endpointUrl: address,
  documentationUrl: address.optional(),
  licence: text(50).min(1).optional(),
  /** All datasets the endpoint feeds from now on. */
  pipelines: z.array(text(100).min(1)).min(1).max(20).optional(),
  /** What they were when the request was made, to show beside the new ones. */
  before: z
    .object({
      documentationUrl: text(2048).default(""),
      licence: text(50).default(""),
      pipelines: z.array(text(100)).max(50).default([]),
    })
    .optional(),
});

export const retireSchema = z.object({
  ...common,
  kind: z.literal("retire"),
  endpoints: z.array(existingEndpoint).min(1).max(200),
  reason: text(1000).min(1),
});

export const endpointRequestSchema = z.discriminatedUnion("kind", [addSchema, changeSchema, retireSchema]);

export type EndpointRequest = z.infer<typeof endpointRequestSchema>;
export type AddRequest = z.infer<typeof addSchema>;
export type ChangeRequest = z.infer<typeof changeSchema>;
export type RetireRequest = z.infer<typeof retireSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
