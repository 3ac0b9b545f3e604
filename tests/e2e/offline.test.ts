import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { launchBrowser } from "./support/browser.ts";
import { checkFile, heading, open } from "./support/journey.ts";

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

const file = {
  name: "areas.csv",
  content:
    'reference,name,designation-date,geometry\nCA1,Green,31/02/1971,"POLYGON ((396010 255020, 396910 255020, 396910 255720, 396010 255720, 396010 255020))"\n',
};

describe("without a connection", () => {
  it("starts a second time and checks a file it has never seen", async () => {
    const context = await browser.newContext();
    const first = await context.newPage();
    await first.goto(app.url);
    // The service worker fetches the tool in the background; after that the footer says so.
    await first.waitForSelector("text=Ready to work without a connection", { timeout: 60_000 });
    await first.close();
    // Not only offline: the server is gone as well.
    await context.setOffline(true);
    await app.close();

    const page = await context.newPage();
    const verdict = await checkFile(page, app.url, { file, dataset: "conservation-area" });
    expect(verdict).not.toBe("");
    expect(await page.textContent("main")).toMatch(/cannot be read as a date/);
    expect(await page.textContent("main")).toMatch(/British National Grid/);

    await open(page, app.url, "/check/map");
    await page.waitForSelector('.app-map[data-ready="yes"]', { timeout: 30_000 });
    await open(page, app.url, "/guidance/conservation-area");
    expect(await heading(page)).toBe("Conservation area");
    await open(page, app.url, "/check/result");
    expect(await heading(page)).toBe(verdict);
    await context.close();
  });
});
