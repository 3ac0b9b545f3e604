import { browserTables } from "../src/effects/browser/effects.ts";
import type { OpenRun } from "../src/reproduce/open-run.ts";

/** The bundle's tables, kept from run to run. */
export const tables = browserTables();

let current: OpenRun | undefined;

/** The open run, for whoever adds methods to the worker. @throws an Error when there is none */
export function openRunOfSession(): OpenRun {
  if (!current) throw new Error("no run is open");
  return current;
}

export function keepOpen(run: OpenRun | undefined): void {
  current = run;
}
