import type { PreparedRun } from "../check/run-resource.ts";
import { datePattern } from "../engine/datatypes/date.ts";
import { runFields } from "../engine/run-fields.ts";
import type { RowRecorder } from "./recorder.ts";
import type { FieldStep, FieldStory, RuleUse, TraceChange, TraceFact, TraceStep } from "./row-trace.ts";
import { rulesOf } from "./rules-of.ts";

interface Told {
  readonly recorder: RowRecorder;
  readonly prepared: PreparedRun;
  readonly steps: readonly TraceStep[];
  readonly facts: readonly TraceFact[];
  readonly columns: readonly string[];
  readonly cells: readonly string[];
}

/**
 * For every field of the dataset and every field that the row had: what was given, what is published, by which steps, and
 * when it is empty why. Of a row that was given to several organisations the first entry is told.
 */
export function fieldStories(told: Told): FieldStory[] {
  const { prepared, steps, recorder } = told;
  if (recorder.entryNumber === undefined) return [];
  const { settings, tables } = prepared;
  const { current } = runFields(
    tables.specification,
    settings.dataset,
    tables.configuration.migrations,
    settings.today,
  );
  const mapped = recorder.mapped.map(([, field]) => field).filter((field) => field !== "IGNORE");
  const later = steps
    .slice(steps.findIndex(({ phase }) => phase === "filter-fields"))
    .flatMap(({ changes }) => changes.map(({ field }) => field));
  const own = new Set([...mapped, ...current, ...later]);
  own.delete("entity");
  return [...own].map((field) => story(field, told));
}

function story(field: string, told: Told): FieldStory {
  const { recorder, facts, columns, cells } = told;
  const sources = sourceNames(field, told);
  const fieldColumns = recorder.mapped.filter(([, target]) => sources.has(target)).map(([column]) => column);
  const column = fieldColumns.at(-1);
  const given = column === undefined ? "" : (cells[columns.lastIndexOf(column)] ?? "");
  const steps = stepsOf(field, sources, new Set(fieldColumns), told);
  const fact = facts.find((one) => one.field === field && one.value !== "");
  const value = fact?.value ?? "";
  const kind = value === "" ? "empty" : value === given ? "same" : "changed";
  return {
    field,
    columns: fieldColumns,
    given,
    value,
    kind,
    words: words(kind, told, field, column, given, steps),
    steps,
  };
}

/** The field, and the older fields it takes its value from. */
function sourceNames(field: string, { prepared, steps }: Told): Set<string> {
  const names = new Set([field]);
  const migration = prepared.tables.configuration.migrations.get(field);
  if (migration) names.add(migration.field);
  const migrated = steps.find(({ phase }) => phase === "migrate");
  if (
    field === "point" &&
    migrated?.changes.some((change) => change.field === "point" && change.before === undefined)
  ) {
    names.add("GeoX").add("GeoY");
  }
  return names;
}

function stepsOf(
  field: string,
  sources: ReadonlySet<string>,
  columns: ReadonlySet<string>,
  told: Told,
): FieldStep[] {
  const found: FieldStep[] = [];
  let named: ReadonlySet<string> = columns;
  for (const step of told.steps) {
    if (step.phase === "map") named = sources;
    if (step.phase === "migrate") named = new Set([...sources, field]);
    for (const change of step.changes) {
      const { part = "value", branch = 0, before = "", after = "" } = change;
      if (part !== "value" || branch !== 0 || !named.has(change.field)) continue;
      // The value goes on under another name.
      if (change.after === undefined && isRenamed(step, change, field, sources)) continue;
      if (step.phase === "fact-prune" && before === "") continue;
      const rules = rulesOf(change, step.rules);
      found.push({
        phase: step.phase,
        field: change.field,
        before,
        after,
        words: stepWords(step, change, rules, told),
        ...(rules.length > 0 ? { rules } : {}),
      });
    }
    if (step.phase === "migrate") named = new Set([field]);
  }
  return found;
}

function isRenamed(
  step: TraceStep,
  { field }: TraceChange,
  target: string,
  sources: ReadonlySet<string>,
): boolean {
  if (step.phase === "map") return true;
  return step.phase === "migrate" && field !== target && sources.has(field);
}

