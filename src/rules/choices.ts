import type { ConfigurationFile } from "../configuration/configuration.ts";
import { fieldLabel } from "../issues/field-label.ts";
import { lookupPartsOf } from "./entity-lookup.ts";
import { valuesOf } from "./field-values.ts";
import type { ObservedRun } from "./observed-run.ts";
import { ruleTable } from "./rule-table.ts";
import { collectionOf } from "./run-context.ts";

/** What may stand in a cell: from the specification, the organisations, and the data itself. */
export interface CellChoice {
  readonly value: string;
  /** What people call it, where that is more than the value. */
  readonly note?: string;
}

export interface CellChoices {
  /** True: nothing else may stand there. */
  readonly closed: boolean;
  readonly choices: readonly CellChoice[];
}

/** Values of the data that are offered for one cell. */
const mostValues = 200;

/** For each column a person fills in, what to complete it from. `field` is the row's field, which values belong to. */
export function cellChoices(
  observed: ObservedRun,
  file: ConfigurationFile,
  field: string,
): Readonly<Record<string, CellChoices>> {
  const found: Record<string, CellChoices> = {};
  for (const column of [...ruleTable(file).asked, "dataset"]) {
    const choices = choicesOf(observed, file, column, field);
    if (choices) found[column] = choices;
  }
  return found;
}

function choicesOf(
  observed: ObservedRun,
  file: ConfigurationFile,
  column: string,
  field: string,
): CellChoices | undefined {
  const { specification, organisations } = observed.run.tables;
  const { dataset, categoryValues } = observed.run.settings;
  const fields = specification.schemaFields.get(specification.pipelines.get(dataset) ?? "") ?? [];
  const open = (values: Iterable<string>): CellChoices => ({
    closed: false,
    choices: [...values].slice(0, mostValues).map((value) => ({ value })),
  });
  switch (column) {
    case "field":
    case "default-field":
    case "replacement-field": {
      const choices = fields.map((value) => ({ value, note: fieldLabel(value) }));
      if (file === "column.csv" && column === "field") {
        choices.push({ value: "IGNORE", note: "leave the column out" });
      }
      const more = file === "concat.csv" || file === "transform.csv" || file === "filter.csv";
      return { closed: !more, choices };
    }
    case "column": {
      const read = new Map(observed.columnFields.map((row) => [row.column, row.field]));
      const header = (observed.header?.columns ?? []).filter((name) => name !== "");
      // Those nothing is read from come first.
      const sorted = [
        ...header.filter((name) => !read.has(name)),
        ...header.filter((name) => read.has(name)),
      ];
      return {
        closed: false,
        choices: sorted.map((value) => ({
          value,
          note: read.has(value) ? `read as ${read.get(value)}` : "not read",
        })),
      };
    }
    case "fields":
      return open((observed.header?.columns ?? []).filter((name) => name !== ""));
    case "dataset":
    case "prefix": {
      const collection = collectionOf(observed);
      const own = [...specification.datasets.values()].filter((one) => one.collection === collection);
      return {
        closed: column === "dataset",
        choices: own.map((one) => ({ value: one.dataset, note: one.name })),
      };
    }
    case "organisation":
      return {
        closed: true,
        choices: organisations.all.map((one) => ({ value: one.organisation, note: one.name })),
      };
    case "pattern":
      return file === "skip.csv"
        ? open(observed.lines.slice(0, 5).map((cells) => cells.join(",")))
        : open(valuesOf(observed, field));
    case "value": {
      const allowed = categoryValues.get(field);
      if (allowed) return open(allowed);
      return field === "organisation"
        ? {
            closed: false,
            choices: organisations.all.map((one) => ({ value: one.organisation, note: one.name })),
          }
        : undefined;
    }
    case "status":
      return {
        closed: true,
        choices: [
          { value: "301", note: "moved to another number" },
          { value: "410", note: "gone" },
        ],
      };
    case "entity":
    case "old-entity":
      return open(new Set(observed.facts.map(({ entity }) => entity).filter((entity) => entity !== "")));
    case "reference":
      return open(
        new Set(
          [...observed.entries.values()]
            .map((entry) => lookupPartsOf(observed, entry).reference)
            .filter((text) => text !== ""),
        ),
      );
    default:
      return undefined;
  }
}
