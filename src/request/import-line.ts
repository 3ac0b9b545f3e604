import { calendarDay, type ImportLine } from "../repository/register.ts";
import type { OrganisationIndex } from "../specification/organisation.ts";
import type { Specification } from "../specification/specification.ts";
import type { FieldProblem } from "./validate.ts";

/** The columns import.csv must have, in the order in which the command asks for them. */
export const importColumns = [
  "pipelines",
  "organisation",
  "documentation-url",
  "endpoint-url",
  "start-date",
  "licence",
] as const;

export interface ImportTables {
  readonly collection: string;
  readonly specification: Specification;
  readonly organisations: OrganisationIndex;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/**
 * What the add-data command refuses one line of import.csv for: the first kind of fault in its order, by column.
 * Source: digital_land/commands.py, validate_and_add_data_input
 */
export function importLineProblems(line: ImportLine, tables: ImportTables): FieldProblem[] {
  const cell = (name: string) => line.get(name) ?? "";
  const one = (field: string, message: string) => [{ field, message }];
  const licence = cell("licence");
  if (licence === "") return one("licence", "The licence is blank");
  if (!tables.specification.licences.has(licence)) {
    return one("licence", `"${licence}" is not a licence of the specification`);
  }
  const addresses = ["endpoint-url", "documentation-url"].flatMap((column) => {
    const message = addressProblem(cell(column));
    return message === undefined ? [] : [{ field: column, message }];
  });
  if (addresses.length > 0) return addresses;
  const started = cell("start-date");
  if (started !== "") {
    const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2}| [1-9])$/.exec(started) ?? [];
    const date = year === undefined ? undefined : calendarDay(year, month, day);
    if (date === undefined)
      return one("start-date", `The start date "${started}" must be a real date, YYYY-MM-DD`);
    if (date > tables.today) return one("start-date", `The start date ${started} is in the future`);
  }
  const organisation = cell("organisation");
  if (organisation === "") return one("organisation", "The organisation is blank");
  if (tables.organisations.lookup(organisation) === "") {
    return one("organisation", `"${organisation}" is not a known organisation`);
  }
  for (const dataset of cell("pipelines").split(";")) {
    const known = tables.specification.datasets.get(dataset);
    if (!known) return one("pipelines", `"${dataset}" is not a dataset of the specification`);
    if (known.collection !== tables.collection) {
      return one(
        "pipelines",
        `"${dataset}" is of the collection ${known.collection}, not of ${tables.collection}`,
      );
    }
  }
  return [];
}

/** What the command says of an address: http or https, a host, and a dot in the host. */
function addressProblem(url: string): string | undefined {
  if (url.trim() === "") return "The address is blank";
  // As Python's urlsplit, control characters and spaces at the start are dropped.
  const [, scheme, host] = /^[\x00-\x20]*([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?/i.exec(url) ?? [];
  if (!/^https?$/i.test(scheme ?? "")) return "The address must start with http:// or https://";
  if (!host) return "The address has no host";
  return host.includes(".") ? undefined : "The host of the address has no dot";
}
