/** One measurement in a process of its own: `measure.ts parse|engine FILE DATASET`; prints one line of JSON. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import { writeTables } from "../../src/check/table-writer.ts";
import { nodeEffects } from "../../src/effects/node/effects.ts";
import { fileSource } from "../../src/effects/node/file-source.ts";
import { tableFiles } from "../../src/effects/node/table-files.ts";
import { nodeTables } from "../../src/effects/node/tables.ts";

const [, , what, path = "", dataset = ""] = process.argv;

const { seconds, rows } = what === "parse" ? parse() : await engine();
// maxRSS is in kilobytes.
console.log(JSON.stringify({ seconds, rows, peak: process.resourceUsage().maxRSS / 1024 }));

function parse(): { seconds: number; rows: number } {
  const start = performance.now();
  let rows = 0;
  if (path.endsWith(".csv")) {
    const source = fileSource(path);
    const decoder = new TextDecoder();
    let rest = "";
    for (let at = 0; at < source.size; at += 1 << 22) {
      const text = rest + decoder.decode(source.read(at, at + (1 << 22)), { stream: true });
      const end = text.lastIndexOf("\n") + 1;
      Papa.parse(text.slice(0, end), { step: () => (rows += 1) });
      rest = text.slice(end);
    }
  } else {
    rows = JSON.parse(readFileSync(path, "utf8")).features.length;
  }
  return { seconds: (performance.now() - start) / 1000, rows };
}

async function engine(): Promise<{ seconds: number; rows: number }> {
  const effects = nodeEffects(nodeTables(), "2026-09-01");
  // Loading tables and the geometry library is measured apart: it happens once.
  await Promise.all([
    effects.geometry(),
    effects.tables.specification(dataset),
    effects.tables.organisations(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "planning-data-check-"));
  const out = tableFiles(folder);
  let rows = 0;
  const start = performance.now();
  await writeTables(
    { source: fileSource(path), name: path, dataset, mode: "check" },
    effects,
    new Set(["transformed.csv", "issue.csv"]),
    out.write,
    { entry: () => (rows += 1) },
  );
  out.close();
  const seconds = (performance.now() - start) / 1000;
  rmSync(folder, { recursive: true });
  return { seconds, rows };
}
