/**
 * The report as JSON, described once: checked when a report comes back from a file or a link, and published as a JSON
 * Schema (docs/report.schema.json). Kept apart from the writers, which need none of it.
 */
import { z } from "zod";
import type { Report } from "./report.ts";

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const count = z.number().int().nonnegative();
const text = z.string();

const group = z.enum(["must-fix", "needs-fixing", "fixed-for-you", "worth-checking"]);
const failureCode = z.enum([
  "unreadable",
  "no-rows",
  "pipeline-raises",
  "unknown-dataset",
  "bad-configuration",
  "grid-unavailable",
  "cancelled",
  "worker-lost",
]);
const place = z.object({
  lineNumber: count.describe("record number in the file, header = 1"),
  entryNumber: count.describe("data row from 1; 0 for a record that never became one"),
});
const sample = place.extend({ before: text, after: text.describe("what is published; blank when nothing") });

const ruleTables = [
  "column.csv",
  "combine.csv",
  "concat.csv",
  "default.csv",
  "default-value.csv",
  "filter.csv",
  "patch.csv",
  "skip.csv",
  "transform.csv",
] as const;

const verdict = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("not-checked"), code: failureCode }),
  z.object({ kind: z.literal("must-fix"), things: count, rowsLost: count, valuesLost: count }),
  z.object({ kind: z.literal("can-be-added"), rowsLost: count, valuesLost: count }),
  z.object({ kind: z.literal("nothing-to-fix"), worthChecking: count }),
]);

const version = z.object({ label: text, hash: text });

const checked = z.object({
  name: text.describe("what a person calls the file or the address"),
  bytes: count,
  sha256: text,
  charset: text.describe("the pipeline's codec name; blank for binary formats"),
  format: text,
  mimeType: text,
  internalPath: text,
  columns: list(text),
  dataset: text,
  datasetName: text,
  organisations: list(z.object({ organisation: text, name: text })),
  endpoints: list(text),
  entryDate: text,
  mode: z.enum(["added", "check", "pipeline"]),
  transformation: z.enum(["helmert", "ostn15"]),
  transformationsApart: z.number().nonnegative().optional(),
  rules: list(z.object({ table: z.enum(ruleTables), rows: count, fields: list(text) }))
    .optional()
    .describe("rules of the data team that apply, by table; a blank field stands for every field"),
  boundary: z.literal(true).optional().describe("shapes were compared with the authority's boundary"),
  today: text.describe("YYYY-MM-DD"),
  versions: z.object({ tool: text, specification: version, configuration: version }),
});

const counts = z
  .object({
    records: count.describe("every record but the header"),
    entries: count.describe("records the pipeline numbered"),
    kept: count.describe("rows that would be published"),
    dropped: list(
      z.object({
        reason: z.enum([
          "blank-record",
          "skip-pattern",
          "filter",
          "no-entity",
          "retired-entity",
          "no-facts",
          "no-reference",
          "not-reached",
        ]),
        count,
        firstLines: list(count),
        words: text,
      }),
    ),
    issues: count.describe("rows of issue.csv"),
    values: z.object({ given: count, kept: count, changed: count, lost: count, notUsed: count }),
  })
  .describe("records = kept + the sum of dropped; values: given = kept + changed + lost + notUsed");

const line = z.object({
  id: text.describe("stable and safe in an address"),
  group,
  source: z.enum(["pipeline", "live-check", "ours"]).describe("only lines of the pipeline are in issue.csv"),
  about: z.enum(["file", "column", "row"]),
  type: text.describe("the platform's issue type, or the id of a check of this tool"),
  field: text,
  fieldLabel: text,
  columns: list(text),
  count: count.describe("rows of issue.csv, or things found"),
  rows: count.describe("distinct rows"),
  allRows: z.boolean(),
  first: list(place),
  samples: list(sample),
  severity: text,
  responsibility: text,
  qualityLevel: text,
  effect: z.enum([
    "kept",
    "changed",
    "value-lost",
    "row-lost",
    "rows-mixed",
    "column-not-used",
    "file-not-read",
  ]),
  words: z.object({
    sentence: text,
    what: text,
    why: text,
    effect: text,
    fix: text,
    example: z.object({ before: text, after: text }).optional(),
    note: text.optional(),
  }),
});

const columns = z.object({
  mapped: list(
    z.object({ column: text, field: text, fieldLabel: text, filled: count, overruledBy: text.optional() }),
  ),
  unmapped: list(
    z.object({
      column: text,
      filled: count,
      samples: list(text),
      hint: z.object({ field: text, fieldLabel: text, reason: text }).optional(),
      suggestions: list(z.object({ field: text, fieldLabel: text, files: count })).optional(),
      harmless: text.optional(),
    }),
  ),
  built: list(z.object({ field: text, from: text })),
  mandatory: list(
    z.object({
      field: text,
      fieldLabel: text,
      byLiveCheck: z.boolean(),
      byPipeline: z.boolean(),
      bySpecification: z.boolean(),
      state: z.enum(["filled", "some-blank", "absent", "satisfied-by-other"]),
      blank: count,
      columns: list(text),
      words: text,
    }),
  ),
});

/** Members that are not described here may be there: readers leave them alone. */
export const reportSchema = z.object({
  schema: z.literal("planning-data-check/report"),
  schemaVersion: z.literal(1),
  verdict,
  checked,
  counts,
  groups: z.object({
    mustFix: list(line),
    needsFixing: list(line),
    fixedForYou: list(line),
    worthChecking: list(line),
    passed: list(z.object({ id: text, sentence: text })),
  }),
  columns,
  failure: z.looseObject({ code: failureCode }).optional().describe("why the check could not be finished"),
});

/**
 * Reads a report back, from a file, a link or another program.
 * @returns `undefined` when the text is no report of a version this tool knows
 */
export function readReportJson(json: string): Report | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = reportSchema.safeParse(value);
  // The schema is the type, but for what each failure carries; a member that JSON lacks is absent, never undefined.
  return parsed.success ? (parsed.data as Report) : undefined;
}

/** The JSON Schema, as published. */
export function reportJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(reportSchema, { io: "input", target: "draft-2020-12" });
  const titled = {
    $schema,
    $id: "planning-data-check/report",
    title: "Report of a check",
    description:
      "What a check of one file found. A member is never taken away or given another meaning within a version; new ones may come.",
    ...schema,
  };
  return `${JSON.stringify(titled, undefined, 2)}\n`;
}
