import type { Row } from "./report.ts";

/** Prints how many cases passed per theme, and per file over the cases that have it. */
export function writeTables(rows: readonly Row[]): void {
  const themes = count(rows, (row) => [row.theme]);
  console.log(`\n${table("theme", themes)}`);
  const files = new Map<string, Tally>();
  for (const row of rows) {
    for (const file of row.files ?? []) add(files, file, !row.comparison.differs.includes(file));
  }
  if (files.size) console.log(`\n${table("file", files)}`);
  const lenient = rows.filter((row) => row.comparison.verdict === "lenient");
  if (lenient.length)
    console.log(`\nmore lenient than the reference: ${lenient.map((row) => row.name).join(", ")}`);
  const soft = rows.filter((row) => row.known?.kind === "soft");
  if (soft.length) {
    console.log(
      `\nsoft, not counted: ${soft.map((row) => `${row.name} (${row.comparison.verdict})`).join(", ")}`,
    );
  }
  const onlyConverted = rows.filter(
    (row) => row.comparison.differs.length === 1 && row.comparison.differs[0] === "converted.csv",
  );
  if (onlyConverted.length) {
    console.log(`\nonly converted.csv differs: ${onlyConverted.map((row) => row.name).join(", ")}`);
  }
  const reason = rows.filter((row) => row.comparison.reasonTextOnly);
  if (reason.length) {
    console.log(
      `\nonly the reason text of an invalid shape differs: ${reason.map((row) => row.name).join(", ")}`,
    );
  }
  console.log("");
}

interface Tally {
  passed: number;
  failed: number;
}

export function count(rows: readonly Row[], keys: (row: Row) => readonly string[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const row of rows) {
    if (row.known?.kind === "soft" || row.comparison.verdict === "lenient") continue;
    for (const key of keys(row)) add(tallies, key, row.comparison.verdict === "pass");
  }
  return tallies;
}

function add(tallies: Map<string, Tally>, key: string, passed: boolean): void {
  const tally = tallies.get(key) ?? { passed: 0, failed: 0 };
  if (passed) tally.passed += 1;
  else tally.failed += 1;
  tallies.set(key, tally);
}

function table(heading: string, tallies: ReadonlyMap<string, Tally>): string {
  const width = Math.max(heading.length, ...[...tallies.keys()].map((key) => key.length));
  const lines = [`${heading.padEnd(width)}  passed  failed`];
  for (const [key, { passed, failed }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`${key.padEnd(width)}  ${String(passed).padStart(6)}  ${String(failed).padStart(6)}`);
  }
  return lines.join("\n");
}
