import { normaliseColumn } from "../configuration/column.ts";
import { compilePattern } from "../engine/regex/pattern.ts";
import type { RowCells, RuleEdit } from "./edit.ts";
import { doubt, type Found } from "./edit-problem.ts";
import { valuesOf } from "./field-values.ts";
import type { ObservedRun } from "./observed-run.ts";
import { patternFault } from "./pattern-text.ts";
import { rowOf, ruleWords } from "./run-context.ts";

/**
 * Whether another row keeps an edited one from doing anything for this run: one of a stronger scope for the same thing,
 * or a patch pattern that is tried earlier and takes the same values. Precedence: engine/phases.md 0.
 */
export function hidingProblems(
  observed: ObservedRun,
  edit: Exclude<RuleEdit, { op: "delete" }>,
  row: RowCells,
): Found[] {
  const { configuration } = observed.run.tables;
  const own = edit.op === "change" ? edit.line : 0;
  const hides = (
    rule: { readonly file: RuleEdit["file"]; readonly line: number } | undefined,
    column: string,
  ): Found[] => {
    if (!rule || rule.line === own || rule.line === 0) return [];
    const other = rowOf(observed.configuration, rule);
    if (strength(edit.file, other) <= strength(edit.file, row)) return [];
    return [
      doubt(
        column,
        `${ruleWords(observed.configuration, rule)} is stronger for this file and hides the row.`,
      ),
    ];
  };
  const field = row.field ?? "";
  switch (edit.file) {
    case "column.csv": {
      const found = hides(configuration.columns.get(normaliseColumn(row.column ?? "")), "column");
      if (found.length > 0 || strength(edit.file, row) > 1) return found;
      const taken = [...configuration.columns.values()].find(
        (rule) =>
          rule.field === field &&
          field !== "IGNORE" &&
          rule.line !== own &&
          strength(edit.file, rowOf(observed.configuration, rule)) > 1,
      );
      return taken
        ? [
            doubt(
              "field",
              `${ruleWords(observed.configuration, taken)} feeds ${field} for this file already: a row for all files then does nothing.`,
            ),
          ]
        : [];
    }
    case "filter.csv":
      return hides(configuration.filters.get(field), "field");
    case "default.csv":
      return hides(configuration.defaultFields.get(field), "field");
    case "default-value.csv":
      return hides(configuration.defaultValues.get(field), "field");
    case "combine.csv":
      return hides(configuration.combines.get(field), "field");
    case "concat.csv":
      return hides(configuration.concats.get(field), "field");
    case "patch.csv":
      return patchProblems(observed, row, own);
    default:
      return [];
  }
}

/** Higher hides lower. As the pipeline: for concat and default the endpoint's row lies over the resource's. */
function strength(file: RuleEdit["file"], row: RowCells): number {
  const endpointFirst = file === "concat.csv" || file === "default.csv";
  if (row.resource) return file === "combine.csv" || file === "default-value.csv" ? 1 : endpointFirst ? 2 : 3;
  if (row.endpoint) return endpointFirst ? 3 : 2;
  return 1;
}

function patchProblems(observed: ObservedRun, row: RowCells, own: number): Found[] {
  const pattern = row.pattern ?? "";
  const field = row.field ?? "";
  if (pattern === "" || patternFault(pattern) !== undefined) return [];
  const rules = (observed.run.tables.configuration.patches.get(field) ?? []).filter(
    ({ line }) => line !== own,
  );
  const level = strength("patch.csv", row);
  const replacing = rules.filter(
    (rule) => strength("patch.csv", rowOf(observed.configuration, rule)) > Math.max(1, level),
  );
  if (level === 2 && replacing.length > 0) {
    return [
      doubt(
        "endpoint",
        `This file has patches of its own for ${field}; with them the endpoint's are not looked at.`,
      ),
    ];
  }
  const compiled = compilePattern(pattern, { ignoreCase: true });
  const touched = [...valuesOf(observed, field)].filter(
    (value) => value === pattern || compiled.match(value) !== undefined,
  );
  if (touched.length === 0) return [];
  // General patterns are tried before the specific ones, each in the order of the file.
  const earlier =
    level > 1 ? rules.filter((rule) => strength("patch.csv", rowOf(observed.configuration, rule)) === 1) : [];
  const taking = earlier.filter(
    ({ pattern: other }) => other !== pattern && patternFault(other) === undefined,
  );
  for (const rule of taking) {
    const other = compilePattern(rule.pattern, { ignoreCase: true });
    if (touched.every((value) => value === rule.pattern || other.match(value) !== undefined)) {
      return [
        doubt(
          "pattern",
          `${ruleWords(observed.configuration, rule)} is for all files, is tried first and takes the same values.`,
        ),
      ];
    }
  }
  return [];
}
