import type { Drop } from "../engine/sink.ts";
import type { ObservedRun } from "./observed-run.ts";

/** What somebody sees and wants changed. Entries and lines are numbers of the run. */
export type Symptom =
  | {
      readonly kind: "issue";
      readonly issueType: string;
      readonly field: string;
      /** As logged; absent: any. */
      readonly value?: string;
      readonly entries: readonly number[];
    }
  /** The row is not published. */
  | { readonly kind: "row-lost"; readonly lineNumber: number }
  /** The field has no value. */
  | { readonly kind: "empty-field"; readonly field: string; readonly entries: readonly number[] }
  /** The published value is not what it should be; `expected` as a person writes it. */
  | {
      readonly kind: "wrong-value";
      readonly field: string;
      readonly entryNumber: number;
      readonly expected?: string;
    }
  /** The rows should not be published. */
  | { readonly kind: "unwanted-rows"; readonly lineNumbers: readonly number[] }
  /** The row has the number of another thing, or shares it. */
  | { readonly kind: "wrong-entity"; readonly entryNumber: number };

/** A symptom with how much of the file shows it, for a list. */
export interface SymptomCount {
  readonly symptom: Symptom;
  readonly rows: number;
}

/** Issues that only say what the configuration did, or that something was repaired well: nothing to fix by a rule. */
const notes: ReadonlySet<string> = new Set(["default-value", "default-field", "combined-value", "patch"]);

/** What the run itself shows: its issues by type and field, then rows that were lost, by reason. Most rows first. */
export function symptomsOf(observed: ObservedRun): SymptomCount[] {
  const issues = new Map<string, { issueType: string; field: string; entries: Set<number> }>();
  for (const { issueType, field, entryNumber } of observed.issues) {
    if (notes.has(issueType)) continue;
    const key = JSON.stringify([issueType, field]);
    const found = issues.get(key) ?? { issueType, field, entries: new Set<number>() };
    found.entries.add(entryNumber);
    issues.set(key, found);
  }
  const counts: SymptomCount[] = [...issues.values()].map(({ issueType, field, entries }) => ({
    symptom: { kind: "issue", issueType, field, entries: [...entries] },
    rows: entries.size,
  }));
  const lost = new Map<string, Drop[]>();
  for (const drop of observed.drops) {
    // What the issue list says already.
    if (drop.reason === "blank-record" || drop.reason === "no-entity") continue;
    const key = `${drop.reason} ${drop.detail ?? ""}`;
    lost.set(key, [...(lost.get(key) ?? []), drop]);
  }
  for (const drops of lost.values()) {
    const [first] = drops;
    if (first)
      counts.push({ symptom: { kind: "row-lost", lineNumber: first.lineNumber }, rows: drops.length });
  }
  return counts.sort((a, b) => b.rows - a.rows);
}

/** Whether a run still shows a symptom: to say of a fix that it worked. */
export function shows(observed: ObservedRun, symptom: Symptom, lineOf: (entry: number) => number): boolean {
  switch (symptom.kind) {
    case "issue": {
      const lines = new Set(symptom.entries.map(lineOf));
      return observed.issues.some(
        ({ issueType, field, value, lineNumber }) =>
          issueType === symptom.issueType &&
          field === symptom.field &&
          (symptom.value === undefined || value === symptom.value) &&
          lines.has(lineNumber),
      );
    }
    case "row-lost":
      return !isPublished(observed, symptom.lineNumber);
    case "unwanted-rows":
      return symptom.lineNumbers.some((line) => isPublished(observed, line));
    case "empty-field": {
      const lines = new Set(symptom.entries.map(lineOf));
      const filled = new Set(
        observed.facts.flatMap((fact) =>
          fact.field === symptom.field && fact.value !== "" ? [fact.lineNumber] : [],
        ),
      );
      return [...lines].some((line) => !filled.has(line));
    }
    case "wrong-value": {
      const line = lineOf(symptom.entryNumber);
      const value = factAt(observed, line, symptom.field);
      return symptom.expected === undefined ? false : value !== symptom.expected;
    }
    case "wrong-entity": {
      const line = lineOf(symptom.entryNumber);
      const own = observed.facts.find(({ lineNumber }) => lineNumber === line)?.entity;
      return (
        own === undefined || observed.facts.some((fact) => fact.entity === own && fact.lineNumber !== line)
      );
    }
  }
}

/** The published value of a field on a line; `""` when there is none. */
export function factAt({ facts }: ObservedRun, lineNumber: number, field: string): string {
  const fact = facts.find((one) => one.lineNumber === lineNumber && one.field === field);
  return (
    (field === "entity" ? facts.find((one) => one.lineNumber === lineNumber)?.entity : fact?.value) ?? ""
  );
}

function isPublished({ facts }: ObservedRun, lineNumber: number): boolean {
  return facts.some((fact) => fact.lineNumber === lineNumber);
}
