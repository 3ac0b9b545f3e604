import type { RuleEdit } from "./edit.ts";
import type { EditProblem } from "./edit-problem.ts";
import { lookupRowOf } from "./entity-lookup.ts";
import type { EditedConfiguration } from "./lay-edits.ts";
import type { ObservedRun } from "./observed-run.ts";

/** How many rows of the data each edit's row acted on in the trial run; `undefined` for a row that was taken out. */
export function rowsTouched(
  after: ObservedRun,
  edits: readonly RuleEdit[],
  { lines }: EditedConfiguration,
): (number | undefined)[] {
  let lookups: Map<number, number> | undefined;
  return edits.map((edit, at) => {
    if (edit.op === "delete") return undefined;
    const line = lines[at] ?? 0;
    switch (edit.file) {
      case "lookup.csv":
        lookups ??= lookupUses(after);
        return lookups.get(line) ?? 0;
      case "skip.csv": {
        const rule = after.run.tables.configuration.skips.find((one) => one.line === line);
        return after.drops.filter(
          ({ reason, detail }) => reason === "skip-pattern" && detail === rule?.pattern,
        ).length;
      }
      case "filter.csv": {
        const { filters, filtersBeforeMap } = after.run.tables.configuration;
        const field = [...filters, ...filtersBeforeMap].find(([, rule]) => rule.line === line)?.[0];
        if (field === undefined) return 0;
        const has = [...after.entries.values()].filter(
          ({ mapped, joined }) => mapped?.has(field) || joined?.has(field),
        );
        return has.length;
      }
      default:
        return after.uses.get(`${edit.file}:${line}`)?.entries.size ?? 0;
    }
  });
}

function lookupUses(observed: ObservedRun): Map<number, number> {
  const uses = new Map<number, number>();
  for (const entry of observed.entries.values()) {
    const line = lookupRowOf(observed, entry)?.line;
    if (line !== undefined) uses.set(line, (uses.get(line) ?? 0) + 1);
  }
  return uses;
}

/** A warning for each edit that acted on nothing. */
export function untouchedProblems(touched: readonly (number | undefined)[]): EditProblem[] {
  return touched.flatMap((rows, edit) =>
    rows === 0
      ? [{ edit, column: "", level: "warning" as const, words: "The row acts on no row of this file." }]
      : [],
  );
}
