import { currentOrganisation, lookupKey } from "../configuration/lookup.ts";
import { rows, type UnassignedReference } from "../repository/assign.ts";

/**
 * The references without an entity number, from the facts of a check without lookups and the lookups of a repository:
 * for a page that has both.
 *
 * @param transformed transformed.csv of the check
 * @param lookups lookup.csv of the collection
 */
export function unassignedIn(transformed: string, lookups: string): UnassignedReference[] {
  const known = new Set([...rows(lookups)].filter((row) => row("entity") !== "").map((row) => keyOf(row)));
  const entries = new Map<string, Map<string, string>>();
  for (const row of rows(transformed)) {
    const fields = entries.get(row("entry-number")) ?? new Map<string, string>();
    entries.set(row("entry-number"), fields.set(row("field"), row("value")));
  }
  const found: UnassignedReference[] = [];
  const inOrder = [...entries].sort(([a], [b]) => Number(a) - Number(b));
  for (const [, fields] of inOrder) {
    const cell = (field: string) => fields.get(field) ?? "";
    const [prefix, organisation, reference] = [cell("prefix"), cell("organisation"), cell("reference")];
    if (prefix === "" || organisation === "" || reference === "" || known.has(keyOf(cell))) continue;
    found.push({ prefix, organisation, reference });
  }
  return found;
}

/** As the pipeline compares while transforming. */
function keyOf(cell: (name: string) => string): string {
  return lookupKey({
    prefix: cell("prefix"),
    organisation: currentOrganisation(cell("organisation")),
    reference: cell("reference"),
  });
}

/**
 * Those of some references that have no number in a lookup.csv, compared as the pipeline does: with the organisation, and
 * against rows for any organisation.
 */
export function withoutNumber(
  references: readonly UnassignedReference[],
  lookups: string,
): UnassignedReference[] {
  const known = new Set([...rows(lookups)].filter((row) => row("entity") !== "").map((row) => keyOf(row)));
  return references.filter(({ prefix, organisation, reference }) => {
    const own = lookupKey({ prefix, organisation: currentOrganisation(organisation), reference });
    return !known.has(own) && !known.has(lookupKey({ prefix, reference }));
  });
}
