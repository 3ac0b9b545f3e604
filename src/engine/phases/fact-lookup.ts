import { currentOrganisation } from "../../configuration/lookup.ts";
import type { Fact, Phase } from "../block.ts";
import { eachPhase } from "../each.ts";
import type { IssueLog } from "../issue-log.ts";
import type { EntityLookups } from "../lookups/entity.ts";
import { PipelineError } from "../pipeline-error.ts";
import { parseInteger } from "../python-number.ts";
import type { RuleLog } from "../trace.ts";

/** Kinds of plan that a reference to a `plan` may mean, in the order they are tried. */
const planPrefixes = ["local-plan", "minerals-plan", "waste-plan", "supplementary-plan"];

/**
 * Finds the entity that a fact refers to.
 *
 * In:   facts with the prefix and reference of their value.
 * Out:  the same facts, with `referenceEntity` where it is known.
 * Logs: `missing associated entity`, for prefixes of the open digital planning specifications and `plan`. As the
 *       pipeline, its field is the prefix.
 * Source: digital_land/phase/lookup.py (FactLookupPhase)
 */
export function factLookupPhase(
  lookups: EntityLookups,
  odpSpecifications: ReadonlySet<string>,
  issues: IssueLog,
  applied: RuleLog,
): Phase<Fact, Fact> {
  return eachPhase((fact) => {
    if (fact.prefix !== "" && fact.reference !== "" && fact.entity !== "") lookUp(fact);
    return true;
  });

  function lookUp(fact: Fact): void {
    const entity = findEntity(fact);
    if (entity !== "" && !isRetired(entity)) fact.referenceEntity = entity;
    else if (odpSpecifications.has(fact.prefix) || fact.prefix === "plan") {
      issues.add(fact, fact.prefix, "missing associated entity", fact.reference);
    }
  }

  function findEntity(fact: Fact): string {
    const { reference } = fact;
    const organisation = currentOrganisation(fact.organisation);
    for (const prefix of [fact.prefix, ...(fact.prefix === "plan" ? planPrefixes : [])]) {
      const entity =
        lookups.entity({ prefix, organisation, reference }) ||
        // Without the organisation, only what belongs to no organisation.
        lookups.shared(lookups.entity({ prefix, reference }));
      if (entity !== "") return entity;
    }
    const byRule = lookups.byRule({ prefix: fact.prefix, organisation, reference });
    if (byRule.rule) applied(byRule.rule, fact, fact.field);
    return byRule.entity;
  }

  /** As the pipeline: gone is gone, but one that moved is not followed. */
  function isRetired(entity: string): boolean {
    const redirect = lookups.redirect(entity);
    if (redirect === undefined) return false;
    const status = parseInteger(redirect.status);
    if (status === undefined) {
      throw new PipelineError(
        "ValueError",
        "lookup.process",
        `the status '${redirect.status}' is not a number`,
      );
    }
    return status === 410n;
  }
}
