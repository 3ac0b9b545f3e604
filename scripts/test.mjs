/**
 * `npm test`: sets everything up and runs every check - types, lint, unit, property, architecture, conformance,
 * end-to-end in a real browser, accessibility. The last line counts what really ran.
 * `npm test -- --quick` leaves out the browser.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, checkNode, findChromium, installDependencies, installPostgres, run } from "./set-up.mjs";

checkNode();
installDependencies();

const quick = process.argv.includes("--quick");
let passed = 0;
let failed = 0;
let skipped = 0;

step("types", () =>
  ["pure", "app", "workers", "node"].every((name) => run("npx", ["tsc", "-p", `tsconfig.${name}.json`])),
);
step("lint and format", () => run("npx", ["biome", "check", "--diagnostic-level=warn", "."]));
build();
installPostgres();
vitest("unit, property, architecture and conformance tests", "unit");
if (quick) console.log("\nThe browser tests were left out (--quick).");
else browserTests();

console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed ? 1 : 0;

function step(name, check) {
  console.log(`\n== ${name}`);
  if (check()) passed += 1;
  else {
    failed += 1;
    console.log(`${name}: failed`);
  }
}

function browserTests() {
  const chromium = findChromium();
  if (!chromium) {
    console.log(
      "\nNo Chromium could be found or installed, so the browser tests cannot run. Install one, or set CHROMIUM to its path.",
    );
    failed += 1;
    return;
  }
  vitest("end-to-end and accessibility tests in Chromium", "e2e", { CHROMIUM: chromium });
}

/** Runs one vitest project and adds its counts; a run that ends without counts is one failure. */
function vitest(name, project, environment = {}) {
  console.log(`\n== ${name}`);
  const folder = mkdtempSync(join(tmpdir(), "planning-data-check-"));
  const report = join(folder, "report.json");
  const ended = run(
    "npx",
    [
      "vitest",
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    environment,
  );
  if (!existsSync(report)) {
    failed += 1;
    return;
  }
  const counts = JSON.parse(readFileSync(report, "utf8"));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  skipped += counts.numPendingTests;
  if (!ended && counts.numFailedTests === 0) failed += 1;
  rmSync(folder, { recursive: true });
}
