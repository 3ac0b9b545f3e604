import type { Entry, Phase } from "../block.ts";

/**
 * Gives an entry that still has no prefix the dataset's name.
 * Source: digital_land/phase/prefix.py
 */
export function entityPrefixPhase(dataset: string): Phase<Entry, Entry> {
  return function* entityPrefix(entries) {
    for (const entry of entries) {
      if (!entry.row.get("prefix")) entry.row.set("prefix", dataset);
      yield entry;
    }
  };
}
