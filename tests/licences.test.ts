import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { softwareLicences } from "../src/app/content/licences.ts";

describe("the licences page", () => {
  it("names every library that the tool is shipped with, and none that it is not", () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(new URL("../package.json", import.meta.url), "utf8"),
    );
    const named = softwareLicences.flatMap(({ packages }) => packages);
    // Parts of these end up in the built app, though they are needed to build it only.
    const builtIn = ["vite-plugin-pwa", "world-atlas"];
    expect(named.filter((name) => builtIn.includes(name) && !(name in devDependencies))).toEqual([]);
    expect(named.filter((name) => !builtIn.includes(name)).sort()).toEqual(Object.keys(dependencies).sort());
  });
});
