import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { launchBrowser } from "./support/browser.ts";
import { checkFile, fillIn } from "./support/journey.ts";

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

/** Names of the 18 datasets that planning authorities provide (service/datasets.md 2), under their subjects. */
const offered = {
  "Article 4 direction": ["Article 4 direction", "Article 4 direction area"],
  "Brownfield land": ["Brownfield land"],
  "Conservation area": ["Conservation area", "Conservation area document"],
  "Developer contributions": [
    "Developer agreement",
    "Developer agreement contribution",
    "Developer agreement transaction",
  ],
  "Infrastructure funding statement": ["Infrastructure funding statement"],
  "Listed building": ["Listed building outline"],
  "Local plan": ["Local plan", "Minerals plan", "Plan timetable", "Supplementary plan", "Waste plan"],
  "Tree preservation order": ["Tree", "Tree preservation order", "Tree preservation zone"],
};

async function openStart(): Promise<void> {
  await page.goto("about:blank");
  await page.goto(app.url);
  await page.click("#dataset");
  await page.waitForSelector("#dataset-listbox [role=option]");
}

describe("choosing", () => {
  it("offers the 18 datasets under their subjects, and the others only when asked", async () => {
    await openStart();
    const groups = await page.$$eval("#dataset-listbox [role=group]", (list) =>
      list.map((group) => [
        group.querySelector("[role=presentation]")?.textContent ?? "",
        [...group.querySelectorAll("[role=option]")].map((option) => option.textContent ?? ""),
      ]),
    );
    expect(Object.fromEntries(groups)).toEqual(offered);
    await page.fill("#dataset", "flood");
    expect(await page.textContent("#dataset-listbox + p")).toContain("No dataset has this name");
    await page.keyboard.press("Escape");
    await page.check("#other-datasets");
    await page.fill("#dataset", "flood");
    await page.waitForSelector("#dataset-listbox [role=option]");
    expect(await page.textContent("#dataset-listbox [role=group] [role=presentation]")).toBe(
      "Not provided by planning authorities",
    );
  });

  it.each(["Doncaster", "DNC", "local-authority-eng:DNC", "E08000017"])(
    "finds an organisation by %s",
    async (typed) => {
      await openStart();
      await page.keyboard.press("Escape");
      await page.fill("#organisation", typed);
      await page.waitForSelector("#organisation-listbox [role=option]");
      expect(await page.textContent("#organisation-listbox [role=option]")).toContain("Doncaster");
    },
  );

  it("marks organisations that have ended, and remembers the one chosen", async () => {
    await openStart();
    await page.keyboard.press("Escape");
    await page.fill("#organisation", "Aylesbury");
    await page.waitForSelector("#organisation-listbox [role=option]");
    expect(await page.textContent("#organisation-listbox [role=option]")).toMatch(/ended \d{4}/);
    await page.fill("#organisation", "Doncaster");
    await page.waitForSelector("#organisation-listbox [role=option]");
    await page.click("#organisation-listbox [role=option]");
    // It is written in the background; a person does not leave the page in the same moment.
    await page.waitForTimeout(500);
    await page.goto("about:blank");
    await page.goto(app.url);
    await page.waitForFunction(() =>
      document.querySelector<HTMLInputElement>("#organisation")?.value.includes("Doncaster"),
    );
  });

  it("takes dataset and organisation from a link, the organisation in its old form too", async () => {
    await page.goto("about:blank");
    await page.goto(`${app.url}/#dataset=tree&organisation=local-authority-eng:BNE`);
    await page.waitForFunction(() =>
      document.querySelector<HTMLInputElement>("#organisation")?.value.includes("Barnet"),
    );
    expect(await page.inputValue("#dataset")).toBe("Tree");

    // A second link, put into the address bar of the page that is open already.
    await page.goto(`${app.url}/#dataset=brownfield-land&organisation=local-authority:DNC`);
    await page.waitForFunction(() =>
      document.querySelector<HTMLInputElement>("#organisation")?.value.includes("Doncaster"),
    );
    expect(await page.inputValue("#dataset")).toBe("Brownfield land");
  });

  it("guesses the dataset of a dropped file and asks to confirm it", async () => {
    await page.goto("about:blank");
    await page.goto(app.url);
    await page.waitForSelector("#file");
    // The list must be there to guess from.
    await page.click("#dataset");
    await page.waitForSelector("#dataset-listbox [role=option]");
    await page.keyboard.press("Escape");
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["SiteReference,GeoX,GeoY,Hectares\n1,2,3,4\n"], "register.csv"));
      return data;
    });
    await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
    await page.waitForSelector("text=This looks like");
    expect(await page.textContent(".govuk-inset-text")).toMatch(/brownfield land.*confirm/);
    expect(await page.inputValue("#dataset")).toBe("Brownfield land");
  });
});

describe("trees", () => {
  const csv = (shape: string) => `reference,tree-preservation-order,WKT\nT1,TPO1,"${shape}"\n`;

  it("are taken for points or polygons as their first shape says, which can be changed", async () => {
    const polygon = csv("POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.2))");
    await fillIn(page, app.url, { file: { name: "trees.csv", content: polygon }, dataset: "tree" });
    expect(await page.isChecked("input[name=geometry-type][value=polygon]")).toBe(true);
    await fillIn(page, app.url, {
      file: { name: "trees.csv", content: csv("POINT (-2.1 52.2)") },
      dataset: "tree",
    });
    expect(await page.isChecked("input[name=geometry-type][value=point]")).toBe(true);
  });

  it("are checked as the answer says", async () => {
    const polygon = csv("POLYGON ((-2.1 52.2, -2.09 52.2, -2.09 52.21, -2.1 52.2))");
    const right = await checkFile(page, app.url, {
      file: { name: "trees.csv", content: polygon },
      dataset: "tree",
      mode: "check",
      geometryType: "polygon",
    });
    const asPolygon = await page.$eval("#group-must-fix", (heading) => heading.textContent);
    await checkFile(page, app.url, {
      file: { name: "trees.csv", content: polygon },
      dataset: "tree",
      mode: "check",
      geometryType: "point",
    });
    const asPoint = await page.$eval("#group-must-fix", (heading) => heading.textContent);
    expect(right).not.toBe("");
    expect(asPolygon).toContain("(0)");
    expect(asPoint).not.toContain("(0)");
  });
});
