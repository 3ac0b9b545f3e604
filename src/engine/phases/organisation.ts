import type { OrganisationIndex } from "../../specification/organisation.ts";
import type { Entry, Phase } from "../block.ts";
import type { IssueLog } from "../issue-log.ts";

/**
 * Finds the organisation that an entry names.
 *
 * In:   entries keyed by field.
 * Out:  the same, with `organisation` a CURIE or blank, in the row and on the entry.
 * Logs: `invalid organisation`, with the value the row held.
 * Source: digital_land/phase/organisation.py
 */
export function organisationPhase(organisations: OrganisationIndex, issues: IssueLog): Phase<Entry, Entry> {
  return function* organisation(entries) {
    // Mostly the same as in the entry before.
    let last = { value: "", found: "" };
    for (const entry of entries) {
      const value = entry.row.get("organisation") ?? "";
      if (value !== last.value) last = { value, found: value === "" ? "" : organisations.lookup(value) };
      const { found } = last;
      if (found === "" && value !== "") issues.add(entry, "organisation", "invalid organisation", value);
      entry.row.set("organisation", found);
      entry.organisation = found;
      yield entry;
    }
  };
}
