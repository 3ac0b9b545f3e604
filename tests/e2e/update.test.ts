import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { launchBrowser } from "./support/browser.ts";
import { checkFile, heading } from "./support/journey.ts";

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

const file = { name: "areas.csv", content: "reference,name\nCA1,Green\nCA2,Close\n" };

describe("a new version", () => {
  it("is offered, taken when the person wants it, and loses no check", async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(app.url);
    await page.waitForSelector("text=Ready to work without a connection", { timeout: 60_000 });
    const verdict = await checkFile(page, app.url, { file, dataset: "conservation-area" });

    app.added.set("/sw.js", "\n// a new version\n");
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.waitForSelector("text=A new version of this tool is ready", { timeout: 30_000 });
    // Nothing has happened to the page yet.
    expect(await heading(page)).toBe(verdict);

    await Promise.all([page.waitForEvent("load"), page.click("text=Load the new version")]);
    await page.waitForSelector(".app-verdict");
    expect(await heading(page)).toBe(verdict);
    // The rows are there too: the file was kept.
    await page.click("text=All rows");
    await page.waitForSelector(".app-rows tbody tr");
    expect(await page.$$eval(".app-rows tbody tr", (rows) => rows.length)).toBe(2);
  });
});

describe("the installed app", () => {
  it("has a manifest with icons that exist, and starts at the first page", async () => {
    const manifest = await (await fetch(`${app.url}/manifest.webmanifest`)).json();
    expect(manifest).toMatchObject({ start_url: "/", scope: "/", lang: "en-GB" });
    const sizes = manifest.icons.map((icon: { sizes: string }) => icon.sizes);
    expect(sizes).toContain("192x192");
    expect(sizes).toContain("512x512");
    for (const icon of manifest.icons) expect((await fetch(app.url + icon.src)).status).toBe(200);
  });
});
