import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Browser, BrowserContext, Download, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sampleRequest } from "../request/sample-request.ts";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { desktop, launchBrowser, phone } from "./support/browser.ts";
import { listen, startTool } from "./support/council-sites.ts";

let app: AppServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: desktop, serviceWorkers: "block" });
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
});
afterEach(async () => {
  await context.close();
  expect(errors.splice(0)).toEqual([]);
});

const organisation = "local-authority:DNC";

/** Opens a request file on a page of its own, sends it, and goes to its rows. */
async function openRows(on: Page, key: string, url: string): Promise<void> {
  const request = sampleRequest({ idempotencyKey: key, organisation, endpointUrl: url });
  await on.goto(`${app.url}/request`);
  await on.setInputFiles("#request-file", {
    name: "request.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(request)),
  });
  await on.waitForSelector("text=You have completed");
  await on.goto(`${app.url}/request/draft/${key}/check-answers`);
  await on.click("text=Send the request");
  await on.click("text=the rows it becomes");
  await on.waitForSelector("text=proposed entity number");
}

const data = (...references: string[]) => ({
  name: "areas.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`reference,name\n${references.map((reference) => `${reference},x\n`).join("")}`),
});

async function unzipped(download: Download): Promise<Record<string, string>> {
  const files = unzipSync(await readFile(await download.path()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

const csv = (header: string, ...rows: string[]) => [header, ...rows].map((line) => `${line}\r\n`).join("");
const repositoryZip = (...lookups: string[]) => {
  const files = {
    "collection/conservation-area/endpoint.csv": csv(
      "endpoint,endpoint-url,parameters,plugin,entry-date,start-date,end-date",
    ),
    "collection/conservation-area/source.csv": csv(
      "source,attribution,collection,documentation-url,endpoint,licence,organisation,pipelines,entry-date,start-date,end-date",
    ),
    "pipeline/conservation-area/lookup.csv": csv(
      "prefix,resource,endpoint,entry-number,organisation,reference,entity,entry-date,start-date,end-date",
      ...lookups,
    ),
  };
  const zip = zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`checkout/${path}`, strToU8(text)])),
  );
  return { name: "repository.zip", mimeType: "application/zip", buffer: Buffer.from(zip) };
};
const save = (on: Page, button: string) =>
  Promise.all([on.waitForEvent("download"), on.click(`button:text-is('${button}')`)]).then(([file]) => file);

async function lookNice(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.html}`)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, page.url()).toBeLessThanOrEqual(0);
  const folder = process.env.PICTURES;
  if (!folder) return;
  const name = new URL(page.url()).pathname.replaceAll("/", "-").replace(/[0-9a-f-]{32,36}/, "id");
  const { width } = page.viewportSize() ?? desktop;
  await page.screenshot({ path: `${folder}/${width}${name}.png`, fullPage: true });
}

describe("the rows of a request", () => {
  it("are whole files against a dropped repository, and say which numbers moved when it is renewed", async () => {
    await openRows(page, "a".repeat(32), "https://www.doncaster.gov.uk/one.csv");
    await page.setInputFiles("#request-data", data("X1", "X2"));
    await page.waitForSelector("text=This is not the file", { state: "detached" });
    await page.setInputFiles("#repository-zip", repositoryZip("conservation-area,,,,o:A,A,44990000,,,"));
    await page.waitForSelector("text=repository.zip: 3 tables");
    await page.waitForSelector("text=2 proposed entity numbers");
    await lookNice();
    const zip = await save(page, "Save the changed files");
    const files = await unzipped(zip);
    expect(Object.keys(files)).toContain("pipeline/conservation-area/lookup.csv");
    expect(files["pipeline/conservation-area/lookup.csv"]).toContain(`${organisation},X1,44990001,`);
    const manifest = JSON.parse(files["manifest.json"] ?? "{}");
    expect(Object.keys(manifest.base.files)).toHaveLength(3);
    // Somebody else has taken the number meanwhile.
    await page.setInputFiles(
      "#repository-zip",
      repositoryZip("conservation-area,,,,o:A,A,44990000,,,", "conservation-area,,,,o:B,B,44990001,,,"),
    );
    await page.waitForSelector("text=The rows are not those you looked at");
    expect(await page.textContent(".govuk-notification-banner table")).toMatch(/X1.*44990001.*44990002/s);
  });

  it("cannot be saved with numbers that another tab has saved meanwhile without showing it", async () => {
    await openRows(page, "b".repeat(32), "https://www.doncaster.gov.uk/two.csv");
    await page.setInputFiles("#request-data", data("T1"));
    await page.waitForSelector("text=1 proposed entity number");
    const other = await context.newPage();
    await openRows(other, "c".repeat(32), "https://www.doncaster.gov.uk/three.csv");
    await other.setInputFiles("#request-data", data("T9"));
    await other.waitForSelector("text=1 proposed entity number");
    const first = await unzipped(await save(other, "Save the new rows"));
    const [, taken = ""] = /T9,(\d+),/.exec(first["pipeline/conservation-area/lookup.csv"] ?? "") ?? [];
    await page.click("button:text-is('Save the new rows')");
    await page.waitForSelector("text=The rows are not those you looked at");
    expect(await page.textContent(".govuk-notification-banner table")).toContain(taken);
    const second = await unzipped(await save(page, "Save the new rows"));
    expect(second["pipeline/conservation-area/lookup.csv"]).toContain(`T1,${Number(taken) + 1},`);
  });

  it("warn without a connection, and keep decisions over a reload", async () => {
    await openRows(page, "d".repeat(32), "https://www.doncaster.gov.uk/four.csv");
    await page.click("summary:has-text('Decisions about entity numbers')");
    await page.fill("#removals", "44000124 ; added in error\nnonsense");
    await page.waitForSelector("text=Line 2");
    await page.fill("#removals", "44999124 ; added in error");
    await page.waitForSelector("summary:has-text('old-entity.csv: 1 new row')");
    await page.waitForTimeout(300);
    await page.reload();
    await page.waitForSelector("summary:has-text('old-entity.csv: 1 new row')");
    // What is kept on the computer is there, the server is not.
    await context.route("**/tables/registry.json", (route) => route.abort());
    await page.fill("#removals", "44999125 ; added in error");
    await page.waitForSelector("text=There is no connection");
    const files = await unzipped(await save(page, "Save the new rows"));
    expect(files["README.txt"]).toContain("WARNING");
    expect(JSON.parse(files["manifest.json"] ?? "{}").base.comparedWithNewest).toBe(false);
  });
});

const header = "organisation,endpoint-url,documentation-url,start-date,pipelines,plugin,licence";
const line = (number: number, changes: { organisation?: string; date?: string } = {}) =>
  `${changes.organisation ?? organisation},${app.url}/made/${number}.csv,https://www.doncaster.gov.uk/page,${changes.date ?? "2026-01-02"},conservation-area,,ogl3`;

