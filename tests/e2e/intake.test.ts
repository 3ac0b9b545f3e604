import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeRequestFile } from "../../src/request/request-file.ts";
import { sampleRequest } from "../request/sample-request.ts";
import { type LoopbackServer, listen } from "../server/loopback.ts";
import { sharedIt, sharedPath } from "../shared.ts";
import { desktop, launchBrowser, phone } from "./support/browser.ts";
import { hostRules } from "./support/council-sites.ts";
import { type IntakeTool, reviewerToken, startIntakeTool } from "./support/intake-tool.ts";

const site = "www.doncaster.gov.uk:80";
const address = "http://www.doncaster.gov.uk/open-data/areas.csv";
/** What the council publishes now. */
let published: Buffer = Buffer.from("");
let council: LoopbackServer;
let tool: IntakeTool;
let browser: Browser;
const faults: string[] = [];

beforeAll(async () => {
  council = await listen((request, response) => {
    if (request.url === "/open-data/areas.csv") {
      response.writeHead(200, { "Content-Type": "text/csv" }).end(published);
    } else if (request.url === "/planning-data") {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end(
        '<p>Open Government Licence v3.0</p><a href="/open-data/areas.csv">Conservation areas</a>',
      );
    } else response.writeHead(404).end();
  });
  tool = await startIntakeTool(site, council);
  browser = await launchBrowser([hostRules({ [site]: council })]);
});
afterAll(async () => {
  await browser?.close();
  await tool?.close();
  await council?.close();
});

async function visitor(): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({ viewport: desktop, reducedMotion: "reduce" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(String(error)));
  // What somebody wrote must never run.
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { context, page };
}

/**
 * axe on a wide and a narrow window, and no sideways scrolling.
 * @param screenshotOnly a state that differs little from one that was looked at
 */
