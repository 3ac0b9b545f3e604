import { zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { launchBrowser } from "./support/browser.ts";
import { checkFile } from "./support/journey.ts";

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

const text = (content: string) => new TextEncoder().encode(content);

const bad: readonly {
  readonly what: string;
  readonly name: string;
  readonly content: string | Buffer;
  readonly heading: RegExp;
}[] = [
  {
    what: "a web page",
    name: "areas.csv",
    content: "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in</body></html>",
    heading: /^This is a web page, not data$/,
  },
  { what: "an empty file", name: "areas.csv", content: "", heading: /^The file is empty$/ },
  {
    what: "JSON that was cut short",
    name: "areas.geojson",
    content:
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"reference":"CA1"},"geom',
    heading: /^The JSON in this file is broken$/,
  },
  {
    what: "a PDF",
    name: "areas.pdf",
    content: Buffer.from(
      "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
      "latin1",
    ),
    heading: /^This is not a data file the platform can read$/,
  },
  {
    what: "a header without rows",
    name: "areas.csv",
    content: "reference,name,geometry\n",
    heading: /^The file has no rows of data$/,
  },
  {
    what: "a zip of something else",
    name: "areas.zip",
    content: Buffer.from(
      zipSync({ "readme.txt": text("hello"), "photo.jpg": new Uint8Array([255, 216, 255]) }),
    ),
    heading: /^The zip file holds no data the platform can read$/,
  },
];

describe("files that cannot be checked", () => {
  for (const { what, name, content, heading } of bad) {
    it(`says what is wrong with ${what}, and what to do`, async () => {
      expect(
        await checkFile(page, app.url, { file: { name, content }, dataset: "conservation-area" }),
      ).toMatch(heading);
      const words = await page.textContent("main");
      expect(words).toContain("This file was not checked.");
      expect(words).toContain("What to do");
      expect(words).not.toMatch(/nothing to fix|no issues/i);
    });
  }

  it("never calls a file of another dataset fine", async () => {
    const verdict = await checkFile(page, app.url, {
      file: { name: "people.csv", content: "first name,last name,age\nAda,Lovelace,36\nAlan,Turing,41\n" },
      dataset: "conservation-area",
    });
    expect(verdict).toMatch(/things? to fix before this can be added/);
    expect(await page.textContent("main")).toContain("There is no column for reference");
  });
});
