import type { UnassignedReference } from "../repository/assign.ts";
import type { ImportRow } from "../repository/import-csv.ts";
import type { FieldProblem } from "./validate.ts";

/**
 * How far a row of import.csv has come.
 * - `failed`: it cannot be used as it is; `problems` say why;
 * - `valid`: its cells are right; its data was not looked at (its rows can be had all the same, without entity numbers);
 * - `fetching`: its data is being fetched and read just now;
 * - `needs-mapping`: the data has no column for the reference;
 * - `ready`: its data was read: its references are known.
 */
export type ImportState = "failed" | "valid" | "fetching" | "needs-mapping" | "ready";

/** One row of import.csv: an item of its own, restartable. Plain data, so that it can be kept. */
export interface ImportItemState {
  /** Record number in the file, header = 1. */
  readonly line: number;
  readonly row: ImportRow;
  readonly state: ImportState;
  /** Why it failed, by column; with `endpoint-url` also when its data could not be had. */
  readonly problems: readonly FieldProblem[];
  /** What a person should know: duplicates, warnings, data that could not be fetched. */
  readonly notes: readonly string[];
  /** Whether its data was asked for, with whatever result. */
  readonly fetched?: boolean;
  /** Columns of the data, where it needs mapping. */
  readonly columns?: readonly string[];
  /** Column to field, as chosen for this row. */
  readonly columnMapping?: Readonly<Record<string, string>>;
  /** Dataset to the references of the data, in its order; which of them have a number is looked up when rows are made. */
  readonly references?: Readonly<Record<string, readonly UnassignedReference[]>>;
  /** Plugin that could read the address, where it was fetched. */
  readonly plugin?: "" | "arcgis" | "wfs";
  /** Records read. */
  readonly records?: number;
}
