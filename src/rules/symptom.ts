import type { Drop } from "../engine/sink.ts";
import { textOf } from "../issues/text.ts";
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
  /** The row has the number of another thing, or shares one: `entity`. */
  | { readonly kind: "wrong-entity"; readonly entryNumber: number; readonly entity: string }
  /** The row's number and another are one thing; the other stays. */
  | {
      readonly kind: "same-thing";
      readonly entryNumber: number;
      readonly entity: string;
      readonly other: string;
    };

/** A symptom with how much of the file shows it, for a list. */
export interface SymptomCount {
  readonly symptom: Symptom;
  readonly rows: number;
}

/** Issues that only say what the configuration did: nothing to fix by another row. */
const notes: ReadonlySet<string> = new Set(["default-value", "default-field", "combined-value", "patch"]);

/** Neither a note nor something the platform repairs itself. */
function isComplaint(issueType: string): boolean {
  return !notes.has(issueType) && textOf(issueType).outcome !== "changed";
}

/** What the run itself shows: its issues by type and field, then rows that were lost, by reason. Most rows first. */
export function symptomsOf(observed: ObservedRun): SymptomCount[] {
  const issues = new Map<string, { issueType: string; field: string; entries: Set<number> }>();
  for (const { issueType, field, entryNumber } of observed.issues) {
    if (!isComplaint(issueType)) continue;
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

/**
 * Whether a run shows a symptom that was seen in `before`: to say of a fix that it worked. Rows are found by their line,
 * for entry numbers move when lines are left out.
 */
export function shows(before: ObservedRun, run: ObservedRun, symptom: Symptom): boolean {
  const lineOf = (entry: number) => before.entries.get(entry)?.lineNumber ?? 0;
  switch (symptom.kind) {
    case "issue": {
      const lines = new Set(symptom.entries.map(lineOf));
      return run.issues.some(
        ({ issueType, field, value, lineNumber }) =>
          issueType === symptom.issueType &&
          field === symptom.field &&
          (symptom.value === undefined || value === symptom.value) &&
          lines.has(lineNumber),
      );
    }
    case "row-lost":
      return !isPublished(run, symptom.lineNumber);
    case "unwanted-rows":
      return symptom.lineNumbers.some((line) => isPublished(run, line));
    case "empty-field":
      return symptom.entries.some((entry) => factAt(run, lineOf(entry), symptom.field) === "");
    case "wrong-value": {
      const line = lineOf(symptom.entryNumber);
      const value = factAt(run, line, symptom.field);
      if (symptom.expected !== undefined) return value !== symptom.expected;
      // Nobody said what is right: any other value is a change to be looked at.
      return value === factAt(before, line, symptom.field);
    }
    case "same-thing":
      return factAt(run, lineOf(symptom.entryNumber), "entity") !== symptom.other;
    case "wrong-entity": {
      const entity = factAt(run, lineOf(symptom.entryNumber), "entity");
      return entity === "" || entity === symptom.entity;
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
