import { issueCatalogue } from "../issues/catalogue.ts";
import { type Cause, causeOfColumn, causeOfCount, causeOfFact, causeOfIssue, columnsRead } from "./causes.ts";
import { pairOff } from "./pair-off.ts";
import { type FactRow, type IssueRow, issueKey, type RunOutput } from "./run-output.ts";

/** One difference between two runs: an issue or a fact that only one of them has, or that they have otherwise. */
export interface OutputDifference {
  readonly what: "issue" | "fact" | "column";
  readonly lineNumber: number;
  readonly entryNumber: number;
  readonly entity: string;
  readonly field: string;
  /** Of an issue its type; `""` for a fact. */
  readonly issueType: string;
  /** Absent when only the second run has it. */
  readonly before?: string;
  /** Absent when only the first run has it. */
  readonly after?: string;
}

export interface CauseGroup extends Cause {
  /** In the order of lines. */
  readonly differences: readonly OutputDifference[];
  /** How many there are, where only the first are handed on. */
  readonly total?: number;
}

export interface OutputComparison {
  /** Nothing differs in what both runs have: issues, facts, or both. */
  readonly same: boolean;
  /** What could be compared. */
  readonly compared: readonly ("issues" | "facts" | "columns")[];
  /** Most differences first. */
  readonly groups: readonly CauseGroup[];
  readonly counts: {
    readonly issuesGone: number;
    readonly issuesNew: number;
    readonly factsGone: number;
    readonly factsNew: number;
    readonly factsChanged: number;
  };
  /** The same lines in another order, where nothing else differs. */
  readonly orderOnly: boolean;
  /** What the two runs were given differently, for people. */
  readonly inputs: readonly InputDifference[];
  /** Same resource, configuration and specification by their hashes, and yet a difference: a bug in this tool. */
  readonly ourBug: boolean;
}

export interface InputDifference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Compares what two runs gave, whoever ran them. Lines may come in any order; a fact is the same where its row and field
 * are the same. Every difference is put to one cause, found from what differs and what the runs tell of themselves.
 */
export function compareOutputs(before: RunOutput, after: RunOutput): OutputComparison {
  const found: { cause: Cause; difference: OutputDifference }[] = [];
  const compared: ("issues" | "facts" | "columns")[] = [];
  const counts = { issuesGone: 0, issuesNew: 0, factsGone: 0, factsNew: 0, factsChanged: 0 };
  let orderOnly = false;
  if (before.issues && after.issues) {
    compared.push("issues");
    const matched = matchIssues(before.issues, after.issues, hasEntities(before) && hasEntities(after));
    orderOnly ||= matched.reordered;
    counts.issuesGone = matched.gone.length;
    counts.issuesNew = matched.come.length;
    for (const [was, is] of [
      ...matched.moved,
      ...matched.gone.map((issue) => [issue, undefined] as const),
      ...matched.come.map((issue) => [undefined, issue] as const),
    ]) {
      found.push({ cause: causeOfIssue(was, is, before, after), difference: issueDifference(was, is) });
    }
  }
  if (before.facts && after.facts) {
    compared.push("facts");
    const matched = matchFacts(before.facts, after.facts, rowOf(before, after));
    orderOnly ||= matched.reordered;
    counts.factsGone = matched.gone.length;
    counts.factsNew = matched.come.length;
    counts.factsChanged = matched.changed.length;
    const context = { before, after, gone: matched.gone, come: matched.come };
    for (const [was, is] of [
      ...matched.changed,
      ...matched.gone.map((fact) => [fact, undefined] as const),
      ...matched.come.map((fact) => [undefined, fact] as const),
    ]) {
      found.push({ cause: causeOfFact(was, is, context), difference: factDifference(was, is) });
    }
  }
  for (const { was, is, ...kind } of countDifferences(before, after)) {
    if (!compared.includes("issues")) compared.push("issues");
    const difference = { what: "issue" as const, lineNumber: 0, entryNumber: 0, entity: "", ...kind };
    found.push({
      cause: causeOfCount(kind.issueType, kind.field, before, after),
      difference: { ...difference, before: `${was} times`, after: `${is} times` },
    });
  }
  if (before.columnFields && after.columnFields) {
    compared.push("columns");
    // Where rows are compared, they show what another column does.
    if (!compared.includes("facts")) {
      for (const { field, was, is } of columnDifferences(before, after)) {
        const difference = {
          what: "column" as const,
          lineNumber: 0,
          entryNumber: 0,
          entity: "",
          issueType: "",
        };
        found.push({
          cause: causeOfColumn(field, was, is),
          difference: { ...difference, field, before: was || "no column", after: is || "no column" },
        });
      }
    }
  }
  const same = found.length === 0;
  return {
    same,
    compared,
    groups: grouped(found),
    counts,
    orderOnly: same && orderOnly,
    inputs: inputDifferences(before, after),
    ourBug: !same && sameInputs(before, after),
  };
}

