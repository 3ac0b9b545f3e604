import type { AuthorityRule } from "../../configuration/configuration.ts";
import { PipelineError } from "../pipeline-error.ts";
import { parseInteger } from "../python-number.ts";

/** Which organisation is the authority for an entity, from entity-organisation.csv. */
export interface Authorities {
  of(entity: string): AuthorityRule | undefined;
}

/**
 * The first range, in the order of the rules, that holds the entity; both ends belong to it.
 * Source: digital_land/configuration/main.py, get_entity_organisation
 */
export function authorities(rules: readonly AuthorityRule[]): Authorities {
  let last: { entity: string; rule: AuthorityRule | undefined } | undefined;
  return {
    of(entity) {
      if (last?.entity !== entity) {
        const number = parseInteger(entity);
        if (number === undefined) {
          throw new PipelineError(
            "OperationalError",
            "main.get_entity_organisation",
            `entity ${entity} is not a number`,
          );
        }
        const rule = rules.find((range) => range.entityMinimum <= number && range.entityMaximum >= number);
        last = { entity, rule };
      }
      return last.rule;
    },
  };
}