function stepWords(
  step: TraceStep,
  change: TraceChange,
  rules: readonly RuleUse[],
  { prepared }: Told,
): string {
  const { field, before = "", after = "", from } = change;
  const [rule] = rules;
  switch (step.phase) {
    case "normalise":
      return after === ""
        ? `“${before}” counts as nothing`
        : "spaces around it, or line ends, are made regular";
    case "concat":
      return `joined from ${rule?.cells.fields ?? "other columns"}`;
    case "map":
      return from === undefined ? "read as this field" : `read from the column “${from}”`;
    case "patch":
      return "replaced by a patch";
    case "harmonise": {
      const issues = step.issues.filter((issue) => issue.field.split(",").includes(field));
      if (after === "" && issues[0]) return issues.map(({ issueType }) => issueType).join(", ");
      const datatype = prepared.tables.specification.fields.get(field)?.datatype ?? "";
      const also = issues.map(({ issueType }) => issueType).join(", ");
      const pattern = datatype === "datetime" || datatype === "date" ? datePattern(before) : undefined;
      const read = pattern === undefined ? "" : `, read by ${pattern}`;
      return `written as ${datatypeWords(datatype)}${read}${also === "" ? "" : ` (${also})`}`;
    }
    case "default":
      if (rule?.file === "default.csv")
        return `copied from ${rule.cells["default-field"] ?? "another field"}`;
      return rule?.level === "run"
        ? "filled in for this run: its only provider, or its entry date"
        : "filled in";
    case "migrate":
      if (rule) return `taken over from ${rule.cells.field ?? "an older field"}`;
      if (change.after === undefined) return "not a field of this dataset";
      return field === "point" ? "made of GeoX and GeoY" : "taken over";
    case "organisation":
      return after === "" ? `“${before}” is no known organisation` : "written as the organisation’s code";
    case "field-prune":
      return "the field has ended";
    case "entity-reference":
    case "entity-prefix":
      return "set by the pipeline";
    case "entity-lookup":
      return "one of the file’s organisations";
    case "priority":
      return "replaced by the owner of the entity number";
    case "fact-combine":
      return "merged with the values of other rows of the same entity";
    default:
      return "";
  }
}

function datatypeWords(datatype: string): string {
  switch (datatype) {
    case "datetime":
    case "date":
      return "a date, YYYY-MM-DD";
    case "multipolygon":
      return "a multipolygon in longitude and latitude, six decimals";
    case "point":
      return "a point in longitude and latitude, six decimals";
    default:
      return datatype === "" ? "the field has it" : `${/^[aeiou]/.test(datatype) ? "an" : "a"} ${datatype}`;
  }
}

function words(
  kind: FieldStory["kind"],
  { steps: all, recorder, facts }: Told,
  field: string,
  column: string | undefined,
  given: string,
  steps: readonly FieldStep[],
): string {
  if (kind === "same") return "Published as it is in the file.";
  const last = steps.at(-1);
  if (kind === "changed") {
    const telling = steps.filter(({ phase }) => phase !== "map");
    if (telling.length === 0) return "Published.";
    const unused =
      column !== undefined && column !== field && recorder.header?.cells.includes(field)
        ? ` The file’s own column “${field}” is not used: “${column}” takes its place.`
        : "";
    const lead = given === "" ? "Not in the file" : "Published otherwise than in the file";
    return `${lead}: ${telling.map((step) => step.words).join("; ")}.${unused}`;
  }
  const lost = steps.find(({ before, after }) => before !== "" && after === "");
  if (lost) return `Empty: ${lost.words}.`;
  if (last !== undefined && last.after !== "" && facts.length === 0) return "The row was left out.";
  if (column !== undefined && given !== "" && facts.length === 0) return "The row was left out.";
  if (column !== undefined && given === "") return `Empty: the column “${column}” is blank in this row.`;
  const ignored = recorder.mapped.find(
    ([name, target]) => target === "IGNORE" && name.toLowerCase() === field,
  );
  if (ignored) return `Empty: the column “${ignored[0]}” is set to IGNORE.`;
  const elsewhere = recorder.mapped.find(
    ([name, target]) => name.toLowerCase() === field && target !== field,
  );
  if (elsewhere) return `Empty: the column “${elsewhere[0]}” is read as ${elsewhere[1]}.`;
  if (column === undefined) {
    const inFile = all.length > 0 && recorder.header?.cells.includes(field);
    return inFile
      ? `Empty: another column is read as ${field}, so the column of that name is not used.`
      : "Empty: no column of the file is read as this field.";
  }
  return "Empty.";
}
