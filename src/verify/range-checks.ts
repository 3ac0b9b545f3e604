import { currentOrganisation } from "../configuration/lookup.ts";
import type { Organisation } from "../specification/organisation.ts";
import type { Specification } from "../specification/specification.ts";
import type { CollectionTables, VerifyTables } from "./collection-checks.ts";
import { groupBy } from "./group-by.ts";
import type { Problem } from "./problem.ts";

interface OwnedRange {
  readonly path: string;
  readonly line: number;
  readonly dataset: string;
  readonly organisation: string;
  readonly minimum: bigint;
  readonly maximum: bigint;
}

/** Organisations whose numbers need no range: they stand in for others. Source: the repository's acceptance tests. */
const everywhere = ["government-organisation:D1342", ""];
const forConservationAreas = ["local-authority:GLA", "government-organisation:PB1164"];

/**
 * entity-organisation.csv: ranges that overlap, and numbers of lookup.csv that lie in no range of their dataset and
 * organisation. Source: service/data-team.md 7
 */
export function rangeProblems(collection: CollectionTables, tables: VerifyTables): Problem[] {
  const problems: Problem[] = [];
  const ranges = rangesOf(collection, problems);
  problems.push(...overlaps(ranges));
  // Without any range nothing is said about whose the numbers are.
  if (ranges.length === 0) return problems;
  const datasetsOf = datasetsByPrefix(tables.specification);
  const ended = endedOrganisations(tables.organisations);
  const byOwner = groupBy(ranges, ({ dataset, organisation }) => `${dataset} ${organisation}`);
  for (const table of collection.tables("pipeline", "lookup.csv")) {
    for (const row of table.rows) {
      const [prefix, entity] = [row.cell("prefix").trim(), row.cell("entity").trim()];
      const organisation = currentOrganisation(row.cell("organisation").trim());
      if (!/^\d+$/.test(entity) || everywhere.includes(organisation) || ended.has(organisation)) continue;
      if (prefix === "conservation-area" && forConservationAreas.includes(organisation)) continue;
      const number = BigInt(entity);
      const own = (datasetsOf.get(prefix) ?? [prefix]).flatMap(
        (dataset) => byOwner.get(`${dataset} ${organisation}`) ?? [],
      );
      if (own.some(({ minimum, maximum }) => minimum <= number && number <= maximum)) continue;
      problems.push({
        path: table.path,
        line: row.line,
        code: "number-outside-ranges",
        about: `${prefix} ${organisation} ${entity}`,
        message: `The number ${entity} lies in no range of ${organisation} for ${prefix} in entity-organisation.csv.`,
      });
    }
  }
  return problems;
}

function rangesOf(collection: CollectionTables, problems: Problem[]): OwnedRange[] {
  const ranges: OwnedRange[] = [];
  for (const { path, rows } of collection.tables("pipeline", "entity-organisation.csv")) {
    for (const { line, cell } of rows) {
      const [minimum, maximum] = [cell("entity-minimum").trim(), cell("entity-maximum").trim()];
      if (!/^\d+$/.test(minimum) || !/^\d+$/.test(maximum)) continue;
      const range = {
        path,
        line,
        dataset: cell("dataset").trim(),
        organisation: currentOrganisation(cell("organisation").trim()),
        minimum: BigInt(minimum),
        maximum: BigInt(maximum),
      };
      ranges.push(range);
      if (range.minimum > range.maximum) {
        const message = `The range ends (${maximum}) before it begins (${minimum}).`;
        problems.push({ path, line, code: "range-upside-down", about: `${minimum} ${maximum}`, message });
      }
    }
  }
  return ranges;
}

/** Each range with the ones before it that it meets, in order of their beginnings. */
function overlaps(ranges: readonly OwnedRange[]): Problem[] {
  const sorted = [...ranges].sort((a, b) => order(a.minimum, b.minimum) || a.line - b.line);
  const problems: Problem[] = [];
  let open: OwnedRange[] = [];
  for (const range of sorted) {
    open = open.filter(({ maximum }) => maximum >= range.minimum);
    for (const other of open) {
      const same = other.minimum === range.minimum;
      const words = (one: OwnedRange) => `${one.minimum} to ${one.maximum} (${one.organisation || "nobody"})`;
      problems.push({
        path: range.path,
        line: range.line,
        code: same ? "ranges-same-minimum" : "ranges-overlap",
        about: `${words(other)} ${words(range)}`,
        message: `The range ${words(range)} overlaps line ${other.line}: ${words(other)}.`,
      });
    }
    open.push(range);
  }
  return problems;
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A shared prefix such as `statistical-geography` stands for its datasets. */
function datasetsByPrefix({ datasets }: Specification): Map<string, string[]> {
  const shared = new Map<string, string[]>();
  for (const { dataset, prefix } of datasets.values()) {
    if (prefix === "" || prefix === dataset) continue;
    shared.set(prefix, [...(shared.get(prefix) ?? [prefix]), dataset]);
  }
  return shared;
}

function endedOrganisations(organisations: readonly Organisation[]): ReadonlySet<string> {
  return new Set(
    organisations.filter(({ endDate }) => endDate !== "").map(({ organisation }) => organisation),
  );
}
