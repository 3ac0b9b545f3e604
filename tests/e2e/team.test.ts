import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { problems } from "./support/axe.ts";
import { desktop, launchBrowser, phone } from "./support/browser.ts";

let app: AppServer;
let browser: Browser;
let page: Page;
const errors: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "planning-data-check-team-"));
const dataset = "conservation-area";
const council = "local-authority:DNC";
/** A rectangle of a hundredth of a degree. */
const box = (place: number) => {
  const [x, y] = [-1.9 + (place % 10) * 0.02, 53.3 + Math.floor(place / 10) * 0.02];
  return `"POLYGON ((${x} ${y}, ${x + 0.01} ${y}, ${x + 0.01} ${y + 0.01}, ${x} ${y + 0.01}, ${x} ${y}))"`;
};
const write = (name: string, text: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

// A is as on the platform, B has another name there, C is not there; N1 to N70 are new, N70 stands twice.
const csv = [
  "reference,name,designation-date,geometry",
  `A,Alpha,1971-02-03,${box(0)}`,
  `B,Beta,1971-02-03,${box(1)}`,
  `C,Gamma,1971-02-03,${box(2)}`,
  ...Array.from({ length: 70 }, (_, at) => `N${at + 1},New ${at + 1},1980-01-01,${box(at + 3)}`),
  `N70,New 70 again,31/02/1980,${box(80)}`,
  "",
].join("\r\n");
const lookup = [
  "prefix,resource,endpoint,entry-number,organisation,reference,entity,entry-date,start-date,end-date",
  ...["A,44000001", "B,44000002", "C,44000003"].map((row) => `${dataset},,,,${council},${row},,,`),
  "",
].join("\r\n");
const platform = [
  "dataset,entity,organisation-entity,reference,name,designation-date,geometry",
  `${dataset},44000001,109,A,Alpha,1971-02-03,${box(0)}`,
  `${dataset},44000002,109,B,Another name,1971-02-03,${box(1)}`,
  `${dataset},44000900,109,OLD,New 5,1980-01-01,${box(7)}`,
  "",
].join("\r\n");

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: desktop, acceptDownloads: true });
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  expect(errors).toEqual([]);
});

async function save(button: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return readFileSync(await download.path());
}

