import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../server/app.ts";
import { rateLimiter } from "../../server/rate-limit.ts";
import { readSettings } from "../../server/settings.ts";
import { type RelayServer, startRelay } from "./relay-server.ts";

describe("the server", () => {
  let server: RelayServer;
  beforeAll(async () => {
    server = await startRelay({});
  });
  afterAll(() => server.close());

  const page = (path: string) => fetch(server.origin + path, { headers: { Accept: "text/html" } });

  it("serves the app, and the app for every address that is one of its pages", async () => {
    for (const path of ["/", "/check", "/request/abc", "/organisations/local-authority:LBH"]) {
      const reply = await page(path);
      expect([reply.status, reply.headers.get("Content-Type"), await reply.text()]).toEqual([
        200,
        expect.stringContaining("text/html"),
        expect.stringContaining("The app"),
      ]);
    }
  });

  it("says so when a file is not there", async () => {
    expect((await page("/assets/old-9f8e.js")).status).toBe(404);
    expect((await fetch(`${server.origin}/data`, { headers: { Accept: "application/json" } })).status).toBe(
      404,
    );
  });

  it.each([
    "/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/package.json",
    "/....//package.json",
    "/assets/..%5c..%5cpackage.json",
  ])("serves nothing from outside its folder: %s", async (path) => {
    expect(await (await page(path)).text()).not.toContain("dependencies");
  });

  it("keeps files with a hash in their name for ever, and pages not at all", async () => {
    expect((await page("/assets/app-1a2b.js")).headers.get("Cache-Control")).toContain("immutable");
    expect((await page("/")).headers.get("Cache-Control")).toBe("no-cache");
  });

  it("allows pages nothing that stands in them, and no site to frame them", async () => {
    const headers = (await page("/check")).headers;
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).not.toMatch(/'unsafe-eval'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("same-origin");
  });

  it("tells whether it has a relay", async () => {
    expect(await (await fetch(`${server.origin}/health`)).json()).toEqual({ status: "ok", relay: true });
    const without = createApp({ pagesFolder: "/nowhere" });
    expect(await (await without.request("/health")).json()).toEqual({ status: "ok", relay: false });
    expect((await without.request("/relay?url=http://example.com/")).status).toBe(404);
  });
});

describe("the settings", () => {
  it("are few, and a wrong one stops the server", () => {
    expect(readSettings({})).toMatchObject({ port: 8080, host: "127.0.0.1", relay: true, trustedProxies: 0 });
    expect(readSettings({ PORT: "3000", RELAY: "off", RELAY_HOSTS: "gov.uk, arcgis.com" })).toMatchObject({
      port: 3000,
      relay: false,
      relayHosts: ["gov.uk", "arcgis.com"],
    });
    expect(() => readSettings({ PORT: "http" })).toThrow("PORT must be a whole number");
    expect(() => readSettings({ PUBLIC_ORIGIN: "check.example.gov.uk/" })).toThrow(
      "PUBLIC_ORIGIN must be an origin",
    );
  });
});

describe("the rate limit", () => {
  it("lets a burst through, then as many as come back in the time passed", () => {
    let now = 0;
    const limiter = rateLimiter({ burst: 3, perMinute: 60 }, () => now);
    expect([1, 2, 3, 4].map(() => limiter.take("a"))).toEqual([0, 0, 0, 1]);
    expect(limiter.take("b")).toBe(0);
    now = 2;
    expect([1, 2, 3].map(() => limiter.take("a"))).toEqual([0, 0, 1]);
  });
});
