import type { CheckFailure } from "../report/failure.ts";
import { failureWords } from "../report/failure-words.ts";
import { allLines, type Group, type Report } from "../report/report.ts";
import { lostRows, verdictWords } from "../report/verdict.ts";

/** What a batch keeps of one check: plain data, small, the same for the same input. */
export interface ItemResult {
  readonly name: string;
  readonly dataset: string;
  readonly organisations: readonly string[];
  /** `failed`: could not be checked, see `failure`. */
  readonly outcome: "checked" | "failed";
  /** 0 nothing must be fixed, 1 something must be fixed, 2 not understood: as the exit code of `check`. */
  readonly exit: 0 | 1 | 2;
  /** One sentence. */
  readonly verdict: string;
  readonly failure?: { readonly code: string; readonly message: string };
  readonly sha256: string;
  readonly bytes: number;
  readonly counts: ItemCounts;
  /** The lines of the report: what was found, by type and field. */
  readonly lines: readonly IssueLine[];
}

export interface ItemCounts {
  readonly records: number;
  readonly kept: number;
  readonly lost: number;
  /** Rows of issue.csv. */
  readonly issues: number;
  readonly mustFix: number;
  readonly needsFixing: number;
  readonly fixedForYou: number;
  readonly worthChecking: number;
}

export interface IssueLine {
  readonly type: string;
  readonly field: string;
  readonly group: Group;
  readonly source: string;
  readonly severity: string;
  readonly responsibility: string;
  readonly count: number;
  readonly rows: number;
}

export interface Subject {
  readonly name: string;
  readonly dataset: string;
  readonly organisations: readonly string[];
}

const nothing: ItemCounts = {
  records: 0,
  kept: 0,
  lost: 0,
  issues: 0,
  mustFix: 0,
  needsFixing: 0,
  fixedForYou: 0,
  worthChecking: 0,
};

/** The result of a check that ended, well or not. */
export function itemResult(
  { name, dataset, organisations }: Subject,
  report: Report | undefined,
  failure: CheckFailure | undefined,
): ItemResult {
  const mustFix = (report?.groups.mustFix.length ?? 0) > 0;
  const exit = failure ? (failure.code === "pipeline-raises" ? 1 : 2) : mustFix ? 1 : 0;
  return {
    name,
    dataset,
    organisations,
    outcome: failure ? "failed" : "checked",
    exit,
    verdict: report ? verdictWords(report.verdict) : failure ? failureWords(failure).heading : "",
    ...(failure ? { failure: { code: failure.code, message: failureMessage(failure) } } : {}),
    sha256: report?.checked.sha256 ?? "",
    bytes: report?.checked.bytes ?? 0,
    counts: report ? countsOf(report) : nothing,
    lines: report ? linesOf(report) : [],
  };
}

/** The result of something that could not even be opened. */
export function refusedResult(
  { name, dataset, organisations }: Subject,
  code: string,
  message: string,
): ItemResult {
  return {
    name,
    dataset,
    organisations,
    outcome: "failed",
    exit: 2,
    verdict: "Could not be checked",
    failure: { code, message },
    sha256: "",
    bytes: 0,
    counts: nothing,
    lines: [],
  };
}

function failureMessage(failure: CheckFailure): string {
  const { heading, what } = failureWords(failure);
  return `${heading}. ${what}`;
}

function countsOf({ counts, groups }: Report): ItemCounts {
  return {
    records: counts.records,
    kept: counts.kept,
    lost: lostRows(counts),
    issues: counts.issues,
    mustFix: groups.mustFix.length,
    needsFixing: groups.needsFixing.length,
    fixedForYou: groups.fixedForYou.length,
    worthChecking: groups.worthChecking.length,
  };
}

function linesOf(report: Report): IssueLine[] {
  return allLines(report).map(({ type, field, group, source, severity, responsibility, count, rows }) => ({
    type,
    field,
    group,
    source,
    severity,
    responsibility,
    count,
    rows,
  }));
}
