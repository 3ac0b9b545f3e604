import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { councilSite } from "../e2e/support/council-sites.ts";
import { arcgisServer, features } from "../server/gis-server.ts";
import { type LoopbackServer, listen } from "../server/loopback.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
let council: LoopbackServer;
let gis: LoopbackServer;

beforeAll(async () => {
  council = await listen(councilSite);
  gis = await listen(arcgisServer({ features: features(7), maxRecordCount: 3 }));
});
afterAll(async () => {
  await council.close();
  await gis.close();
});

function run(...args: string[]): Promise<{ code: unknown; out: string; errors: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "src/cli/main.ts", ...args],
      { cwd: root },
      (error, out, errors) => done({ code: error ? error.code : 0, out, errors }),
    );
  });
}

const check = (server: LoopbackServer, path: string) =>
  run("check", `http://127.0.0.1:${server.port}${path}`, "--dataset", "conservation-area");

describe("check URL", () => {
  it("collects a file and checks it", async () => {
    const { code, out } = await check(council, "/areas.csv");
    expect(code).toBe(0);
    expect(out).toContain("2 rows");
  });

  it("collects every page of an ArcGIS layer", async () => {
    const { out } = await check(gis, "/arcgis/rest/services/Planning/MapServer/3");
    expect(out).toContain("7 rows");
  });

  it.each([
    ["/nothing.csv", "gave no data"],
    ["/page", "gave no data"],
  ])("says in words that %s holds no data", async (path, words) => {
    const { code, out, errors } = await check(council, path);
    expect([code, out]).toEqual([2, ""]);
    expect(errors).toContain(words);
  });
});

describe("endpoints", () => {
  it("needs an organisation it knows", async () => {
    expect(await run("endpoints")).toMatchObject({
      code: 2,
      errors: expect.stringContaining("--organisation"),
    });
    expect(await run("endpoints", "--organisation", "local-authority:NOBODY")).toMatchObject({
      code: 2,
      errors: expect.stringContaining("is no known organisation"),
    });
  });
});