/** The live check and files of it have no entities: then entities say nothing about a difference. */
function hasEntities({ issues = [], facts = [] }: RunOutput): boolean {
  return issues.some(({ entity }) => entity !== "") || facts.some(({ entity }) => entity !== "");
}

/** Where one run tells numbers only: the other's issues counted alike, errors for publishers. */
function countDifferences(before: RunOutput, after: RunOutput) {
  if ((before.issues && after.issues) || !(before.issueCounts ?? after.issueCounts)) return [];
  const countsOf = ({ issues, issueCounts }: RunOutput) => {
    const counts = new Map<string, { issueType: string; field: string; count: number }>();
    const add = (issueType: string, field: string, count: number) => {
      const key = JSON.stringify([issueType, field]);
      const known = counts.get(key) ?? { issueType, field, count: 0 };
      known.count += count;
      counts.set(key, known);
    };
    for (const { issueType, field, count } of issueCounts ?? []) add(issueType, field, count);
    if (!issueCounts) {
      for (const { issueType, field } of issues ?? []) if (isTask(issueType)) add(issueType, field, 1);
    }
    return counts;
  };
  if (!(before.issues ?? before.issueCounts) || !(after.issues ?? after.issueCounts)) return [];
  const [then, now] = [countsOf(before), countsOf(after)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [then.get(key), now.get(key)];
    const { issueType, field } = was ?? is ?? { issueType: "", field: "" };
    return was?.count === is?.count ? [] : [{ issueType, field, was: was?.count ?? 0, is: is?.count ?? 0 }];
  });
}

function isTask(issueType: string): boolean {
  const catalogue: Readonly<Record<string, { severity: string; responsibility: string }>> = issueCatalogue;
  const entry = Object.hasOwn(catalogue, issueType) ? catalogue[issueType] : undefined;
  return entry?.severity === "error" && entry.responsibility === "external";
}

function columnDifferences(before: RunOutput, after: RunOutput) {
  const fields = new Set(
    [...(before.columnFields ?? []), ...(after.columnFields ?? [])].map(({ field }) => field),
  );
  return [...fields].flatMap((field) => {
    const [was, is] = [columnsRead(before, field), columnsRead(after, field)];
    return was === is ? [] : [{ field, was, is }];
  });
}

function matchIssues(before: readonly IssueRow[], after: readonly IssueRow[], entities: boolean) {
  const place = ({ lineNumber, entryNumber }: IssueRow) => `${lineNumber} ${entryNumber}`;
  const whole = (issue: IssueRow) => `${issueKey(issue)} ${place(issue)} ${entities ? issue.entity : ""}`;
  const exact = pairOff(before, after, whole);
  const otherEntity = pairOff(exact.before, exact.after, (issue) => `${issueKey(issue)} ${place(issue)}`);
  const otherPlace = pairOff(otherEntity.before, otherEntity.after, (issue) =>
    JSON.stringify([issueKey(issue), entities ? issue.entity : ""]),
  );
  return {
    moved: [...otherEntity.pairs, ...otherPlace.pairs],
    gone: otherPlace.before,
    come: otherPlace.after,
    reordered: isReordered(before.map(whole), after.map(whole)),
  };
}

function matchFacts(before: readonly FactRow[], after: readonly FactRow[], row: (fact: FactRow) => string) {
  const whole = (fact: FactRow) =>
    JSON.stringify([
      row(fact),
      fact.field,
      fact.value,
      fact.entity,
      fact.entryDate,
      fact.priority,
      fact.referenceEntity,
    ]);
  const exact = pairOff(before, after, whole);
  const sameValue = pairOff(exact.before, exact.after, (fact) =>
    JSON.stringify([row(fact), fact.field, fact.value, fact.entity]),
  );
  const sameField = pairOff(sameValue.before, sameValue.after, (fact) =>
    JSON.stringify([row(fact), fact.field]),
  );
  // A row that moved: the same fact of the same entity elsewhere.
  const moved = pairOff(sameField.before, sameField.after, (fact) =>
    fact.entity === "" ? undefined : JSON.stringify([fact.entity, fact.field, fact.value]),
  );
  return {
    changed: [...sameValue.pairs, ...sameField.pairs, ...moved.pairs],
    gone: moved.before,
    come: moved.after,
    reordered: isReordered(before.map(whole), after.map(whole)),
  };
}

/** Equal as sets is for the caller to know; here only whether the order is another. */
function isReordered(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.some((key, at) => key !== after[at]);
}

/**
 * What names a row in both runs: its line where both know it and read the same resource, else its entry number; the
 * entity (or else the reference) when the resources differ.
 */
function rowOf(before: RunOutput, after: RunOutput): (fact: FactRow) => string {
  const [then, now] = [before.source.resource, after.source.resource];
  if (then !== undefined && now !== undefined && then !== now) {
    if (hasEntities(before) && hasEntities(after)) return ({ entity }) => entity;
    const [referencesBefore, referencesAfter] = [referencesOf(before), referencesOf(after)];
    return (fact) => referencesBefore.get(fact) ?? referencesAfter.get(fact) ?? `entry ${fact.entryNumber}`;
  }
  const lines = [before, after].every(({ facts = [] }) => facts.every(({ lineNumber }) => lineNumber > 0));
  return ({ lineNumber, entryNumber }) => String(lines ? lineNumber : entryNumber);
}

