import type { Entry, Fact, Phase } from "../block.ts";
import { eachPhase } from "../each.ts";
import { PipelineError } from "../pipeline-error.ts";

/**
 * Gives every entry a prefix and a reference: its own, else the dataset's prefix and the field named as the dataset.
 * Source: digital_land/phase/reference.py (EntityReferencePhase)
 */
export function entityReferencePhase(dataset: string, prefix: string): Phase<Entry, Entry> {
  return function* entityReference(entries) {
    for (const entry of entries) {
      const { row } = entry;
      row.set("prefix", row.get("prefix") || prefix || dataset);
      row.set("reference", row.get("reference") || row.get(dataset) || "");
      yield entry;
    }
  };
}

/** Typologies of fields whose values refer to entities. */
const referring = new Set([
  "category",
  "document",
  "geography",
  "organisation",
  "policy",
  "legal-instrument",
]);

// No blank after the colon. `$` before a final line end as well as at the end, and `.` not over lines, as in Python.
const curie = /^([A-Za-z0-9_-]+):([A-Za-z0-9_-][^\n]*)(?=\n?$)/;

/**
 * Splits the value of a fact that refers to another entity into prefix and reference.
 * Without a prefix of its own a value has the prefix of its field.
 * Source: digital_land/phase/reference.py (FactReferencePhase)
 */
export function factReferencePhase(
  typologyOf: (field: string) => string | undefined,
  prefixOf: (field: string) => string,
): Phase<Fact, Fact> {
  // The prefix of each field whose values refer to something; blank for the others.
  const prefixes = new Map<string, string>();
  return eachPhase((fact) => {
    let prefix = prefixes.get(fact.field);
    if (prefix === undefined) {
      prefix = referring.has(knownTypology(fact.field)) ? prefixOf(fact.field) : "";
      prefixes.set(fact.field, prefix);
    }
    if (prefix !== "") {
      const match = fact.value.includes(":") ? curie.exec(fact.value) : undefined;
      fact.prefix = match?.[1] ?? prefix;
      fact.reference = match?.[2] ?? fact.value;
    }
    return true;
  });

  function knownTypology(field: string): string {
    const typology = typologyOf(field);
    if (typology !== undefined) return typology;
    throw new PipelineError(
      "ValueError",
      "reference.get_field_typology_name",
      `field ${field} is not in field_typology_map`,
    );
  }
}
