import { z } from "zod";
import { configurationFiles } from "../configuration/read.ts";

/** The pipeline whose answers this tool gives: digital-land-python at this commit (docs/conformance.md). */
export const parityVersion = "digital-land-python 6c660a8a1387";

const hash = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hexadecimal");
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date like 2026-03-27");
const version = z.strictObject({
  /** For people: "bundle of 21 August 2026", a folder's name. */
  label: z.string(),
  hash: z.string(),
  /** The same as the pipeline writes it down: `config-hash`, `specification-hash`. Known of folders and zips only. */
  folderHash: z.string().optional(),
});

const file = z.enum(configurationFiles);
const cells = z.record(z.string(), z.string());
const line = z.int().min(2);

/** A changed row of a configuration table, as src/rules has it. */
export const editSchema = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("add"), file, cells }),
  z.strictObject({ op: z.literal("change"), file, line, cells }),
  z.strictObject({ op: z.literal("delete"), file, line }),
]);

/** What a person decides about a run, besides the bytes and the tables. */
export const runChoicesSchema = z.strictObject({
  dataset: z.string().min(1),
  mode: z.enum(["added", "check", "pipeline"]),
  /** Name of the resource in the tables; absent: the SHA-256 of its bytes. */
  resource: z.string().optional(),
  organisations: z.array(z.string()).optional(),
  /** Endpoint URLs or their hashes. */
  endpoints: z.array(z.string()).optional(),
  entryDate: day.optional(),
  /** The day to run as. */
  today: day,
  /** How National Grid coordinates become longitude and latitude; absent: as the mode has it. */
  transformation: z.enum(["helmert", "ostn15"]).optional(),
  /** The publisher's own column to field, or to `IGNORE`. */
  columnMapping: z.record(z.string(), z.string()).optional(),
  /** The mapping is for everything the first endpoint publishes. */
  mapsEndpoint: z.boolean().optional(),
  /** For `tree` only: what a column named WKT holds. */
  geometryType: z.enum(["point", "polygon"]).optional(),
  /** Field to allowed values, laid over the bundle's lists. */
  categoryValues: z.record(z.string(), z.array(z.string())).optional(),
  /** The character set to read text in; absent: the one the pipeline guesses. */
  charset: z.string().optional(),
});

/**
 * A run file: everything that decides a run, and what came out. Small, for tickets and mails; JSON.
 * The bytes of the resource are in it only when they are few.
 */
export const runFileSchema = z.strictObject({
  schema: z.literal("planning-data-check/run"),
  schemaVersion: z.literal(1),
  resource: z.strictObject({
    /** What a person calls it. */
    name: z.string(),
    sha256: hash,
    bytes: z.int().min(0),
    /** Where it was fetched from. */
    url: z.string().optional(),
    /** The bytes: deflated, then base64. */
    deflated: z.string().optional(),
  }),
  run: runChoicesSchema,
  configuration: version.extend({
    /** The tables, each deflated and in base64, when they are not those of the bundle. */
    tables: z.record(z.string(), z.string()).optional(),
    /** What old-resource.csv says of the resource, where the tables given hold one and it does. */
    oldResource: z
      .strictObject({ status: z.string(), resource: z.string(), notes: z.string(), line: z.int() })
      .optional(),
    /** Changes tried on top of them. */
    edits: z.array(editSchema).optional(),
  }),
  specification: version.extend({
    /** The tables, as those of the configuration, when they are not those of the bundle. */
    tables: z.record(z.string(), z.string()).optional(),
  }),
  organisations: version,
  /** SHA-256 over the allowed values of category fields; `""` when there were none. */
  categoryValues: z.string(),
  tool: z.strictObject({ version: z.string(), parity: z.string() }),
  /** What came out: how the run ended, and the SHA-256 of each table. Absent in a run file written by hand. */
  expected: z
    .strictObject({
      outcome: z.string(),
      entries: z.int().min(0),
      issues: z.int().min(0),
      facts: z.int().min(0),
      tables: z.record(z.string(), hash),
    })
    .optional(),
});

export type RunChoices = Readonly<z.infer<typeof runChoicesSchema>>;
export type RunFile = Readonly<z.infer<typeof runFileSchema>>;
