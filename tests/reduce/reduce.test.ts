import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/configuration/read.ts";
import { nodeEffects } from "../../src/effects/node/effects.ts";
import { nodeTables } from "../../src/effects/node/tables.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { reduceResource, type Wanted } from "../../src/reduce/reduce.ts";

const effects = nodeEffects(nodeTables(), "2026-11-22");

async function reduced(csv: string, wanted: Wanted, configuration: Readonly<Record<string, string>> = {}) {
  const reply = await reduceResource(
    {
      source: bytesSource(new TextEncoder().encode(csv)),
      name: "areas",
      dataset: "conservation-area",
      mode: "lookup.csv" in configuration ? "pipeline" : "added",
      organisations: ["local-authority:DNC"],
      configuration: readConfiguration(new Map(Object.entries(configuration)), "test"),
    },
    wanted,
    effects,
  );
  return reply.ok ? { lines: reply.lines, text: new TextDecoder().decode(reply.bytes) } : reply.message;
}

const rows = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at + 2));
const area = (line: number, date = "2020-01-01", reference = `CA${line}`) =>
  `${reference},Area ${line},${date}`;
const file = (lines: readonly string[]) => `reference,name,designation-date\r\n${lines.join("\r\n")}\r\n`;

describe("the smallest input that shows an issue", () => {
  it("is one row for a value that is wrong, as the publisher wrote it", async () => {
    const csv = file(rows(300, (line) => area(line, line === 222 ? "31/02/2020" : "2020-01-01")));
    expect(await reduced(csv, { type: "invalid date", field: "designation-date" })).toEqual({
      lines: [222],
      text: file([area(222, "31/02/2020")]),
    });
  });

  it("is both rows for a reference that stands twice", async () => {
    const csv = file(rows(300, (line) => area(line, "2020-01-01", line === 290 ? "CA5" : `CA${line}`)));
    expect(await reduced(csv, { type: "reference values are not unique" })).toMatchObject({
      lines: [5, 290],
    });
  });

  it("is the rows that are combined into one", async () => {
    const wkt = (x: number) => `"POLYGON ((${x} 52.2, ${x + 0.01} 52.2, ${x + 0.01} 52.21, ${x} 52.2))"`;
    const lines = rows(40, (line) => `${line === 30 ? "CA9" : `CA${line}`},A,${wkt(-2.5 + line / 100)}`);
    const csv = `reference,name,geometry\n${lines.join("\n")}\n`;
    const combine = "dataset,endpoint,field,separator\r\nconservation-area,,geometry,\r\n";
    const numbers = rows(
      40,
      (line) => `conservation-area,,,,local-authority:DNC,CA${line},440000${line + 10}`,
    );
    const lookup = `prefix,resource,endpoint,entry-number,organisation,reference,entity\r\n${numbers.join("\r\n")}\r\n`;
    const reply = await reduced(
      csv,
      { type: "combined-value", field: "geometry" },
      { "combine.csv": combine, "lookup.csv": lookup },
    );
    expect(reply).toMatchObject({ lines: [9, 30] });
  });

  it("is one feature of GeoJSON, to the character", async () => {
    const feature = (at: number) =>
      `{"type": "Feature", "properties": {"reference": "CA${at}", "designation-date": "${at === 7 ? "31/02/2020" : "2020-01-01"}"}, "geometry": {"type": "Point", "coordinates": [-2.10, 52.2]}}`;
    const features = rows(20, (line) => feature(line));
    const reply = await reduced(`{"type":"FeatureCollection","features":[${features.join(",")}]}`, {
      type: "invalid date",
    });
    expect(reply).toMatchObject({
      lines: [7],
      text: `{"type":"FeatureCollection","features":[\n${feature(7)}\n]}`,
    });
  });

  it("does not exist for an issue that the file does not show: those that it shows are named", async () => {
    const reply = await reduced(file([area(2, "31/02/2020")]), { type: "invalid geometry" });
    expect(reply).toMatch(/does not show.*invalid date \(designation-date\)/);
  });
});
