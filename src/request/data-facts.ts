import { currentOrganisation, normaliseKeyPart } from "../configuration/lookup.ts";
import { readTable } from "../csv/read.ts";
import { isRealDate } from "./validate.ts";

/** What a request wants to know of the checked data. */
export interface DataFacts {
  /** YYYY-MM-DD; absent when the data has none. */
  readonly newestEntryDate?: string;
  readonly newestStartDate?: string;
  /** YYYY-MM-DD: when the file was last changed, or the address's Last-Modified. */
  readonly fileDate?: string;
  readonly references: number;
  /** Absent where the lookups of the dataset are not loaded: not known here. */
  readonly known?: KnownReferences;
}

export interface KnownReferences {
  /** References that have no entity number yet. */
  readonly unassigned: number;
  /** References with an entity number that are not in the data any more. */
  readonly removed: number;
  /** The first of them. */
  readonly firstRemoved: readonly string[];
}

const shown = 500;

/**
 * Reads what a request asks for out of a run's facts and the known lookups.
 *
 * @param transformed transformed.csv of the run
 * @param lookups lookup.csv rows by column name; `undefined` when they are not loaded
 * @param today YYYY-MM-DD: later dates are no suggestion
 */
export function dataFacts(
  transformed: string,
  of: {
    readonly dataset: string;
    readonly organisation: string;
    readonly today: string;
    readonly fileDate?: string;
  },
  lookups: Iterable<ReadonlyMap<string, string>> | undefined,
): DataFacts {
  const { columns, records } = readTable(transformed);
  const fieldAt = columns.indexOf("field");
  const valueAt = columns.indexOf("value");
  const references = new Set<string>();
  let newestEntryDate = "";
  let newestStartDate = "";
  for (const cells of records) {
    const value = cells[valueAt] ?? "";
    switch (cells[fieldAt]) {
      case "reference":
        references.add(value);
        break;
      case "entry-date":
        if (value > newestEntryDate && isPast(value)) newestEntryDate = value;
        break;
      case "start-date":
        if (value > newestStartDate && isPast(value)) newestStartDate = value;
        break;
    }
  }
  function isPast(date: string): boolean {
    return isRealDate(date) && date <= of.today;
  }
  return {
    references: references.size,
    ...(newestEntryDate && { newestEntryDate }),
    ...(newestStartDate && { newestStartDate }),
    ...(of.fileDate && of.fileDate <= of.today ? { fileDate: of.fileDate } : {}),
    ...(lookups && of.organisation ? { known: knownReferences(references, of, lookups) } : {}),
  };
}

/** As the pipeline compares: letters, digits and hyphens only, in lower case. */
function knownReferences(
  references: ReadonlySet<string>,
  { dataset, organisation }: { readonly dataset: string; readonly organisation: string },
  lookups: Iterable<ReadonlyMap<string, string>>,
): KnownReferences {
  const published = new Map<string, string>();
  for (const row of lookups) {
    const own = currentOrganisation(row.get("organisation") ?? "") === organisation;
    if (row.get("prefix") !== dataset || !own) continue;
    const reference = row.get("reference") ?? "";
    published.set(normaliseKeyPart(reference), reference);
  }
  const given = new Set([...references].map(normaliseKeyPart));
  const removed = [...published].filter(([key]) => !given.has(key)).map(([, reference]) => reference);
  const unassigned = [...given].filter((key) => !published.has(key)).length;
  return { unassigned, removed: removed.length, firstRemoved: removed.slice(0, shown) };
}

/** The start date to suggest and where it comes from, in words; `undefined` when nothing speaks for one. */
export function suggestedStartDate(
  facts: DataFacts | undefined,
): { readonly date: string; readonly source: string } | undefined {
  if (facts?.newestEntryDate)
    return { date: facts.newestEntryDate, source: "the newest entry-date in your data" };
  if (facts?.newestStartDate)
    return { date: facts.newestStartDate, source: "the newest start-date in your data" };
  return facts?.fileDate ? { date: facts.fileDate, source: "the day the file was last changed" } : undefined;
}
