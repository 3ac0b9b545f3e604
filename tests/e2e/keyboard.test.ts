import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { launchBrowser } from "./support/browser.ts";
import { heading } from "./support/journey.ts";

let app: AppServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
  page = await browser.newPage();
  // Playwright catches the file dialogue only once somebody listens; listening late loses it.
  page.on("filechooser", () => {});
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Presses Tab until what has the focus is wanted; fails when the whole page was gone through. */
async function tabTo(wanted: string): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate((text) => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return false;
      return element.id === text || (element.textContent ?? "").trim().startsWith(text);
    }, wanted);
    if (found) return;
  }
  throw new Error(`Tab never came to “${wanted}”`);
}

describe("with the keyboard only", () => {
  it("goes from the first page to one row and back", async () => {
    const folder = mkdtempSync(join(tmpdir(), "keyboard-"));
    const file = join(folder, "areas.csv");
    writeFileSync(
      file,
      'reference,name,designation-date,geometry\nCA1,Green,1971-04-03,"POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.2))"\nCA2,Close,31/02/1984,"POLYGON ((-2.2 52.2, -2.19 52.2, -2.19 52.21, -2.2 52.2))"\n',
    );
    await page.goto(`${app.url}/`);
    await page.waitForSelector("#file");

    // The skip link comes first and goes to the main part.
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(
      "Skip to main content",
    );
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main-content");

    // The file button opens the browser's own dialogue.
    await tabTo("file");
    const chooser = page.waitForEvent("filechooser");
    await page.keyboard.press("Enter");
    await (await chooser).setFiles(file);
    await page.waitForSelector(".govuk-file-upload-button:not(.govuk-file-upload-button--empty)");

    // Leaving out the dataset: the error summary takes the focus and leads to the box.
    await page.focus("#dataset");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await tabTo("Check this file");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".govuk-error-summary");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("govuk-error-summary");
    await tabTo("Choose which dataset the file is for");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("dataset");

    await page.keyboard.type("conserv");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.inputValue("#dataset")).toBe("Conservation area");
    await tabTo("Check this file");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".app-verdict");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");

    // From a line to its row.
    await tabTo("1 row has a designation date");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#rows");
    expect(await heading(page)).toMatch(/^1 row has a designation date/);
    await page.waitForSelector("#rows ~ section tbody tr");
    await tabTo("Row 3");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".app-fields");
    expect(await heading(page)).toBe("Row 3");

    await tabTo("Back to all rows");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".app-rows");
    // The table scrolls with the keyboard: its region can have the focus.
    await page.focus(".app-table-scroll");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("app-table-scroll");
  });
});
