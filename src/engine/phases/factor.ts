import type { Fact, Phase } from "../block.ts";
import { eachPhase } from "../each.ts";
import { sha256Hex } from "../sha256.ts";

/**
 * Gives each fact of a known entity its identifier: SHA-256 of `entity:field:value`.
 * Source: digital_land/phase/factor.py
 */
export function factorPhase(): Phase<Fact, Fact> {
  return eachPhase((fact) => {
    if (fact.entity !== "") fact.fact = sha256Hex(`${fact.entity}:${fact.field}:${fact.value}`);
    return true;
  });
}
