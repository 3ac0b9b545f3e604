import { z } from "zod";
import { phaseNames } from "./phase-words.ts";

/** A configuration row that did something. */
const ruleSchema = z.strictObject({
  file: z.string().describe("The table, for example patch.csv"),
  line: z
    .int()
    .min(0)
    .describe(
      "Record number in the file, header = 1; 0 when no file holds it (a mapping of this run, its only provider)",
    ),
  level: z
    .enum(["resource", "endpoint", "general", "run"])
    .describe("What the row is for: this resource, an endpoint, everything; or this run only"),
  field: z.string().describe("The field it acted on"),
  cells: z.record(z.string(), z.string()).describe("The row's filled cells by column"),
});

/** One value that a phase changed. Changes of a step together turn its input into its output. */
const changeSchema = z.strictObject({
  field: z.string().describe("Column name before the map phase, field after it"),
  position: z.int().min(0).optional().describe("Place of the cell in the record, before it is parsed"),
  part: z
    .enum(["value", "fact", "prefix", "reference", "reference-entity", "priority"])
    .optional()
    .describe("What of a fact or entry changed; absent: the value"),
  branch: z
    .int()
    .min(0)
    .optional()
    .describe("Which of several entries, where a row was given to several organisations; absent: the first"),
  from: z.string().optional().describe("The column that the field was taken from"),
  before: z.string().optional().describe("Absent: was not there"),
  after: z.string().optional().describe("Absent: is not there any more"),
});

const issueSchema = z.strictObject({
  issueType: z.string(),
  field: z.string(),
  value: z.string(),
  message: z.string(),
});

/** A question to lookup.csv, in the order asked. */
const lookupSchema = z.strictObject({
  prefix: z.string(),
  reference: z.string(),
  organisation: z.string(),
  entryNumber: z.string(),
  key: z.string().describe("As the pipeline compares it: lower case, only a-z, 0-9 and hyphens"),
  entity: z.string().describe("Blank: no row has this key"),
  line: z
    .int()
    .min(0)
    .describe("The row of lookup.csv that answered: the last with this key; 0 when none did"),
  rows: z.int().min(0).describe("How many rows of lookup.csv have this key"),
});

/** Other rows whose values were merged with this row's (combine.csv). */
const mergedSchema = z.strictObject({
  field: z.string(),
  rows: z.int().describe("How many rows, this one included"),
  lines: z.array(z.int()).describe("Their line numbers, the first fifty"),
});

const droppedSchema = z.strictObject({
  reason: z.string(),
  detail: z.string(),
  rule: ruleSchema.optional(),
});

const stepSchema = z.strictObject({
  phase: z.enum(phaseNames),
  ran: z.boolean().describe("False: the row did not come so far, or the run leaves this phase out"),
  changes: z.array(changeSchema),
  rules: z.array(ruleSchema),
  issues: z.array(issueSchema),
  lookups: z.array(lookupSchema).optional(),
  merged: z.array(mergedSchema).optional(),
  note: z.string().optional().describe("What else there is to say, in words"),
  dropped: droppedSchema.optional().describe("Why the row went no further"),
});

const factSchema = z.strictObject({
  entity: z.string(),
  field: z.string(),
  value: z.string(),
  fact: z.string().describe("SHA-256 of entity:field:value; blank without an entity"),
  priority: z.int(),
  entryDate: z.string(),
  referenceEntity: z.string(),
});

const fieldStepSchema = z.strictObject({
  phase: z.enum(phaseNames),
  field: z.string(),
  before: z.string(),
  after: z.string(),
  words: z.string(),
  rules: z.array(ruleSchema).optional(),
});

/** One field from the file to the platform. */
const fieldSchema = z.strictObject({
  field: z.string(),
  columns: z.array(z.string()).describe("The columns read as this field; the last counts"),
  given: z.string().describe("The cell as read"),
  value: z.string().describe("The value of its fact; blank when there is none"),
  kind: z.enum(["same", "changed", "empty"]),
  words: z.string().describe("One sentence: why it is different, or why it is empty"),
  steps: z.array(fieldStepSchema),
});

/** What happened to one row, phase by phase, down to its facts. */
export const rowTraceSchema = z.strictObject({
  schema: z.literal("planning-data-check/trace"),
  schemaVersion: z.literal(1),
  run: z.strictObject({
    resource: z.string(),
    sha256: z.string(),
    dataset: z.string(),
    mode: z.enum(["added", "check", "pipeline"]),
    organisations: z.array(z.string()),
    endpoints: z.array(z.string()),
    configuration: z.string(),
    specification: z.string(),
  }),
  lineNumber: z.int().min(1).describe("Record number in the converted file, header = 1"),
  entryNumber: z
    .int()
    .min(1)
    .optional()
    .describe("Number of the data row; absent when it was dropped before"),
  columns: z.array(z.string()).describe("The header, as parsed"),
  cells: z.array(z.string()).describe("The record as read, before any phase"),
  reference: z.string(),
  entities: z.array(z.string()),
  ending: z.strictObject({
    kind: z.enum([
      "published",
      "header",
      "not-there",
      "blank-record",
      "skip-pattern",
      "filter",
      "no-entity",
      "retired-entity",
      "no-facts",
      "raised",
    ]),
    phase: z.string(),
    words: z.string().describe("One sentence"),
  }),
  steps: z.array(stepSchema),
  fields: z.array(fieldSchema).describe("The same by field: why is it different, why is it empty"),
  facts: z.array(factSchema),
});

export type RuleUse = Readonly<z.infer<typeof ruleSchema>>;
export type TraceChange = Readonly<z.infer<typeof changeSchema>>;
export type TraceIssue = Readonly<z.infer<typeof issueSchema>>;
export type LookupAttempt = Readonly<z.infer<typeof lookupSchema>>;
export type TraceStep = Readonly<z.infer<typeof stepSchema>>;
export type FieldStory = Readonly<z.infer<typeof fieldSchema>>;
export type FieldStep = Readonly<z.infer<typeof fieldStepSchema>>;
export type TraceFact = Readonly<z.infer<typeof factSchema>>;
export type RowTrace = Readonly<z.infer<typeof rowTraceSchema>>;
