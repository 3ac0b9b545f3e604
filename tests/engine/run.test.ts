import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/configuration/read.ts";
import { runConfiguration } from "../../src/configuration/run-configuration.ts";
import type { Converted } from "../../src/engine/convert/converted.ts";
import { run } from "../../src/engine/run.ts";
import type { RunSettings } from "../../src/engine/settings.ts";
import type { RunTrace } from "../../src/engine/trace.ts";
import { referenceOrganisations, referenceSpecification } from "../conformance/reference-data.ts";
import { noGeometry } from "./no-geometry.ts";

interface Given extends Partial<RunSettings> {
  readonly configuration?: Record<string, string>;
  readonly trace?: RunTrace;
  readonly converted?: Partial<Converted>;
}

/** Runs a CSV text and keeps what the sink was given, as short texts. */
function runCsv(csv: string, { configuration = {}, trace, converted = {}, ...given }: Given = {}) {
  const settings: RunSettings = {
    dataset: "conservation-area",
    resource: "r",
    lookupsEnabled: false,
    organisations: [],
    endpoints: [],
    entryDate: "",
    today: "2026-09-01",
    categoryValues: new Map(),
    ...given,
  };
  const rules = runConfiguration(readConfiguration(new Map(Object.entries(configuration)), "test"), settings);
  if (!rules.ok) throw new Error(JSON.stringify(rules.fault));
  const seen: Record<
    "lines" | "entries" | "facts" | "issues" | "drops" | "columns" | "saved" | "text",
    string[]
  > = {
    lines: [],
    entries: [],
    facts: [],
    issues: [],
    drops: [],
    columns: [],
    saved: [],
    text: [],
  };
  const resource: Converted = {
    mimeType: "text/csv",
    internalPath: "",
    internalMimeType: "",
    charset: "utf_8",
    format: "CSV",
    text: [csv],
    writesConverted: false,
    ...converted,
  };
  const result = run(
    resource,
    settings,
    {
      specification: referenceSpecification(),
      organisations: referenceOrganisations(),
      configuration: rules.configuration,
    },
    { geometry: noGeometry },
    {
      line: (lineNumber, cells) => seen.lines.push(`${lineNumber} ${cells.join("|")}`),
      entry: ({ entryNumber, row }) => seen.entries.push(`${entryNumber} ${[...row.keys()].join("|")}`),
      fact: ({ entity, field, value }) => seen.facts.push(`${entity} ${field} ${value}`.trim()),
      issue: ({ entity, field, issueType }) => seen.issues.push(`${entity} ${field} ${issueType}`.trim()),
      dropped: ({ lineNumber, entryNumber = "-", reason }) =>
        seen.drops.push(`${lineNumber} ${entryNumber} ${reason}`),
      columnField: (column, field) => seen.columns.push(`${column}=${field}`),
      harmonised: ({ row }) => seen.saved.push(row.get("reference") ?? ""),
      converted: (text) => seen.text.push(text),
    },
    trace,
  );
  return { ...seen, ...result };
}

const lookup =
  "prefix,organisation,reference,entity\n" +
  "conservation-area,local-authority:LBH,CA1,44000001\n" +
  "conservation-area,local-authority:LBH,CA2,44000002\n";

describe("the live check", () => {
  it("gives facts without entities, in the order of the file and of the fields", () => {
    const { facts, columns, outcome } = runCsv("reference,name,x\nCA1,Old Town,y\n");
    expect(outcome).toEqual({ outcome: "transformed" });
    expect(facts).toEqual(["name Old Town", "prefix conservation-area", "reference CA1"]);
    expect(columns).toEqual(["name=name", "reference=reference"]);
  });

  it("counts records, but neither entries nor entities", () => {
    expect(runCsv("reference\n\nCA1\n").datasetResource).toMatchObject({
      lineCount: 3,
      entryCount: 0,
      entityCount: 0,
    });
  });

  it("logs double references last, on the line after their number", () => {
    const { issues } = runCsv("reference,name\nA,\n\nA,x\n");
    expect(issues).toEqual([
      "name missing value",
      "reference reference values are not unique",
      "reference reference values are not unique",
    ]);
  });
});

