import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Effects } from "../../src/check/effects.ts";
import type { CheckInput } from "../../src/check/input.ts";
import { runResource } from "../../src/check/run-resource.ts";
import { readConfiguration } from "../../src/configuration/read.ts";
import { csvLine } from "../../src/csv/write.ts";
import type { Fact } from "../../src/engine/block.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { type RowTrace, rowTraceSchema, type TraceFact } from "../../src/trace/row-trace.ts";
import { traceRow } from "../../src/trace/trace-row.ts";
import { traceText } from "../../src/trace/write-trace-text.ts";
import { caseKind, readCase } from "../conformance/case.ts";
import { caseInput } from "../conformance/case-runner.ts";
import { effects } from "../rules/try.ts";
import { sharedIt, sharedPath } from "../shared.ts";
import { replay } from "./replay.ts";

interface Whole {
  readonly lines: number;
  readonly facts: ReadonlyMap<number, TraceFact[]>;
  readonly raised: boolean;
}

/** The run without a trace: the facts of each line. */
async function whole(input: CheckInput, surroundings: Effects): Promise<Whole> {
  const facts = new Map<number, TraceFact[]>();
  let lines = 0;
  const reply = await runResource(input, surroundings, {
    line: (lineNumber) => {
      lines = lineNumber;
    },
    fact: (fact) => facts.set(fact.lineNumber, [...(facts.get(fact.lineNumber) ?? []), plain(fact)]),
  });
  return { lines, facts, raised: !reply.ok || reply.run.result.outcome.outcome === "raised" };
}

function plain({ entity, field, value, fact, priority, entryDate, referenceEntity }: Fact): TraceFact {
  return { entity, field, value, fact, priority, entryDate, referenceEntity };
}

async function traced(input: CheckInput, surroundings: Effects, lineNumber: number): Promise<RowTrace> {
  const reply = await traceRow(input, surroundings, { lineNumber });
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  return rowTraceSchema.parse(reply.trace);
}

const sorted = (facts: readonly TraceFact[]) => facts.map((fact) => JSON.stringify(fact)).sort();

/** What a trace must always do: end at the run's facts, and its changes alone must lead there. */
async function holds(
  input: CheckInput,
  surroundings: Effects,
  lineNumber: number,
  facts: readonly TraceFact[],
) {
  const trace = await traced(input, surroundings, lineNumber);
  expect(sorted(trace.facts)).toEqual(sorted(facts));
  expect(sorted(replay(trace))).toEqual(sorted(facts));
}

const columns = ["reference", "Ref", "NAME", "Designated", "WKT", "organisation", "notes", "Status"];
const cell = fc.constantFrom(
  "",
  " n/a ",
  "CA1",
  "CA2",
  "ca-1",
  "Old Town",
  "Spring 1975",
  "01/02/1975",
  "31/02/1975",
  "local-authority:DNC",
  "nobody",
  "POINT(-1.1 53.5)",
  "POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.2))",
  "Adopted",
);
const tables: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "column.csv": [
    ["dataset", "resource", "endpoint", "column", "field"],
    ["conservation-area", "", "", "Ref", "reference"],
    ["conservation-area", "", "", "Designated", "designation-date"],
    ["conservation-area", "", "", "WKT", "geometry"],
    ["conservation-area", "", "", "Status", "IGNORE"],
    ["conservation-area", "", "", "NAME", "name"],
  ],
  "patch.csv": [
    ["dataset", "resource", "endpoint", "field", "pattern", "value"],
    ["conservation-area", "", "", "designation-date", "Spring (.*)", "\\1-03-01"],
    ["conservation-area", "", "", "", "^$", "filled"],
    ["conservation-area", "", "", "organisation", "nobody", "local-authority:DNC"],
  ],
  "concat.csv": [
    ["dataset", "resource", "endpoint", "field", "fields", "separator", "prepend", "append"],
    ["conservation-area", "", "", "reference", "Ref;NAME", "/", "", ""],
  ],
  "filter.csv": [
    ["dataset", "resource", "endpoint", "field", "pattern"],
    ["conservation-area", "", "", "name", "Old"],
  ],
  "skip.csv": [
    ["dataset", "resource", "endpoint", "pattern"],
    ["conservation-area", "", "", "CA2"],
  ],
  "default.csv": [
    ["dataset", "resource", "endpoint", "field", "default-field"],
    ["conservation-area", "", "", "name", "reference"],
  ],
  "default-value.csv": [
    ["dataset", "endpoint", "field", "value"],
    ["conservation-area", "", "notes", "nothing to say"],
  ],
  "combine.csv": [
    ["dataset", "endpoint", "field", "separator"],
    ["conservation-area", "", "name", ";"],
    ["conservation-area", "", "geometry", ""],
  ],
  "lookup.csv": [
    ["prefix", "resource", "entry-number", "organisation", "reference", "entity"],
    ["conservation-area", "", "", "local-authority:DNC", "CA1", "44000001"],
    ["conservation-area", "", "", "local-authority:ROT", "CA1", "44000001"],
    ["conservation-area", "", "", "local-authority:ROT", "CA2", "44000002"],
    ["conservation-area", "", "2", "", "", "44000003"],
    ["local-authority", "", "", "", "DNC", "109"],
  ],
  "old-entity.csv": [
    ["old-entity", "status", "entity"],
    ["44000002", "301", "44000005"],
    ["44000003", "410", ""],
  ],
  "entity-organisation.csv": [
    ["dataset", "entity-minimum", "entity-maximum", "organisation"],
    ["conservation-area", "44000001", "44000002", "local-authority:DNC"],
  ],
};

