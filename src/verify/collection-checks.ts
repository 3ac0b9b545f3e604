import { lookupKey } from "../configuration/lookup.ts";
import { bareReference } from "../repository/assign.ts";
import { endpointKey, sourceKey } from "../repository/keys.ts";
import type { Organisation } from "../specification/organisation.ts";
import type { Specification } from "../specification/specification.ts";
import type { LocatedRow, LocatedTable } from "./located-table.ts";
import type { Problem, ProblemCode } from "./problem.ts";

/** The tables of one collection by file name; several where the repository lies in several folders. */
export interface CollectionTables {
  readonly collection: string;
  tables(kind: LocatedTable["kind"], file: string): readonly LocatedTable[];
}

export interface VerifyTables {
  readonly specification: Specification;
  readonly organisations: readonly Organisation[];
}

/** What can be told from the tables of one collection together. */
export function collectionProblems(collection: CollectionTables, tables: VerifyTables): Problem[] {
  return [
    ...lookupProblems(collection, tables),
    ...oldEntityProblems(collection),
    ...registerProblems(collection, tables),
  ];
}

type Found = (row: LocatedRow, code: ProblemCode, about: string, message: string) => void;

function finder(table: LocatedTable, problems: Problem[]): Found {
  return ({ line }, code, about, message) => problems.push({ path: table.path, line, code, about, message });
}

function lookupProblems(
  collection: CollectionTables,
  { specification, organisations }: VerifyTables,
): Problem[] {
  const problems: Problem[] = [];
  const known = new Set(organisations.map(({ organisation }) => organisation));
  for (const table of collection.tables("pipeline", "lookup.csv")) {
    const found = finder(table, problems);
    const byNumber = new Map<
      string,
      { prefix: string; organisation: string; reference: string; line: number }
    >();
    const byKey = new Map<string, { entity: string; line: number }>();
    for (const row of table.rows) {
      const [prefix, entity, organisation] = ["prefix", "entity", "organisation"].map((name) =>
        row.cell(name).trim(),
      );
      const reference = row.cell("reference");
      if (entity === undefined || entity === "" || prefix === undefined || organisation === undefined)
        continue;
      if (reference !== bareReference(reference)) {
        found(
          row,
          "reference-in-quotes",
          reference,
          `The reference ${reference} is written with quotes around it.`,
        );
      }
      if (organisation !== "" && !known.has(organisation)) {
        found(row, "unknown-organisation", organisation, `There is no organisation “${organisation}”.`);
      }
      outOfDataset(row, prefix, entity, specification, found);
      const other = byNumber.get(entity);
      if (!other) byNumber.set(entity, { prefix, organisation, reference, line: row.line });
      else if (other.prefix !== prefix) {
        const message = `The number ${entity} of ${prefix} is that of ${other.prefix} in line ${other.line}.`;
        found(row, "number-of-two-prefixes", `${entity} ${prefix}`, message);
      } else if (
        prefix !== "conservation-area" &&
        organisation !== "" &&
        other.organisation !== "" &&
        other.organisation !== organisation
      ) {
        const message = `The number ${entity} of ${organisation} is that of ${other.organisation} in line ${other.line}.`;
        found(row, "number-of-two-organisations", `${entity} ${organisation}`, message);
      } else if (other.organisation === organisation && other.reference !== reference) {
        const message = `The number ${entity} has the references ${other.reference} (line ${other.line}) and ${reference}.`;
        found(row, "number-of-two-references", `${entity} ${reference}`, message);
      }
      const key = `${row.cell("resource")} ${lookupKey({ prefix, organisation, reference, entryNumber: row.cell("entry-number") })}`;
      const same = byKey.get(key);
      if (same && same.entity !== entity) {
        const message = `The reference ${reference} has the number ${same.entity} in line ${same.line} too: the last row wins.`;
        found(row, "reference-with-two-numbers", `${key} ${entity}`, message);
      }
      byKey.set(key, { entity, line: row.line });
    }
  }
  return problems;
}

function outOfDataset(
  row: LocatedRow,
  prefix: string,
  entity: string,
  specification: Specification,
  found: Found,
): void {
  const dataset = specification.datasets.get(prefix);
  if (!dataset || !/^\d+$/.test(entity)) return;
  const { entityMinimum, entityMaximum } = dataset;
  if (!/^\d+$/.test(entityMinimum) || !/^\d+$/.test(entityMaximum)) return;
  const number = BigInt(entity);
  if (number === BigInt(entityMaximum)) {
    const message = `${entity} is the last number of ${prefix}: the pipeline reports it as out of range.`;
    found(row, "number-is-maximum", entity, message);
  } else if (number < BigInt(entityMinimum) || number > BigInt(entityMaximum)) {
    const message = `The number ${entity} is not one of ${prefix}: ${entityMinimum} to ${entityMaximum}.`;
    found(row, "number-outside-dataset", `${prefix} ${entity}`, message);
  }
}

