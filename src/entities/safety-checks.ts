/**
 * The safety checks of the nightly batch assignment: whether numbers may be given without a person looking.
 * Source: service/data-team.md 6.1; config repository, .github/scripts/batch_assign_entities.py
 */
export type SafetyCode =
  | "previous_resource_not_found"
  | "previous_resource_empty"
  | "current_resource_empty"
  | "current_resource_no_new_entities"
  | "large_number_of_new_entities"
  | "duplicate_entity_all_fields"
  | "duplicate_prefix_reference_organisation"
  | "duplicate_reference_organisation"
  | "duplicate_reference_organisation_in_new_resource"
  | "missing_organisation"
  | "missing_reference"
  | "invalid_uri_issue";

export interface SafetyWarning {
  readonly code: SafetyCode;
  readonly organisation: string;
  readonly reference: string;
  /** One sentence for people. */
  readonly message: string;
}

/** An entity as the checks see it. */
export interface FactsOfEntity {
  /** Its number, also a proposed one. */
  readonly entity: string;
  readonly fields: ReadonlyMap<string, string>;
}

export interface SafetyInput {
  readonly current: readonly FactsOfEntity[];
  /** The resource that the same endpoint gave before; `undefined` when it is not at hand. */
  readonly previous: readonly FactsOfEntity[] | undefined;
  readonly invalidUris: number;
}

/** New entities beyond this part of the resource are looked at by a person. */
const mostNew = 0.1;

/** What speaks against giving numbers unseen; none when nothing does. */
export function safetyChecks({ current, previous, invalidUris }: SafetyInput): SafetyWarning[] {
  const warn = (code: SafetyCode, message: string, of?: FactsOfEntity): SafetyWarning => ({
    code,
    organisation: of?.fields.get("organisation") ?? "",
    reference: of?.fields.get("reference") ?? "",
    message,
  });
  if (current.length === 0) return [warn("current_resource_empty", "The resource gives no entity.")];
  const warnings: SafetyWarning[] = [];
  const before = new Set(previous?.map(({ entity }) => entity));
  const all = new Set(current.map(({ entity }) => entity));
  const added = current.filter(({ entity }) => !before.has(entity));
  const addedCount = new Set(added.map(({ entity }) => entity)).size;
  if (!previous) {
    warnings.push(warn("previous_resource_not_found", "The resource before this one is not at hand."));
  } else if (previous.length === 0) {
    warnings.push(warn("previous_resource_empty", "The resource before this one gave no entity."));
  }
  if (addedCount === 0) {
    warnings.push(warn("current_resource_no_new_entities", "The resource holds no new entity."));
  }
  if (previous && previous.length > 0 && addedCount > 0) {
    if (addedCount > mostNew * all.size) {
      const message = `${addedCount} of ${all.size} entities are new; before there were ${before.size}.`;
      warnings.push(warn("large_number_of_new_entities", message));
    }
    for (const { code, print, words } of comparisons) {
      const known = new Map<string, string[]>();
      for (const old of previous) {
        const key = print(old.fields);
        known.set(key, [...(known.get(key) ?? []), old.entity]);
      }
      const told = new Set<string>();
      for (const entity of added) {
        const key = print(entity.fields);
        const others = known.get(key);
        if (!others || told.has(key)) continue;
        told.add(key);
        warnings.push(warn(code, `${words} ${others.join(", ")}.`, entity));
      }
    }
  }
  const seen = new Map<string, number>();
  for (const entity of current) {
    const key = fingerprint(["organisation", "reference"])(entity.fields);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    if (times === 2) {
      const message = "The same reference and organisation stand for two entities of the resource.";
      warnings.push(warn("duplicate_reference_organisation_in_new_resource", message, entity));
    }
  }
  for (const field of ["organisation", "reference"] as const) {
    for (const entity of current) {
      if ((entity.fields.get(field) ?? "") !== "") continue;
      warnings.push(warn(`missing_${field}`, `${entity.entity || "A row"} has no ${field}.`, entity));
    }
  }
  if (warnings.length === 0 && invalidUris > 0) {
    warnings.push(warn("invalid_uri_issue", `${invalidUris} addresses in it cannot be read.`));
  }
  return warnings;
}

/** The fields as one text: trimmed, lower case, in alphabetical order. */
function fingerprint(only: readonly string[] | undefined): (fields: ReadonlyMap<string, string>) => string {
  return (fields) =>
    [...fields]
      .filter(([field]) => (only ? only.includes(field) : field !== "reference" && field !== "entry-date"))
      .map(([field, value]) => `${field.trim().toLowerCase()}::${value.trim().toLowerCase()}`)
      .sort()
      .join("|");
}

const comparisons: readonly {
  readonly code: SafetyCode;
  readonly print: (fields: ReadonlyMap<string, string>) => string;
  readonly words: string;
}[] = [
  {
    code: "duplicate_entity_all_fields",
    print: fingerprint(undefined),
    words: "Everything but the reference and entry-date is as in entity",
  },
  {
    code: "duplicate_prefix_reference_organisation",
    print: fingerprint(["prefix", "organisation", "reference"]),
    words: "Prefix, reference and organisation are those of entity",
  },
  {
    code: "duplicate_reference_organisation",
    print: fingerprint(["organisation", "reference"]),
    words: "Reference and organisation are those of entity",
  },
];
