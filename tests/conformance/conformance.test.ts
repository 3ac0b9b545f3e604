import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { sharedExists, sharedIt, sharedPath } from "../shared.ts";
import { caseFolders, readCase } from "./case.ts";
import { runCase } from "./case-runner.ts";
import { compare } from "./compare.ts";
import { geojsonProbes, runGeojsonProbe } from "./convert-geojson.ts";
import { readDifferences } from "./differences.ts";

const own = fileURLToPath(new URL("./cases/", import.meta.url));
const differences = readDifferences();

async function difference(folder: string): Promise<string> {
  const recorded = readCase(folder);
  const { outcome, files } = await runCase(recorded);
  const { verdict, detail } = compare(folder, outcome, files);
  return verdict === "fail" ? detail : "";
}

describe("recorded runs of the pipeline: authored cases", () => {
  for (const folder of caseFolders(own)) {
    const { name } = readCase(folder);
    const known = differences.get(name);
    if (known?.kind === "soft") continue;
    if (known) {
      it(`${name} still differs: ${known.reason}`, async () => expect(await difference(folder)).not.toBe(""));
    } else {
      it(name, async () => expect(await difference(folder)).toBe(""));
    }
  }

  it("are all there", () => {
    expect(caseFolders(own).length).toBe(readdirSync(own).filter((name) => !name.startsWith(".")).length);
    expect(caseFolders(own).length).toBeGreaterThan(300);
  });
});

describe("recorded runs of the pipeline: real resources", () => {
  const real = sharedPath("conformance/real");
  sharedIt("are there", () => expect(caseFolders(real).length).toBeGreaterThan(30));
  for (const folder of sharedExists ? caseFolders(real) : []) {
    it(readCase(folder).name, async () => expect(await difference(folder)).toBe(""), 60_000);
  }
});

describe("GeoJSON as ogr2ogr converts it", () => {
  const folder = sharedPath("conformance/convert-geojson");
  sharedIt("has its probes", () => expect(geojsonProbes(folder).length).toBeGreaterThan(200));
  for (const probe of sharedExists ? geojsonProbes(folder) : []) {
    it(probe.name, async () => expect(await runGeojsonProbe(probe)).toBe(""));
  }
});
