import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readRows } from "../../src/csv/read.ts";
import { loadGeometryEngine } from "../../src/effects/geometry-wasm.ts";
import { type CsvRule, checkCsv } from "../../src/expectations/csv-checks.ts";
import { readCheckedTable } from "../../src/expectations/csv-table.ts";
import type { DatasetData } from "../../src/expectations/dataset-data.ts";
import { ExpectationError, type Json } from "../../src/expectations/expectation.ts";
import { type ExpectationResult, runExpectations } from "../../src/expectations/run.ts";
import { organisationIndex } from "../../src/specification/organisation.ts";
import { readOrganisations } from "../../src/specification/read-organisations.ts";
import type { Comparison } from "./compare.ts";

/** Runs one recorded case of expectations and compares. Format: ../shared/conformance/expectations/INDEX.md */
export async function runExpectationsCase(folder: string): Promise<Comparison> {
  const recorded: { kind: string; dataset?: string; today?: string } = readJson(join(folder, "case.json"));
  const differs =
    recorded.kind === "csv"
      ? csvDifferences(folder)
      : await datasetDifferences(folder, recorded.dataset ?? "", recorded.today ?? "");
  return {
    verdict: differs.length > 0 ? "fail" : "pass",
    differs: differs.length > 0 ? ["result"] : [],
    detail: differs.join("\n"),
    reasonTextOnly: false,
  };
}

interface NamedRule extends CsvRule {
  readonly name: string;
}

/** Lists that come from a database in no order. */
const unordered: Readonly<Record<string, string>> = {
  check_unique: "duplicates",
  check_no_shared_values: "shared_values",
  check_no_overlapping_ranges: "overlaps",
};

function csvDifferences(folder: string): string[] {
  const table = (name: string) => readCheckedTable(readFileSync(join(folder, name), "utf8"));
  const rules: readonly NamedRule[] = readJson(join(folder, "rules.json"));
  const expected: readonly Record<string, Json>[] = readJson(join(folder, "expected", "result.json"));
  return rules.flatMap((rule, at) => {
    const should = expected[at] ?? {};
    const is = outcomeOf(() => checkCsv(table("input.csv"), rule, table));
    const want = "raised" in should ? { raised: exceptionOf(should.raised) } : pick(should);
    const list = unordered[rule.operation];
    return isDeepStrictEqual(inOrder(is, list), inOrder(want, list))
      ? []
      : [`${rule.name}: ${JSON.stringify(is)} is not ${JSON.stringify(want)}`];
  });
}

function pick({ passed = null, message = null, details = null }: Record<string, Json>): Record<string, Json> {
  return { passed, message, details };
}

function outcomeOf(run: () => object): Record<string, Json> {
  try {
    return JSON.parse(JSON.stringify(run()));
  } catch (error) {
    if (error instanceof ExpectationError) return { raised: error.exception };
    throw error;
  }
}

function exceptionOf(raised: Json | undefined): Json {
  if (typeof raised !== "object" || raised === null || Array.isArray(raised)) return raised ?? null;
  return (raised as Record<string, Json>).exception ?? null;
}

function inOrder(outcome: Record<string, Json>, list: string | undefined): Record<string, Json> {
  const { details } = outcome;
  if (list === undefined || typeof details !== "object" || details === null) return outcome;
  const members = details as Record<string, Json>;
  const items = [...((members[list] as Json[] | undefined) ?? [])].sort((a, b) =>
    JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
  );
  return { ...outcome, details: { ...members, [list]: items } };
}

