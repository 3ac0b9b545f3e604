import type { Group, Report, ReportLine } from "../report/report.ts";
import { allLines } from "../report/report.ts";

/** What became of one line from one check to the next. */
export interface LineChange {
  /** The line's id, the same in both reports. */
  readonly id: string;
  readonly group: Group;
  /** Its sentence then; absent when it is new. */
  readonly before?: string;
  /** Its sentence now; absent when it is fixed. */
  readonly after?: string;
  readonly rowsBefore: number;
  readonly rowsAfter: number;
}

/** Two checks of one dataset, one after the other (service/results.md 3.9). Each list has must-fix lines first. */
export interface RunComparison {
  /** There before, gone now. */
  readonly fixed: readonly LineChange[];
  readonly stillThere: readonly LineChange[];
  readonly isNew: readonly LineChange[];
  readonly rows: { readonly before: number; readonly after: number };
  readonly kept: { readonly before: number; readonly after: number };
  /** Why the two may not say the same of the same data: other dataset, mode, versions. Empty when only the file differs. */
  readonly differences: readonly Difference[];
  /** The very same bytes. */
  readonly sameFile: boolean;
}

export interface Difference {
  readonly what: "dataset" | "mode" | "transformation" | "specification" | "configuration" | "tool";
  readonly before: string;
  readonly after: string;
}

const groupOrder: readonly Group[] = ["must-fix", "needs-fixing", "worth-checking", "fixed-for-you"];

/** What was fixed, what is still there and what is new, line by line. */
export function compareRuns(before: Report, after: Report): RunComparison {
  const [then, now] = [byId(before), byId(after)];
  const ids = [...new Set([...then.keys(), ...now.keys()])];
  const changes = ids.map((id) => lineChange(id, then.get(id), now.get(id)));
  changes.sort((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group));
  return {
    fixed: changes.filter(({ after: sentence }) => sentence === undefined),
    stillThere: changes.filter((change) => change.before !== undefined && change.after !== undefined),
    isNew: changes.filter(({ before: sentence }) => sentence === undefined),
    rows: { before: before.counts.records, after: after.counts.records },
    kept: { before: before.counts.kept, after: after.counts.kept },
    differences: differencesOf(before, after),
    sameFile: before.checked.sha256 !== "" && before.checked.sha256 === after.checked.sha256,
  };
}

function byId(report: Report): Map<string, ReportLine> {
  return new Map(allLines(report).map((line) => [line.id, line]));
}

function lineChange(id: string, then: ReportLine | undefined, now: ReportLine | undefined): LineChange {
  return {
    id,
    group: now?.group ?? then?.group ?? "worth-checking",
    ...(then ? { before: then.words.sentence } : {}),
    ...(now ? { after: now.words.sentence } : {}),
    rowsBefore: then?.rows ?? 0,
    rowsAfter: now?.rows ?? 0,
  };
}

function differencesOf({ checked: before }: Report, { checked: after }: Report): Difference[] {
  const pairs: Difference[] = [
    { what: "dataset", before: before.dataset, after: after.dataset },
    { what: "mode", before: before.mode, after: after.mode },
    { what: "transformation", before: before.transformation, after: after.transformation },
    {
      what: "specification",
      before: before.versions.specification.hash,
      after: after.versions.specification.hash,
    },
    {
      what: "configuration",
      before: before.versions.configuration.hash,
      after: after.versions.configuration.hash,
    },
    { what: "tool", before: before.versions.tool, after: after.versions.tool },
  ];
  return pairs.filter((pair) => pair.before !== pair.after);
}