/** Takes the first option that a typed text leaves. */
async function choose(id: string, text: string): Promise<void> {
  await page.fill(`#${id}`, "");
  await page.type(`#${id}`, text);
  await page.waitForSelector(`#${id}-listbox [role=option]`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

describe("entities", () => {
  it("proposes numbers for what is new, beside the lookup and the platform", async () => {
    const folderInZip = `checkout/pipeline/${dataset}`;
    const zip = zipSync({
      [`${folderInZip}/lookup.csv`]: strToU8(lookup),
      [`${folderInZip}/old-entity.csv`]: strToU8(
        "old-entity,status,entity,notes,end-date,entry-date,start-date\r\n",
      ),
    });
    await page.goto(`${app.url}/reproduce`);
    await page.setInputFiles("#file-input", write("areas.csv", csv));
    // The dataset is guessed from the columns.
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#dataset")?.value !== "");
    await choose("dataset", "conservation area");
    await choose("organisation", "Doncaster");
    await page.click("text=Another version of the rules");
    await page.check("#configuration-from-2");
    await page.setInputFiles("#configuration-zip", write("checkout.zip", zip));
    await page.click("main button:has-text('Run')");
    await page.click("nav.app-sections >> text=Entities");
    await page.waitForSelector("text=The platform was not asked");
    await page.setInputFiles("#platform-extract", write("platform.csv", platform));
    await page.waitForSelector("text=platform.csv, 3 entities");
    const states = await page.$$eval("#entity-state option", (options) =>
      options.map((option) => /^(.*? \(\d+\))/.exec(option.textContent ?? "")?.[1]),
    );
    expect(states.slice(1)).toEqual([
      "New (70)",
      "Changed (1)",
      "Waiting (1)",
      "Same (1)",
      "Only on platform (1)",
    ]);
    expect(await page.textContent("tr:has-text('Another name on the platform')")).toContain("Changed");
    // N1 is the first without a number; 44000003 is the highest in use.
    await page.waitForSelector("tr:has-text('New 1') >> text=44000004 proposed");
    expect(await problems(page)).toEqual([]);
  });

  it("keeps ticks over paging, search and filters, without gaps in the numbers", async () => {
    // By keyboard: the box of N1 is unticked with the space bar.
    await page.focus("label:has-text('Number for N1') >> xpath=preceding-sibling::input >> nth=0");
    await page.keyboard.press("Space");
    await page.waitForSelector("tr:has-text('New 2') >> text=44000004 proposed");
    await page.click("nav[aria-label='Pages of entities'] >> text=2");
    await page.waitForSelector("tr:has-text('New 60')");
    await page.fill("#entity-text", "new 6");
    await page.click("text=Untick all matching");
    await page.fill("#entity-text", "");
    await page.waitForSelector("text=58 of 70 references without a number ticked");
    await page.selectOption("#entity-state", "changed");
    await page.waitForSelector("text=1 row shown");
    await page.click("text=Tick all matching >> nth=0");
    await page.selectOption("#entity-state", "new");
    await page.waitForSelector("text=70 rows shown of 74; 58 of 70");
  });

  it("offers a redirection with its evidence, and the rows that follow as files", async () => {
    const duplicate = "table:has-text('On the platform') tr:has-text('44000900')";
    expect(await page.textContent(duplicate)).toMatch(/100\.0 % of this one.*alike 100\.00/);
    expect(await page.isChecked(`${duplicate} input`)).toBe(true);
    await page.check("input[name=authoritative]");
    await page.waitForSelector("#entity-result >> text=lookup.csv: 58 new rows");
    await page.waitForSelector("#entity-result >> text=entity-organisation.csv: 1 new row");
    await page.click("text=Remove numbers that were given in error");
    await page.fill("#entity-removals", "44000003 added in error");
    await page.waitForSelector("#entity-result >> text=old-entity.csv: 2 new rows");
    const zip = unzipSync(new Uint8Array(await save("text=Download the changed files")));
    const text = (name: string) => strFromU8(zip[`pipeline/${dataset}/${name}`] ?? new Uint8Array());
    expect(text("lookup.csv").split("\r\n")).toHaveLength(1 + 3 + 58 + 1);
    expect(text("entity-organisation.csv")).toContain(`${dataset},44000004,44000061,${council}\r\n`);
    expect(text("old-entity.csv")).toMatch(
      /44000900,301,44000007,"geometry complete_match, name similarity 100%",,\d{4}-\d\d-\d\d,\r\n/,
    );
    expect(text("old-entity.csv")).toMatch(/44000003,410,,added in error,,/);
    expect(Object.keys(zip)).toContain("manifest.json");
    await page.setViewportSize(phone);
    expect(await problems(page)).toEqual([]);
    await page.setViewportSize(desktop);
  });
});

describe("the smallest input", () => {
  it("is one row for a value that is wrong, as published", async () => {
    await page.click("nav.app-sections >> text=Rows");
    await page.click("main a:has-text('invalid date')");
    await page.click("text=Smallest input that shows this");
    await page.waitForSelector("#smallest-input >> text=Row 75 alone shows it, as published.");
    expect(await problems(page)).toEqual([]);
    const lines = csv.split("\r\n");
    expect((await save("text=Download it")).toString("utf8")).toBe([lines[0], lines[74], ""].join("\r\n"));
  });
});

describe("a batch", () => {
  it("checks many files at once, goes on after a reload and opens each", async () => {
    await page.goto(`${app.url}/reproduce/batch`);
    await page.waitForSelector("text=Check them all");
    expect(await problems(page)).toEqual([]);
    await page.click("text=Check them all");
    await page.waitForSelector(".govuk-error-summary >> text=Choose files");

    const files = Array.from({ length: 50 }, (_, at) => ({
      name: `areas-${at + 1}.csv`,
      mimeType: "text/csv",
      buffer: Buffer.from(
        `reference,name,designation-date,geometry\nR${at},Area,${at % 5 === 0 ? "31/02/2020" : "2020-01-01"},${box(at)}\n`,
      ),
    }));
    await page.setInputFiles("#batch-files", files);
    await page.waitForSelector("text=50 files chosen");
    await choose("dataset", "conservation area");
    await page.click("text=Check them all");
    await page.waitForSelector("text=/[1-9]\\d* of 50 done/");
    await page.reload();
    await page.waitForSelector("text=50 files checked", { timeout: 60_000 });
    expect(await page.textContent("tr:has-text('invalid date')")).toContain("10");
    const items = (await save("text=Download each file")).toString("utf8").trimEnd().split("\r\n");
    expect(items).toHaveLength(51);
    await page.setViewportSize(phone);
    expect(await problems(page)).toEqual([]);
    await page.setViewportSize(desktop);

    await page.click("button:text-is('areas-6.csv')");
    await page.waitForSelector(".app-verdict");
    await page.waitForFunction(() => document.querySelector("main")?.textContent?.includes("areas-6.csv"));
  });
});
