import { currentOrganisation } from "../../configuration/lookup.ts";
import type { Entry, Phase } from "../block.ts";
import type { EntityIssueLog } from "../issue-log.ts";
import type { EntityLookups } from "../lookups/entity.ts";
import { PipelineError } from "../pipeline-error.ts";
import { parseInteger } from "../python-number.ts";
import type { DropLog } from "../sink.ts";
import type { RuleLog } from "../trace.ts";

export interface EntityLookupSettings {
  readonly lookups: EntityLookups;
  /** As dataset.csv has them; the pipeline raises at the first entity found when one is blank. */
  readonly entityMinimum: string;
  readonly entityMaximum: string;
  /** Organisations that publish the resource. */
  readonly providers: readonly string[];
}

/**
 * Finds the entity of each entry by its prefix, reference and organisation.
 *
 * In:   entries with prefix and reference.
 * Out:  entries with `entity`, blank when there is none. A resource of several organisations is looked up for each of
 *       them, unless the row names one: an entry for each different entity, and none when nobody has it.
 * Logs: `entity number out of range` (the entity is used nevertheless), `unknown entity`, `unknown entity - missing
 *       reference`; and the entity of each entry, so that its issues carry it.
 * Source: digital_land/phase/lookup.py (EntityLookupPhase)
 */
export function entityLookupPhase(
  settings: EntityLookupSettings,
  issues: EntityIssueLog,
  dropped: DropLog,
  applied: RuleLog,
): Phase<Entry, Entry> {
  const { lookups, providers } = settings;
  return function* entityLookup(entries) {
    for (const entry of entries) {
      if (entry.row.get("entity") || !entry.row.get("prefix")) {
        issues.foundEntity(entry.entryNumber, entry.row.get("entity") ?? "");
        yield entry;
      } else if (providers.length > 1) yield* lookUpForEach(entry);
      else yield lookUp(entry);
    }
  };

  function lookUp(entry: Entry): Entry {
    const found = findEntity(entry, entry.row.get("organisation") ?? "");
    if (found === "") logUnknown(entry);
    const entity = found === "" ? "" : redirected(entry, found);
    if (found !== "" && entity === "") entry.retiredEntity = found;
    entry.row.set("entity", entity);
    issues.foundEntity(entry.entryNumber, entity);
    return entry;
  }

  /** As the pipeline: an organisation that does not know the reference says nothing; only nobody knowing it is an issue. */
  function* lookUpForEach(entry: Entry): Iterable<Entry> {
    const own = entry.row.get("organisation");
    const found = new Set<string>();
    let retired: string | undefined;
    for (const organisation of own ? [own] : providers) {
      const known = findEntity(entry, organisation);
      const entity = known === "" ? "" : redirected(entry, known);
      if (known !== "" && entity === "") retired = known;
      if (entity === "" || found.has(entity)) continue;
      found.add(entity);
      const row = entry.row.copy().set("entity", entity).set("organisation", organisation);
      issues.foundEntity(entry.entryNumber, entity);
      yield { ...entry, row, organisation };
    }
    if (found.size > 0) return;
    logUnknown(entry);
    const { lineNumber, entryNumber } = entry;
    if (retired !== undefined)
      dropped({ reason: "retired-entity", lineNumber, entryNumber, detail: retired });
    else dropped({ reason: "no-entity", lineNumber, entryNumber, detail: curieOf(entry) });
  }

  function findEntity(entry: Entry, published: string): string {
    const { row, entryNumber } = entry;
    const prefix = row.get("prefix") ?? "";
    const reference = row.get("reference") ?? "";
    const organisation = currentOrganisation(published);
    let entity =
      lookups.entity({ prefix, entryNumber }) ||
      lookups.entity({ prefix, organisation, reference }) ||
      lookups.entity({ prefix, reference });
    if (entity === "") {
      const byRule = lookups.byRule({ prefix, organisation, reference });
      if (byRule.rule) applied(byRule.rule, entry, "entity");
      entity = byRule.entity;
    }
    if (entity !== "" && !inRange(entity)) issues.add(entry, "entity", "entity number out of range", entity);
    return entity;
  }

  /** As the pipeline: the maximum itself is out of range. */
  function inRange(entity: string): boolean {
    const number = integer(entity);
    return number >= integer(settings.entityMinimum) && number < integer(settings.entityMaximum);
  }

  function redirected(entry: Entry, entity: string): string {
    const redirect = lookups.redirect(entity);
    if (redirect?.status !== "301" && redirect?.status !== "410") return entity;
    applied(redirect, entry, "entity");
    return redirect.status === "301" ? redirect.entity : "";
  }

  function logUnknown(entry: Entry): void {
    const missing = entry.row.get("reference") === "" ? " - missing reference" : "";
    issues.add(entry, "entity", `unknown entity${missing}`, curieOf(entry));
  }
}

function curieOf({ row }: Entry): string {
  return `${row.get("prefix") ?? ""}:${row.get("reference") ?? ""}`;
}

function integer(text: string): bigint {
  const number = parseInteger(text);
  if (number !== undefined) return number;
  throw new PipelineError(
    "ValueError",
    "lookup.get_entity",
    `invalid literal for int() with base 10: '${text}'`,
  );
}
