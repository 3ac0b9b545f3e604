import type { Mode } from "../report/mode.ts";
import { allLines, type Group, type Report, type ReportLine } from "../report/report.ts";
import { type AnswerCause, causesOf } from "./answer-causes.ts";

/** One line on which the three answers about a file do not agree. */
export interface AnswerDifference {
  /** The line's id. */
  readonly id: string;
  readonly group: Group;
  /** Its sentence in each answer; absent where the answer does not have the line. */
  readonly sentences: Partial<Readonly<Record<Mode, string>>>;
  /** Rows it is about in each answer; 0 for a line about the file or a column. */
  readonly rows: Partial<Readonly<Record<Mode, number>>>;
  /** Why: which rule, setting or quirk. Never empty; `unknown` when nothing better can be told. */
  readonly causes: readonly AnswerCause[];
}

const groupOrder: readonly Group[] = ["must-fix", "needs-fixing", "worth-checking", "fixed-for-you"];
const modeOrder: readonly Mode[] = ["added", "check", "pipeline"];

/**
 * Where the answers "once added", "live check" and "nightly run" about one file differ, and why (features g2). The causes
 * known are those of service/datasets.md 7 and engine/check-service.md.
 *
 * @param reports of the same file, two or three of them
 */
export function compareAnswers(reports: ReadonlyMap<Mode, Report>): AnswerDifference[] {
  const asked = modeOrder.flatMap((mode) => reports.get(mode) ?? []);
  const lines = asked.map((report) => new Map(allLines(report).map((line) => [line.id, line])));
  const ids = [...new Set(lines.flatMap((byId) => [...byId.keys()]))];
  const differences = ids.flatMap((id) => {
    const found = lines.map((byId) => byId.get(id));
    const first = found.find((line) => line !== undefined);
    if (!first || found.every((line) => line && sameLine(line, first))) return [];
    const causes = new Map<string, AnswerCause>();
    for (const [at, here] of asked.entries()) {
      for (const [other, there] of asked.entries()) {
        const [is, was] = [found[at], found[other]];
        if (other <= at || (is && was && sameLine(is, was)) || (!is && !was)) continue;
        for (const cause of causesOf(is, here, was, there)) causes.set(cause.words, cause);
      }
    }
    const byMode = <Value>(value: (line: ReportLine) => Value): Partial<Record<Mode, Value>> =>
      Object.fromEntries(
        asked.flatMap((report, at) => {
          const line = found[at];
          return line ? [[report.checked.mode, value(line)]] : [];
        }),
      );
    const known = [...causes.values()].filter(({ id: cause }) => cause !== "unknown");
    return [
      {
        id,
        group: first.group,
        sentences: byMode((line) => line.words.sentence),
        rows: byMode((line) => line.rows),
        causes: known.length > 0 ? known : [...causes.values()],
      },
    ];
  });
  return differences.sort((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group));
}

/** Differences with the same causes, together: what is behind the most first. */
export function byCause(differences: readonly AnswerDifference[]): AnswerDifference[][] {
  const groups = new Map<string, AnswerDifference[]>();
  for (const difference of differences) {
    const key = difference.causes.map(({ words }) => words).join("\n");
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function sameLine(a: ReportLine, b: ReportLine): boolean {
  return a.count === b.count && a.rows === b.rows && a.words.sentence === b.words.sentence;
}