describe("import.csv", () => {
  it("gives a result for each row that is right and a message for each that is wrong, also after a reload", async () => {
    const lines = Array.from({ length: 200 }, (_, index) =>
      index % 10 === 3 ? line(index, { organisation: `local-authority:X${index}` }) : line(index),
    ).map((text) => text.replace(app.url, "https://www.doncaster.gov.uk"));
    await page.goto(`${app.url}/request/import`);
    await lookNice();
    await page.setInputFiles("#import-file", {
      name: "import.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`\uFEFF${[`${header},ticket`, ...lines].join("\r\n")}\r\n`),
    });
    await page.waitForSelector("text=200 rows: 180 can be used, 20 cannot");
    await page.waitForSelector("text=These columns are not used: ticket");
    await page.reload();
    await page.waitForSelector("text=200 rows: 180 can be used, 20 cannot");
    await page.waitForSelector("text=360 new rows");
    for (const viewport of [phone, desktop]) {
      await page.setViewportSize(viewport);
      await lookNice();
    }
    const problems = await save(page, "Save what is wrong as a table");
    const table = await readFile(await problems.path(), "utf8");
    expect(table.match(/is not a known organisation/g)).toHaveLength(20);
    const files = await unzipped(await save(page, "Save the new rows"));
    expect(files["collection/conservation-area/endpoint.csv"]?.trimEnd().split("\r\n")).toHaveLength(181);
  });

  it("reads the data where it can be had, asks for a column, and numbers the rows in file order", async () => {
    const files: Record<string, string> = {
      "/made/1.csv": "reference,name\nI1,x\nI2,x\n",
      "/made/2.csv": "Area No,name\nI3,x\n",
    };
    const site = await listen((request, response) => {
      const body = files[request.url ?? ""];
      response.writeHead(body === undefined ? 404 : 200, { "Content-Type": "text/csv" }).end(body ?? "");
    });
    const tool = await startTool({ "data.council.example:80": site });
    await page.goto(`${tool.url}/request/import`);
    await page.setInputFiles("#import-file", {
      name: "import.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(
        [header, line(1), line(2), line(3)].join("\n").replaceAll(app.url, "http://data.council.example"),
      ),
    });
    await page.waitForSelector("text=3 rows: 3 can be used");
    await page.click("button:text-is('Fetch and read the data')");
    await page.selectOption("#reference-column-3", "Area No");
    await page.waitForSelector("text=1 proposed entity number", { state: "detached" });
    await page.waitForSelector("text=3 proposed entity numbers");
    await page.waitForSelector("strong:text-is('endpoint-url: ')");
    await lookNice();
    const made = await unzipped(await save(page, "Save the new rows"));
    const numbers = [...(made["pipeline/conservation-area/lookup.csv"] ?? "").matchAll(/(I\d),(\d+),/g)].map(
      ([, reference, entity]) => [reference, Number(entity)],
    );
    expect(numbers.map(([reference]) => reference)).toEqual(["I1", "I2", "I3"]);
    expect(Number(numbers[2]?.[1]) - Number(numbers[0]?.[1])).toBe(2);
    expect(made["pipeline/conservation-area/column.csv"]).toContain("Area No,reference");
    await tool.close();
    await site.close();
  });
});

