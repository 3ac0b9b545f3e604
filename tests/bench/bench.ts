/**
 * `npm run bench [-- --reference PYTHON] [--browser] [--quick]`
 *
 * Rows and megabytes a second, peak memory, and ratios within this one run: machines are noisy, ratios are less so.
 * Each measurement runs in a process of its own, so that peak memory is its own.
 */
import { spawnSync } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureInBrowser } from "./browser.ts";
import { brownfieldCsv, polygonGeojson } from "./inputs.ts";

const { values } = parseArgs({
  options: {
    reference: { type: "string" },
    browser: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
  },
});

const scale = values.quick ? 10 : 1;
const folder = join(tmpdir(), "planning-data-check-bench");
mkdirSync(folder, { recursive: true });

interface Input {
  readonly name: string;
  readonly path: string;
  readonly dataset: string;
  readonly rows: number;
  readonly reference: boolean;
}

const inputs: readonly Input[] = [
  await input(
    "100k-row CSV",
    `brownfield-${100_000 / scale}.csv`,
    "brownfield-land",
    100_000 / scale,
    true,
    () => brownfieldCsv(100_000 / scale),
  ),
  await input("30 MB GeoJSON", `polygons-${30 / scale}.geojson`, "conservation-area", 0, true, () =>
    polygonGeojson((30 / scale) * 1_000_000),
  ),
  await input(
    "1M-row CSV",
    `brownfield-${1_000_000 / scale}.csv`,
    "brownfield-land",
    1_000_000 / scale,
    false,
    () => brownfieldCsv(1_000_000 / scale),
  ),
];

console.log(
  `${"input".padEnd(15)} ${"MB".padStart(6)} ${"what".padEnd(22)} ${"s".padStart(8)} ${"rows/s".padStart(9)} ${"MB/s".padStart(7)} ${"peak MB".padStart(8)}  ratio`,
);
for (const one of inputs) {
  const megabytes = statSync(one.path).size / 1e6;
  const parse = measure("parse", one);
  const engine = measure("engine", one);
  print(one, megabytes, "bare parse", parse, "");
  print(
    one,
    megabytes,
    "engine, facts written",
    engine,
    `${(engine.seconds / parse.seconds).toFixed(1)} x bare parse`,
  );
  if (values.reference && one.reference) {
    const reference = measureReference(values.reference, one);
    print(
      one,
      megabytes,
      "Python pipeline",
      reference,
      `engine is ${(reference.seconds / engine.seconds).toFixed(1)} x as fast`,
    );
  }
}
if (values.browser) await measureInBrowser(inputs);

interface Measured {
  readonly seconds: number;
  readonly rows: number;
  /** Peak resident memory of the process, megabytes. */
  readonly peak: number;
}

function print(
  one: Input,
  megabytes: number,
  what: string,
  { seconds, rows, peak }: Measured,
  ratio: string,
): void {
  console.log(
    `${one.name.padEnd(15)} ${megabytes.toFixed(1).padStart(6)} ${what.padEnd(22)} ${seconds.toFixed(2).padStart(8)} ${Math.round(
      rows / seconds,
    )
      .toString()
      .padStart(
        9,
      )} ${(megabytes / seconds).toFixed(1).padStart(7)} ${Math.round(peak).toString().padStart(8)}  ${ratio}`,
  );
}

function measure(what: "parse" | "engine", one: Input): Measured {
  const script = fileURLToPath(new URL("./measure.ts", import.meta.url));
  const child = spawnSync(process.execPath, ["--import", "tsx", script, what, one.path, one.dataset], {
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(`${what} of ${one.name} failed:\n${child.stderr}`);
  return JSON.parse(child.stdout.trim().split("\n").at(-1) ?? "");
}

function measureReference(python: string, one: Input): Measured {
  const script = fileURLToPath(new URL("./reference.py", import.meta.url));
  const shared = fileURLToPath(new URL("../../../shared/", import.meta.url));
  const child = spawnSync(python, [script, one.path, one.dataset, shared], { encoding: "utf8" });
  if (child.status !== 0)
    throw new Error(`the Python pipeline failed on ${one.name}:\n${child.stderr.slice(-2000)}`);
  return JSON.parse(child.stdout.trim().split("\n").at(-1) ?? "");
}

async function input(
  name: string,
  file: string,
  dataset: string,
  rows: number,
  reference: boolean,
  make: () => Iterable<string>,
): Promise<Input> {
  const path = join(folder, file);
  if (!existsSync(path)) {
    const out = createWriteStream(path);
    for (const piece of make())
      if (!out.write(piece)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
    out.end();
    await finished(out);
  }
  return { name, path, dataset, rows, reference };
}
