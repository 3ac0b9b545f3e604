import type { LookupRule, LookupTable, RedirectRule, Rule } from "../../configuration/configuration.ts";
import { lookupKey, normaliseKeyPart } from "../../configuration/lookup.ts";
import { parseInteger } from "../python-number.ts";

/** What an entity is looked up by. */
export interface LookupQuery {
  readonly entryNumber?: number;
  readonly prefix?: string;
  readonly reference?: string;
  readonly organisation?: string;
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
