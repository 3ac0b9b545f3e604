import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvRecords } from "../../src/engine/convert/csv.ts";
import { readOgrJson } from "../../src/engine/convert/ogr-json-driver.ts";
import { ogrCsv } from "../../src/engine/convert/ogr-table.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";

/** A GeoJSON document and what ogr2ogr made of it: NAME.csv, or NAME.error.txt where it fails. */
export interface GeojsonProbe {
  readonly name: string;
  readonly input: string;
  /** Absent: the conversion fails. */
  readonly expected?: string;
}

/** The probes in a folder: NAME.geojson with its answer beside it. None for a folder of another kind. */
export function geojsonProbes(folder: string): GeojsonProbe[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".geojson"))
    .map((file) => file.slice(0, -".geojson".length))
    .filter((name) => [".csv", ".error.txt"].some((suffix) => existsSync(join(folder, name + suffix))))
    .sort()
    .map((name) => {
      const expected = join(folder, `${name}.csv`);
      return { name, input: join(folder, `${name}.geojson`), ...(existsSync(expected) ? { expected } : {}) };
    });
}

/** What ogr2ogr alone makes of it: the pipeline asks it only for some JSON. @returns `""` when the parsed tables are equal (or both fail), else the first difference */
export async function runGeojsonProbe(probe: GeojsonProbe): Promise<string> {
  const answer = readOgrJson(bytesSource(readFileSync(probe.input)));
  if (probe.expected === undefined) return "failure" in answer ? "" : "converts, where the reference fails";
  if ("failure" in answer) return `fails (${answer.failure.exception}), where the reference converts`;
  const want = [...csvRecords([readFileSync(probe.expected, "utf8")])];
  const got = [...csvRecords(ogrCsv(answer.layers))];
  for (let at = 0; at < Math.max(want.length, got.length); at += 1) {
    const a = JSON.stringify(want[at]);
    const b = JSON.stringify(got[at]);
    if (a !== b) return `record ${at + 1}: expected ${a?.slice(0, 300)}, got ${b?.slice(0, 300)}`;
  }
  return "";
}
