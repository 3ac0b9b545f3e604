import type { Effects } from "../../src/check/effects.ts";
import type { CheckInput } from "../../src/check/input.ts";
import { readConfiguration } from "../../src/configuration/read.ts";
import { converters } from "../../src/effects/converters.ts";
import { loadGeometryEngine } from "../../src/effects/geometry-wasm.ts";
import { ostn15Table } from "../../src/effects/node/tables.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";
import type { RuleEdit } from "../../src/rules/edit.ts";
import { type FixResult, fixResult } from "../../src/rules/fix-result.ts";
import type { EditedConfiguration } from "../../src/rules/lay-edits.ts";
import { observeRun, runWithEdits } from "../../src/rules/observe-run.ts";
import type { ObservedRun } from "../../src/rules/observed-run.ts";
import type { Proposal } from "../../src/rules/proposal.ts";
import { propose } from "../../src/rules/propose.ts";
import { type Symptom, shows } from "../../src/rules/symptom.ts";
import { referenceTables } from "../conformance/case-runner.ts";

/** The endpoint every trial's resource comes from. */
export const endpoint = "e".repeat(64);

export interface Trial {
  readonly csv: string;
  readonly tables?: Readonly<Record<string, string>>;
  readonly dataset?: string;
  readonly mode?: "pipeline" | "added" | "check";
  readonly organisations?: readonly string[];
  readonly endpoints?: readonly string[];
}

export const effects: Effects = {
  today: () => "2026-09-01",
  tables: referenceTables,
  geometry: loadGeometryEngine,
  convert: converters,
  ostn15: ostn15Table,
};

/** One made-up resource with its made-up configuration, run and looked at. */
export async function trial({ csv, tables = {}, dataset, mode, organisations, endpoints }: Trial) {
  const base = readConfiguration(new Map(Object.entries(tables)), "made up");
  const input: CheckInput = {
    source: bytesSource(new TextEncoder().encode(csv)),
    name: "made-up.csv",
    dataset: dataset ?? "conservation-area",
    mode: mode ?? "pipeline",
    transformation: "helmert",
    organisations: organisations ?? ["local-authority:DNC"],
    endpoints: endpoints ?? [endpoint],
    entryDate: "2026-08-01",
    configuration: base,
  };
  const reply = await observeRun(input, effects);
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  const { observed } = reply;
  return {
    observed,
    base,
    propose: (symptom: Symptom) => propose(observed, symptom),
    /** Runs with edits, and says what changed. */
    async apply(edits: readonly RuleEdit[]): Promise<Tried> {
      const fixed = await runWithEdits(input, effects, base, edits);
      if (!fixed.ok) throw new Error(JSON.stringify(fixed.failure));
      return { observed: fixed.observed, edited: fixed.edited, result: fixResult(observed, fixed.observed) };
    },
    /** Whether a symptom is still there after edits. */
    stillShows: (after: ObservedRun, symptom: Symptom) => shows(observed, after, symptom),
  };
}

export interface Tried {
  readonly observed: ObservedRun;
  readonly edited: EditedConfiguration;
  readonly result: FixResult;
}

/** The rows of proposals, short: `column.csv column=A field=b`, without what is the same in all. */
export function rowsOf(proposals: readonly Proposal[]): string[][] {
  return proposals.map(({ edits }) => edits.map(rowText));
}

export function rowText(edit: RuleEdit): string {
  if (edit.op === "delete") return `${edit.file} delete ${edit.line}`;
  const cells = Object.entries(edit.cells).filter(([column, value]) => value !== "" && column !== "dataset");
  const words = cells.map(([column, value]) => `${column}=${value === endpoint ? "E" : value}`);
  return `${edit.file}${edit.op === "change" ? ` change ${edit.line}` : ""} ${words.join(" ")}`;
}

/** The issue symptom of a type in a run. */
export function issue(observed: ObservedRun, issueType: string, field?: string): Symptom {
  const own = observed.issues.filter(
    (one) => one.issueType === issueType && (field === undefined || one.field === field),
  );
  const [first] = own;
  if (!first)
    throw new Error(
      `the run has no issue ${issueType}; it has ${[...new Set(observed.issues.map((one) => one.issueType))].join(", ")}`,
    );
  return { kind: "issue", issueType, field: first.field, entries: own.map(({ entryNumber }) => entryNumber) };
}
