import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editLine } from "../../src/rules/edit-line.ts";
import { observeRun } from "../../src/rules/observe-run.ts";
import { propose } from "../../src/rules/propose.ts";
import { type Story, stories, storyFolder } from "../stories/stories.ts";
import { storyEffects, storyRun } from "../stories/story-run.ts";
import { type AppServer, startAppServer } from "./support/app-server.ts";
import { desktop, launchBrowser } from "./support/browser.ts";
import { storyFragment } from "./support/story-link.ts";

let app: AppServer;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  app = await startAppServer();
  browser = await launchBrowser();
  page = await (await browser.newContext({ viewport: desktop, acceptDownloads: true })).newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => errors.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** Opens a story's run by its link, in the section where fixes are tried. */
async function openStory(story: Story): Promise<void> {
  // Only a new page reads the link.
  await page.goto("about:blank");
  await page.goto(`${app.url}/reproduce/run#run=${await storyFragment(story)}`);
  await page.click("nav.app-sections >> text=Try a fix");
  await page.waitForSelector("text=What the run shows");
}

/** Says what the reporter says: an issue from the list, or a line and what is wrong with it. */
async function complain({ symptom }: Story): Promise<void> {
  if (symptom.kind === "issue") {
    await page.click("text=Find a fix");
    return;
  }
  // Open already when a row was looked at before.
  if (!(await page.isVisible("#complaint-line"))) await page.click("text=Something else is wrong with a row");
  const line =
    symptom.kind === "row-lost" ? symptom.lineNumber : "entryNumber" in symptom ? symptom.entryNumber + 1 : 0;
  await page.fill("#complaint-line", String(line));
  await page.selectOption("#complaint-kind", symptom.kind);
  if (symptom.kind === "wrong-value") {
    await page.selectOption("#complaint-field", symptom.field);
    if (symptom.expected !== undefined) await page.fill("#complaint-expected", symptom.expected);
  }
  await page.click("text=Find a fix for this row");
}

/** What the trace of the story's row shows for the cause. */
async function traced({ trace }: Story): Promise<void> {
  await page.evaluate((line) => {
    location.hash = `section=rows&line=${line}`;
  }, trace.line);
  await page.waitForSelector("h3:has-text('Phase by phase')");
  const text = (await page.textContent("main")) ?? "";
  expect(text).toContain(traceWords[trace.names] ?? trace.names.replace(":", " line "));
  await page.click("nav.app-sections >> text=Try a fix");
  await page.waitForSelector("text=What the run shows");
}

/** Where the trace names something else than a row of a table. */
const traceWords: Readonly<Record<string, string>> = { harmonise: "Harmonise" };

async function expectedLines(story: Story): Promise<string[]> {
  const reply = await observeRun(storyRun(story), storyEffects);
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  return (propose(reply.observed, story.symptom)[0]?.edits ?? []).map(
    (edit) => `${edit.file}: ${editLine(edit)}`,
  );
}

const first = ".app-fix-proposals ol > li:first-child";

describe("ten reports in the browser", () => {
  for (const story of stories) {
    it(`${story.name}: the trace names the cause, the first proposal works and is what was recorded`, async () => {
      await openStory(story);
      await traced(story);
      await complain(story);
      await page.waitForSelector(`${first} button`);
      expect(await page.textContent(first)).toContain(story.cause);
      expect(await page.textContent(`${first} .govuk-tag`)).toBe("Works");
      const rows = await page.$$eval(`${first} code`, (all) => all.map((each) => each.textContent ?? ""));
      expect(rows).toEqual(await expectedLines(story));
      await page.click(`${first} button`);
      await page.waitForSelector("[data-result]");
      expect(await page.textContent("[data-result]")).not.toContain("Nothing changes");
    });
  }

  it("hands over the very tables that were recorded, and a link to the same run with the change", async () => {
    const [story] = stories.filter(({ name }) => name === "name-is-cut");
    if (!story) throw new Error("the story is gone");
    await openStory(story);
    await complain(story);
    await page.click(`${first} button`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click("text=Download the changed files (zip)"),
    ]);
    const files = unzipSync(new Uint8Array(readFileSync(await download.path())));
    expect(Object.keys(files).sort()).toEqual([
      "README.txt",
      "manifest.json",
      "pipeline/conservation-area/patch.csv",
    ]);
    expect(strFromU8(files["pipeline/conservation-area/patch.csv"] ?? new Uint8Array())).toBe(
      readFileSync(join(storyFolder(story), "configuration", "patch.csv"), "utf8"),
    );
    const ticket = await page.inputValue("#fix-ticket");
    expect(ticket).toContain("After: 1 issue, 10 facts, 2 of 2 rows published.");
    const link = /the same run: (\S+)/.exec(ticket)?.[1] ?? "";
    expect(link).toContain("/reproduce/run#run=");

    const accessible = await new AxeBuilder({ page }).analyze();
    expect(accessible.violations.map(({ id }) => id)).toEqual([]);

    // Who opens the link sees the run with the change, and the change itself.
    await page.goto("about:blank");
    await page.goto(link);
    await page.click("nav.app-sections >> text=Try a fix");
    await page.waitForSelector("[data-result]");
    expect(await page.textContent("[data-result]")).toContain("1 issue gone");
    expect(await page.inputValue("#fix-0-pattern")).toBe("St Marys$");
  });

  it("tells of a pattern that cannot be used, and hides nothing until it is put right, by keyboard alone", async () => {
    await page.focus("#fix-0-pattern");
    await page.keyboard.press("End");
    await page.keyboard.type("(");
    await page.waitForSelector("#fix-0-pattern-error");
    expect(await page.textContent("#fix-0-pattern-error")).toContain("The pattern cannot be used");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".govuk-error-summary");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("govuk-error-summary");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("fix-0-pattern");
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    await page.waitForSelector("#fix-0-pattern-error", { state: "detached" });
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-result]");
  });

  it("compares the run with itself as the live check has it, and with a table of the nightly run", async () => {
    const [story] = stories.filter(({ name }) => name === "name-is-cut");
    if (!story) throw new Error("the story is gone");
    await page.click("nav.app-sections >> text=Compare");
    await page.setInputFiles("#compare-file-input", join(storyFolder(story), "expected", "transformed.csv"));
    await page.click("button:text-is('Compare')");
    await page.waitForSelector("[data-verdict]");
    expect(await page.textContent("[data-verdict]")).toBe("Nothing differs");
    await page.click("text=The same file in another mode");
    await page.click("button:text-is('Compare')");
    await page.waitForSelector("text=entity numbers are looked up in one of the two runs only");
    const accessible = await new AxeBuilder({ page }).analyze();
    expect(accessible.violations.map(({ id }) => id)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