function referencesOf({ facts = [] }: RunOutput): Map<FactRow, string> {
  const byEntry = new Map(
    facts.flatMap(({ field, entryNumber, value }) => (field === "reference" ? [[entryNumber, value]] : [])),
  );
  return new Map(facts.map((fact) => [fact, byEntry.get(fact.entryNumber) ?? `entry ${fact.entryNumber}`]));
}

function issueDifference(was: IssueRow | undefined, is: IssueRow | undefined): OutputDifference {
  const shown = is ?? was;
  const words = (issue: IssueRow) => issue.value || issue.message;
  return {
    what: "issue",
    lineNumber: shown?.lineNumber ?? 0,
    entryNumber: shown?.entryNumber ?? 0,
    entity: shown?.entity ?? "",
    field: shown?.field ?? "",
    issueType: shown?.issueType ?? "",
    ...(was ? { before: was && is ? placeWords(was) : words(was) } : {}),
    ...(is ? { after: was && is ? placeWords(is) : words(is) } : {}),
  };
}

function placeWords({ lineNumber, entryNumber, entity }: IssueRow): string {
  return `line ${lineNumber}, entry ${entryNumber}${entity === "" ? "" : `, entity ${entity}`}`;
}

function factDifference(was: FactRow | undefined, is: FactRow | undefined): OutputDifference {
  const shown = is ?? was;
  const both = was !== undefined && is !== undefined;
  const words = (fact: FactRow) => (both && was.value === is.value ? aroundWords(fact, was, is) : fact.value);
  return {
    what: "fact",
    lineNumber: is?.lineNumber || was?.lineNumber || 0,
    entryNumber: shown?.entryNumber ?? 0,
    entity: shown?.entity ?? "",
    field: shown?.field ?? "",
    issueType: "",
    ...(was ? { before: words(was) } : {}),
    ...(is ? { after: words(is) } : {}),
  };
}

/** Where the values are equal: what else of the two facts is not. */
function aroundWords(fact: FactRow, was: FactRow, is: FactRow): string {
  const parts: string[] = [];
  if (was.entity !== is.entity) parts.push(`entity ${fact.entity || "none"}`);
  if (was.entryDate !== is.entryDate) parts.push(`entry-date ${fact.entryDate || "none"}`);
  if (was.priority !== is.priority) parts.push(`priority ${fact.priority}`);
  if (was.referenceEntity !== is.referenceEntity)
    parts.push(`reference-entity ${fact.referenceEntity || "none"}`);
  if (was.entryNumber !== is.entryNumber) parts.push(`entry ${fact.entryNumber}`);
  return parts.join(", ");
}

function grouped(
  found: readonly { readonly cause: Cause; readonly difference: OutputDifference }[],
): CauseGroup[] {
  const groups = new Map<string, { cause: Cause; differences: OutputDifference[] }>();
  for (const { cause, difference } of found) {
    const key = `${cause.id} ${cause.detail}`;
    const group = groups.get(key);
    if (group) group.differences.push(difference);
    else groups.set(key, { cause, differences: [difference] });
  }
  return [...groups.values()]
    .map(({ cause, differences }) => ({
      ...cause,
      differences: differences.sort((a, b) => a.lineNumber - b.lineNumber || a.entryNumber - b.entryNumber),
    }))
    .sort((a, b) => b.differences.length - a.differences.length);
}

function inputDifferences({ source: before }: RunOutput, { source: after }: RunOutput): InputDifference[] {
  const names = [
    "dataset",
    "resource",
    "mode",
    "transformation",
    "entryDate",
    "today",
    "configuration",
    "configHash",
    "specification",
    "specificationHash",
    "codeVersion",
  ] as const;
  const single = names.flatMap((what) => {
    const [was, is] = [before[what], after[what]];
    return was !== undefined && is !== undefined && was !== is ? [{ what, before: was, after: is }] : [];
  });
  const lists = (["organisations", "endpoints"] as const).flatMap((what) => {
    const [was, is] = [before[what]?.join(", "), after[what]?.join(", ")];
    return was !== undefined && is !== undefined && was !== is ? [{ what, before: was, after: is }] : [];
  });
  return [...single, ...lists];
}

/** One run is ours, the other is not, and resource, configuration and specification are the same by their hashes. */
function sameInputs(before: RunOutput, after: RunOutput): boolean {
  if (before.ours === after.ours) return false;
  const agree = (key: "configHash" | "specificationHash") =>
    before.source[key] !== undefined && before.source[key] !== "" && before.source[key] === after.source[key];
  const [then, now] = [before.source.resource, after.source.resource];
  const sameResource = then === undefined || now === undefined || then === now;
  return sameResource && agree("configHash") && agree("specificationHash");
}
