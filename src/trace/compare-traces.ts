import type { RowTrace, RuleUse, TraceIssue } from "./row-trace.ts";

/** In what two runs differ about one row. */
export interface TraceDifferences {
  /** Values that are published otherwise; `undefined`: not at all. */
  readonly values: readonly {
    readonly field: string;
    readonly one: string | undefined;
    readonly other: string | undefined;
    /** Why, as far as the traces tell. */
    readonly why: string;
  }[];
  readonly issuesOfOne: readonly TraceIssue[];
  readonly issuesOfOther: readonly TraceIssue[];
  readonly rulesOfOne: readonly RuleUse[];
  readonly rulesOfOther: readonly RuleUse[];
}

/** Compares the traces of one row in two runs, for example as the live check and as the nightly run have it. */
export function compareTraces(one: RowTrace, other: RowTrace): TraceDifferences {
  const [values, others] = [valuesOf(one), valuesOf(other)];
  const fields = [...new Set([...values.keys(), ...others.keys()])].filter(
    (field) => values.get(field) !== others.get(field),
  );
  const [rules, otherRules] = [rulesOf(one), rulesOf(other)];
  const rulesOfOne = without(rules, otherRules, ruleKey);
  const rulesOfOther = without(otherRules, rules, ruleKey);
  return {
    values: fields.map((field) => ({
      field,
      one: values.get(field),
      other: others.get(field),
      why: why(field, one, other, [...rulesOfOne, ...rulesOfOther]),
    })),
    issuesOfOne: without(issuesOf(one), issuesOf(other), issueKey),
    issuesOfOther: without(issuesOf(other), issuesOf(one), issueKey),
    rulesOfOne,
    rulesOfOther,
  };
}

function why(field: string, one: RowTrace, other: RowTrace, rules: readonly RuleUse[]): string {
  const own = rules.filter((rule) => rule.field === field && rule.line > 0);
  if (own[0]) return own.map(({ file, line }) => `${file} line ${line}`).join(", ");
  const ofRun = rules.find((rule) => rule.field === field);
  if (ofRun) return "filled in by the nightly run only";
  if (one.facts.length === 0 || other.facts.length === 0) return "one of them leaves the row out";
  if (field === "geometry" || field === "point") return "coordinates are converted differently";
  return "";
}

function valuesOf({ facts }: RowTrace): Map<string, string> {
  return new Map(facts.filter(({ value }) => value !== "").map(({ field, value }) => [field, value]));
}

function issuesOf({ steps }: RowTrace): TraceIssue[] {
  return steps.flatMap(({ issues }) => issues);
}

function rulesOf({ steps }: RowTrace): RuleUse[] {
  return steps.flatMap(({ rules, dropped }) => [...rules, ...(dropped?.rule ? [dropped.rule] : [])]);
}

function ruleKey({ file, line, field }: RuleUse): string {
  return `${file}|${line}|${field}`;
}

function issueKey({ issueType, field, value }: TraceIssue): string {
  return `${issueType}|${field}|${value}`;
}

function without<T>(list: readonly T[], others: readonly T[], key: (item: T) => string): T[] {
  const known = new Set(others.map(key));
  return list.filter((item) => !known.has(key(item)));
}