async function look(page: Page, name: string, screenshotOnly = false): Promise<void> {
  if (screenshotOnly && !process.env.SCREENSHOTS) return;
  for (const viewport of [phone, desktop]) {
    await page.setViewportSize(viewport);
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)}`),
    );
    const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([name, viewport.width, found, Math.max(0, spill)]).toEqual([name, viewport.width, [], 0]);
    if (process.env.SCREENSHOTS)
      await page.screenshot({
        path: `${process.env.SCREENSHOTS}/${name}-${viewport.width}.png`,
        fullPage: true,
      });
  }
}

const scripts = `<img src=x onerror="alert(1)"><script>alert(2)</script> & "quotes"`;

async function answer(page: Page, question: string): Promise<void> {
  switch (question) {
    case "endpoint":
      return page.fill("#endpointUrl", address);
    case "documentation-page":
      return page.fill("#documentationUrl", "http://www.doncaster.gov.uk/planning-data");
    case "licence":
      return page.check("input[name=licence][value=ogl3]");
    case "start-date":
      await page.fill("#startDate-day", "1");
      await page.fill("#startDate-month", "2");
      return page.fill("#startDate-year", "2026");
    case "authoritative":
      return page.check("input[name=authoritative][value=yes]");
    case "removed-records":
      return page.check("input[name=removedReferences][value=ended]");
    case "update-frequency":
      return page.check("input[name=updateFrequency][value=monthly]");
    case "must-fix":
      return page.fill("#mustFixReason", "The supplier corrects it next month");
    case "contact":
      await page.fill("#contact-name", "Ada Byron");
      return page.fill("#contact-email", "planning@doncaster.gov.uk");
    case "notes":
      return page.fill("textarea", scripts);
  }
}

/** Answers each question as it comes until all are answered, then sends. */
async function answerAndSend(page: Page): Promise<void> {
  for (let step = 0; step < 25; step += 1) {
    await page.waitForSelector("h1:not(:text('Opening'))");
    const question = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    if (question === "check-answers") break;
    await answer(page, question);
    await page.click(".govuk-button:text-is('Continue')");
    await page.waitForFunction(
      (before) => !location.pathname.endsWith(`/${before}`) || document.querySelector(".govuk-error-summary"),
      question,
    );
    const problem = await page.$(".govuk-error-summary");
    if (problem) throw new Error(`${question}: ${await problem.textContent()}`);
  }
  if (!(await page.isChecked("#consent"))) await page.check("#consent");
  await page.click(".govuk-button:has-text('Send the')");
  await page.waitForSelector("text=Your request was received");
}

/** Sends a request with a file that was checked; gives the address of its status page. */
async function submit(page: Page, file: string): Promise<string> {
  await page.goto(`${tool.url}/#dataset=conservation-area&organisation=local-authority:DNC`);
  await page.waitForFunction(
    () =>
      document.querySelector<HTMLInputElement>("#dataset")?.value !== "" &&
      document.querySelector<HTMLInputElement>("#organisation")?.value !== "",
  );
  await page.setInputFiles("#file-input", file);
  await page.waitForSelector(".govuk-file-upload-button:not(.govuk-file-upload-button--empty)");
  await page.click("text=Check this file");
  await page.waitForSelector("main:not(:has(.app-progress)) .app-verdict", { timeout: 60_000 });
  await page.click("text=Ask for this data to be added");
  await page.waitForSelector("text=You have completed");
  await page.click(".govuk-button:text-is('Continue')");
  await answerAndSend(page);
  return (await page.getAttribute("a:has-text('Follow what happens')", "href")) ?? "";
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${tool.url}/review`);
  await page.fill("#token", reviewerToken);
  await page.click(".govuk-button:text-is('Sign in')");
  await page.waitForSelector("text=Signed in as");
}

/** A reviewer's step: the button, the message, the confirmation. */
async function decide(page: Page, button: string, message?: string): Promise<void> {
  await page.click(`.govuk-button:text-is('${button}')`);
  if (message !== undefined) await page.fill("#team-message", message);
  await page.click(".govuk-button:text-matches('^Yes: ')");
  await page.waitForSelector("text=/^Done: /");
}

/** The status a page of the publisher shows, after looking again. */
async function statusIs(page: Page, label: string): Promise<void> {
  await page.reload();
  await page.waitForSelector(`main .govuk-tag:text-is('${label}')`);
}

describe("a request between publisher and team", () => {
  sharedIt(
    "is sent, checked again, sent back, corrected, accepted and followed to the end",
    async () => {
      const real = sharedPath("conformance/real/conservation-area-errors-csv/input.csv");
      published = readFileSync(real);
      const publisher = await visitor();
      const statusUrl = await submit(publisher.page, real);
      expect(statusUrl).toMatch(/^\/request\/status\/[\w-]{43}$/);
      const reference = (await publisher.page.textContent(".govuk-panel__body strong")) ?? "";
      await publisher.page.click("a:has-text('Follow what happens')");
      await publisher.page.waitForSelector("h1:has-text('Your request was received')");
      await publisher.page.waitForSelector("text=can be seen on the platform from");
      await look(publisher.page, "status-received", true);
      expect(await publisher.page.textContent("main")).not.toContain("Ada Byron");

      // The reviewer's own browser finds the same.
      const reviewer = await visitor();
      await reviewer.page.goto(`${tool.url}/review`);
      await reviewer.page.waitForSelector("#token");
      await look(reviewer.page, "review-sign-in");
      await reviewer.page.fill("#token", "wrong");
      await reviewer.page.click(".govuk-button:text-is('Sign in')");
      await reviewer.page.waitForSelector(".govuk-error-summary >> text=This is not the token");
      await signIn(reviewer.page);
      await reviewer.page.fill("#filter-search", reference.toLowerCase());
      await reviewer.page.waitForSelector("text=1 request");
      await look(reviewer.page, "review-list");
      await reviewer.page.click(`a:text-is('${reference}')`);
      await reviewer.page.waitForSelector("h1:has-text('Doncaster')");
      expect(await reviewer.page.textContent("main")).toContain(scripts);
      await decide(reviewer.page, "Start checking");
      await reviewer.page.click("text=Collect the address and check");
      await reviewer.page.waitForSelector("text=The same file as the publisher's, with the same result.", {
        timeout: 60_000,
      });

      const checklist = (await reviewer.page.textContent(".govuk-task-list")) ?? "";
      expect(checklist).toContain("It links to the address of the data, written another way.");
      expect(checklist).toContain("The address was asked and answered with data. 2 rows");

      // Asking for changes, with the issues and links to them.
      await reviewer.page.click(".govuk-button:text-is('Ask for changes')");
      const lines = await reviewer.page.$$eval("input[name=team-lines]", (boxes) => boxes.length);
      expect(lines).toBeGreaterThan(0);
      if ((await reviewer.page.$$("input[name=team-lines]:checked")).length === 0)
        await reviewer.page.check("input[name=team-lines] >> nth=0");
      await look(reviewer.page, "review-ask");
      const message = await reviewer.page.inputValue("#team-message");
      expect(message).toContain("We checked your data once more");
      await reviewer.page.fill("#team-message", `${message}\n${scripts}`);
      await reviewer.page.click(".govuk-button:text-matches('^Yes: ')");
      await reviewer.page.waitForSelector("text=/^Done: needs changes/");

      // The publisher sees it without loading the page, and gets to the issue by its link.
      const { page } = publisher;
      await page.click("text=Look again");
      await page.waitForSelector("h1:has-text('Your request needs changes')");
      expect(await page.textContent("main")).toContain(scripts);
      await look(page, "status-needs-changes");
      await page.click("text=Send the message");
      await page.waitForSelector(".govuk-error-summary >> text=Enter a message");
      // Typing is not interrupted by the summary.
      await page.focus("#message");
      await page.keyboard.type("Which rows do you mean?");
      await page.click("text=Send the message");
      await page.waitForSelector("text=Your message was sent.");
      await page.click(".app-asked .govuk-list--bullet a >> nth=0");
      await page.waitForSelector("h1:has-text('Check a web address')");
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#dataset")?.value !== "");
      expect(await page.inputValue("#url")).toBe(address);
      await page.click(".govuk-button:text-matches('^Check')");
      await page.click(".govuk-button:text-matches('Check (the|this) data')", { timeout: 60_000 });
      await page.waitForSelector("h2:has-text('What happens if you do nothing')", { timeout: 60_000 });
      expect(page.url()).toContain("/check/result/");

      // Corrected at the same address, checked again, sent again.
      published = Buffer.from(
        'reference,name,geometry,designation-date,entry-date\nCA1,High Street,"POLYGON ((-1.13 53.52, -1.12 53.52, -1.12 53.53, -1.13 53.52))",1971-04-01,2026-03-04\n',
      );
      await page.goto(
        `${tool.url}/address#dataset=conservation-area&organisation=local-authority:DNC&url=${encodeURIComponent(address)}`,
      );
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#dataset")?.value !== "");
      await page.click(".govuk-button:text-matches('^Check')");
      await page.click(".govuk-button:text-matches('Check (the|this) data')", { timeout: 60_000 });
      await page.waitForSelector("main:not(:has(.app-progress)) .app-verdict", { timeout: 60_000 });
      await page.goto(tool.url + statusUrl);
      await page.waitForSelector("text=This result goes with the corrected request");
      await page.click("text=Change your answers and send again");
      await page.waitForSelector("text=You have completed");
      await page.click(".govuk-button >> text=/^(Check your answers|Continue)$/");
      await answerAndSend(page);
      expect(await page.textContent(".govuk-panel__body strong")).toBe(reference);

      // The reviewer sees the new version and accepts.
      const desk = reviewer.page;
      await desk.reload();
      await desk.waitForSelector("text=Corrected request sent");
      expect(await desk.textContent("main")).toContain("Which rows do you mean?");
      await desk.click("text=Collect the address and check");
      await desk.waitForSelector("text=The same file as the publisher's, with the same result.", {
        timeout: 60_000,
      });
      // The same data on the team's other desk, and back.
      await desk.click("text=trace its rows");
      await desk.waitForURL(/\/reproduce\/run/);
      await desk.waitForSelector("h1:not(:text-matches('Opening|Checking|Running'))", { timeout: 60_000 });
      await desk.goBack();
      await desk.waitForSelector("#decide");
      await decide(desk, "Accept", "Thank you");
      const [download] = await Promise.all([
        desk.waitForEvent("download"),
        desk.click("text=Save the new rows"),
      ]);
      const files = unzipSync(readFileSync(await download.path()));
      expect(Object.keys(files)).toContain("collection/conservation-area/endpoint.csv");
      const rows = Object.values(files)
        .map((bytes) => strFromU8(bytes))
        .join("\n");
      expect(rows).toContain(address);
      expect(rows).not.toMatch(/Ada Byron|planning@doncaster|onerror/);
      await look(desk, "review-accepted", true);
      await statusIsAt(page, statusUrl, "Accepted");
      await look(page, "status-accepted", true);
      await decide(desk, "It is added");
      await statusIs(page, "Added");
      await decide(desk, "It is live");
      await statusIs(page, "Live");
      await page.goto(`${tool.url}/request`);
      await page.waitForSelector("main .govuk-tag:text-is('Live')");
      await look(page, "requests", true);

      // Signed out, the desk is closed.
      await desk.click("text=Sign out");
      await desk.waitForSelector("#token");
      await publisher.context.close();
      await reviewer.context.close();
      expect(faults.splice(0)).toEqual([]);
    },
    240_000,
  );

  it("is not decided twice: who was slower is told, and what they wrote stays", async () => {
    const { context, page } = await visitor();
    await retire(page);
    await signIn(page);
    await page.click("table a >> nth=-1");
    await page.waitForSelector("#decide");
    const other = await context.newPage();
    await other.goto(page.url());
    await other.waitForSelector("#decide");
    await decide(other, "Start checking");
    await page.click(".govuk-button:text-is('Decline')");
    await page.fill("#team-message", "Words of mine");
    await page.click(".govuk-button:text-matches('^Yes: ')");
    await page.waitForSelector("text=Somebody changed this request since you opened it");
    await look(page, "review-conflict", true);
    await page.click("text=Load it again and keep what I wrote");
    await page.waitForSelector("#decide >> text=Decide");
    expect(await page.inputValue("#team-message")).toBe("Words of mine");
    await page.click(".govuk-button:text-matches('^Yes: ')");
    await page.waitForSelector("text=Done: declined.");
    // Several at once in one zip.
    await page.goto(`${tool.url}/review#sort=newest`);
    await page.click("text=Tick all on this page");
    await page.click("text=Collect, check and make the rows");
    await page.waitForSelector("text=Save the new rows", { timeout: 60_000 });
    await look(page, "review-ticked", true);
    await context.close();
    expect(faults.splice(0)).toEqual([]);
  }, 180_000);
});

