import { isShapeField } from "../report/shape-comparison.ts";
import type { AppliedRule, FactRow, IssueRow, RunOutput } from "./run-output.ts";
import { shapeDifference } from "./shape-difference.ts";

export type CauseId =
  | "entity-numbers"
  | "line-numbers"
  | "entry-date"
  | "configuration-row"
  | "column"
  | "coordinates"
  | "shape-rounding"
  | "shape-order"
  | "organisation"
  | "reference-entity"
  | "priority"
  | "row-dropped"
  | "row-added"
  | "specification"
  | "mode"
  | "value";

/** Why two runs differ. Differences of one cause and detail are one group. */
export interface Cause {
  readonly id: CauseId;
  /** What tells groups of one cause apart: a field, a configuration row, a reason. */
  readonly detail: string;
  /** One sentence for people. */
  readonly words: string;
}

export interface FactContext {
  readonly before: RunOutput;
  readonly after: RunOutput;
  readonly gone: readonly FactRow[];
  readonly come: readonly FactRow[];
}

const cause = (id: CauseId, detail: string, words: string): Cause => ({ id, detail, words });

/** Logged only where entities are looked up, or only where they are not. */
const lookupIssues: ReadonlySet<string> = new Set([
  "unknown entity",
  "unknown entity - missing reference",
  "entity number out of range",
  "missing associated entity",
]);

/** Why an issue is only in one run (`was` or `is` absent), or in both at another place. */
export function causeOfIssue(
  was: IssueRow | undefined,
  is: IssueRow | undefined,
  before: RunOutput,
  after: RunOutput,
): Cause {
  if (was && is) {
    return was.lineNumber === is.lineNumber && was.entryNumber === is.entryNumber
      ? cause("entity-numbers", "", "The same issues, with another entity number.")
      : cause("line-numbers", "", "The same issues, on another line or entry.");
  }
  const issue = was ?? is;
  if (!issue) throw new Error("an issue that neither run has");
  if (lookupIssues.has(issue.issueType) && lookupsDiffer(before, after)) {
    return cause(
      "mode",
      issue.issueType,
      `"${issue.issueType}" can only be found where entity numbers are looked up.`,
    );
  }
  const rule =
    ruleDifference(issue.lineNumber, issue.field, before, after) ?? ruleIssueDifference(issue, before, after);
  if (rule) return rule;
  const side = was ? after : before;
  const dropped = side.drops?.find(({ lineNumber }) => lineNumber === issue.lineNumber);
  if (dropped) return droppedCause(dropped.reason, dropped.detail, was === undefined, side.label);
  const column = columnDifference(issue.field, before, after);
  if (column) return column;
  return cause(
    "value",
    `${issue.issueType} ${issue.field}`,
    was
      ? `Only the first run has "${issue.issueType}" in ${issue.field || "the row"}.`
      : `Only the second run has "${issue.issueType}" in ${issue.field || "the row"}.`,
  );
}

/** Why a fact is only in one run, or is not the same in both. */
export function causeOfFact(was: FactRow | undefined, is: FactRow | undefined, context: FactContext): Cause {
  if (was && is) return causeOfChange(was, is, context);
  const fact = was ?? is;
  if (!fact) throw new Error("a fact that neither run has");
  const { before, after } = context;
  const side = was ? after : before;
  const dropped = side.drops?.find(({ lineNumber }) => lineNumber === fact.lineNumber);
  if (dropped) return droppedCause(dropped.reason, dropped.detail, was === undefined, side.label);
  const rule =
    ruleDifference(fact.lineNumber, fact.field, before, after) ?? ruleIssueDifference(fact, before, after);
  if (rule) return rule;
  if (isWholeRow(fact, was ? context.after : context.before)) {
    return was
      ? cause("row-dropped", "", "Whole rows of the first run are not in the second.")
      : cause("row-added", "", "Whole rows of the second run are not in the first.");
  }
  if (fact.field === "entry-date") return entryDateCause;
  if (fact.field === "organisation") return organisationCause;
  const column = columnDifference(fact.field, before, after);
  if (column) return column;
  if (!(side.facts ?? []).some(({ field }) => field === fact.field)) {
    return cause(
      "specification",
      fact.field,
      `${side.label} has no fact of ${fact.field} at all: its specification or its columns do not have the field.`,
    );
  }
  return cause("value", fact.field, `${fact.field} is filled in one of the two runs only.`);
}

