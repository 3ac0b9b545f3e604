import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { launchBrowser } from "./support/browser.ts";
import { fillIn, heading } from "./support/journey.ts";

let app: AppServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Large enough that it cannot be done before the button is pressed. */
function largeFile(rows: number): string {
  const lines = ["reference,name,start-date,geometry"];
  for (let row = 1; row <= rows; row += 1) {
    const x = -2 + (row % 100) / 1000;
    lines.push(
      `CA${row},Area ${row},03/04/19${10 + (row % 90)},"POLYGON ((${x} 52, ${x + 0.001} 52, ${x + 0.001} 52.001, ${x} 52))"`,
    );
  }
  return `${lines.join("\n")}\n`;
}

describe("a long check", () => {
  it("tells how far it is, can be cancelled, and leaves the file as it was", async () => {
    await fillIn(page, app.url, {
      file: { name: "large.csv", content: largeFile(150_000) },
      dataset: "conservation-area",
    });
    await page.click("text=Check this file");
    await page.waitForFunction(() =>
      /[\d,]+ rows? done/.test(document.querySelector(".app-progress__detail")?.textContent ?? ""),
    );
    expect(await page.textContent(".app-progress")).toMatch(/Checking each row/);
    const workers = page.workers().length;
    expect(workers).toBe(1);
    await page.click("text=Cancel");
    await page.waitForSelector("text=Check it again");
    expect(await heading(page)).toBe("You stopped the check");
    // The worker is gone, not just ignored.
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  });

  it("can be started again after it was cancelled", async () => {
    await page.click("text=Check it again");
    await page.waitForSelector(".app-progress");
    await page.click("text=Cancel");
    await page.waitForSelector("text=Check it again");
  });
});