/** The shortest request: to retire an endpoint. */
async function retire(page: Page): Promise<void> {
  await page.goto(`${tool.url}/request`);
  await page.click("text=Start a request");
  await page.check("input[name=kind][value=retire]");
  const next = async (question: string) => {
    await page.click(".govuk-button:text-is('Continue')");
    await page.waitForURL(new RegExp(`/${question}(#|$)`));
  };
  await next("organisation");
  await page.fill("#organisation", "Doncaster");
  await page.click("[role=option]");
  await next("dataset");
  await page.fill("#datasets", "conservation area");
  await page.click("[role=option]");
  await next("existing-endpoints");
  await page.check("input[name=existingEndpoints]");
  await next("reason");
  await page.fill("#reason", "The data moved");
  await next("contact");
  await answer(page, "contact");
  await next("notes");
  await next("check-answers");
  await answerAndSend(page);
}

async function statusIsAt(page: Page, path: string, label: string): Promise<void> {
  await page.goto(tool.url + path);
  await page.waitForSelector(`main .govuk-tag:text-is('${label}')`);
}

describe("a request file", () => {
  it("is looked at without a server: its data is checked, the checklist and the rows are there", async () => {
    const { context, page } = await visitor();
    await page.goto(`${tool.url}/review/file`);
    const file = (name: string, content: string) => ({
      name,
      mimeType: "text/plain",
      buffer: Buffer.from(content),
    });
    await page.setInputFiles("#review-file", file("notes.json", "{}"));
    await page.waitForSelector(".govuk-error-summary");
    const request = sampleRequest({
      organisation: "local-authority:DNC",
      endpointUrl: address,
      notes: scripts,
    });
    await page.setInputFiles("#review-file", file("request.json", writeRequestFile(request)));
    await page.waitForSelector("h1:has-text('Doncaster')");
    expect(await page.textContent("main")).toContain(scripts);
    await page.click("text=Choose the file instead");
    await page.setInputFiles("#again-file-input", file("areas.csv", "reference,name\nCA1,Green\nCA1,Mill\n"));
    await page.waitForSelector("text=There is nothing to compare it with", { timeout: 60_000 });
    await page.waitForSelector("code:text-is('duplicate_reference_organisation_in_new_resource')");
    await look(page, "review-file");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click("text=Save the new rows"),
    ]);
    expect(download.suggestedFilename()).toMatch(/^pdc-.*\.zip$/);
    await context.close();
    expect(faults.splice(0)).toEqual([]);
  });
});

describe("the status page", () => {
  it("says so when the link is unknown, and when there is no connection", async () => {
    const { context, page } = await visitor();
    await page.goto(`${tool.url}/request/status/${"x".repeat(43)}`);
    await page.waitForSelector("h1:has-text('There is no request at this address')");
    await look(page, "status-unknown");
    await context.setOffline(true);
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForSelector("h1:has-text('You are offline')");
    await context.close();
    expect(faults.splice(0)).toEqual([]);
  });
});
