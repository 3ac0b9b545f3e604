import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTables } from "../../scripts/bundle/write.ts";
import { createApp } from "../../server/app.ts";
import { dataVersionOf } from "../../src/intake/data-version.ts";
import { launchBrowser } from "./support/browser.ts";
import { checkFile, heading } from "./support/journey.ts";

const built = process.env.BUILT_APP ?? fileURLToPath(new URL("../../dist/app/", import.meta.url));
let folder = "";
let url = "";
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "served-"));
  cpSync(built, folder, { recursive: true });
  server = await new Promise<Server>((ready) => {
    const started = serve(
      { fetch: createApp({ pagesFolder: folder }).fetch, port: 0, hostname: "127.0.0.1" },
      () => ready(started as Server),
    );
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The served tables as they are, by path. */
function tables(): Map<string, string> {
  const below = (path: string): string[] =>
    readdirSync(path).flatMap((name) => {
      const full = join(path, name);
      return statSync(full).isDirectory() ? below(full) : [full];
    });
  const root = join(folder, "tables");
  const files = below(root).filter((path) => /\.(?:json|js)$/.test(path));
  return new Map(files.map((path) => [relative(root, path), readFileSync(path, "utf8")]));
}

/** As `npm run bundle -- --into` would: rules of another day for one collection. */
async function renewTables(): Promise<void> {
  const { createHash } = await import("node:crypto");
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const files = tables();
  const name = "configuration/conservation-area";
  const piece = JSON.parse(files.get(`${name}.json`) ?? "");
  const text = `${JSON.stringify({ ...piece, date: "5 October 2026", hash: "ab".repeat(32) })}\n`;
  const manifest = JSON.parse(files.get("manifest.json") ?? "");
  manifest.pieces[name] = { ...manifest.pieces[name], sha256: hash(text), date: "5 October 2026" };
  manifest.version = dataVersionOf(manifest);
  const manifestText = `${JSON.stringify(manifest, undefined, 2)}\n`;
  const pieces = Object.fromEntries(
    Object.entries<{ sha256: string }>(manifest.pieces).map(([one, { sha256 }]) => [one, sha256]),
  );
  const list = { version: manifest.version, manifest: hash(manifestText), pieces };
  files.set(`${name}.json`, text);
  files.set("manifest.json", manifestText);
  files.set("pieces.js", `self.tables = ${JSON.stringify(list)};\n`);
  writeTables(join(folder, "tables"), files, true);
}

const file = { name: "areas.csv", content: "reference,name\nCA1,Green\nCA2,Close\n" };

describe("tables renewed on the server, without a new tool", () => {
  it("are offered to an open page, taken when the person wants it, and lose no check", async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(url);
    await page.waitForSelector("text=Ready to work without a connection", { timeout: 60_000 });
    await page.waitForSelector("footer:has-text('rules and lists of 21 August 2026')");
    const verdict = await checkFile(page, url, { file, dataset: "conservation-area" });

    await renewTables();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.waitForSelector("text=Newer rules and lists are ready", { timeout: 30_000 });
    // Nothing has happened to the page yet, and a check now still uses the old set, all of it.
    expect(await heading(page)).toBe(verdict);
    expect(await page.textContent("footer")).toContain("21 August 2026");
    const inUse = () =>
      page.evaluate(
        async () => (await (await fetch("/tables/configuration/conservation-area.json")).json()).date,
      );
    expect(await inUse()).toBe("21 August 2026");

    await Promise.all([page.waitForEvent("load"), page.click("text=Use the newer rules")]);
    await page.waitForSelector(".app-verdict");
    expect(await heading(page)).toBe(verdict);
    await page.waitForSelector("footer:has-text('rules and lists of 5 October 2026')");
    expect(await inUse()).toBe("5 October 2026");
    // The unchanged ones were carried over; nothing of the old set is left.
    const caches = await page.evaluate(() => globalThis.caches.keys());
    expect(caches.filter((name) => name.startsWith("tables"))).toHaveLength(1);
    await page.context().setOffline(true);
    await checkFile(page, url, { file, dataset: "conservation-area" });
    expect(await heading(page)).toBe(verdict);
    await page.context().close();
  });

  it("are offered without a service worker too", async () => {
    const page = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
    await page.clock.install();
    await page.goto(url);
    await page.clock.runFor(5_000);
    await page.waitForSelector("footer:has-text('rules and lists of')");
    await page.route("**/tables/manifest.json", async (route) => {
      const response = await route.fetch();
      const manifest = await response.json();
      await route.fulfill({ response, json: { ...manifest, version: "0123456789abcdef" } });
    });
    await page.clock.runFor(61 * 60_000);
    await page.waitForSelector("text=Newer rules and lists are ready");
    await page.context().close();
  });
});
