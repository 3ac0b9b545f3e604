import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRunFile, writeRunFile } from "../../src/reproduce/run-descriptor.ts";
import { runCli } from "../cli/run-cli.ts";
import { sampleCsv, sampleTables } from "../reproduce/sample-run.ts";
import type { LoopbackServer } from "../server/loopback.ts";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { problems } from "./support/axe.ts";
import { desktop, launchBrowser, phone } from "./support/browser.ts";
import { areasCsv, listen, openToAll, startTool, type ToolServer } from "./support/council-sites.ts";

let app: AppServer;
let browser: Browser;
let page: Page;
const errors: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "reproduce-"));

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
  page = await newPage();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** A page in a browser profile of its own, as on another computer. */
async function newPage(viewport: { width: number; height: number } = desktop): Promise<Page> {
  const made = await (await browser.newContext({ viewport, acceptDownloads: true })).newPage();
  made.on("pageerror", (error) => errors.push(String(error)));
  return made;
}

/** Types into a list and takes the first that is found, once the list has come. */
async function choose(on: Page, id: string, typed: string): Promise<void> {
  await on.fill(`#${id}`, typed);
  await on.waitForSelector(`#${id}-option-0`);
  await on.press(`#${id}`, "ArrowDown");
  await on.press(`#${id}`, "Enter");
}

/** The hashes of what came out, as the page shows them. */
async function hashes(on: Page): Promise<string[]> {
  await on.click("nav.app-sections >> text=What was used");
  await on.waitForSelector("h2:has-text('What came out')");
  return on.$$eval(".govuk-summary-list__row", (rows) =>
    rows.map((row) => row.textContent ?? "").filter((text) => /SHA-256 of .*csv/.test(text)),
  );
}

