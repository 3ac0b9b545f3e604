import { currentOrganisation, normaliseKeyPart } from "../configuration/lookup.ts";
import { readTable } from "../csv/read.ts";

/**
 * The rules the team applies before new entity numbers are taken without a person: the same thresholds, as warnings. The
 * codes are those of the nightly assignment. Source: service/request.md 5, service/data-team.md 6.1
 */
export interface SafetyWarning {
  readonly code:
    | "current_resource_empty"
    | "current_resource_no_new_entities"
    | "large_number_of_new_entities"
    | "duplicate_entity_all_fields"
    | "duplicate_reference_organisation_in_new_resource"
    | "missing_organisation"
    | "missing_reference"
    | "invalid_uri_issue";
  /** Rows or references it is about; 0 for the file as a whole. */
  readonly count: number;
  readonly message: string;
  /** The first few references. */
  readonly first: readonly string[];
}

export interface SafetyInput {
  /** transformed.csv of the check. */
  readonly transformed: string;
  readonly dataset: string;
  /** lookup.csv rows of the dataset by column name; `undefined` when they are not at hand. */
  readonly lookups: readonly ReadonlyMap<string, string>[] | undefined;
  /** Rows of issue.csv with the type `invalid URI`. */
  readonly invalidUris: number;
}

export interface Safety {
  readonly warnings: readonly SafetyWarning[];
  /** What could not be looked at here, in words. */
  readonly notLooked: readonly string[];
  /** Pairs of organisation and reference in the data; those without an entity number; absent when not known. */
  readonly entities: number;
  readonly newEntities?: number;
}

const shown = 10;
/** More new entities than this part of the file are taken for a renumbering. */
const manyNew = 0.1;

/** Facts that say nothing about what a thing is. */
const notCompared: ReadonlySet<string> = new Set(["reference", "entry-date"]);

interface Entry {
  readonly number: string;
  readonly organisation: string;
  readonly reference: string;
  readonly fields: ReadonlyMap<string, string>;
}

export function safetyOf({ transformed, dataset, lookups, invalidUris }: SafetyInput): Safety {
  const entries = entriesOf(transformed);
  const warnings: SafetyWarning[] = [];
  const warn = (code: SafetyWarning["code"], message: string, found: readonly string[] = []) =>
    warnings.push({ code, count: found.length, message, first: found.slice(0, shown) });
  const named = (found: readonly Entry[]) =>
    found.map(({ reference, number }) => reference || `row ${number}`);

  if (entries.length === 0) warn("current_resource_empty", "No row of the data would be published");
  const withoutOrganisation = entries.filter(({ organisation }) => organisation === "");
  if (withoutOrganisation.length > 0)
    warn("missing_organisation", "Rows have no organisation", named(withoutOrganisation));
  const withoutReference = entries.filter(({ reference }) => reference === "");
  if (withoutReference.length > 0)
    warn("missing_reference", "Rows have no reference", named(withoutReference));

  const complete = entries.filter(({ organisation, reference }) => organisation !== "" && reference !== "");
  const entities = new Map<string, Entry>();
  const twice = new Set<string>();
  for (const entry of complete) {
    const key = keyOf(entry.organisation, entry.reference);
    if (entities.has(key)) twice.add(entry.reference);
    else entities.set(key, entry);
  }
  if (twice.size > 0)
    warn(
      "duplicate_reference_organisation_in_new_resource",
      "References occur more than once for one organisation",
      [...twice],
    );
  if (invalidUris > 0)
    warnings.push({
      code: "invalid_uri_issue",
      count: invalidUris,
      message: "Web addresses in the data cannot be used",
      first: [],
    });

  const notLooked = ["the file the platform collected before this one (it is not at hand here)"];
  if (!lookups) {
    notLooked.push("which references have an entity number (the lookups of this dataset are not at hand)");
    return { warnings, notLooked, entities: entities.size };
  }
  const known = new Set(
    lookups
      .filter((row) => row.get("prefix") === dataset && row.get("entity") !== "")
      .map((row) => keyOf(currentOrganisation(row.get("organisation") ?? ""), row.get("reference") ?? "")),
  );
  const fresh = [...entities].filter(([key]) => !known.has(key)).map(([, entry]) => entry);
  const old = [...entities].filter(([key]) => known.has(key)).map(([, entry]) => entry);
  if (entities.size > 0 && fresh.length === 0)
    warn("current_resource_no_new_entities", "Every reference has an entity number: nothing is new");
  // A first file of an organisation is all new, and that is no sign of anything.
  if (old.length > 0 && fresh.length > entities.size * manyNew)
    warn(
      "large_number_of_new_entities",
      "More than a tenth of the references are new: they may have been renumbered",
      named(fresh),
    );
  const contents = new Set(old.map(contentOf));
  const copies = fresh.filter((entry) => contents.has(contentOf(entry)));
  if (copies.length > 0)
    warn(
      "duplicate_entity_all_fields",
      "New references equal a known one in everything but reference and entry date",
      named(copies),
    );
  return { warnings, notLooked, entities: entities.size, newEntities: fresh.length };
}

function entriesOf(transformed: string): Entry[] {
  const { columns, records } = readTable(transformed);
  const at = (column: string) => columns.indexOf(column);
  const [numberAt, fieldAt, valueAt] = [at("entry-number"), at("field"), at("value")];
  const entries = new Map<string, Map<string, string>>();
  for (const cells of records) {
    const number = cells[numberAt] ?? "";
    const fields = entries.get(number) ?? new Map<string, string>();
    entries.set(number, fields.set(cells[fieldAt] ?? "", cells[valueAt] ?? ""));
  }
  return [...entries].map(([number, fields]) => ({
    number,
    organisation: fields.get("organisation") ?? "",
    reference: fields.get("reference") ?? "",
    fields,
  }));
}

/** As the pipeline compares: letters, digits and hyphens only, in lower case. */
function keyOf(organisation: string, reference: string): string {
  return `${organisation}|${normaliseKeyPart(reference)}`;
}

function contentOf({ fields }: Entry): string {
  return JSON.stringify([...fields].filter(([field]) => !notCompared.has(field)).sort());
}
