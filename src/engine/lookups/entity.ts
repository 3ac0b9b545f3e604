import type { LookupRule, LookupTable, RedirectRule, Rule } from "../../configuration/configuration.ts";
import { parseInteger } from "../python-number.ts";

const notInKey = /[^a-z0-9-]/g;

/** A part of a lookup key: lower case, letters, digits and hyphens only, so that `CA/1` and `ca 1` are the same. */
export function normaliseKeyPart(text: string): string {
  return text.toLowerCase().replace(notInKey, "");
}

/** `local-authority-eng` is what organisations were once called. */
export function currentOrganisation(organisation: string): string {
  return organisation.replaceAll("local-authority-eng", "local-authority");
}

export interface LookupQuery {
  readonly entryNumber?: number;
  readonly prefix?: string;
  readonly reference?: string;
  readonly organisation?: string;
}

/** The pipeline's composite key, `entry-number,prefix,reference,organisation`. Source: digital_land/phase/lookup.py */
export function lookupKey({
  entryNumber,
  prefix = "",
  reference = "",
  organisation = "",
}: LookupQuery): string {
  const parts = [prefix, reference, organisation].map(normaliseKeyPart);
  return `${entryNumber ?? ""},${parts.join(",")}`;
}

/** Organisations whose lookups belong to them alone, by words in their CURIE. */
const owners = ["authority", "development", "government"];

export interface EntityLookups {
  /** The entity of a key, `""` when it has none. */
  entity(query: LookupQuery): string;
  /** The same entity, or `""` when it belongs to an organisation of its own. */
  shared(entity: string): string;
  /** The entity that a numeric reference has by lookup-rule.csv, `""` when no rule fits. */
  byRule(query: LookupQuery): { entity: string; rule?: Rule };
  redirect(entity: string): RedirectRule | undefined;
}

/** References to entities, as both lookup phases ask for them. */
export function entityLookups(
  table: LookupTable,
  rules: readonly LookupRule[],
  redirects: ReadonlyMap<string, RedirectRule>,
): EntityLookups {
  const normalisedRules = rules.map((rule) => ({
    rule,
    prefix: normaliseKeyPart(rule.prefix),
    organisation: normaliseKeyPart(rule.organisation),
  }));
  return {
    entity: (query) => table.get(lookupKey(query)) ?? "",
    shared(entity) {
      for (const organisation of table.organisationsOf(entity)) {
        if (owners.some((word) => organisation.includes(word))) return "";
      }
      return entity;
    },
    byRule({ prefix = "", reference = "", organisation = "" }) {
      const number = normalisedRules.length === 0 ? undefined : parseInteger(reference);
      if (number === undefined) return { entity: "" };
      const wantedPrefix = normaliseKeyPart(prefix);
      const wantedOrganisation = normaliseKeyPart(organisation);
      for (const candidate of normalisedRules) {
        const { rule } = candidate;
        if (candidate.prefix !== wantedPrefix) continue;
        if (candidate.organisation !== "" && candidate.organisation !== wantedOrganisation) continue;
        const entity = number + rule.offset;
        if (rule.entityMinimum <= entity && entity <= rule.entityMaximum) {
          return { entity: entity.toString(), rule };
        }
      }
      return { entity: "" };
    },
    redirect: (entity) => redirects.get(entity),
  };
}
