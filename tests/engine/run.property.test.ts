import fc from "fast-check";
import { expect, it } from "vitest";
import { readConfiguration } from "../../src/configuration/read.ts";
import { runConfiguration } from "../../src/configuration/run-configuration.ts";
import { loadGeometry } from "../../src/effects/node/geometry.ts";
import type { Converted } from "../../src/engine/convert/converted.ts";
import { run } from "../../src/engine/run.ts";
import type { RunSettings } from "../../src/engine/settings.ts";
import { transformedTable } from "../../src/engine/tables.ts";
import { referenceOrganisations, referenceSpecification } from "../conformance/reference-data.ts";

const geometry = await loadGeometry();
const specification = referenceSpecification();
const organisations = referenceOrganisations();

const cell = fc.oneof(
  fc.constantFrom(
    "",
    "reference",
    "name",
    "geometry",
    "GeoX",
    "GeoY",
    "entity",
    "organisation",
    "entry-date",
    "2024-01-31",
    "local-authority:LBH",
    "POLYGON ((0 51, 1 51, 1 52, 0 51))",
    "POLYGON ((0 51, 1 52, 1 51, 0 52, 0 51))",
    "POINT (530000 180000)",
    '{"type":"Point","coordinates":[0,51]}',
    "https://a.gov.uk/x",
    "44000001",
    "-1e400",
    "NaN",
    "\u0000",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const quoted = (cells: readonly string[]) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
const columns = fc.subarray(
  ["reference", "Name", "geometry", "notes", "organisation", "entry-date", "entity", "GeoX", "GeoY", "x"],
  {
    minLength: 1,
  },
);
const csv = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(columns, fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 8 }))
      .map(([header, rows]) => [header, ...rows].map(quoted).join("\n")),
  },
);

const pattern = fc.oneof(
  fc.constantFrom(".*", "^$", "(a+)+$", "(", "\\d+", "(?i)x|y", "[^,]*", "(?=(a|a)*b)"),
  fc.string({ maxLength: 8 }),
);
const tableOf = (names: string[], parts: fc.Arbitrary<string>) =>
  fc
    .array(fc.array(parts, { minLength: names.length, maxLength: names.length }), { maxLength: 4 })
    .map((rows) => [names, ...rows].map(quoted).join("\n"));
const field = fc.constantFrom(
  "",
  "reference",
  "name",
  "geometry",
  "IGNORE",
  "notes",
  "entity",
  "organisation",
  "no",
);
const tables: Record<string, fc.Arbitrary<string>> = {
  "column.csv": tableOf(["column", "field"], field),
  "patch.csv": tableOf(["field", "pattern", "value"], fc.oneof(field, pattern)),
  "filter.csv": tableOf(["field", "pattern"], fc.oneof(field, pattern)),
  "skip.csv": tableOf(["pattern"], pattern),
  "default.csv": tableOf(["field", "default-field"], field),
  "default-value.csv": tableOf(["field", "value"], fc.oneof(field, cell)),
  "concat.csv": tableOf(["field", "fields", "separator"], fc.oneof(field, cell)),
  "combine.csv": tableOf(["field", "separator"], field),
  "transform.csv": tableOf(["field", "replacement-field"], field),
  "lookup.csv": tableOf(["prefix", "reference", "entity"], fc.oneof(field, cell)),
  "old-entity.csv": tableOf(["old-entity", "status", "entity"], fc.constantFrom("44000001", "301", "410")),
};
const configuration = fc
  .subarray(Object.keys(tables), { maxLength: 3 })
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), tables[name] ?? fc.constant("")))),
  )
  .map((files) => Object.fromEntries(files));

const settings = fc
  .record({
    dataset: fc.constantFrom(
      "conservation-area",
      "tree",
      "brownfield-land",
      "local-plan",
      "conservation-area-document",
    ),
    lookupsEnabled: fc.boolean(),
    organisations: fc.subarray(["local-authority:LBH", "local-authority:BRX"]),
    entryDate: fc.constantFrom("", "2026-01-02"),
  })
  .map(
    (chosen): RunSettings => ({
      ...chosen,
      resource: "r",
      endpoints: [],
      today: "2026-09-01",
      categoryValues: new Map([["notes", ["a", "b"]]]),
    }),
  );

function runText(text: string, chosen: RunSettings, files: Record<string, string>) {
  const rules = runConfiguration(readConfiguration(new Map(Object.entries(files)), "test"), chosen);
  if (!rules.ok) return { outcome: "bad-configuration", text: "", lost: 0 };
  const converted: Converted = {
    mimeType: "",
    internalPath: "",
    internalMimeType: "",
    charset: "utf_8",
    format: "CSV",
    text: [text],
    writesConverted: false,
  };
  const table = transformedTable(chosen);
  let written = "";
  const records = { read: 0, entries: 0, droppedBefore: 0 };
  const ended = new Set<number>();
  const result = run(
    converted,
    chosen,
    { specification, organisations, configuration: rules.configuration },
    { geometry },
    {
      line: () => (records.read += 1),
      entry: () => (records.entries += 1),
      dropped: ({ entryNumber }) => {
        if (entryNumber === undefined) records.droppedBefore += 1;
        else ended.add(entryNumber);
      },
      fact(fact) {
        ended.add(fact.entryNumber);
        written += table.row(fact);
      },
      issue: ({ issueType, value, entity }) => {
        written += `${issueType} ${value} ${entity}\n`;
      },
    },
  );
  const header = records.read > records.droppedBefore ? 1 : 0;
  const unaccounted = records.read - header - records.droppedBefore - records.entries;
  const { outcome } = result.outcome;
  return {
    outcome,
    text: written,
    lost: outcome === "transformed" ? unaccounted + records.entries - ended.size : 0,
  };
}

it("ends in a result or a named stop for any text and any configuration, and the same one each time", () => {
  fc.assert(
    fc.property(csv, settings, configuration, (text, chosen, files) => {
      const first = runText(text, chosen, files);
      expect(["transformed", "raised", "bad-configuration"]).toContain(first.outcome);
      expect(runText(text, chosen, files)).toEqual(first);
    }),
    { numRuns: 300 },
  );
}, 120_000);

it("accounts for every record: the header, an entry that became facts, or one dropped for a reason", () => {
  fc.assert(
    fc.property(csv, settings, configuration, (text, chosen, files) => {
      expect(runText(text, chosen, files).lost).toBe(0);
    }),
    { numRuns: 300 },
  );
}, 120_000);
