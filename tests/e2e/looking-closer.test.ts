import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { desktop, launchBrowser } from "./support/browser.ts";
import { checkFile, heading, open } from "./support/journey.ts";

let app: AppServer;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
  page = await (await browser.newContext({ viewport: desktop })).newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** One row for each thing that can happen to a shape, a blank record, and a row without reference. */
const csv = `ogc_fid,REF,Title,designation-date,geometry
1,CA1,Green,1971-04-03,"POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.21, -2.1 52.2))"
2,CA2,Close,31/02/1984,"POLYGON ((396010 255020, 396910 255020, 396910 255720, 396010 255720, 396010 255020))"
3,CA3,Cross,1984-02-01,"POLYGON ((8.5 45.9, 8.6 45.9, 8.6 46, 8.5 45.9))"
,,,,
5,,Hollow,1984-02-01,"POLYGON ((-2.12 52.2, -2.11 52.2, -2.11 52.21, -2.12 52.2))"
6,CA6,Bank,1984-02-01,not a shape
`;
const file = { name: "areas.csv", content: csv };

const list = (selector: string) =>
  page.$$eval(selector, (all) => all.map((each) => (each.textContent ?? "").trim()));

describe("columns", () => {
  it("that are not recognised are matched by hand, checked again at once, and remembered", async () => {
    await checkFile(page, app.url, { file, dataset: "conservation-area" });
    expect(await list("a.govuk-task-list__link")).toContain("There is no column for reference");
    await open(page, app.url, "/check/columns");
    await page.waitForSelector(".app-value");

    // A row number as reference is warned about.
    await page.selectOption("#field-reference", "ogc_fid");
    expect(await page.textContent("tr:has(#field-reference)")).toContain("This looks like a row number");

    // One column for two fields is refused.
    await page.selectOption("#field-reference", "REF");
    await page.selectOption("#field-name", "REF");
    await page.click("text=Check again with these columns");
    await page.waitForSelector(".govuk-error-summary");
    expect(await page.textContent(".govuk-error-summary")).toContain("A column can be one field only");

    await page.selectOption("#field-name", "Title");
    await page.click("text=Check again with these columns");
    await page.waitForSelector(".app-verdict");
    expect(await list("a.govuk-task-list__link")).not.toContain("There is no column for reference");

    // The next file of the same dataset starts with the same choices.
    await checkFile(page, app.url, {
      file: { name: "next-month.csv", content: csv },
      dataset: "conservation-area",
    });
    expect(await list("a.govuk-task-list__link")).not.toContain("There is no column for reference");
    await open(page, app.url, "/check/columns");
    expect(await page.inputValue("#field-reference")).toBe("REF");
  });
});

describe("what would be published", () => {
  it("accounts for every row: in the file = published + lost, each with a reason", async () => {
    await open(page, app.url, "/check/what-would-be-published");
    const rows = await page.$$eval("table:first-of-type tbody tr", (all) =>
      all.map(
        (row) =>
          [
            row.querySelector("th")?.textContent ?? "",
            Number((row.querySelector("td")?.textContent ?? "").replaceAll(",", "")),
          ] as const,
      ),
    );
    const [given, kept, ...lost] = rows;
    expect(given).toEqual(["In your file", 6]);
    expect(kept?.[0]).toBe("Published");
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every(([words]) => words.startsWith("Not published: "))).toBe(true);
    expect((kept?.[1] ?? 0) + lost.reduce((sum, [, count]) => sum + count, 0)).toBe(6);
  });
});

describe("all rows", () => {
  it("are found by issue, by text, and only the lost ones; the address keeps the filter", async () => {
    await open(page, app.url, "/check/rows");
    await page.waitForSelector(".app-rows tbody tr");
    const all = await list(".app-rows tbody tr");
    expect(all.length).toBe(6);
    await page.fill("#filter-text", "hollow");
    await page.waitForFunction(() => document.querySelectorAll(".app-rows tbody tr").length === 1);
    expect(page.url()).toContain("text=hollow");
    await page.reload();
    await page.waitForSelector(".app-rows tbody tr");
    expect((await list(".app-rows tbody tr")).length).toBe(1);
    expect(await page.inputValue("#filter-text")).toBe("hollow");
    await page.click("text=Clear filters");
    await page.check("#filter-lost");
    await page.waitForFunction(() => document.querySelectorAll(".app-rows tbody tr").length < 6);
    expect((await list(".app-rows tbody tr")).every((row) => row.includes("Lost"))).toBe(true);
  });

  it("lead to a page for each row, and from there to the next one to fix", async () => {
    await open(page, app.url, "/check/row/2");
    expect(await heading(page)).toBe("Row 3");
    expect(await page.textContent(".app-fields")).toContain("nothing: the value is lost");
    await page.click("text=Next row to fix");
    await page.waitForFunction(() => !document.querySelector("h1")?.textContent?.includes("Row 3"));
    await page.goBack();
    await page.waitForFunction(() => document.querySelector("h1")?.textContent?.includes("Row 3"));
  });
});

