import type { OrganisationIndex } from "../specification/organisation.ts";
import { type Parameters, raise } from "./expectation.ts";
import { fillTemplate } from "./template.ts";

/** A row of expect.csv by column name. */
export type ExpectRow = ReadonlyMap<string, string>;

/** Organisations as expectations need them: every column, in table order. */
export interface RuleOrganisations {
  readonly index: OrganisationIndex;
  readonly rows: readonly ReadonlyMap<string, string>[];
}

export interface Expectation {
  /** Blank: of the dataset as a whole. */
  readonly organisation: string;
  readonly name: string;
  readonly operation: string;
  readonly parameters: Parameters;
  readonly description: string;
  readonly severity: string;
  readonly responsibility: string;
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The weekday of a date, in English and lower case. @param date YYYY-MM-DD */
export function weekday(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  // Zeller's rule: no clock and no time zone is asked.
  const [m, y] = month < 3 ? [month + 12, year - 1] : [month, year];
  const sum =
    day + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return weekdays[(((sum - 1) % 7) + 7) % 7] ?? "";
}

/**
 * The expectations that rules make for a dataset on a day, and the names of rules that are for another weekday. Dates of
 * rules are not looked at.
 * @param today YYYY-MM-DD
 * @throws ExpectationError for an unknown organisation or operation, or parameters that are no JSON
 */
export function expectationsOf(
  rules: readonly ExpectRow[],
  dataset: string,
  organisations: RuleOrganisations,
  operations: ReadonlySet<string>,
  today: string,
): { expectations: Expectation[]; skipped: string[] } {
  const expectations: Expectation[] = [];
  const skipped: string[] = [];
  for (const rule of rules) {
    const cell = (column: string) => rule.get(column) ?? "";
    if (!cell("datasets").split(";").includes(dataset)) continue;
    const schedule = cell("schedule").toLowerCase();
    if (schedule !== "" && schedule !== weekday(today)) {
      skipped.push(cell("name"));
      continue;
    }
    const owners =
      cell("organisations") === "" ? [undefined] : ownersOf(cell("organisations"), organisations);
    for (const owner of owners) {
      const filled = (text: string) => (owner ? fillTemplate(text, owner) : text);
      const operation = cell("operation");
      if (!operations.has(operation)) raise("KeyError", `'${operation}'`);
      expectations.push({
        organisation: owner?.get("organisation") ?? "",
        name: filled(cell("name")),
        operation,
        parameters: readParameters(filled(cell("parameters"))),
        description: filled(cell("description")),
        severity: cell("severity"),
        responsibility: cell("responsibility"),
      });
    }
  }
  return { expectations, skipped };
}

/** Each item is an organisation or, where it is none, all organisations of the dataset it names. */
function ownersOf(list: string, { index, rows }: RuleOrganisations): ReadonlyMap<string, string>[] {
  return list.split(";").flatMap((item) => {
    const curie = index.lookup(item);
    const found = rows.filter(
      (row) => row.get(curie === "" ? "dataset" : "organisation") === (curie || item),
    );
    if (found.length === 0 || item === "") {
      raise("ValueError", `Cannot attribute organisations to the provided value ${item}`);
    }
    const chosen = curie === "" ? found : found.slice(-1);
    return chosen.map(
      (row) => new Map([...row].map(([column, value]) => [column.replaceAll("-", "_"), value])),
    );
  });
}

function readParameters(text: string): Parameters {
  try {
    return JSON.parse(text);
  } catch (error) {
    return raise("JSONDecodeError", error instanceof Error ? error.message : String(error));
  }
}
