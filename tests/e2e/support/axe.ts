import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/**
 * What axe finds against WCAG 2.2 A and AA, and whether the page is wider than its window. Axe is put into a document once
 * and stays there while the app goes from page to page: there are no frames, so nothing else is needed.
 */
export async function problems(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(async (wanted) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(document, {
      runOnly: { type: "tag", values: wanted },
      resultTypes: ["violations"],
    });
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)}`),
    );
    const spill = document.documentElement.scrollWidth - window.innerWidth;
    return spill > 0 ? [...found, `the page is ${spill} px wider than the window`] : found;
  }, tags);
}

/** Goes to another page of the app as a link does, without loading it anew, and waits until it is drawn. */
export async function goTo(page: Page, path: string): Promise<void> {
  const before = await page.evaluate((to) => {
    const text = document.querySelector("h1")?.textContent ?? "";
    const isOther = new URL(to, location.href).pathname !== location.pathname;
    // The page before is kept until the code of the next one has come.
    if (isOther) document.querySelector("main")?.setAttribute("data-before", "yes");
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
    return isOther ? text : undefined;
  }, path);
  await page.waitForFunction((heading) => {
    const now = document.querySelector("h1")?.textContent ?? "";
    const isDrawn = heading === undefined || now !== heading || !document.querySelector("main[data-before]");
    const isWaiting = /Reading your file|Loading|Being checked/.test(document.body.textContent ?? "");
    return now !== "" && isDrawn && !isWaiting && !/^Opening/.test(now);
  }, before);
}
