import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { configurationOf } from "../../src/configuration/bundled-tables.ts";
import { readRegistryPiece } from "../../src/registry/registry.ts";
import { makeCertificates } from "../server/certificates.ts";
import { arcgisServer, features, wfsServer } from "../server/gis-server.ts";
import { desktop, launchBrowser, phone } from "./support/browser.ts";
import {
  areasCsv,
  councilSite,
  hostRules,
  listen,
  openToAll,
  startTool,
  type ToolServer,
} from "./support/council-sites.ts";
import { heading } from "./support/journey.ts";

const layer = "http://gis.example/arcgis/rest/services/Planning/MapServer/3";
let sites: Record<string, Awaited<ReturnType<typeof listen>>>;
let tool: ToolServer;
let withoutRelay: ToolServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const { selfSigned } = makeCertificates("selfsigned.example");
  sites = {
    "council.example:80": await listen(councilSite),
    "open.example:80": await listen(openToAll(councilSite)),
    "gis.example:80": await listen(openToAll(arcgisServer({ features: features(7), maxRecordCount: 3 }))),
    "wfs.example:80": await listen(
      openToAll(wfsServer({ features: features(7), version: "2.0.0", most: 3 })),
    ),
    "selfsigned.example:443": await listen(councilSite, selfSigned),
  };
  tool = await startTool(sites, { bytes: 30_000_000 });
  withoutRelay = await startTool(sites, false);
  browser = await launchBrowser([hostRules(sites)]);
});
afterAll(async () => {
  await browser?.close();
  await tool?.close();
  await withoutRelay?.close();
  for (const site of Object.values(sites ?? {})) await site.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: desktop, reducedMotion: "reduce", serviceWorkers: "block" });
  page = await context.newPage();
});
afterEach(() => context.close());

/** Opens the form by a link with the address in it. */
async function fill(url: string, of: Readonly<Record<string, string>> = {}, server = tool): Promise<void> {
  const asked = { url, dataset: "conservation-area", organisation: "local-authority:DNC", ...of };
  await page.goto("about:blank");
  await page.goto(`${server.url}/address#${new URLSearchParams(asked)}`);
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#dataset")?.value !== "");
}

/** Asks an address and waits for what is said of it. Returns the heading. */
async function ask(url: string, of: Readonly<Record<string, string>> = {}, server = tool): Promise<string> {
  await fill(url, of, server);
  await page.click("text=Check this address");
  return answer();
}

async function answer(): Promise<string> {
  await page.waitForSelector("text=Asked on", { timeout: 20_000 });
  return heading(page);
}

/** Waits for words in the page's main part. */
async function says(words: string | RegExp): Promise<void> {
  await expect.poll(() => page.innerText("main"), { timeout: 10_000 }).toMatch(words);
}

async function problems(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 150)}`),
  );
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return spill > 0 ? [...found, `the page is ${spill} px wider than the window`] : found;
}

describe("an address whose site lets browsers read it", () => {
  it("is read by the browser itself, checked, and the result leads back to what was found about it", async () => {
    expect(await ask("http://open.example/areas.csv")).toBe("The data can be collected");
    const text = await page.innerText("main");
    expect(text).toContain("last changed 1 July 2026");
    expect(text).not.toContain("through this tool's own server");
    await page.click('button:has-text("Check the data")');
    await page.waitForSelector(".app-verdict >> text=row");
    await says("http://open.example/areas.csv");
    await page.click("text=What was found about this address");
    await page.waitForSelector("text=Asked on");
    expect(await heading(page)).toBe("The data can be collected");
  });

  it("goes into the request that follows", async () => {
    await ask("http://open.example/areas.csv");
    await page.click('button:has-text("Check the data")');
    await page.click("text=Ask for this data to be added");
    await page.waitForURL(/\/request\/draft\//);
    await page.goto(`${page.url().replace(/#.*/, "")}/check-answers`);
    await says("http://open.example/areas.csv");
  });

  it("has the rules of its endpoint applied", async () => {
    const ruled = endpointWithColumnRule();
    await context.route(ruled.url, (route) =>
      route.fulfill({
        status: 200,
        headers: { "Access-Control-Allow-Origin": "*", "Content-Type": "text/csv" },
        body: `${ruled.column},geometry\nRULED1,"POINT (-2.1 52.2)"\n`,
      }),
    );
    await ask(ruled.url, { dataset: ruled.dataset, organisation: "" });
    await page.click('button:has-text("Check the data")');
    await page.waitForSelector(".app-verdict >> text=row");
    await page.click("aside >> text=All rows");
    await page.waitForSelector("thead .app-rows__field");
    expect(await page.textContent(`thead th:has-text("${ruled.column}") .app-rows__field`)).toContain(
      "reference",
    );
  });
});

