import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../src/repository/unified-diff.ts";

function applied(before: string, patch: string): string {
  const folder = mkdtempSync(join(tmpdir(), "diff-"));
  try {
    writeFileSync(join(folder, "a.csv"), before);
    writeFileSync(join(folder, "p.patch"), patch);
    execFileSync("git", ["init", "-q"], { cwd: folder });
    execFileSync("git", ["apply", "p.patch"], { cwd: folder, stdio: "pipe" });
    return readFileSync(join(folder, "a.csv"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("a unified diff", () => {
  it("keeps carriage returns and shows three lines around", () => {
    const before = Array.from({ length: 12 }, (_, index) => `${index},x\r\n`).join("");
    expect(unifiedDiff("a.csv", before, before.replace("6,x\r\n", "6,x\r\nnew\r\n"))).toBe(
      "diff --git a/a.csv b/a.csv\n--- a/a.csv\n+++ b/a.csv\n@@ -5,6 +5,7 @@\n 4,x\r\n 5,x\r\n 6,x\r\n+new\r\n 7,x\r\n 8,x\r\n 9,x\r\n",
    );
  });

  it("is taken by git for any two tables", () => {
    const line = fc.constantFrom("a,1\r\n", "b,2\r\n", 'c,"x\r\n', "d\n", "e,5\r\n", "f\r\n");
    const text = fc.array(line, { minLength: 1, maxLength: 40 }).map((lines) => `head\r\n${lines.join("")}`);
    fc.assert(
      fc.property(text, text, fc.boolean(), (before, after, cut) => {
        const end = cut ? after.slice(0, -1) : after;
        if (before === end) return;
        expect(applied(before, unifiedDiff("a.csv", before, end))).toBe(end);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});
