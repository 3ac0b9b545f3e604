import type { Mode } from "../report/mode.ts";

/** One file or endpoint of a batch, to be checked as one dataset. */
export interface BatchItem {
  /** Record number in the list, header = 1; the position for files that were dropped. */
  readonly line: number;
  /** A file's path or name, or an address. */
  readonly target: string;
  readonly dataset: string;
  readonly organisations: readonly string[];
  /** Further endpoints whose rules apply; an address is one itself. */
  readonly endpoints: readonly string[];
  readonly mode?: Mode;
  /** YYYY-MM-DD. */
  readonly entryDate?: string;
  /** Name of the resource in the tables. */
  readonly resource?: string;
}

/** Whether a target is fetched rather than opened. */
export function isAddress(target: string): boolean {
  return /^https?:\/\//i.test(target);
}

/** What makes two items the same piece of work: all but their place in the list. */
export function itemIdentity({ line: _, ...item }: BatchItem): string {
  const { target, dataset, organisations, endpoints, mode, entryDate, resource } = item;
  return JSON.stringify([
    target,
    dataset,
    [...organisations].sort(),
    [...endpoints].sort(),
    mode ?? "",
    entryDate ?? "",
    resource ?? "",
  ]);
}