async function datasetDifferences(folder: string, dataset: string, today: string): Promise<string[]> {
  const rows = (name: string) => {
    const file = join(folder, name);
    return existsSync(file) ? [...readRows(readFileSync(file, "utf8"))] : [];
  };
  const organisations = rows("organisation.csv");
  const index = organisationIndex(readOrganisations(readFileSync(join(folder, "organisation.csv"), "utf8")));
  const outcome: { outcome: string; exception?: string } = readJson(join(folder, "expected", "outcome.json"));
  const relations = await loadGeometryEngine();
  let actual: readonly Record<string, string>[];
  try {
    const { results, skipped } = runExpectations(
      rows("expect.csv"),
      dataset,
      { index, rows: organisations },
      dataOf(folder, rows, today),
      relations,
    );
    const earlier = rows("earlier.csv").filter((row) => skipped.includes(row.get("name") ?? ""));
    actual = [
      ...results.map((result) => resultRow(dataset, result)),
      ...earlier.map((row) => Object.fromEntries(row)),
    ];
  } catch (error) {
    if (!(error instanceof ExpectationError)) throw error;
    return error.exception === outcome.exception
      ? []
      : [`raised ${error.exception}: ${error.message}, not ${outcome.exception ?? "at all"}`];
  }
  if (outcome.outcome !== "done") return [`did not raise ${outcome.exception}`];
  const expected = rows("expected/result.csv").map((row) => Object.fromEntries(row));
  if (expected.length !== actual.length) return [`${actual.length} results, not ${expected.length}`];
  // The database picks any one entity of a reference: the number found counts, not which.
  const countOnly = folder.endsWith("deleted-same-reference");
  return expected.flatMap((should, at) => {
    const [is, want] = [comparable(actual[at] ?? {}, countOnly), comparable(should, countOnly)];
    return isDeepStrictEqual(is, want)
      ? []
      : [`row ${at + 1}: ${JSON.stringify(is)} is not ${JSON.stringify(want)}`];
  });
}

function dataOf(
  folder: string,
  rows: (name: string) => readonly ReadonlyMap<string, string>[],
  today: string,
): DatasetData {
  const boundaries = join(folder, "boundaries.json");
  const active = new Map<string, string[]>();
  for (const row of rows("active-resources.csv")) {
    const owner = row.get("organisation_entity") ?? "";
    active.set(owner, [...(active.get(owner) ?? []), row.get("resource") ?? ""]);
  }
  return {
    entities: rows("entity.csv").map((row) => ({
      entity: Number(row.get("entity")),
      organisationEntity: row.get("organisation-entity") ?? "",
      reference: row.get("reference") ?? "",
      geometry: row.get("geometry") ?? "",
      point: row.get("point") ?? "",
      json: row.get("json") ?? "",
    })),
    facts: rows("fact.csv").map((row) => ({
      fact: row.get("fact") ?? "",
      entity: Number(row.get("entity")),
    })),
    factResources: rows("fact-resource.csv").map((row) => ({
      fact: row.get("fact") ?? "",
      resource: row.get("resource") ?? "",
    })),
    boundaries: new Map(
      existsSync(boundaries) ? Object.entries(readJson<Record<string, string>>(boundaries)) : [],
    ),
    activeResources: active,
    ...(existsSync(join(folder, "plan-timetable.csv"))
      ? {
          planTimetable: rows("plan-timetable.csv").map((row) => ({
            plan: row.get("plan") ?? "",
            planEvent: row.get("plan-event") ?? "",
            actualDate: row.get("actual-date") ?? "",
          })),
        }
      : {}),
    today,
  };
}

function resultRow(dataset: string, result: ExpectationResult): Record<string, string> {
  return {
    dataset,
    organisation: result.organisation,
    name: result.name,
    operation: result.operation,
    passed: result.passed ? "True" : "False",
    parameters: JSON.stringify(result.parameters),
    message: result.message,
    details: JSON.stringify(result.details),
    description: result.description,
    severity: result.severity,
    responsibility: result.responsibility,
  };
}

function comparable(row: Record<string, string>, countOnly: boolean): Record<string, unknown> {
  const details: Record<string, Json> = JSON.parse(row.details || "{}");
  if (countOnly) delete details.entities;
  return { ...row, parameters: JSON.parse(row.parameters || "{}"), details };
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8"));
}
