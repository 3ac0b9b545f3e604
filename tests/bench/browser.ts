import { statSync } from "node:fs";
import type { CDPSession, Page } from "playwright-core";
import { startAppServer } from "../e2e/support/app-server.ts";
import { launchBrowser } from "../e2e/support/browser.ts";
import { fillIn } from "../e2e/support/journey.ts";

interface BenchInput {
  readonly name: string;
  readonly path: string;
  readonly dataset: string;
}

/**
 * The same inputs in Chromium, on the built app: seconds to the first results and to the whole result page, longest task on
 * the page's main thread while checking (only tasks over 50 ms are seen) and the most processor time any task took (which
 * does not grow when other programs want the processor), memory of the page's processes at the end, milliseconds until a
 * cancel.
 */
export async function measureInBrowser(inputs: readonly BenchInput[]): Promise<void> {
  const app = await startAppServer();
  const browser = await launchBrowser();
  console.log(
    `\n${"in Chromium".padEnd(15)} ${"MB".padStart(6)} ${"first s".padStart(8)} ${"result s".padStart(9)} ${"longest task ms".padStart(16)} ${"of processor".padStart(13)} ${"JS heap MB".padStart(11)} ${"cancel ms".padStart(10)}`,
  );
  try {
    for (const input of inputs) {
      const page = await browser.newPage();
      await page.addInitScript(watchLongTasks);
      const session = await page.context().newCDPSession(page);
      await fillIn(page, app.url, { file: input.path, dataset: input.dataset, mode: "check" });
      await page.waitForTimeout(500);
      await browser.startTracing(page, { categories: ["toplevel"] });
      // What came before, the start of the trace included, is not the check's.
      await page.evaluate(() => {
        (globalThis as unknown as Watched).longTasks.length = 0;
      });
      const start = performance.now();
      await page.click("text=Check this file");
      const first = await page
        .waitForSelector(".app-first-results, #checked", { timeout: 600_000 })
        .then(() => (performance.now() - start) / 1000);
      await page.waitForSelector("#checked", { timeout: 600_000 });
      const seconds = (performance.now() - start) / 1000;
      const longest = await page.evaluate(() => Math.max(0, ...(globalThis as unknown as Watched).longTasks));
      const processor = longestProcessorMilliseconds(await browser.stopTracing());
      const heap = await heapMegabytes(page, session);
      const cancel = await cancelMilliseconds(page, app.url, input);
      const megabytes = statSync(input.path).size / 1e6;
      console.log(
        `${input.name.padEnd(15)} ${megabytes.toFixed(1).padStart(6)} ${first.toFixed(2).padStart(8)} ${seconds.toFixed(2).padStart(9)} ${Math.round(longest).toString().padStart(16)} ${Math.round(processor).toString().padStart(13)} ${Math.round(heap).toString().padStart(11)} ${Math.round(cancel).toString().padStart(10)}`,
      );
      await page.close();
    }
  } finally {
    await browser.close();
    await app.close();
  }
}

interface Watched {
  longTasks: number[];
}

/** Runs in the page before anything else. */
function watchLongTasks(): void {
  const watched = globalThis as unknown as Watched;
  watched.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of processor time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The most processor time that one task of a page's main thread took. */
function longestProcessorMilliseconds(trace: Buffer): number {
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(trace.toString("utf8"));
  const key = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(key),
  );
  let longest = 0;
  for (const event of traceEvents) {
    if (event.name.endsWith("RunTask") && threads.has(key(event)))
      longest = Math.max(longest, event.tdur ?? 0);
  }
  return longest / 1000;
}

/** The page's heap and its workers', after the check. */
async function heapMegabytes(page: Page, session: CDPSession): Promise<number> {
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const workers = await Promise.all(
    page
      .workers()
      .map((worker) =>
        worker.evaluate(
          () =>
            (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
        ),
      ),
  );
  return (usedSize + workers.reduce((sum, size) => sum + size, 0)) / 1e6;
}

async function cancelMilliseconds(page: Page, url: string, input: BenchInput): Promise<number> {
  await fillIn(page, url, { file: input.path, dataset: input.dataset, mode: "check" });
  await page.click("text=Check this file");
  const button = page.locator("button", { hasText: /cancel|stop/i }).first();
  await button.waitFor({ timeout: 30_000 });
  const start = performance.now();
  await button.click();
  await page.waitForSelector("text=You stopped the check", { timeout: 30_000 }).catch(() => {});
  return performance.now() - start;
}
