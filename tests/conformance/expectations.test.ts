import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { sharedIt, sharedPath } from "../shared.ts";
import { runExpectationsCase } from "./expectations.ts";

const root = sharedPath("conformance/expectations");

describe("expectations, as recorded", () => {
  const folders = existsSync(root)
    ? readdirSync(root).filter((name) => statSync(join(root, name)).isDirectory())
    : ["the recorded answers"];
  for (const name of folders) {
    sharedIt(`${name} is as recorded`, async () => {
      const { verdict, detail } = await runExpectationsCase(join(root, name));
      expect(verdict, detail).toBe("pass");
    });
  }
});
