import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Verdict over one case. `soft`: differs in what depends on a guessing library's version; `lenient`: we carry on where the reference raised. */
export type Verdict = "pass" | "fail" | "lenient";

export interface Comparison {
  readonly verdict: Verdict;
  /** Names of the files that differ, `outcome` among them. */
  readonly differs: readonly string[];
  /** First difference, for a person. */
  readonly detail: string;
  /** The only difference is the reason text of invalid shapes in issue.csv. */
  readonly reasonTextOnly: boolean;
}

const tables = ["transformed.csv", "harmonised.csv", "issue.csv", "column-field.csv", "dataset-resource.csv"];

/** Files written for a case, by name. */
export type Actual = ReadonlyMap<string, Buffer>;

/** Compares what we wrote with `expected/` by the rules of INDEX.md ("How outcomes are compared"). */
export function compare(folder: string, outcome: string, actual: Actual): Comparison {
  const expected = (name: string) => {
    const path = join(folder, "expected", name);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
  const recorded: { outcome: string } = JSON.parse(expected("outcome.json")?.toString("utf8") ?? "{}");
  if (recorded.outcome === "raised" && outcome === "transformed") {
    return {
      verdict: "lenient",
      differs: ["outcome"],
      detail: "carries on where the reference raises",
      reasonTextOnly: false,
    };
  }
  const differs: string[] = [];
  const details: string[] = [];
  if (recorded.outcome !== outcome) {
    differs.push("outcome");
    details.push(`outcome: expected ${recorded.outcome}, got ${outcome}`);
  }
  for (const name of [...tables, "converted.csv"]) {
    const want = expected(name);
    if (want === undefined && name !== "converted.csv") continue;
    const got = actual.get(name);
    if (want === undefined ? got === undefined : got?.equals(want)) continue;
    differs.push(name);
    details.push(`${name}: ${firstDifference(want?.toString("utf8"), got?.toString("utf8"))}`);
  }
  const reasonTextOnly =
    differs.length === 1 &&
    differs[0] === "issue.csv" &&
    withoutReasons(expected("issue.csv")) === withoutReasons(actual.get("issue.csv"));
  return { verdict: differs.length ? "fail" : "pass", differs, detail: details.join("\n"), reasonTextOnly };
}

/** issue.csv with the value of `invalid geometry - ...` rows blanked. */
function withoutReasons(bytes: Buffer | undefined): string {
  return (bytes?.toString("utf8") ?? "").replace(
    /(invalid geometry - (?:fixed|not fixable)),[^,]*,/g,
    "$1,,",
  );
}

function firstDifference(want: string | undefined, got: string | undefined): string {
  if (want === undefined) return "written, but the reference has none";
  if (got === undefined) return "not written";
  const wanted = want.split("\n");
  const gotten = got.split("\n");
  const line = wanted.findIndex((text, index) => text !== gotten[index]);
  const at = line < 0 ? wanted.length : line;
  const a = wanted[at] ?? "(end)";
  const b = gotten[at] ?? "(end)";
  let column = 0;
  while (column < a.length && a[column] === b[column]) column += 1;
  const from = Math.max(0, column - 40);
  const cut = (text: string) => JSON.stringify(text.slice(from, column + 120));
  return `line ${at + 1}, character ${column + 1}: expected ${cut(a)}, got ${cut(b)}`;
}
