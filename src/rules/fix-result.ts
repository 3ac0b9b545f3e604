import type { ObservedRun } from "./observed-run.ts";

/** What edits changed: two runs of one resource, row by row (by line: entry numbers move when lines are skipped). */
export interface FixResult {
  readonly issuesGone: readonly FixIssue[];
  readonly issuesNew: readonly FixIssue[];
  readonly facts: readonly FixFact[];
  /** Lines that are published now and were not, and the other way round. */
  readonly linesGained: readonly number[];
  readonly linesLost: readonly number[];
  readonly before: FixCounts;
  readonly after: FixCounts;
  /** How the second run ended, when not well: "the pipeline stops: ...". */
  readonly failure?: string;
  /** Nothing at all changed. */
  readonly same: boolean;
}

export interface FixCounts {
  readonly issues: number;
  readonly facts: number;
  /** Data rows that are published, and all of them. */
  readonly published: number;
  readonly rows: number;
}

export interface FixIssue {
  readonly issueType: string;
  readonly field: string;
  readonly value: string;
  readonly lineNumber: number;
}

/** A fact that is new (`before` absent), gone (`after` absent) or has another value. */
export interface FixFact {
  readonly lineNumber: number;
  readonly entity: string;
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

export function fixResult(before: ObservedRun, after: ObservedRun): FixResult {
  const issues = issueChanges(before, after);
  const facts = factChanges(before, after);
  const [linesBefore, linesAfter] = [linesOf(before), linesOf(after)];
  const { outcome } = after.run.result;
  return {
    ...issues,
    facts,
    linesGained: [...linesAfter].filter((line) => !linesBefore.has(line)),
    linesLost: [...linesBefore].filter((line) => !linesAfter.has(line)),
    before: countsOf(before),
    after: countsOf(after),
    ...(outcome.outcome === "raised" ? { failure: outcome.exception } : {}),
    same: issues.issuesGone.length === 0 && issues.issuesNew.length === 0 && facts.length === 0,
  };
}

function issueChanges(before: ObservedRun, after: ObservedRun) {
  const left = new Map<string, FixIssue[]>();
  for (const { issueType, field, value, lineNumber } of before.issues) {
    const key = JSON.stringify([issueType, field, value, lineNumber]);
    left.set(key, [...(left.get(key) ?? []), { issueType, field, value, lineNumber }]);
  }
  const issuesNew: FixIssue[] = [];
  for (const { issueType, field, value, lineNumber } of after.issues) {
    const same = left.get(JSON.stringify([issueType, field, value, lineNumber]));
    if (same?.pop() === undefined) issuesNew.push({ issueType, field, value, lineNumber });
  }
  return { issuesGone: [...left.values()].flat(), issuesNew };
}

function factChanges(before: ObservedRun, after: ObservedRun): FixFact[] {
  const [then, now] = [factsByPlace(before), factsByPlace(after)];
  const changes: FixFact[] = [];
  for (const [key, was] of then) {
    const is = now.get(key);
    if (is === undefined) changes.push({ ...place(was), before: was.value });
    else if (was.value !== is.value) changes.push({ ...place(is), before: was.value, after: is.value });
    else if (was.entity !== is.entity && is.field === "reference") {
      // Once for a row: its number is no fact, but every fact is the number's.
      changes.push({ ...place(is), field: "entity", before: was.entity, after: is.entity });
    }
  }
  for (const [key, is] of now) if (!then.has(key)) changes.push({ ...place(is), after: is.value });
  return changes.sort((a, b) => a.lineNumber - b.lineNumber || (a.field < b.field ? -1 : 1));
}

type Fact = ObservedRun["facts"][number];

function factsByPlace({ facts }: ObservedRun): Map<string, Fact> {
  const found = new Map<string, Fact>();
  for (const fact of facts) {
    // A resource of several organisations has several facts for one cell: told apart in order.
    const base = `${fact.lineNumber} ${fact.field}`;
    let key = base;
    for (let again = 2; found.has(key); again += 1) key = `${base} ${again}`;
    found.set(key, fact);
  }
  return found;
}

function place({ lineNumber, entity, field }: Fact) {
  return { lineNumber, entity, field };
}

function linesOf({ facts }: ObservedRun): Set<number> {
  return new Set(facts.map(({ lineNumber }) => lineNumber));
}

function countsOf(observed: ObservedRun): FixCounts {
  const blank = observed.drops.filter(({ reason }) => reason === "blank-record").length;
  return {
    issues: observed.issues.length,
    facts: observed.facts.length,
    published: linesOf(observed).size,
    rows: Math.max(0, observed.lines.length - blank - (observed.header ? 1 : 0)),
  };
}
