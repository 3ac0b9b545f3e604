import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { sharedIt, sharedPath } from "../shared.ts";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { launchBrowser } from "./support/browser.ts";
import { checkFile, heading, open } from "./support/journey.ts";

interface Case {
  readonly input: string;
  readonly dataset: string;
  readonly today: string;
  readonly "category-values"?: Readonly<Record<string, readonly string[]>>;
}

let app: AppServer;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

describe("real files, as the live check answers them", () => {
  for (const name of [
    "tree-preservation-zone-geojson",
    "article-4-direction-areas-csv",
    "conservation-area-errors-csv",
  ]) {
    sharedIt(`shows for ${name} what the recorded issue log holds`, async () => {
      const folder = sharedPath(`conformance/real/${name}`);
      const recorded: Case = JSON.parse(readFileSync(`${folder}/case.json`, "utf8"));
      const issues = issueCounts(readFileSync(`${folder}/expected/issue.csv`, "utf8"));
      await checkFile(page, app.url, {
        file: `${folder}/${recorded.input}`,
        dataset: recorded.dataset,
        mode: "check",
        today: recorded.today,
        ...(recorded["category-values"] && { categoryValues: recorded["category-values"] }),
      });
      // The page's own report, as a person saves it.
      const report = await page.evaluate(readReport);
      const shown = new Map<string, number>();
      for (const line of report.lines) {
        if (line.source !== "pipeline") continue;
        shown.set(`${line.type}|${line.field}`, line.count);
      }
      expect(Object.fromEntries([...shown].sort())).toEqual(Object.fromEntries([...issues].sort()));
      expect(report.issues).toBe([...issues.values()].reduce((sum, count) => sum + count, 0));
      // Every line is on the page, under its own address, with the rows it names.
      const sentences = await page.$$eval(".app-group a.govuk-task-list__link", (links) =>
        links.map((link) => link.textContent ?? ""),
      );
      expect(sentences).toEqual(report.lines.map((line) => line.sentence));
      for (const line of report.lines.slice(0, 3)) {
        await open(page, app.url, `/check/result/${line.id.replace(".", "/")}`);
        expect(await heading(page)).toBe(line.sentence);
        if (line.rows > 0) {
          await page.waitForSelector("#rows ~ section tbody tr");
          const rows = await page.$$eval("#rows ~ section tbody tr", (list) => list.length);
          expect(rows).toBe(Math.min(line.rows, 50));
        }
      }
      expect(errors).toEqual([]);
    });
  }
});

/** Runs in the page: what its memory keeps of the newest check. */
function readReport() {
  interface Line {
    readonly id: string;
    readonly source: string;
    readonly type: string;
    readonly field: string;
    readonly count: number;
    readonly rows: number;
    readonly words: { readonly sentence: string };
  }
  return new Promise<{
    readonly issues: number;
    readonly lines: readonly (Omit<Line, "words"> & { readonly sentence: string })[];
  }>((resolve, reject) => {
    const request = indexedDB.open("planning-data-check");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const all = request.result.transaction("checks").objectStore("checks").index("by-time").getAll();
      all.onsuccess = () => {
        const { report } = all.result.at(-1);
        const groups = report.groups;
        const lines: Line[] = [
          ...groups.mustFix,
          ...groups.needsFixing,
          ...groups.fixedForYou,
          ...groups.worthChecking,
        ];
        request.result.close();
        resolve({
          issues: report.counts.issues,
          lines: lines.map(({ id, source, type, field, count, rows, words }) => ({
            id,
            source,
            type,
            field,
            count,
            rows,
            sentence: words.sentence,
          })),
        });
      };
    };
  });
}

/** Rows of a recorded issue.csv by type and field. Its values may hold line breaks inside quotes. */
function issueCounts(csv: string): Map<string, number> {
  const records = csv.match(/(?:"(?:[^"]|"")*"|[^"\r\n])+/g) ?? [];
  const cells = records.map((record) =>
    [...record.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) =>
      (match[1] ?? "").replace(/^"|"$/g, ""),
    ),
  );
  const [header = [], ...rows] = cells;
  const type = header.indexOf("issue-type");
  const field = header.indexOf("field");
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = `${row[type]}|${row[field]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