describe("the map", () => {
  it("draws what it can, says what it cannot, and goes to a row chosen in the list or by a click", async () => {
    await open(page, app.url, "/check/map");
    await page.waitForSelector('.app-map[data-ready="yes"]', { timeout: 30_000 });
    const shapes = await list(".app-shape-list li");
    expect(shapes.some((shape) => /cannot be drawn/.test(shape))).toBe(true);
    expect(shapes.some((shape) => /outside England/.test(shape))).toBe(true);
    expect(await page.textContent(".app-map-layout ~ *, main")).not.toContain("undefined");

    await page.click(".app-shape-list button:has-text('CA1')");
    await page.waitForSelector(".app-shape--selected");
    expect(await page.textContent(".app-shape--selected")).toContain("CA1");
    expect(page.url()).toContain("row=1");

    // The shape now fills the middle of the map: a click there finds it again.
    await page.click(".app-shape-list button:has-text('CA2')");
    await page.waitForFunction(() =>
      document.querySelector(".app-shape--selected")?.textContent?.includes("CA2"),
    );
    await page.waitForTimeout(1500);
    await page.reload();
    await page.waitForSelector('.app-map[data-ready="yes"]', { timeout: 30_000 });
    await page.waitForFunction(() =>
      document.querySelector(".app-shape--selected")?.textContent?.includes("CA2"),
    );
    await page.waitForTimeout(1500);
    await page.click(".app-shape-list button:has-text('CA1')");
    await page.waitForTimeout(1500);
    await page.click(".app-map canvas");
    expect(await page.textContent(".app-shape--selected")).toContain("CA1");
  });

  it("shows only the rows of one issue when it is chosen, also from a link", async () => {
    const line = await page.$$eval("#map-line option", (options) =>
      options.map((option) => option.getAttribute("value") ?? "").find((value) => value.includes("England")),
    );
    await open(page, app.url, `/check/map#line=${line}`);
    await page.waitForSelector(".app-shape-list li");
    await page.waitForFunction(() => document.querySelectorAll(".app-shape-list li").length === 1);
    expect(await page.textContent(".app-shape-list")).toContain("CA3");
  });

  it("throws no error on any page", () => {
    expect(errors).toEqual([]);
  });
});

describe("downloads", () => {
  it("are made from the file on this computer", async () => {
    await open(page, app.url, "/check/result");
    for (const [words, name, content] of [
      [
        "Issue log",
        "next-month-issue.csv",
        /^dataset,resource,line-number,entry-number,field,entity,issue-type,value,message/,
      ],
      ["Your rows with their problems", "next-month-problems.csv", /CA1/],
      ["Report for an email", "next-month-report.md", /^# /],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(`text=${words}`)]);
      expect(download.suggestedFilename()).toBe(name);
      const stream = await download.createReadStream();
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(Buffer.from(chunk));
      expect(
        Buffer.concat(chunks)
          .toString("utf8")
          .replace(/^\uFEFF/, ""),
      ).toMatch(content);
    }
  });
});

describe("a saved report", () => {
  it("opens the same result on another computer, without the rows", async () => {
    await open(page, app.url, "/check/result");
    const verdict = await heading(page);
    const lines = await list("a.govuk-task-list__link");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click("text=Report for programs"),
    ]);
    const path = await download.path();
    const other = await (await browser.newContext()).newPage();
    await open(other, app.url, "/history");
    await other.setInputFiles("#report-file", path);
    await other.waitForSelector(".app-verdict");
    expect(await heading(other)).toBe(verdict);
    expect(
      await other.$$eval("a.govuk-task-list__link", (all) => all.map((each) => each.textContent?.trim())),
    ).toEqual(lines);
    await open(other, app.url, "/check/rows");
    await other.waitForSelector("text=no longer kept on this computer");
    await open(other, app.url, "/history");
    await other.setInputFiles("#report-file", {
      name: "x.json",
      mimeType: "application/json",
      buffer: Buffer.from("{}"),
    });
    await other.waitForSelector("text=This is not a result of this tool");
    await other.context().close();
  });
});

describe("the same file", () => {
  it("can be checked as another dataset without choosing it again", async () => {
    await open(page, app.url, "/check/result");
    await page.click("text=Check this file as another dataset");
    await page.waitForSelector(".govuk-file-upload-button__status:has-text('next-month.csv')");
    await page.fill("#dataset", "tree preservation zone");
    await page.waitForSelector("#dataset-listbox [role=option]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.click("text=Check this file");
    await page.waitForSelector(".app-verdict");
    expect(await page.textContent("h1")).toContain("Tree preservation zone");
  });
});

describe("other answers", () => {
  it("to the same file are compared with one another", async () => {
    await open(page, app.url, "/check/result");
    await page.check("input[name=answer][value=check]");
    await page.waitForSelector(".app-verdict");
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>("input[name=answer][value=check]")?.checked,
    );
    await page.click("text=Where the three answers differ, and why");
    await page.waitForFunction(() =>
      /\d+ differences?, and why|find the same/.test(document.body.textContent ?? ""),
    );
  });
});