describe("the other ways in", () => {
  it("opens a request of the live service, reads it, and starts a request with its answers", async () => {
    await page.goto(`${app.url}/request/live`);
    const whole = {
      id: "r1",
      status: "COMPLETE",
      params: {
        type: "add_data",
        dataset: "tree",
        organisation,
        url: "https://maps.example.gov.uk/arcgis/rest/services/Trees/MapServer/3",
        plugin: "arcgis",
        endpoint_parameters: { max_page_size: 200 },
      },
      response: { data: { "error-summary": ["2 dates must be real"] } },
    };
    const details = [
      {
        entry_number: 1,
        converted_row: { Ref: "T1" },
        issue_logs: [{ "issue-type": "invalid date", field: "start-date", value: "x" }],
      },
    ];
    for (const [name, json] of [
      ["request.json", whole],
      ["details.json", details],
    ] as const) {
      await page.setInputFiles("#live-file", {
        name,
        mimeType: "application/json",
        buffer: Buffer.from(JSON.stringify(json)),
      });
      await page.waitForSelector(`h2:text-is('${name}')`);
    }
    await page.waitForSelector("text=2 dates must be real");
    for (const viewport of [phone, desktop]) {
      await page.setViewportSize(viewport);
      await lookNice();
    }
    await page.click("text=Start a request with these answers");
    await page.waitForSelector("text=You have completed");
    // How a map server is read came with it; only whole numbers above 0 are taken.
    await page.click("a:text-is('How the address is read')");
    expect(await page.inputValue("[id='parameters.max_page_size']")).toBe("200");
    await page.fill("[id='parameters.timeout']", "soon");
    await page.click(".govuk-button:text-is('Continue')");
    await page.waitForSelector(
      ".govuk-error-summary >> text=Seconds to wait for an answer must be a whole number above 0",
    );
    await lookNice();
    await page.fill("[id='parameters.timeout']", "90");
    await page.click(".govuk-button:text-is('Continue')");
    await page.waitForURL(/documentation-page/);
  });

  it("shows what a change of details was and becomes", async () => {
    await page.goto(`${app.url}/request`);
    await page.click("text=Start a request");
    await page.check("input[name=kind][value=change-details]");
    const goOn = () => page.click(".govuk-button:text-is('Continue')");
    await goOn();
    await page.fill("#organisation", "Doncaster");
    await page.click("[role=option]");
    await goOn();
    await page.fill("#datasets", "conservation area");
    await page.click("[role=option]");
    await goOn();
    await page.waitForURL(/which-endpoint/);
    await page.check("input[name=endpoint]");
    await goOn();
    await page.waitForURL(/documentation-page/);
    await page.fill("#documentationUrl", "https://www.doncaster.gov.uk/new-page");
    await goOn();
    await page.waitForURL(/licence/);
    await goOn();
    await page.waitForURL(/datasets-it-feeds/);
    await lookNice();
    await goOn();
    await page.fill("#contact-name", "Ada Byron");
    await page.fill("#contact-email", "planning@doncaster.gov.uk");
    await goOn();
    await page.waitForURL(/notes/);
    await goOn();
    await page.waitForURL(/check-answers/);
    expect(await page.textContent("ins")).toContain("https://www.doncaster.gov.uk/new-page");
    expect(await page.textContent("#answers")).toContain("(stays)");
    await lookNice();
    await page.check("#consent");
    await page.click("text=Send the request");
    // A link holds all of it: somebody else opens it and has the answers.
    await page.click("text=A link that holds the request");
    const link = await page.inputValue("#request-link");
    const colleague = await browser.newContext({ serviceWorkers: "block" });
    const theirs = await colleague.newPage();
    await theirs.goto(link);
    await theirs.waitForSelector("h1:has-text('Ask for details to be changed')");
    await colleague.close();
    await page.click("text=the rows it becomes");
    await page.waitForSelector("text=1 changed cell");
    await page.waitForSelector("caption:text-is('Cells that change')");
  });
});