function oldEntityProblems(collection: CollectionTables): Problem[] {
  const problems: Problem[] = [];
  for (const table of collection.tables("pipeline", "old-entity.csv")) {
    const found = finder(table, problems);
    const seen = new Map<string, LocatedRow>();
    for (const row of table.rows) {
      const [old, status, entity] = [row.cell("old-entity"), row.cell("status").trim(), row.cell("entity")];
      const first = seen.get(old);
      if (first) {
        found(row, "old-entity-twice", old, `The old entity ${old} is in line ${first.line} already.`);
      } else seen.set(old, row);
      if (status !== "301" && status !== "410") {
        found(row, "old-entity-status", `${old} ${status}`, `The status “${status}” must be 301 or 410.`);
      } else if (status === "301" && !/^\d+$/.test(entity)) {
        found(row, "old-entity-target", old, `${old} is redirected (301) to no number.`);
      } else if (status === "301" && entity === old) {
        found(row, "old-entity-target", old, `${old} is redirected to itself.`);
      }
    }
    for (const row of table.rows) {
      const next = row.cell("status") === "301" ? seen.get(row.cell("entity")) : undefined;
      if (!next || next === row) continue;
      const [old, entity] = [row.cell("old-entity"), row.cell("entity")];
      const end =
        next.cell("status") === "410" ? "was removed" : `is itself redirected to ${next.cell("entity")}`;
      const message = `${old} is redirected to ${entity}, which ${end} in line ${next.line}: the pipeline follows one step only.`;
      found(row, "old-entity-chain", old, message);
    }
  }
  return problems;
}

function registerProblems(
  collection: CollectionTables,
  { specification, organisations }: VerifyTables,
): Problem[] {
  const problems: Problem[] = [];
  const known = new Set(organisations.map(({ organisation }) => organisation));
  const endpoints = new Set<string>();
  for (const table of collection.tables("collection", "endpoint.csv")) {
    const found = finder(table, problems);
    const seen = new Map<string, number>();
    for (const row of table.rows) {
      const [endpoint, url] = [row.cell("endpoint"), row.cell("endpoint-url")];
      endpoints.add(endpoint);
      if (endpoint !== endpointKey(url)) {
        found(row, "endpoint-key", endpoint, "The endpoint is not the SHA-256 of its address.");
      }
      const line = seen.get(endpoint);
      if (line !== undefined)
        found(row, "endpoint-twice", endpoint, `The endpoint is in line ${line} already.`);
      seen.set(endpoint, row.line);
    }
  }
  for (const table of collection.tables("collection", "source.csv")) {
    const found = finder(table, problems);
    const seen = new Map<string, number>();
    for (const row of table.rows) {
      const [source, endpoint, organisation] = ["source", "endpoint", "organisation"].map((name) =>
        row.cell(name),
      );
      if (source === undefined || endpoint === undefined || organisation === undefined) continue;
      if (source !== sourceKey(row.cell("collection") || collection.collection, organisation, endpoint)) {
        found(
          row,
          "source-key",
          source,
          "The source is not the MD5 of its collection, organisation and endpoint.",
        );
      }
      const line = seen.get(source);
      if (line !== undefined) found(row, "source-twice", source, `The source is in line ${line} already.`);
      seen.set(source, row.line);
      if (endpoint !== "" && endpoints.size > 0 && !endpoints.has(endpoint)) {
        const message = `endpoint.csv has no endpoint ${endpoint.slice(0, 12)}….`;
        found(row, "source-without-endpoint", `${source} ${endpoint}`, message);
      }
      if (organisation !== "" && !known.has(organisation)) {
        found(row, "unknown-organisation", organisation, `There is no organisation “${organisation}”.`);
      }
      for (const pipeline of row.cell("pipelines").split(";")) {
        if (pipeline === "" || specification.datasets.has(pipeline)) continue;
        found(row, "unknown-pipeline", `${source} ${pipeline}`, `There is no dataset “${pipeline}”.`);
      }
    }
  }
  return problems;
}