function causeOfChange(was: FactRow, is: FactRow, { before, after }: FactContext): Cause {
  const { field } = is;
  if (was.value === is.value) {
    if (was.entity !== is.entity && lookupsDiffer(before, after)) {
      return cause(
        "mode",
        "entity",
        "The same facts; entity numbers are looked up in one of the two runs only.",
      );
    }
    if (was.entity !== is.entity) {
      return cause(
        "entity-numbers",
        "",
        "The same facts under another entity number: the lookup tables differ.",
      );
    }
    if (was.entryDate !== is.entryDate) return entryDateCause;
    if (was.priority !== is.priority) {
      return cause(
        "priority",
        "",
        "The facts count otherwise: the ranges of entity-organisation.csv differ.",
      );
    }
    if (was.referenceEntity !== is.referenceEntity) {
      return cause("reference-entity", field, `${field} refers to another entity: the lookup tables differ.`);
    }
    return cause("line-numbers", "", "The same facts, on another line or entry.");
  }
  if (field === "entry-date") return entryDateCause;
  const rule =
    ruleDifference(is.lineNumber || was.lineNumber, field, before, after) ??
    ruleIssueDifference(is, before, after);
  if (rule) return rule;
  const column = columnDifference(field, before, after);
  if (column) return column;
  const shape = isShapeField(field) ? shapeDifference(was.value, is.value) : undefined;
  if (shape?.kind === "rounding") {
    return cause("shape-rounding", "", "The same shapes but for the last decimal: rounding.");
  }
  if (shape?.kind === "shifted") {
    return cause(
      "coordinates",
      "",
      "The same shapes, moved by a few metres: British National Grid was converted in another way (ostn15 or helmert).",
    );
  }
  if (shape?.kind === "order") {
    return cause("shape-order", "", "The same vertices in another order.");
  }
  if (field === "organisation") return organisationCause;
  return cause("value", field, `${field} has another value.`);
}

const entryDateCause = cause(
  "entry-date",
  "",
  "Another entry-date: the day on which the resource was first collected, or the day of the run, differs.",
);

const organisationCause = cause(
  "organisation",
  "",
  "Another organisation: the providers of the resource, or the ranges of entity-organisation.csv, differ.",
);

function droppedCause(reason: string, detail: string | undefined, inFirst: boolean, label: string): Cause {
  const why = `${reason.replaceAll("-", " ")}${detail ? ` (${detail})` : ""}`;
  const id = inFirst ? "row-added" : "row-dropped";
  return cause(id, why, `${label} leaves rows out: ${why}.`);
}

/** Configuration rows that acted on a cell in one run only, whatever line they stand on. */
function ruleDifference(
  lineNumber: number,
  field: string,
  before: RunOutput,
  after: RunOutput,
): Cause | undefined {
  if (lineNumber === 0 || !before.rulesAt || !after.rulesAt) return undefined;
  const then = before.rulesAt(lineNumber, field);
  const now = after.rulesAt(lineNumber, field);
  const notIn = (rules: readonly AppliedRule[], others: readonly AppliedRule[], where: string) =>
    rules
      // Line 0: no row of a table, but what the run was given (its only provider, its entry date).
      .filter(({ line }) => line > 0)
      .filter(({ file, row }) => !others.some((other) => other.file === file && other.row === row))
      .map(({ file, line }) => `${file}:${line} ${where}`);
  const only = [...notIn(then, now, "in the first run"), ...notIn(now, then, "in the second")];
  if (only.length === 0) return undefined;
  return cause("configuration-row", only.join("; "), `Another configuration row acts: ${only.join("; ")}.`);
}

