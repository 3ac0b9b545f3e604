import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/configuration/read.ts";
import { csvRecords } from "../../src/engine/convert/csv.ts";
import { allLines } from "../../src/report/report.ts";
import { caseFolders, readCase } from "../conformance/case.ts";
import { referenceFiles } from "../conformance/reference-data.ts";
import { recordCase } from "./record-case.ts";

const cases = caseFolders(fileURLToPath(new URL("../conformance/cases", import.meta.url)))
  .map(readCase)
  .filter(
    ({ input, name }) =>
      input.endsWith(".csv") && /^(dataset|duplicate|filter|skip|combine|csv-ragged|geox)/.test(name),
  );

/** Rows of a recorded issue.csv by type and field. */
function recordedCounts(folder: string): Map<string, number> {
  const counts = new Map<string, number>();
  const file = join(folder, "expected/issue.csv");
  if (!existsSync(file)) return counts;
  const [header = [], ...rows] = [...csvRecords([readFileSync(file, "utf8")])];
  const [type, field] = [header.indexOf("issue-type"), header.indexOf("field")];
  for (const row of rows) {
    const key = `${row[type]} | ${row[field]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function configurationOf(folder: string, names: readonly string[]) {
  const files = new Map<string, string>();
  for (const name of names) {
    const own = join(folder, name);
    const found = name.startsWith(".")
      ? existsSync(own)
        ? readdirSync(own).map((file): [string, string] => [file, readFileSync(join(own, file), "utf8")])
        : []
      : referenceFiles(`configuration/pipeline/${name}`);
    for (const [file, text] of found) files.set(file, text);
  }
  return readConfiguration(files, "as recorded", "");
}

describe("reports of the recorded cases", () => {
  it.each(cases)("$name: lines of the pipeline count what issue.csv holds", async (recorded) => {
    if (recorded.configurationFiles || recorded.geometryType) return;
    const { report, queries } = await recordCase(new Uint8Array(readFileSync(recorded.input)), {
      dataset: recorded.dataset,
      mode: recorded.mode,
      organisations: recorded.organisations,
      endpoints: recorded.endpoints,
      entryDate: recorded.entryDate,
      categoryValues: recorded.categoryValues,
      today: recorded.today,
      ...(recorded.resource === undefined ? {} : { resource: recorded.resource }),
      ...(recorded.columnMapping ? { columnMapping: recorded.columnMapping } : {}),
      configurationTables: configurationOf(recorded.folder, recorded.configuration),
    });
    const outcome: { outcome: string } = JSON.parse(
      readFileSync(join(recorded.folder, "expected/outcome.json"), "utf8"),
    );
    if (outcome.outcome !== "transformed") return;
    const lines = allLines(report).filter(({ source }) => source === "pipeline");
    const counted = new Map(lines.map(({ type, field, count }) => [`${type} | ${field}`, count]));
    expect(counted).toEqual(recordedCounts(recorded.folder));
    const { counts } = report;
    expect(counts.kept + counts.dropped.reduce((sum, { count }) => sum + count, 0)).toBe(counts.records);
    expect(queries.page({ limit: 0 }).total).toBe(counts.records);
  });
});
