import { readFileSync } from "node:fs";

/**
 * A case that differs, or may differ, from the recorded answer. `soft`: its answer depends on a library that guesses.
 * `reason`: a known difference; the conformance test fails when it stops differing.
 */
export interface Difference {
  readonly kind: "soft" | "known";
  readonly reason: string;
}

/** Reads the table of differences.md: `| case | kind | reason |`. */
export function readDifferences(): ReadonlyMap<string, Difference> {
  const text = readFileSync(new URL("./differences.md", import.meta.url), "utf8");
  const found = new Map<string, Difference>();
  for (const line of text.split("\n")) {
    const cells = line.split("|").map((cell) => cell.trim());
    const [, name, kind, reason] = cells;
    if (name === undefined || reason === undefined) continue;
    if (kind === "soft" || kind === "known") found.set(name.replaceAll("`", ""), { kind, reason });
  }
  return found;
}