/** Issues by which the pipeline itself says that a configuration row acted. */
const ruleFiles: ReadonlyMap<string, string> = new Map([
  ["patch", "patch.csv"],
  ["default-value", "default-value.csv"],
  ["default-field", "default.csv"],
  ["combined-value", "combine.csv"],
]);

/** Where the rows themselves are not known: the issues of an entry's field tell which table acted in one run only. */
function ruleIssueDifference(
  { entryNumber, field }: { readonly entryNumber: number; readonly field: string },
  before: RunOutput,
  after: RunOutput,
): Cause | undefined {
  if (!before.issues || !after.issues) return undefined;
  const key = `${entryNumber} ${field}`;
  const [then, now] = [ruleIssues(before).get(key) ?? [], ruleIssues(after).get(key) ?? []];
  const first = then.find((file) => !now.includes(file));
  const second = now.find((file) => !then.includes(file));
  const file = first ?? second;
  if (file === undefined) return undefined;
  const which = first === undefined ? "second" : "first";
  return cause(
    "configuration-row",
    `${file} ${field} ${which}`,
    `A row of ${file} acts on ${field} in the ${which} run only: the configurations differ.`,
  );
}

const ruleIssuesOf = new WeakMap<RunOutput, ReadonlyMap<string, readonly string[]>>();

function ruleIssues(output: RunOutput): ReadonlyMap<string, readonly string[]> {
  const known = ruleIssuesOf.get(output);
  if (known) return known;
  const found = new Map<string, string[]>();
  for (const { issueType, entryNumber, field } of output.issues ?? []) {
    const file = ruleFiles.get(issueType);
    if (file === undefined) continue;
    const key = `${entryNumber} ${field}`;
    found.set(key, [...(found.get(key) ?? []), file]);
  }
  ruleIssuesOf.set(output, found);
  return found;
}

function columnDifference(field: string, before: RunOutput, after: RunOutput): Cause | undefined {
  if (!before.columnFields || !after.columnFields) return undefined;
  const [then, now] = [columnsRead(before, field), columnsRead(after, field)];
  return then === now ? undefined : causeOfColumn(field, then, now);
}

/** The columns a field is read from, in order of name; `""` for none. */
export function columnsRead({ columnFields = [] }: RunOutput, field: string): string {
  return columnFields
    .filter((row) => row.field === field)
    .map(({ column }) => column)
    .sort()
    .join(", ");
}

export function causeOfColumn(field: string, then: string, now: string): Cause {
  return cause(
    "column",
    field,
    `${field} is read from ${then || "no column"} in the first run and from ${now || "no column"} in the second.`,
  );
}

/** Why a kind of issue is there another number of times. */
export function causeOfCount(issueType: string, field: string, before: RunOutput, after: RunOutput): Cause {
  return (
    columnDifference(field, before, after) ??
    cause("value", `${issueType} ${field}`, `"${issueType}" in ${field} is there another number of times.`)
  );
}

/** Whether the other run has nothing of the row. */
function isWholeRow(fact: FactRow, other: RunOutput): boolean {
  return !rowsOf(other).has(fact.lineNumber > 0 ? `line ${fact.lineNumber}` : `entry ${fact.entryNumber}`);
}

const rowsOfOutput = new WeakMap<RunOutput, ReadonlySet<string>>();

function rowsOf(output: RunOutput): ReadonlySet<string> {
  const known = rowsOfOutput.get(output);
  if (known) return known;
  const rows = new Set<string>();
  for (const { lineNumber, entryNumber } of output.facts ?? []) {
    rows.add(`entry ${entryNumber}`);
    if (lineNumber > 0) rows.add(`line ${lineNumber}`);
  }
  rowsOfOutput.set(output, rows);
  return rows;
}

function lookupsDiffer({ source: before }: RunOutput, { source: after }: RunOutput): boolean {
  return before.mode !== after.mode && (before.mode === "pipeline" || after.mode === "pipeline");
}
