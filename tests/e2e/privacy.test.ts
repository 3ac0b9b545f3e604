import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { launchBrowser } from "./support/browser.ts";
import { checkFile } from "./support/journey.ts";

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
  name: "secret-draft-areas.csv",
  content:
    'reference,name,geometry\nSECRET1,Hidden Hollow,"POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.2))"\n',
};

describe("what leaves the computer", () => {
  it("is nothing of the file: a check fetches only the tool's own files, a second check nothing at all", async () => {
    // Without the service worker, so that every request is seen.
    const context = await browser.newContext({ serviceWorkers: "block" });
    const page = await context.newPage();
    const asked: { url: string; method: string; body: string }[] = [];
    page.on("request", (request) =>
      asked.push({ url: request.url(), method: request.method(), body: request.postData() ?? "" }),
    );
    await checkFile(page, app.url, { file, dataset: "conservation-area" });
    for (const { url, method, body } of asked) {
      if (url.startsWith("about:") || url.startsWith("blob:")) continue;
      expect(url.startsWith(`${app.url}/`), url).toBe(true);
      expect(method).toBe("GET");
      expect(body).toBe("");
      expect(decodeURIComponent(url)).not.toMatch(/secret|hidden|hollow/i);
      // Nothing but the page itself and files with fixed names.
      expect(new URL(url).search, url).toBe("");
    }
    const files = asked.map(({ url }) => new URL(url).pathname);
    expect(
      files.filter(
        (path) => !/^\/(assets\/|tables\/|icons\/|$|manifest\.webmanifest$|check\/result$)/.test(path),
      ),
    ).toEqual([]);

    // A second check in the same page, by going back to the start with the menu.
    await page.click("text=Check another file");
    await page.waitForSelector("#file");
    // What the page itself loads when it has nothing else to do.
    await page.waitForTimeout(3000);
    asked.length = 0;
    await page.setInputFiles("#file-input", {
      name: "second.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(file.content.replace("SECRET1", "SECRET2")),
    });
    await page.fill("#dataset", "conservation area");
    await page.press("#dataset", "ArrowDown");
    await page.press("#dataset", "Enter");
    await page.click("text=Check this file");
    await page.waitForSelector(".app-verdict");
    expect(
      asked.filter(({ url }) => !url.startsWith("blob:") && !url.includes("/icons/")).map(({ url }) => url),
    ).toEqual([]);
    await context.close();
  });

  it("is no cookie, and nothing is kept but in this browser's own memory", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await checkFile(page, app.url, { file, dataset: "conservation-area" });
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    // The service worker keeps the tool, never the file.
    const cached = await page.evaluate(async () => {
      const names = await caches.keys();
      const urls = await Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).map((request) => request.url)),
      );
      return urls.flat();
    });
    expect(cached.filter((url) => /secret|check\//i.test(url))).toEqual([]);
    await context.close();
  });
});
