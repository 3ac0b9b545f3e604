import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { it } from "vitest";

const shared = fileURLToPath(new URL("../../shared/", import.meta.url));

/** Whether the folder of recorded runs and public tables stands beside the repository. */
export const sharedExists = existsSync(shared);

/** Absolute path of a file in the shared folder, for example `sharedPath("conformance/real")`. */
export function sharedPath(relative: string): string {
  return shared + relative;
}

/**
 * A test that needs the shared folder. In CI (CI=true) it fails when the folder is missing;
 * on a stranger's clone it is skipped and its name says why.
 */
export function sharedIt(name: string, run: () => void | Promise<void>, timeout?: number): void {
  if (sharedExists || process.env.CI) it(name, run, timeout);
  else it.skip(`${name} (skipped: needs the shared folder of recorded runs beside this repository)`, run);
}
