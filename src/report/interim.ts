import { fieldLabel } from "../issues/field-label.ts";
import { groupOf } from "../issues/groups.ts";
import { issueSentence } from "../issues/text.ts";
import { missingColumnsOf } from "./build-report.ts";
import { findingSentence } from "./finding-text.ts";
import { findingText } from "./findings.ts";
import { lineId } from "./line-index.ts";
import type { Group } from "./report.ts";
import type { RunRecord } from "./run-record.ts";

/** What was found so far, while a check goes on. Counts only: rows can be looked at when it is done. */
export interface Interim {
  /** Rows done with. */
  readonly rows: number;
  /** Of these, rows that would be published. */
  readonly kept: number;
  readonly lost: number;
  /** In the order found, so that no line moves while a person reads; about rows and columns. */
  readonly lines: readonly InterimLine[];
}

export interface InterimLine {
  /** As in the finished report. */
  readonly id: string;
  readonly group: Group;
  readonly sentence: string;
}

/**
 * The record of a run that is going on, in short. Costs as much as there are kinds of problems, however many rows there
 * are. What can only be said of a whole file (columns not used, equal shapes, one date everywhere) is not in it.
 */
export function interimOf(record: RunRecord): Interim {
  const rows = record.rowsDone;
  const lost = Math.min(rows, record.records.lostEntries);
  return {
    rows,
    kept: rows - lost,
    lost,
    lines: [...columnLines(record), ...issueLines(record), ...findingLines(record)],
  };
}

function columnLines(record: RunRecord): InterimLine[] {
  return missingColumnsOf(record).map((field) => ({
    id: lineId("missing column", field),
    group: groupOf("missing column", field),
    sentence: `There is no column for ${fieldLabel(field)}`,
  }));
}

function issueLines({ issues, issueLines: counted }: RunRecord): InterimLine[] {
  return issues.kinds.map(({ issueType, field }, kind) => ({
    id: lineId(issueType, field),
    group: groupOf(issueType, field),
    sentence: issueSentence(issueType, field, counted[kind]?.entries.length ?? 0, false),
  }));
}

function findingLines(record: RunRecord): InterimLine[] {
  // A missing column says it better, and stands above.
  const explained = missingColumnsOf(record).some((field) => groupOf("missing value", field) === "must-fix");
  return record.findings.all().flatMap(({ id, field, count, detail, entries }) => {
    const text = findingText[id];
    if (text.about !== "row" || (explained && id === "row-without-reference")) return [];
    const found = { field, rows: entries.length, allRows: false, count, detail };
    return [{ id: lineId(id, field), group: text.group, sentence: findingSentence(text, found) }];
  });
}
