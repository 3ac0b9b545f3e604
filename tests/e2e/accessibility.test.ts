import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { goTo, problems } from "./support/axe.ts";
import { desktop, launchBrowser, phone } from "./support/browser.ts";
import { checkFile, fillIn, open, resultDrawn } from "./support/journey.ts";

let app: AppServer;
let browser: Browser;

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Long enough to look at the page while it is being checked. */
const large = `reference,name,start-date,geometry\n${Array.from(
  { length: 200_000 },
  (_, row) => `CA${row},Area ${row},03/04/1971,"POINT (-2 52)"`,
).join("\n")}\n`;

const places = [
  "/",
  "/check/result",
  "/check/rows",
  "/check/rows#group=must-fix",
  "/check/rows#text=nothing-has-this",
  "/check/row/1",
  "/check/row/7",
  "/check/map",
  "/check/columns",
  "/check/what-would-be-published",
  "/check/answers",
  "/check/share",
  "/checks-and-changes",
  "/guidance",
  "/guidance/tree",
  "/guidance/brownfield-land",
  "/history",
  "/accessibility",
  "/privacy",
  "/licences",
  "/team",
  "/whats-new",
  "/nowhere",
];

for (const [name, viewport] of [
  ["desktop", desktop],
  ["phone", phone],
] as const) {
  describe(`every page on a ${name}`, () => {
    let page: Page;
    beforeAll(async () => {
      page = await (await browser.newContext({ viewport, reducedMotion: "reduce" })).newPage();
    });

    it("the first page with an error, with a file, and with its lists open", async () => {
      await page.goto(app.url);
      await page.waitForSelector("#file");
      await page.click("text=Check this file");
      await page.waitForSelector(".govuk-error-summary");
      expect(await problems(page)).toEqual([]);
      await page.click("#dataset");
      await page.waitForSelector("#dataset-listbox [role=option]");
      await page.keyboard.press("ArrowDown");
      expect(await problems(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.click("#check-options summary");
      expect(await problems(page)).toEqual([]);
    });

    it("while a check is going on, and after it was stopped", async () => {
      await fillIn(page, app.url, {
        file: { name: "large.csv", content: large },
        dataset: "conservation-area",
      });
      await page.click("text=Check this file");
      await page.waitForSelector(".app-progress");
      expect(await problems(page)).toEqual([]);
      await page.waitForSelector(".app-first-results");
      expect(await problems(page)).toEqual([]);
      await page.click("text=Cancel");
      await page.waitForSelector("text=Check it again");
      expect(await problems(page)).toEqual([]);
    });

    it("a file that could not be checked", async () => {
      await checkFile(page, app.url, {
        file: { name: "page.csv", content: "<!doctype html><html></html>" },
        dataset: "tree",
      });
      expect(await problems(page)).toEqual([]);
    });

    it("a link to a result that is cut short", async () => {
      await open(page, app.url, "/shared#cut");
      await page.waitForSelector("text=This link is not complete");
      expect(await problems(page)).toEqual([]);
    });

    it("without a check", async () => {
      const empty = await (await browser.newContext({ viewport })).newPage();
      await open(empty, app.url, "/check/result");
      await empty.waitForSelector("text=There is no check to show");
      expect(await problems(empty)).toEqual([]);
      await empty.context().close();
    });

    it("after the example of conservation areas", async () => {
      await page.goto(app.url);
      await page.click("text=Conservation areas (CSV)");
      await page.waitForSelector(resultDrawn);
      const lines = await page.$$eval("a.govuk-task-list__link", (links) =>
        links.map((link) => link.getAttribute("href") ?? ""),
      );
      expect(lines.length).toBeGreaterThan(5);
      for (const place of [...places, ...lines]) {
        await goTo(page, place);
        expect([place, ...(await problems(page))]).toEqual([place]);
      }
    }, 300_000);
  });
}