/** An endpoint of the bundle whose own rule makes one of its columns the reference. */
function endpointWithColumnRule() {
  const read = (piece: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../public/tables/${piece}.json`, import.meta.url), "utf8"));
  const { endpoints } = readRegistryPiece(read("registry"));
  const urls = new Map(endpoints.map(({ url }) => [createHash("sha256").update(url).digest("hex"), url]));
  const table = configurationOf(
    read("configuration/conservation-area"),
    "configuration/conservation-area",
  ).tables.get("column.csv");
  for (const record of table?.records ?? []) {
    const cell = (name: string) => record[table?.columns.indexOf(name) ?? -1] ?? "";
    const url = urls.get(cell("endpoint"));
    if (
      url &&
      /^https:.*\.csv$/.test(url) &&
      cell("resource") === "" &&
      cell("field") === "reference" &&
      !/ref/i.test(cell("column"))
    )
      return { url, column: cell("column"), dataset: cell("dataset") };
  }
  throw new Error("the bundle has no rule of this kind");
}

describe("an address whose site does not", () => {
  it("is read through the tool's server, which says so", async () => {
    expect(await ask("http://council.example/areas.csv")).toBe("The data can be collected");
    await says("through this tool's own server");
    await page.click('button:has-text("Check the data")');
    await page.waitForSelector(".app-verdict >> text=row");
  });

  it("is explained where there is no relay, and the file can be dropped instead, the address kept", async () => {
    expect(await ask("http://council.example/areas.csv", {}, withoutRelay)).toBe(
      "Your browser was not allowed to read it",
    );
    await says("This is a rule for browsers: the collector is not bound by it");
    expect(await page.innerText("main")).not.toContain("CORS");
    await page.setInputFiles("#file-input", {
      name: "downloaded.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(areasCsv),
    });
    await page.waitForSelector(".app-verdict >> text=row");
    await says("downloaded.csv");
    await says("http://council.example/areas.csv");
  });
});

describe("what an address can answer", () => {
  it.each([
    ["council.example/moved.csv", "The data can be collected", "The address leads on to another"],
    ["council.example/circle.csv", "The address leads in a circle", "redirects again and again"],
    ["council.example/login", "There is no data at this address", "asks for a log-in"],
    ["council.example/page", "There is no data at this address", "This is a web page, not data"],
    ["council.example/forbidden.csv", "There is no data at this address", "403"],
    ["council.example/nothing.csv", "There is no data at this address", "404"],
    ["council.example/broken-server.csv", "There is no data at this address", "500"],
    ["open.example/cut.csv", "The answer broke off", "Fewer bytes came"],
    ["council.example/huge.csv", "The answer is too large to check here", "More than 30 MB came"],
    ["nowhere.example/areas.csv", "There is no such site", "not known on the internet"],
    ["localhost/areas.csv", "There is no data at this address", "inside your own network"],
  ])("%s: %s", async (address, expected, words) => {
    expect(await ask(`http://${address}`)).toBe(expected);
    await says(words);
  });

  it("a certificate nobody vouches for", async () => {
    expect(await ask("https://selfsigned.example/areas.csv")).toBe("The site's certificate is not in order");
    await says("nobody vouches for it");
  });
});

describe("services", () => {
  it("offer their layers, the likely one chosen, and all pages of a layer are fetched", async () => {
    expect(await ask(layer.replace("/3", ""))).toBe("Choose the layer that holds your data");
    expect(await page.isChecked(`input[value="${layer}"]`)).toBe(true);
    await page.click("text=Check this layer");
    await expect.poll(() => heading(page)).toBe("The data can be collected");
    await page.click('button:has-text("Check the data")');
    await page.waitForSelector(".app-verdict >> text=7 rows");
    // Back over both answers to the form.
    await page.goBack();
    await expect.poll(() => heading(page)).toBe("The data can be collected");
    await page.goBack();
    await expect.poll(() => heading(page)).toBe("Choose the layer that holds your data");
    await page.goBack();
    await expect.poll(() => heading(page)).toBe("Check a web address");
    expect(await page.inputValue("#url")).toBe(layer.replace("/3", ""));
  });

  it("that send fewer features than they have are found out, and the better address is asked", async () => {
    const query = `${layer}/query?where=1=1&outFields=*&f=geojson`;
    expect(await ask(query)).toBe("Only part of the data came");
    await says("Only 3 features came, of 7");
    await page.click("section >> nth=0 >> text=Check this address instead");
    await expect.poll(() => heading(page)).toBe("The data can be collected");
  });

  it("of the WFS kind too", async () => {
    const wfs = "http://wfs.example/wfs?service=WFS";
    expect(await ask(`${wfs}&request=GetCapabilities`)).toBe("Choose the layer that holds your data");
    await page.check("input[name=layer]");
    await page.click("text=Check this layer");
    await expect.poll(() => heading(page)).toBe("Only part of the data came");
    await says("Only 3 features came, of 7");
  });
});

