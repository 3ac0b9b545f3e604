import { issueWords } from "../issues/text.ts";
import { knownReferences } from "./entity-lookup.ts";
import type { ObservedEntry, ObservedRun } from "./observed-run.ts";
import { type Proposal, proposal } from "./proposal.ts";
import { fillProposals, joinProposals } from "./propose-columns.ts";
import { entityProposals, lookupProposals, rangeNumberProposals } from "./propose-entities.ts";
import { authorityProposals, redirectEdits } from "./propose-ownership.ts";
import { blankingProposals, pointerProposals, repairProposals } from "./propose-repairs.ts";
import { headerProposals, lostRowProposals, skipProposals, unwantedRowProposals } from "./propose-rows.ts";
import { valueProposals } from "./propose-values.ts";
import { entryAt, lineWords, scopeCells } from "./run-context.ts";
import type { Symptom } from "./symptom.ts";

/**
 * The configuration rows that would change what somebody complains about, most likely first. Nothing is applied: each
 * is to be tried and looked at. Empty when configuration cannot help, and only the publisher can.
 */
export function propose(observed: ObservedRun, symptom: Symptom): Proposal[] {
  return distinct(proposalsFor(observed, symptom)).slice(0, 8);
}

function proposalsFor(observed: ObservedRun, symptom: Symptom): Proposal[] {
  switch (symptom.kind) {
    case "issue":
      return issueProposals(observed, symptom);
    case "row-lost":
      return lostRowProposals(observed, symptom.lineNumber);
    case "unwanted-rows":
      return [
        ...unwantedRowProposals(observed, symptom.lineNumbers),
        ...retireProposals(observed, symptom.lineNumbers),
      ];
    case "empty-field":
      return emptyFieldProposals(observed, symptom.field, entriesOf(observed, symptom.entries));
    case "wrong-entity": {
      const entry = observed.entries.get(symptom.entryNumber);
      return entry ? entityProposals(observed, entry) : [];
    }
    case "same-thing":
      return mergeProposals(observed, symptom.entity, symptom.other);
    case "wrong-value": {
      const entry = observed.entries.get(symptom.entryNumber);
      if (!entry) return [];
      if (symptom.field === "entity") return entityProposals(observed, entry);
      const own = symptom.field === "organisation" ? authorityProposals(observed, entry) : [];
      return [...own, ...valueProposals(observed, entry, symptom.field, symptom.expected)];
    }
  }
}

function issueProposals(observed: ObservedRun, symptom: Symptom & { kind: "issue" }): Proposal[] {
  const { issueType, field } = symptom;
  const entries = entriesOf(observed, symptom.entries);
  switch (issueType) {
    case "unknown entity - missing reference":
      return [
        ...headerProposals(observed),
        ...fillProposals(observed, "reference", entries),
        ...skipProposals(
          observed,
          entries.map(({ lineNumber }) => lineNumber),
        ),
      ];
    case "unknown entity":
      return [
        ...lookupProposals(observed, entries),
        ...(nobodyHasReference(observed) ? joinProposals(observed) : []),
      ];
    case "missing value":
      return [...headerProposals(observed), ...fillProposals(observed, field, entries)];
    case "reference values are not unique":
      return [...combineProposals(observed, entries), ...joinProposals(observed)];
    case "missing associated entity":
      return pointerProposals(observed, field, entries, knownReferences(observed, field));
    case "entity number out of range":
      return rangeNumberProposals(observed, entries);
    case "future entry-date":
    case "far-future-date":
      return blankingProposals(observed, field, entries, problemWords(issueType, field));
    default:
      return repairProposals(observed, field, entries, problemWords(issueType, field));
  }
}

function problemWords(issueType: string, field: string): string {
  return issueWords(issueType, "what", field).replace(/\.$/, "");
}

/** A value that was there and is gone, else a value that was never there. */
function emptyFieldProposals(
  observed: ObservedRun,
  field: string,
  entries: readonly ObservedEntry[],
): Proposal[] {
  const given = entries.filter(({ mapped }) => (mapped?.get(field) ?? "") !== "");
  if (given.length === 0) return [...headerProposals(observed), ...fillProposals(observed, field, entries)];
  return repairProposals(observed, field, given, `${field} is given, but the platform cannot use it`);
}

/** combine.csv: rows of one reference that differ in their shape or in few other fields. */
function combineProposals(observed: ObservedRun, entries: readonly ObservedEntry[]): Proposal[] {
  const groups = new Map<string, ObservedEntry[]>();
  for (const entry of entries) {
    const reference = entry.found?.get("reference") ?? "";
    groups.set(reference, [...(groups.get(reference) ?? []), entry]);
  }
  const differing = new Set<string>();
  for (const group of groups.values()) {
    for (const field of group[0]?.harmonised?.keys() ?? []) {
      if (new Set(group.map(({ harmonised }) => harmonised?.get(field) ?? "")).size > 1) differing.add(field);
    }
  }
  const parts = [...differing].filter((field) => field !== "entry-date");
  if (parts.length === 0 || parts.length > 3) return [];
  const reference = [...groups.keys()].slice(0, 3).join(", ");
  return [
    proposal({
      title: `Join what the rows of one reference say in ${parts.join(" and ")}`,
      cause: `${lineWords(entries.map(({ lineNumber }) => lineNumber))} are parts of one thing: the same reference (${reference}), with different ${parts.join(" and ")}.`,
      edits: parts.map((field) => ({
        op: "add",
        file: "combine.csv",
        cells: { ...scopeCells(observed, "combine.csv"), field, separator: field === "geometry" ? "" : ";" },
      })),
      publisher: `give each thing one row, its ${parts.join(" and ")} together in it`,
    }),
  ];
}

/** old-entity.csv: the numbers of rows that should not be published are taken out. */
function retireProposals(observed: ObservedRun, lineNumbers: readonly number[]): Proposal[] {
  const entities = lineNumbers.flatMap((line) => entryAt(observed, line)?.found?.get("entity") || []);
  if (entities.length === 0) return [];
  return [
    proposal({
      title:
        entities.length === 1
          ? `Take number ${entities[0]} out (410)`
          : `Take ${entities.length} numbers out (410)`,
      cause: `${lineWords(lineNumbers)} would be gone from the platform for good, whatever file names the number.`,
      edits: entities.flatMap((entity) => redirectEdits(observed, entity, "", "")),
      publisher: `leave out ${lineWords(lineNumbers)}`,
    }),
  ];
}

/** For two numbers of one thing: one is sent to the other. */
function mergeProposals(observed: ObservedRun, oldEntity: string, entity: string): Proposal[] {
  if (oldEntity === "" || entity === "" || oldEntity === entity) return [];
  return [
    proposal({
      title: `Send number ${oldEntity} to ${entity} (301)`,
      cause: `${oldEntity} and ${entity} are one thing: whatever has ${oldEntity} is published as ${entity}.`,
      edits: redirectEdits(observed, oldEntity, entity, "same thing"),
      publisher: "",
    }),
  ];
}

function nobodyHasReference(observed: ObservedRun): boolean {
  return ![...observed.entries.values()].some(({ mapped }) => (mapped?.get("reference") ?? "") !== "");
}

function entriesOf(observed: ObservedRun, numbers: readonly number[]): ObservedEntry[] {
  return numbers.flatMap((number) => observed.entries.get(number) ?? []);
}

function distinct(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ id, edits }) => {
    if (edits.length === 0 || seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}