async function save(on: Page, button: string): Promise<string> {
  const [download] = await Promise.all([on.waitForEvent("download"), on.click(button)]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

describe("reproduce a run", () => {
  it("opens a file with rules of a chosen version, as it was on a chosen day", async () => {
    const file = join(folder, "areas.csv");
    writeFileSync(file, sampleCsv);
    const zip = join(folder, "checkout.zip");
    const tables = Object.entries(sampleTables).map(([name, text]) => [
      `config-main/pipeline/conservation-area/${name}`,
      strToU8(text),
    ]);
    writeFileSync(zip, zipSync(Object.fromEntries(tables)));

    await page.goto(`${app.url}/reproduce`);
    await page.setInputFiles("#file-input", file);
    await choose(page, "dataset", "conservation area");
    await choose(page, "organisation", "Doncaster");
    await page.click("text=More that decides a run");
    await page.fill("#endpoints", "e".repeat(64));
    await page.fill("#today", "2026-09-01");
    await page.fill("#entry-date", "2026-08-01");
    await page.click("text=Another version of the rules");
    await page.check("#configuration-from-2");
    await page.setInputFiles("#configuration-zip", zip);
    expect(await problems(page)).toEqual([]);
    await page.click("main button:has-text('Run')");
    await page.waitForSelector("nav.app-sections");
    expect(await page.textContent("main")).toContain("4 entries");
  });

  it("answers why a row is not on the platform, and why a value is what it is", async () => {
    await page.fill("#find-value", "CA1");
    await page.click("main button:has-text('Find')");
    await page.waitForSelector(".app-steps");
    const answer = await page.textContent(".govuk-inset-text");
    expect(answer).toContain("44000001 was removed");
    expect(answer).toContain("old-entity.csv line 2");
    expect(await problems(page)).toEqual([]);

    await page.fill("#find-value", "CA2");
    await page.click("main button:has-text('Find')");
    await page.waitForSelector("h2:has-text('CA2')");
    await page.click(".app-stories >> text=designation-date");
    await page.waitForSelector("text=Only what happened to designation-date");
    const steps = await page.textContent(".app-steps");
    expect(steps).toContain("patch.csv line 2, for everything");
    expect(steps).not.toContain("Old Town");

    await page.click("text=Compare what both make of this row");
    await page.waitForSelector("text=Rules that only the nightly run uses");
  });

  it("shows the rows with the same issue by value, and goes to one", async () => {
    await page.click("text=All issues and lost rows");
    await page.click("main a:has-text('invalid date')");
    await page.waitForSelector("text=1980-13-40");
    await page.click("table a:has-text('6')");
    await page.waitForSelector("h2:has-text('Line 6')");
    expect(await page.textContent(".govuk-inset-text")).toContain("needs a row in lookup.csv");
  });

  it("passes the run on by a link: elsewhere the same hashes come out", async () => {
    const here = await hashes(page);
    expect(here).toHaveLength(4);
    await page.click("nav.app-sections >> text=Share");
    const link = await page.inputValue("#run-link");
    const other = await newPage(phone);
    await other.goto(link);
    await other.waitForSelector("nav.app-sections");
    expect(await hashes(other)).toEqual(here);
    expect(await other.textContent("main")).toContain("Reproduced exactly");
    // The run is not in the address any more, and a reload shows it again.
    expect(other.url()).not.toContain("run=");
    await other.reload();
    await other.waitForSelector("nav.app-sections");
    expect(await hashes(other)).toEqual(here);
    for (const section of ["Rows", "What was used", "Share"]) {
      await other.click(`nav.app-sections >> text=${section}`);
      await other.waitForTimeout(200);
      expect(await problems(other), section).toEqual([]);
    }
    expect(app.asked.filter((path) => path.includes("run="))).toEqual([]);
    await other.context().close();
  });

  it("says precisely what differs when a run file names other data", async () => {
    const path = await save(page, "main button:has-text('Save as a run file')");
    // The command line is another place too, and the other way round.
    const there = await runCli(["check", "--run", path, "--write-run", join(folder, "there.json")]);
    expect(there.errors).toContain("Reproduced exactly");
    const back = await newPage();
    await back.goto(`${app.url}/reproduce`);
    await back.setInputFiles("#file-input", join(folder, "there.json"));
    await back.waitForSelector("nav.app-sections");
    await hashes(back);
    expect(await back.textContent("main")).toContain("Reproduced exactly");
    await back.context().close();

    const read = readRunFile(readFileSync(path, "utf8"));
    if (!read.ok) throw new Error(read.detail);
    const { deflated: _, ...resource } = read.run.resource;
    const without = join(folder, "without-data.json");
    writeFileSync(without, writeRunFile({ ...read.run, resource }));
    const changed = join(folder, "changed.csv");
    writeFileSync(changed, sampleCsv.replace("Mill", "Mall"));

    const other = await newPage();
    await other.goto(`${app.url}/reproduce`);
    await other.setInputFiles("#file-input", without);
    await other.waitForSelector("h1:has-text('Choose the file of this run')");
    await other.setInputFiles("#resource-input", changed);
    await other.click("main button:has-text('Run it')");
    await other.waitForSelector("nav.app-sections");
    await other.click("nav.app-sections >> text=What was used");
    const table = await other.textContent("table:has-text('What differs')");
    expect(table).toContain("Resource (went in)");
    expect(table).toContain("issue.csv (came out)");
    expect(table).not.toContain("Configuration");
    await other.context().close();
  });

  it("writes the report for the reporter, and the ticket, about one row", async () => {
    await page.fill("#report-line", "3");
    await page.fill("#reported", "Old Town is missing.");
    await page.click("text=Report for the reporter");
    await page.waitForSelector(".app-report h2:has-text('What happened')");
    expect(await page.textContent(".app-report")).toContain("You told us: “Old Town is missing.”");
    await page.click("main button:has-text('Text for the ticket')");
    await page.waitForSelector(".app-report pre");
    const ticket = readFileSync(await save(page, "text=Save as Markdown"), "utf8");
    expect(ticket).toContain("- [x] The row was followed through every phase");
    expect(ticket).toContain("old-entity.csv line 2");
    expect(ticket).toContain(`${app.url}/reproduce/run#run=`);
    expect(errors).toEqual([]);
  });
});

describe("a run of data that is fetched", () => {
  const hash = createHash("sha256").update(areasCsv).digest("hex");
  let archive: LoopbackServer;
  let tool: ToolServer;

  beforeAll(async () => {
    // The archive has one file, and under another hash the same file by mistake.
    archive = await listen(
      openToAll((request, response) => {
        const found = /^\/conservation-area-collection\/collection\/resource\/[0-9a-f]{64}$/.test(
          request.url ?? "",
        );
        if (found) response.writeHead(200, { "Content-Type": "text/csv" }).end(areasCsv);
        else response.writeHead(404).end("not found");
      }),
    );
    tool = await startTool({ "archive.example:80": archive, "council.example:80": archive });
  });
  afterAll(async () => {
    await tool?.close();
    await archive?.close();
  });

  async function fromArchive(on: Page, wanted: string): Promise<void> {
    await on.goto(`${tool.url}/reproduce`);
    await on.check("#from-3");
    await on.fill("#hash", wanted);
    await on.fill("#archive", "http://archive.example");
    await choose(on, "dataset", "conservation area");
    await on.click("main button:has-text('Run')");
  }

  it("takes a resource from the archive by its hash, and no other file for it", async () => {
    const other = await newPage();
    await fromArchive(other, "0".repeat(64));
    await other.waitForSelector(".govuk-error-summary");
    expect(await other.textContent(".govuk-error-summary")).toContain(`another file, with the hash ${hash}`);
    await fromArchive(other, hash);
    await other.waitForSelector("nav.app-sections");
    expect(await hashes(other)).toHaveLength(4);
    expect(await other.textContent("main")).toContain(hash);
    await other.context().close();
  });

  it("takes it from a folder of downloads without asking anybody", async () => {
    const downloads = join(folder, "downloads");
    mkdirSync(downloads);
    writeFileSync(join(downloads, hash), areasCsv);
    const other = await newPage();
    await other.goto(`${tool.url}/reproduce`);
    await other.check("#from-3");
    await other.fill("#hash", hash);
    await other.setInputFiles("#downloads", downloads);
    await choose(other, "dataset", "conservation area");
    await other.click("main button:has-text('Run')");
    await other.waitForSelector("nav.app-sections");
    await hashes(other);
    expect(await other.textContent("main")).toContain(hash);
    await other.context().close();
  });

  it("asks an address as the collector would, and counts it as the endpoint of the run", async () => {
    const other = await newPage();
    await other.goto(`${tool.url}/reproduce`);
    await other.check("#from-2");
    const address = `http://council.example/conservation-area-collection/collection/resource/${hash}`;
    await other.fill("#url", address);
    await choose(other, "dataset", "conservation area");
    await other.click("main button:has-text('Run')");
    await other.waitForSelector("nav.app-sections");
    await hashes(other);
    expect(await other.textContent(".govuk-summary-list__row:has-text('Endpoints')")).toContain(address);
    await other.context().close();
  });
});