describe("while an address is asked", () => {
  it("progress is told, and it can be cancelled", async () => {
    await fill("http://open.example/slow.csv");
    await page.click("text=Check this address");
    await expect.poll(() => page.textContent(".app-progress__detail")).toMatch(/^[\d.]+ kB of 4\.0 MB$/);
    expect(await problems()).toEqual([]);
    await page.click("button:text-is('Cancel')");
    await page.waitForSelector("#url");
    await expect
      .poll(() => page.workers().filter((worker) => worker.url().includes("endpoint")).length)
      .toBe(0);
    expect(await page.inputValue("#url")).toBe("http://open.example/slow.csv");
  });

  it("going back stops it as well", async () => {
    await page.goto(`${tool.url}/registered`);
    await page.waitForSelector("h1");
    await fill("http://open.example/silent.csv");
    await page.click("text=Check this address");
    await page.waitForSelector(".app-progress");
    await page.goBack();
    await page.waitForSelector(".app-progress", { state: "detached" });
  });
});

describe("the form", () => {
  it("asks nobody before its button is pressed: not at a link, at typing, or at a reload", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await fill("http://open.example/areas.csv");
    await page.fill("#url", "http://open.example/areas-2025.csv");
    await page.waitForTimeout(600);
    await page.reload();
    await page.waitForSelector("#url");
    expect(await page.inputValue("#url")).toBe("http://open.example/areas-2025.csv");
    await page.waitForTimeout(300);
    expect(asked.filter((url) => !url.startsWith(tool.url) && !/^(about|blob):/.test(url))).toEqual([]);
    expect(asked.filter((url) => /\/(?:relay|health)/.test(url))).toEqual([]);
    await page.click("text=Check this address");
    await answer();
    asked.length = 0;
    await page.reload();
    expect(await answer()).toBe("The data can be collected");
    expect(asked.filter((url) => !url.startsWith(tool.url))).toEqual([]);
    await page.click("text=Fetch the data again");
    await page.waitForSelector('button:has-text("Check the data")');
  });

  it("tells while typing what is registered: the same address, another spelling, a newer edition", async () => {
    const { endpoints } = readRegistryPiece(
      JSON.parse(readFileSync(new URL("../../public/tables/registry.json", import.meta.url), "utf8")),
    );
    const dated = endpoints.find(
      ({ url, endDate, sources: [source, ...more] }) =>
        endDate === "" &&
        /^https:\/\/www\.[^?]*20(?:19|2\d)[^/?]*\.csv$/.test(url) &&
        source?.endDate === "" &&
        source.datasets.includes("brownfield-land") &&
        more.length === 0,
    );
    if (!dated) throw new Error("the registry has no dated address");
    const organisation = dated.sources[0]?.organisation ?? "";
    await fill(dated.url, { dataset: "brownfield-land", organisation });
    await says(/This address is already collected since .*There is nothing to ask for/);
    await page.fill("#url", dated.url.replace("https://www.", "http://"));
    await says("This address, written a little differently, is already collected");
    await page.fill("#url", dated.url.replace(/20(?:19|2\d)(?=[^/]*$)/, "2031"));
    await says(/A similar address is collected .*newer edition/);
    expect(await page.innerText("main")).toContain(dated.url);
    await fill(dated.url, { dataset: "tree", organisation });
    await says("is collected for another dataset");
    await fill(dated.url, { dataset: "brownfield-land", organisation: "government-organisation:D1342" });
    await says("is registered for another organisation");
    expect(await problems()).toEqual([]);
  });

  it("is used by keyboard alone: errors take the focus and lead to their boxes, answers take it too", async () => {
    await page.goto(`${tool.url}/address`);
    await page.waitForSelector("#url");
    await page.focus("#url");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".govuk-error-summary:focus");
    expect(await problems()).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("url");
    await page.keyboard.type("http://open.example/areas.csv");
    await page.keyboard.press("Tab");
    await page.keyboard.type("conservation area");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await answer();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  });

  it("says so when there is no connection", async () => {
    await fill("http://open.example/areas.csv");
    // The worker is there before the connection goes.
    await page.waitForTimeout(500);
    await context.setOffline(true);
    await page.click("text=Check this address");
    expect(await answer()).toBe("You are offline");
    await says("Check the file instead");
    expect(await problems()).toEqual([]);
  });
});