describe("the nightly run", () => {
  const nightly = {
    lookupsEnabled: true,
    organisations: ["local-authority:LBH"],
    configuration: { "lookup.csv": lookup },
  };

  it("finds entities, gives them to the issues of their entries, and prunes entries without one", () => {
    const { facts, issues, drops, datasetResource } = runCsv("reference,name\nCA1,\nCA9,x\n", nightly);
    expect(facts).toEqual([
      "44000001 organisation local-authority:LBH",
      "44000001 prefix conservation-area",
      "44000001 reference CA1",
    ]);
    expect(issues).toEqual(["44000001 name missing value", "entity unknown entity"]);
    expect(drops).toEqual(["3 2 no-entity"]);
    expect(datasetResource).toMatchObject({ entityCount: 1, entryCount: 1 });
  });

  it("does not look for double references where anything is combined", () => {
    const configuration = { "lookup.csv": lookup, "combine.csv": "field,separator\nname,;\n" };
    const csv = "reference,name\nCA1,a\nCA1,b\n";
    const { facts, issues } = runCsv(csv, { ...nightly, configuration });
    expect(facts.filter((text) => text.includes(" name "))).toEqual([
      "44000001 name a;b",
      "44000001 name a;b",
    ]);
    expect(issues).toEqual(["44000001 name combined-value", "44000001 name combined-value"]);
  });
});

it("takes each record as header, as entry that became facts, or as dropped for a reason", () => {
  const configuration = { "skip.csv": "pattern\nTitle\n", "filter.csv": "field,pattern\nreference,CA\n" };
  const csv = "Title\nreference,name\n,\nCA1,a\nX,b\n";
  const { lines, entries, drops } = runCsv(csv, { configuration });
  expect(lines).toHaveLength(5);
  expect(entries).toEqual(["1 reference|name", "2 reference|name"]);
  expect(drops).toEqual(["1 - skip-pattern", "3 - blank-record", "5 2 filter"]);
});

describe("where the pipeline raises", () => {
  it("the run ends, and what was written stays", () => {
    const configuration = { "column.csv": "column,field\nx,nofield\n" };
    const { outcome, facts } = runCsv("reference,x\nCA1,\nCA2,y\n", { configuration });
    expect(outcome).toMatchObject({
      outcome: "raised",
      exception: "ValueError: field nofield does not have a datatype mapping",
    });
    expect(facts).toEqual(["prefix conservation-area", "reference CA1"]);
  });

  it("a dataset that the specification lacks is one such place", () => {
    expect(runCsv("a\n1\n", { dataset: "nothing" }).outcome).toMatchObject({ outcome: "raised" });
  });
});

describe("a resource that was converted", () => {
  const text = ["reference\nCA1\n", "CA2\n"];

  it("is shown to the sink as it is read", () => {
    expect(runCsv("", { converted: { text, writesConverted: true } }).text).toEqual(text);
  });

  it("is shown whole also when the run ends early", () => {
    const configuration = { "column.csv": "column,field\nreference,nofield\n" };
    const { text: shown, outcome } = runCsv("", {
      configuration,
      converted: { text, writesConverted: true },
    });
    expect(outcome.outcome).toBe("raised");
    expect(shown).toEqual(text);
  });

  it("is unreadable when that failed, and has no rows", () => {
    const failure = { reason: "binary" as const, exception: "no" };
    const { outcome, lines } = runCsv("", { converted: { failure, text: [] } });
    expect(outcome).toEqual({ outcome: "unreadable", exception: "no" });
    expect(lines).toEqual([]);
  });
});

it("shows harmonised rows without changing the order of issues", () => {
  const csv = "reference,name\nA,\nB,\n";
  const { saved, issues } = runCsv(csv);
  expect(saved).toEqual(["A", "B"]);
  expect(issues).toEqual(["name missing value", "name missing value"]);
});

it("lets a trace see every phase, and the rules that did something", () => {
  const names: string[] = [];
  const rules: string[] = [];
  const trace: RunTrace = {
    observe(name, phase) {
      names.push(name);
      return phase;
    },
    rule: (rule, where, field) => rules.push(`${rule.file}:${rule.line} ${where.entryNumber} ${field}`),
  };
  const configuration = {
    "column.csv": "column,field\ntitle,name\n",
    "patch.csv": "field,pattern,value\nname,x,y\n",
  };
  runCsv("reference,title\nA,x\n", { configuration, trace });
  expect(names.join(" ")).toBe(
    "normalise parse concat filter map filter patch harmonise default migrate organisation field-prune " +
      "entity-reference entity-prefix save priority pivot fact-combine factor fact-reference fact-lookup fact-prune",
  );
  expect(rules).toEqual(["column.csv:2 1 name", "patch.csv:2 1 name"]);
});
