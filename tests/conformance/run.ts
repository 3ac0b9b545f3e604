/**
 * `npm run conformance -- [DIR...] [--output DIR] [--only PATTERN] [--bundle] [--report]`
 *
 * Runs recorded cases and compares what we write with what the pipeline wrote. A DIR is a case or a folder of cases,
 * anywhere on disk; without one, the project's own cases and, when they are there, the real ones and the converter's.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runAddDataCase } from "./add-data.ts";
import { caseFolders, caseKind, readCase } from "./case.ts";
import { runCase } from "./case-runner.ts";
import { runCollectCase } from "./collect.ts";
import { type Actual, type Comparison, compare } from "./compare.ts";
import { geojsonProbes, runGeojsonProbe } from "./convert-geojson.ts";
import { readDifferences } from "./differences.ts";
import { runExpectationsCase } from "./expectations.ts";
import { type Row, writeReport } from "./report.ts";
import { writeTables } from "./summary.ts";

const own = fileURLToPath(new URL("./cases/", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      output: { type: "string" },
      only: { type: "string" },
      bundle: { type: "boolean", default: false },
      report: { type: "boolean", default: false },
    },
  });
  const folders = positionals.length
    ? positionals
    : [
        own,
        ...["real", "convert-geojson", "add-data", "collect", "expectations"]
          .map((name) => shared + name)
          .filter((path) => existsSync(path)),
      ];
  const only = values.only === undefined ? undefined : new RegExp(values.only);
  const differences = readDifferences();
  const rows: Row[] = [];

  for (const folder of folders) {
    if (!existsSync(folder)) {
      console.error(`There is no folder ${folder}. Give the folder of a case, or a folder of cases.`);
      return 2;
    }
    for (const probe of geojsonProbes(folder)) {
      if (only && !only.test(probe.name)) continue;
      const detail = await runGeojsonProbe(probe);
      const comparison: Comparison = {
        verdict: detail === "" ? "pass" : "fail",
        differs: detail === "" ? [] : ["converted.csv (parsed)"],
        detail,
        reasonTextOnly: false,
      };
      rows.push(report({ name: probe.name, theme: "convert-geojson", comparison }));
    }
    for (const path of caseFolders(folder)) {
      const kind = caseKind(path);
      if (kind !== "resource") {
        rows.push(...(await otherKind(path, kind, only)).map(report));
        continue;
      }
      const recorded = readCase(path);
      if (only && !only.test(recorded.name) && !only.test(recorded.theme)) continue;
      const { outcome, files } = await runCase(recorded);
      if (values.output) keep(join(values.output, recorded.name), files);
      const comparison = compare(path, outcome, files);
      const known = differences.get(recorded.name);
      rows.push(
        report({
          name: recorded.name,
          theme: recorded.theme,
          comparison,
          ...(known ? { known } : {}),
          files: Object.keys(expectedFiles(path)),
        }),
      );
    }
  }

  writeTables(rows);
  if (values.report) writeReport(rows);
  const counted = rows.filter((row) => row.known?.kind !== "soft" && row.comparison.verdict !== "lenient");
  const failed = counted.filter((row) => row.comparison.verdict === "fail").length;
  console.log(`${counted.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;

  function report(row: Row): Row {
    if (row.comparison.verdict === "fail") {
      const mark = row.known?.kind === "soft" ? "soft" : "FAIL";
      console.log(`${mark} ${row.name}: ${row.comparison.differs.join(", ")}`);
      if (row.comparison.detail) console.log(`     ${row.comparison.detail.replaceAll("\n", "\n     ")}`);
    }
    return row;
  }
}

/** Cases of another format have their own runners; a kind without one is named, never passed over in silence. */
async function otherKind(path: string, kind: string | undefined, only: RegExp | undefined): Promise<Row[]> {
  const name = basename(path);
  if (kind === "add-data") {
    if (only && !only.test(name)) return [];
    const known = readDifferences().get(name);
    return [{ name, theme: "add-data", comparison: await runAddDataCase(path), ...(known ? { known } : {}) }];
  }
  if (kind === "collect") {
    if (only && !only.test(name)) return [];
    const { pass, lenient, differences } = await runCollectCase(path);
    const verdict = lenient ? "lenient" : pass ? "pass" : "fail";
    return [
      {
        name,
        theme: "collect",
        comparison: { verdict, differs: differences, detail: differences.join("\n"), reasonTextOnly: false },
      },
    ];
  }
  if (kind === "expectations") {
    if (only && !only.test(name)) return [];
    return [{ name, theme: "expectations", comparison: await runExpectationsCase(path) }];
  }
  console.log(`not run: ${path} (${kind ?? "unknown"} cases have no runner here yet)`);
  return [];
}

function expectedFiles(path: string): Record<string, true> {
  const names = [
    "converted.csv",
    "harmonised.csv",
    "transformed.csv",
    "issue.csv",
    "column-field.csv",
    "dataset-resource.csv",
  ];
  return Object.fromEntries(
    names.filter((name) => existsSync(join(path, "expected", name))).map((name) => [name, true]),
  );
}

function keep(folder: string, files: Actual): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

process.exitCode = await main();
