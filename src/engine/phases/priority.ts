import type { Entry, Phase } from "../block.ts";
import type { Authorities } from "../lookups/authorities.ts";
import type { RuleLog } from "../trace.ts";

/**
 * Says how much an entry counts: 2 when a provider of the resource is the authority for the entity, else 1.
 *
 * As the pipeline: when the authority is not among the providers, it still becomes the entry's organisation.
 * Source: digital_land/phase/priority.py
 */
export function priorityPhase(
  authorities: Authorities | undefined,
  providers: readonly string[],
  applied: RuleLog,
): Phase<Entry, Entry> {
  return function* priority(entries) {
    for (const entry of entries) {
      entry.priority = 1;
      const authority = authorities?.of(entry.row.get("entity") ?? "");
      if (authority !== undefined) {
        applied(authority, entry, "organisation");
        if (providers.includes(authority.organisation)) entry.priority = 2;
        else entry.row.set("organisation", authority.organisation);
      }
      yield entry;
    }
  };
}
