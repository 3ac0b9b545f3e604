import type { RuleEdit } from "./edit.ts";
import { organisationAtLookup } from "./entity-lookup.ts";
import type { ObservedEntry, ObservedRun } from "./observed-run.ts";
import { type Proposal, proposal } from "./proposal.ts";
import { ruleWords, tableRows } from "./run-context.ts";

/** For a row that counts as another organisation's because of the range its number lies in. */
export function authorityProposals(observed: ObservedRun, entry: ObservedEntry): Proposal[] {
  const proposals: Proposal[] = [];
  const entity = entry.found?.get("entity") ?? "";
  const owner = organisationAtLookup(entry);
  for (const rule of observed.rulesAt(entry.entryNumber, "organisation")) {
    if (rule.file !== "entity-organisation.csv" || rule.line === 0 || !/^\d+$/.test(entity)) continue;
    const range = observed.run.tables.configuration.authorities.find((one) => one.line === rule.line);
    if (!range || range.organisation === owner) continue;
    const number = BigInt(entity);
    const edits: RuleEdit[] = [];
    const cells = (minimum: bigint, maximum: bigint, organisation: string) => ({
      dataset: range.dataset,
      "entity-minimum": String(minimum),
      "entity-maximum": String(maximum),
      organisation,
    });
    const file = "entity-organisation.csv";
    if (range.entityMinimum === range.entityMaximum) {
      edits.push(
        owner === ""
          ? { op: "delete", file, line: rule.line }
          : { op: "change", file, line: rule.line, cells: { organisation: owner } },
      );
    } else {
      const low = range.entityMinimum < number;
      edits.push({
        op: "change",
        file,
        line: rule.line,
        cells: low ? { "entity-maximum": String(number - 1n) } : { "entity-minimum": String(number + 1n) },
      });
      if (low && number < range.entityMaximum) {
        edits.push({ op: "add", file, cells: cells(number + 1n, range.entityMaximum, range.organisation) });
      }
      if (owner !== "") edits.push({ op: "add", file, cells: cells(number, number, owner) });
    }
    proposals.push(
      proposal({
        title:
          owner === ""
            ? `Take number ${entity} out of the range of ${range.organisation}`
            : `Make ${owner} the owner of number ${entity}`,
        cause: `${ruleWords(observed.configuration, rule)} makes ${range.organisation} the owner of number ${entity}; it takes the place of ${owner || "the organisation of the row"}.`,
        edits,
        publisher: "",
      }),
    );
  }
  return proposals;
}

/**
 * The rows that send a number to another (301), or take it out when there is no other (410). What led to the number is led
 * on in the same change, because the pipeline follows one step only.
 */
export function redirectEdits(
  observed: ObservedRun,
  oldEntity: string,
  entity: string,
  notes: string,
): RuleEdit[] {
  const file = "old-entity.csv";
  const status = entity === "" ? "410" : "301";
  const edits: RuleEdit[] = [];
  let own = false;
  for (const { line, row } of tableRows(observed.configuration.tables.get(file))) {
    const leads = row.status === "301" && row.entity === oldEntity;
    // A number is there once: a row that it has already is changed.
    if (row["old-entity"] === oldEntity) own = true;
    if (leads || row["old-entity"] === oldEntity) {
      edits.push({ op: "change", file, line, cells: { status, entity } });
    }
  }
  if (!own) edits.unshift({ op: "add", file, cells: { "old-entity": oldEntity, status, entity, notes } });
  return edits;
}