const randomRun = fc.record({
  header: fc.uniqueArray(fc.constantFrom(...columns), { minLength: 2 }),
  rows: fc.array(fc.array(cell, { maxLength: 9 }), { minLength: 1, maxLength: 6 }),
  files: fc.subarray(Object.keys(tables)),
  mode: fc.constantFrom("pipeline", "added", "check"),
  organisations: fc.constantFrom([], ["local-authority:DNC"], ["local-authority:DNC", "local-authority:ROT"]),
});

function inputOf({
  header,
  rows,
  files,
  mode,
  organisations,
}: typeof randomRun extends fc.Arbitrary<infer T> ? T : never): CheckInput {
  const csv = [header, ...rows].map(csvLine).join("");
  const texts = files.map((file) => [file, (tables[file] ?? []).map(csvLine).join("")] as const);
  return {
    source: bytesSource(new TextEncoder().encode(csv)),
    name: "random.csv",
    dataset: "conservation-area",
    mode: mode === "pipeline" || mode === "check" ? mode : "added",
    organisations,
    entryDate: "2026-08-01",
    transformation: "helmert",
    configuration: readConfiguration(new Map(texts), "made up"),
  };
}

describe("the trace of a row", () => {
  it("ends at the run's facts, and its changes alone lead there, whatever rows and rules", async () => {
    await fc.assert(
      fc.asyncProperty(randomRun, async (random) => {
        const input = inputOf(random);
        const run = await whole(input, effects);
        if (run.raised) return;
        for (let line = 1; line <= run.lines; line += 1) {
          await holds(input, effects, line, run.facts.get(line) ?? []);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  sharedIt(
    "does so for the recorded runs",
    async () => {
      const folder = sharedPath("conformance/cases");
      const names = existsSync(folder) ? readdirSync(folder).sort() : [];
      let rows = 0;
      // Every eighth: the formats and oddities, in a few seconds.
      for (const name of names.filter((_, at) => at % 8 === 0)) {
        if (caseKind(join(folder, name)) !== "resource") continue;
        const { input, effects: surroundings } = caseInput(readCase(join(folder, name)));
        const run = await whole(input, surroundings);
        if (run.raised) continue;
        for (const line of new Set([1, 2, Math.ceil(run.lines / 2), run.lines])) {
          await holds(input, surroundings, line, run.facts.get(line) ?? []);
          rows += 1;
        }
      }
      expect(rows).toBeGreaterThan(80);
    },
    120_000,
  );

  it("does not change the run, nor look at other rows where none are merged", async () => {
    const header = "reference,name,geometry\n";
    const row = (n: number) =>
      `CA${n},Area ${n},"POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.2))"\n`;
    const csv = header + Array.from({ length: 5000 }, (_, n) => row(n + 1)).join("");
    const input: CheckInput = {
      source: bytesSource(new TextEncoder().encode(csv)),
      name: "many.csv",
      dataset: "conservation-area",
      mode: "added",
      transformation: "helmert",
    };
    let shapes = 0;
    const counting: Effects = {
      ...effects,
      async geometry() {
        const engine = await effects.geometry();
        return new Proxy(engine, {
          get(target, name, receiver) {
            shapes += 1;
            return Reflect.get(target, name, receiver);
          },
        });
      },
    };
    const { facts } = await traced(input, counting, 4000);
    expect(facts.find(({ field }) => field === "reference")?.value).toBe("CA3999");
    expect(shapes).toBeLessThan(50);
  });

  it("names the rows that were merged", async () => {
    const csv = "reference,name\nCA1,B\nCA9,X\nCA1,A\n";
    const input: CheckInput = {
      source: bytesSource(new TextEncoder().encode(csv)),
      name: "merged.csv",
      dataset: "conservation-area",
      mode: "pipeline",
      organisations: ["local-authority:DNC"],
      transformation: "helmert",
      configuration: readConfiguration(
        new Map(
          ["lookup.csv", "combine.csv"].map((file) => [file, (tables[file] ?? []).map(csvLine).join("")]),
        ),
        "made up",
      ),
    };
    const trace = await traced(input, effects, 2);
    const step = trace.steps.find(({ phase }) => phase === "fact-combine");
    expect(step?.merged).toEqual([{ field: "name", rows: 2, lines: [2, 4] }]);
    expect(step?.changes).toContainEqual({ field: "name", part: "value", before: "B", after: "A;B" });
    expect(traceText(trace)).toContain("name merged from 2 rows: lines 2, 4");
  });
});

describe("a run that the pipeline stops", () => {
  it("names the row it stops at, and the phase", async () => {
    const csv = "reference,name\nCA1,\nCA2,Mill\nCA3,Green\n";
    const input: CheckInput = {
      source: bytesSource(new TextEncoder().encode(csv)),
      name: "stops.csv",
      dataset: "conservation-area",
      mode: "added",
      transformation: "helmert",
      configuration: readConfiguration(
        new Map([
          ["patch.csv", "dataset,resource,field,pattern,value\r\nconservation-area,,name,Mill (,x\r\n"],
          ["filter.csv", "dataset,resource,field,pattern\r\nconservation-area,,reference,CA[23]\r\n"],
        ]),
        "made up",
      ),
    };
    expect((await traced(input, effects, 2)).ending.kind).toBe("filter");
    const trace = await traced(input, effects, 3);
    expect(trace.ending).toMatchObject({ kind: "raised", phase: "patch" });
    expect(trace.ending.words).toContain("stops at this row");
    expect((await traced(input, effects, 4)).ending).toMatchObject({
      kind: "raised",
      words: expect.stringContaining("before it comes to this line"),
    });
  });
});
