import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { launchBrowser } from "./support/browser.ts";

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

const built = process.env.BUILT_APP ?? fileURLToPath(new URL("../../dist/app", import.meta.url));

describe("the first load", () => {
  it("is at most 120 kB of gzipped JavaScript and CSS; map, geometry and the check itself come when needed", async () => {
    const page = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
    await page.goto(app.url);
    await page.waitForLoadState("networkidle");
    const files = app.asked.filter((path) => /\.(?:js|mjs|css)$/.test(path));
    const bytes = files.reduce(
      (sum, path) => sum + gzipSync(readFileSync(built + path), { level: 9 }).length,
      0,
    );
    console.log(`first load: ${files.length} files, ${(bytes / 1000).toFixed(1)} kB gzipped`);
    expect(bytes).toBeLessThanOrEqual(120_000);
    expect(app.asked.filter((path) => /map|geos|worker|wasm|sql|xlsx/i.test(path))).toEqual([]);
  });

  it("says without JavaScript where the live check is", async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(app.url);
    expect(await page.textContent("h1")).toBe("This tool needs JavaScript");
    expect(await page.getAttribute("main a", "href")).toBe("https://provide.planning.data.gov.uk/");
  });
});
