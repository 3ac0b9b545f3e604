import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { goTo, problems } from "./support/axe.ts";
import { desktop, launchBrowser, phone } from "./support/browser.ts";
import { checkFile, fillIn, heading, open, resultDrawn } from "./support/journey.ts";

let app: AppServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
  page = await (await browser.newContext({ viewport: desktop, reducedMotion: "reduce" })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const square = (west: number) =>
  `"POLYGON ((${west} 52, ${west + 0.05} 52, ${west + 0.05} 52.05, ${west} 52.05, ${west} 52))"`;
const areas = {
  name: "areas.csv",
  content: `reference,name,geometry\nCA1,Inside,${square(-1.1)}\nCA2,Half,${square(-0.975)}\nCA3,Out,${square(-0.8)}\n`,
};

describe("a long check", () => {
  it("shows its first results while the rest is checked, takes no focus, and ends as the result", async () => {
    const rows = Array.from({ length: 60_000 }, (_, row) =>
      row % 9 === 0
        ? `,Area ${row},someday,"POINT (-2 52)"`
        : `CA${row},Area ${row},03/04/1971,"POINT (-2 52)"`,
    );
    await fillIn(page, app.url, {
      file: { name: "large.csv", content: `reference,name,start-date,geometry\n${rows.join("\n")}\n` },
      dataset: "conservation-area",
    });
    await page.click("text=Check this file");
    await page.waitForSelector(".app-first-results");
    const rowsSoFar = async () => Number((await heading(page)).replace(/\D/g, ""));
    expect(await heading(page)).toMatch(/^Checking your data: [\d,]+ rows so far$/);
    expect(await page.title()).toBe("Checking large.csv - Check planning data");
    const first = await rowsSoFar();
    await page.focus("text=Cancel");
    await page.waitForFunction(
      (before) => Number(document.querySelector("h1")?.lastChild?.textContent?.replace(/\D/g, "")) > before,
      first,
    );
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Cancel");
    const found = await page.textContent(".app-first-results");
    expect(found).toMatch(/[\d,]+ rows have no reference/);
    expect(found).toMatch(/[\d,]+ rows have a start date that cannot be read as a date/);
    expect(await page.textContent(".app-first-results [role=status]")).toMatch(
      /rows checked so far: \d+ things? to fix/,
    );
    await page.waitForSelector(resultDrawn, { timeout: 90_000 });
    expect(await page.textContent(".app-group--must-fix")).toContain("6,667 rows have no reference");
    expect(await page.locator(".app-first-results").count()).toBe(0);
    // A page of 500 rows is drawn as it is scrolled.
    await goTo(page, "/check/rows#size=500&page=100");
    await page.waitForSelector("text=49,501 to 50,000 of 60,000 rows");
    await page.waitForSelector("text=/4\\d\\d more as you scroll/");
    expect(await page.locator(".app-rows tbody tr").count()).toBeLessThan(100);
    await page.evaluate(async () => {
      const region = document.querySelector(".app-table-scroll");
      while (region && document.querySelector(".app-rows__more")) {
        region.scrollTop = region.scrollHeight;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    expect(await page.locator(".app-rows tbody tr").count()).toBe(500);
    await page.click("text=100 rows on a page");
    await page.waitForSelector("text=1 to 100 of 60,000 rows");
  });

  it("is stopped in the middle, with its worker", async () => {
    const rows = Array.from({ length: 100_000 }, (_, row) => `CA${row},Area,"POINT (-2 52)"`);
    await fillIn(page, app.url, {
      file: { name: "large.csv", content: `reference,name,geometry\n${rows.join("\n")}\n` },
      dataset: "conservation-area",
    });
    await page.click("text=Check this file");
    await page.waitForSelector(".app-first-results");
    await page.click("button:text-is('Cancel')");
    await page.waitForSelector("h1:text-is('You stopped the check')");
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
  });

  it("of small files shows no first results", async () => {
    await checkFile(page, app.url, { file: areas, dataset: "conservation-area" });
    expect(await page.textContent("main")).not.toContain("so far");
  });
});

describe("a file that the platform stops at", () => {
  it("keeps the rows found before it reachable: list, table, row and map", async () => {
    await checkFile(page, app.url, {
      file: {
        name: "sites.csv",
        content:
          "OrganisationURI,SiteReference,SiteNameAddress,GeoX,GeoY,Hectares\n,B1,Mill Lane,-1,52,two and a half\n,B2,High Street,-1.1,52,NaN\n,B3,Station Road,-1,52,1\n",
      },
      dataset: "brownfield-land",
    });
    expect(await heading(page)).toBe("The platform stops with an error on this file");
    expect(await page.textContent("main")).toContain("1 row has an area in hectares that is not a number");
    expect(await page.textContent("main")).not.toContain("Issue log (issue.csv)");
    expect(await problemsInBothSizes(page)).toEqual([]);
    expect(await page.textContent("main")).toContain("2 rows read before it stopped");
    expect(await page.textContent(".app-group--passed")).toContain("No check passed.");
    await page.click("text=1 row has an area in hectares that is not a number");
    await page.waitForSelector("text=two and a half");
    await goTo(page, "/check/rows");
    await page.waitForSelector("text=Mill Lane");
    await goTo(page, "/check/row/1");
    await page.waitForSelector("text=Mill Lane");
    await goTo(page, "/check/map");
    await page.waitForSelector(".app-shape-list >> text=B1");
  });
});

describe("the authority's boundary", () => {
  it("is loaded on the map page, drawn, kept, and shapes outside it are worth checking", async () => {
    await checkFile(page, app.url, { file: areas, dataset: "conservation-area" });
    await goTo(page, "/check/answers");
    await page.waitForSelector("text=/\\d+ differences?, and why|find the same/");
    await goTo(page, "/check/result");
    await page.click("text=Compare with your authority’s boundary");
    await page.waitForSelector("#boundary-file");
    await page.setInputFiles("#boundary-file", {
      name: "notes.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("hello"),
    });
    await page.waitForSelector("text=This file could not be read. Choose a GeoJSON file");
    expect(await problemsInBothSizes(page)).toEqual([]);
    const ring = [
      [-1.3, 51.9],
      [-0.95, 51.9],
      [-0.95, 52.2],
      [-1.3, 52.2],
      [-1.3, 51.9],
    ];
    await page.setInputFiles("#boundary-file", {
      name: "boundary.geojson",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify({ type: "Polygon", coordinates: [ring] })),
    });
    await page.waitForSelector("text=Remove the boundary");
    await page.waitForSelector(".app-map[data-ready]");
    expect(await problemsInBothSizes(page)).toEqual([]);
    await goTo(page, "/check/result");
    const worth = await page.textContent(".app-group--worth-checking");
    expect(worth).toContain("1 row has a geometry outside your authority's boundary");
    expect(worth).toContain("1 row has a geometry partly outside your authority's boundary");
    // Answers from before the boundary are not compared with it.
    await goTo(page, "/check/answers");
    await page.waitForSelector("text=/\\d+ differences?, and why|find the same/");
    expect(await page.textContent("main")).not.toContain("cannot say by which rule");
    // The next check of this organisation has it too, without being told.
    await checkFile(page, app.url, { file: areas, dataset: "conservation-area" });
    expect(await page.textContent(".app-group--worth-checking")).toContain("partly outside");
    await page.click("text=1 row has a geometry partly outside");
    await page.waitForSelector("text=50% outside");
    await goTo(page, "/check/map");
    await page.click("text=Remove the boundary");
    await page.waitForSelector("#boundary-file");
    await goTo(page, "/check/result");
    expect(await page.textContent("main")).not.toContain("outside your authority's boundary");
  });
});

describe("the three answers", () => {
  it("stand side by side, and every difference says why", async () => {
    await checkFile(page, app.url, {
      file: {
        name: "plan.csv",
        content:
          "reference,name,description,datasets,period-start-date,period-end-date,local-planning-authorities,documentation-url,document-url,required-housing,entry-date\nLP1,Plan,d,local-plan,2020-01-01,2030-01-01,E60000001,https://a.gov.uk/,https://a.gov.uk/b,100,2026-01-01\n",
      },
      dataset: "local-plan",
    });
    expect(await page.textContent("main")).not.toContain("There is no column for datasets");
    await page.click("text=Where the three answers differ, and why");
    await page.waitForSelector("#differences");
    const words = await page.textContent("main");
    expect(words).toContain("There is no column for datasets");
    expect(words).toContain(
      "The live check’s list asks for datasets, a field that the dataset does not have",
    );
    expect(words).toContain("Only the nightly run looks references up");
    expect(words).not.toContain("cannot say by which rule");
    expect(await problemsInBothSizes(page)).toEqual([]);
  });
});

describe("a shared result", () => {
  it("opens from its link without the data, and says whether the file at hand is the same", async () => {
    await checkFile(page, app.url, { file: areas, dataset: "conservation-area" });
    const verdict = await heading(page);
    await page.click("text=Share this result");
    const link = await page.inputValue("#link");
    expect(link.length).toBeLessThan(8000);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click("text=Save the result as a file"),
    ]);
    const other = await (await browser.newContext({ viewport: desktop })).newPage();
    const asked: string[] = [];
    other.on("request", (request) => asked.push(request.url()));
    await other.goto(link);
    await other.waitForSelector("#same-file");
    expect(await heading(other)).toBe(verdict);
    const secret = link.slice(link.indexOf("#") + 1, link.indexOf("#") + 40);
    expect(asked.filter((url) => url.includes(secret))).toEqual([]);
    expect(await problemsInBothSizes(other)).toEqual([]);
    await other.setInputFiles("#same-file", { ...bytesOf(areas.content), name: "my copy.csv" });
    await other.waitForSelector("text=This is the same file (same SHA-256), and the result is the same");
    expect(await problemsInBothSizes(other)).toEqual([]);
    // The file of the same result, and a file that is not the same.
    await open(other, app.url, "/history");
    await other.setInputFiles("#report-file", await download.path());
    await other.waitForSelector("#same-file");
    await other.setInputFiles("#same-file", {
      ...bytesOf(areas.content.replace("CA1", "")),
      name: "other.csv",
    });
    await other.waitForSelector(
      "text=This is another file (another SHA-256), and the result is not the same",
    );
    await other.context().close();
  });
});

describe("a file larger than the device's memory", () => {
  it("is told so in words when it is chosen, before anything is read", async () => {
    const small = await (await browser.newContext({ viewport: desktop })).newPage();
    await small.addInitScript(() => Object.defineProperty(navigator, "deviceMemory", { value: 0.5 }));
    await small.goto(`${app.url}/#dataset=conservation-area`);
    const choose = (name: string, bytes: number) =>
      small.setInputFiles("#file-input", {
        name,
        mimeType: "application/octet-stream",
        buffer: Buffer.alloc(bytes, 32),
      });
    await choose("small.csv", 1_000_000);
    await small.waitForSelector("text=small.csv, 1.0 MB");
    expect(await small.textContent("main")).not.toContain("more than this device has memory for");
    await choose("large.geojson", 12_000_000);
    await small.waitForSelector(
      "text=/This file is 12(.0)? MB, which may be more than this device has memory for/",
    );
    expect(await problemsInBothSizes(small)).toEqual([]);
    await small.context().close();
  });
});

/** What axe finds on a desktop and on a phone. */
async function problemsInBothSizes(shown: Page): Promise<string[]> {
  const found = await problems(shown);
  await shown.setViewportSize(phone);
  found.push(...(await problems(shown)).map((problem) => `phone: ${problem}`));
  await shown.setViewportSize(desktop);
  return found;
}

function bytesOf(content: string) {
  return { mimeType: "text/csv", buffer: Buffer.from(content) };
}