describe("every answer, for everyone", () => {
  it.each([
    ["desktop", desktop],
    ["phone", phone],
  ] as const)("is without faults axe can find, on a %s", async (_, viewport) => {
    await page.setViewportSize(viewport);
    await page.goto(`${tool.url}/address`);
    await page.waitForSelector("#url");
    expect(await problems()).toEqual([]);
    for (const url of [
      "http://open.example/areas.csv",
      "http://council.example/login",
      "http://open.example/cut.csv",
      layer.replace("/3", ""),
      `${layer}/query?where=1=1&outFields=*&f=geojson`,
    ]) {
      await ask(url);
      expect([url, ...(await problems())]).toEqual([url]);
    }
  });
});

describe("registered addresses", () => {
  it("are found by organisation and part of the address, by link, and asked with progress and cancel", async () => {
    const asked: string[] = [];
    await context.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => {
      asked.push(route.request().url());
      return route.fulfill({
        status: 200,
        headers: { "Access-Control-Allow-Origin": "*", "Content-Type": "text/csv" },
        body: areasCsv,
      });
    });
    await page.goto(`${tool.url}/registered#organisation=local-authority:DNC`);
    await page.waitForSelector("caption");
    await page.waitForFunction(() => /Doncaster/.test(document.querySelector("tbody")?.textContent ?? ""));
    expect(await problems()).toEqual([]);
    const rows = await page.locator("tbody tr").count();
    expect(rows).toBeGreaterThan(3);
    expect(asked).toEqual([]);
    await page.click("text=/^Check how these/");
    await page.waitForSelector(".app-progress", { state: "detached", timeout: 30_000 });
    expect(asked.length).toBeGreaterThan(0);
    await says(/Answers|Fine|No data/);
    expect(await page.innerText("tbody")).not.toContain("not asked");
    expect(await problems()).toEqual([]);
    await page.setViewportSize(phone);
    expect(await problems()).toEqual([]);
    await page.setViewportSize(desktop);

    await page.check("#ended");
    await expect.poll(() => page.locator("tbody tr").count()).toBeGreaterThan(rows);
    await says("retired");
    await page.fill("#part", "nothing-has-this");
    await says("0 addresses");
    expect(page.url()).toContain("part=nothing-has-this");
    await page.fill("#part", "");
    await expect.poll(() => page.url()).not.toContain("part=");
    await page.reload();
    await expect.poll(() => page.locator("tbody tr").count()).toBeGreaterThan(rows);
  });

  it("stop being asked when cancelled, what was found so far stays", async () => {
    let answered = 0;
    await context.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => {
      answered += 1;
      if (answered > 4) return new Promise(() => {});
      return route.fulfill({
        status: 200,
        headers: { "Access-Control-Allow-Origin": "*", "Content-Type": "text/csv" },
        body: areasCsv,
      });
    });
    await page.goto(`${tool.url}/registered#organisation=local-authority:DNC`);
    await page.click("text=/^Check how these/");
    await page.waitForFunction(() =>
      /^[1-9]\d* of \d+ addresses/.test(document.querySelector(".app-progress__detail")?.textContent ?? ""),
    );
    expect(await problems()).toEqual([]);
    await page.click("text=Cancel");
    await page.waitForSelector(".app-progress", { state: "detached", timeout: 1000 });
    const table = await page.innerText("tbody");
    expect(table).toContain("not asked");
    expect(table).toMatch(/Answers|Fine|No data/);
  });

  it("are there without a connection, once the tool is kept", async () => {
    const kept = await browser.newContext({ viewport: desktop });
    const first = await kept.newPage();
    await first.goto(tool.url);
    await first.waitForSelector("text=Ready to work without a connection", { timeout: 60_000 });
    await first.close();
    await kept.setOffline(true);
    page = await kept.newPage();
    await page.goto(`${tool.url}/registered#part=brownfield`);
    await page.waitForSelector("tbody tr");
    await page.goto(
      `${tool.url}/address#url=${encodeURIComponent("https://www.example.gov.uk/a.csv")}&dataset=tree`,
    );
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#dataset")?.value !== "");
    await page.click("text=Check this address");
    expect(await answer()).toBe("You are offline");
    await kept.close();
  });
});
