import type { Entry, Phase } from "../block.ts";

/**
 * Shows each entry as harmonised.csv has it.
 *
 * Unlike the pipeline's, which reads the whole stream before it goes on, this lets entries through one by one, so that
 * asking for harmonised rows changes neither the order of issues nor the memory needed.
 * Source: digital_land/phase/save.py
 */
export function savePhase(save: ((entry: Entry) => void) | undefined): Phase<Entry, Entry> {
  return function* saveEntries(entries) {
    for (const entry of entries) {
      save?.(entry);
      yield entry;
    }
  };
}
