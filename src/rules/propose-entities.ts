import { freeNumbers, highestEntity } from "../repository/assign.ts";
import type { RowCells, RuleEdit } from "./edit.ts";
import {
  keyReference,
  lookupPartsOf,
  lookupRowOf,
  organisationAtLookup,
  ownLookups,
} from "./entity-lookup.ts";
import { tableText } from "./lay-edits.ts";
import type { ObservedEntry, ObservedRun } from "./observed-run.ts";
import { escapedPattern } from "./pattern-text.ts";
import { type Proposal, proposal } from "./proposal.ts";
import { nearest } from "./repair-value.ts";
import { lineWords, ruleWords, tableRows } from "./run-context.ts";

/** More references than this are assigned as a whole, not row by row. */
const mostReferences = 100;

/** For references without a number: the number of the reference they probably had before, else a new one. */
export function lookupProposals(observed: ObservedRun, entries: readonly ObservedEntry[]): Proposal[] {
  const proposals: Proposal[] = [];
  const known = ownLookups(observed);
  const inFile = new Set(
    [...observed.entries.values()].map((entry) => keyReference(lookupPartsOf(observed, entry).reference)),
  );
  const wanted = new Map<string, ObservedEntry>();
  for (const entry of entries) {
    const { reference } = lookupPartsOf(observed, entry);
    // Without an organisation (one that nobody knows was given) a row would be for everybody.
    if (organisationAtLookup(entry) === "" || wanted.size >= mostReferences) continue;
    if (reference !== "" && !wanted.has(reference)) wanted.set(reference, entry);
  }
  if (wanted.size === 0) return [];
  const gone = known.filter(({ row }) => !inFile.has(keyReference(row.reference ?? "")));
  const references = gone.map(({ row }) => row.reference ?? "");
  const reused = [...wanted].flatMap(([reference, entry]) => {
    const [best] = nearest(reference, references, 1);
    const row = best === undefined ? undefined : gone[references.indexOf(best)];
    return row ? [{ reference, entry, row }] : [];
  });
  const lines = entries.map(({ lineNumber }) => lineNumber);
  if (reused.length > 0) {
    proposals.push(
      proposal({
        title: `Give ${names(reused.map(({ reference }) => reference))} the number of ${names(reused.map(({ row }) => row.row.reference ?? ""))}`,
        cause: `${names(reused.map(({ reference }) => reference))} has no number. ${names(reused.map(({ row }) => row.row.reference ?? ""))}, which is much like it, has one and is no longer in the file: the reference seems to have changed.`,
        edits: reused.map(({ reference, entry, row }) =>
          lookupEdit(observed, entry, reference, row.row.entity ?? ""),
        ),
        publisher: `keep references as they were: ${reused
          .map(({ reference, row }) => `${row.row.reference} and not ${reference}`)
          .slice(0, 5)
          .join("; ")}`,
      }),
    );
  }
  const numbers = nextNumbers(observed);
  const fresh = [...wanted].flatMap(([reference, entry]) => {
    const entity = numbers();
    return entity === undefined ? [] : [{ reference, entry, entity }];
  });
  if (fresh.length > 0) {
    proposals.push(
      proposal({
        title:
          fresh.length === 1
            ? `Give ${fresh[0]?.reference} the number ${fresh[0]?.entity}`
            : `Give ${fresh.length} references new numbers`,
        cause: `${lineWords(lines)}: ${names(fresh.map(({ reference }) => reference))} ${fresh.length === 1 ? "has" : "have"} no entity number in lookup.csv, so nothing is published.`,
        edits: fresh.map(({ reference, entry, entity }) => lookupEdit(observed, entry, reference, entity)),
        publisher: "",
      }),
    );
  }
  return proposals;
}

/** A new row; for a reference that has one already, its number is changed. */
function lookupEdit(
  observed: ObservedRun,
  entry: ObservedEntry,
  reference: string,
  entity: string,
): RuleEdit {
  const row = lookupRowOf(observed, entry);
  if (row) return { op: "change", file: "lookup.csv", line: row.line, cells: { entity } };
  const { prefix, organisation } = lookupPartsOf(observed, entry);
  return { op: "add", file: "lookup.csv", cells: { prefix, organisation, reference, entity } };
}

/** Numbers outside the dataset's range, each replaced by the next that is free. */
export function rangeNumberProposals(observed: ObservedRun, entries: readonly ObservedEntry[]): Proposal[] {
  const numbers = nextNumbers(observed);
  const changed = new Map<number, RuleEdit>();
  for (const entry of entries) {
    const row = lookupRowOf(observed, entry);
    const entity = row && !changed.has(row.line) ? numbers() : undefined;
    if (row && entity)
      changed.set(row.line, { op: "change", file: "lookup.csv", line: row.line, cells: { entity } });
  }
  if (changed.size === 0) return [];
  const described = observed.run.tables.specification.datasets.get(observed.run.settings.dataset);
  return [
    proposal({
      title:
        changed.size === 1
          ? "Give it a number of the dataset"
          : `Give ${changed.size} references numbers of the dataset`,
      cause: `lookup.csv gives ${lineWords(entries.map(({ lineNumber }) => lineNumber))} numbers outside those of the dataset (${described?.entityMinimum} to ${described?.entityMaximum}).`,
      edits: [...changed.values()],
      publisher: "",
    }),
  ];
}

/** New numbers by the pipeline's algorithm, in the order of asking. */
function nextNumbers(observed: ObservedRun): () => string | undefined {
  const { specification } = observed.run.tables;
  const { dataset } = observed.run.settings;
  const described = specification.datasets.get(dataset);
  if (!described || !/^\d+$/.test(described.entityMinimum) || !/^\d+$/.test(described.entityMaximum))
    return () => undefined;
  const range = {
    dataset,
    prefix: described.prefix,
    entityMinimum: BigInt(described.entityMinimum),
    entityMaximum: BigInt(described.entityMaximum),
  };
  const taken = new Set<string>();
  const lookups = observed.configuration.tables.get("lookup.csv");
  for (const { row } of tableRows(lookups)) taken.add(row.entity ?? "");
  for (const { row } of tableRows(observed.configuration.tables.get("old-entity.csv"))) {
    taken.add(row["old-entity"] ?? "");
    taken.add(row.entity ?? "");
  }
  return freeNumbers(highestEntity(lookups && tableText(lookups), range), range, taken);
}

/** For a row whose number was retired (410): bring the number back, or give a new one. */
export function retiredProposals(observed: ObservedRun, entry: ObservedEntry, entity: string): Proposal[] {
  const rule = observed.run.tables.configuration.redirects.get(entity);
  if (!rule) return [];
  const reference = lookupPartsOf(observed, entry).reference;
  return [
    proposal({
      title: `Bring number ${entity} back`,
      cause: `${reference} has the number ${entity}, which ${ruleWords(observed.configuration, rule)} takes out. The pipeline leaves such rows out without an issue.`,
      edits: [{ op: "delete", file: "old-entity.csv", line: rule.line }],
      publisher: "",
    }),
    ...lookupProposals(observed, [entry]).map((one) => ({
      ...one,
      cause: `Number ${entity} of ${reference} was taken out by ${ruleWords(observed.configuration, rule)}.`,
    })),
  ];
}

/** For a row that has another's number, or shares one: the redirect or the lookup row that gave it. */
export function entityProposals(observed: ObservedRun, entry: ObservedEntry): Proposal[] {
  const proposals: Proposal[] = [];
  const parts = lookupPartsOf(observed, entry);
  const entity = entry.found?.get("entity") ?? "";
  for (const rule of observed
    .rulesAt(entry.entryNumber, "entity")
    .filter(({ file }) => file === "old-entity.csv")) {
    proposals.push(
      proposal({
        title: `Take old-entity.csv line ${rule.line} out`,
        cause: `${parts.reference} was sent to number ${entity} by ${ruleWords(observed.configuration, rule)}.`,
        edits: [{ op: "delete", file: "old-entity.csv", line: rule.line }],
        publisher: "",
      }),
    );
  }
  const sharing = [...observed.entries.values()].filter(
    (other) =>
      other.entryNumber !== entry.entryNumber &&
      (other.found?.get("entity") ?? "") === entity &&
      entity !== "",
  );
  const sameKey = sharing.find(
    (other) =>
      lookupPartsOf(observed, other).reference !== parts.reference &&
      keyReference(lookupPartsOf(observed, other).reference) === keyReference(parts.reference),
  );
  const numbers = nextNumbers(observed);
  const fresh = numbers();
  const row = lookupRowOf(observed, entry);
  if (sameKey && fresh !== undefined) {
    const own = parts.reference.replace(/[^A-Za-z0-9-]+/g, "-");
    proposals.push(
      proposal({
        title: `Tell ${parts.reference} from ${lookupPartsOf(observed, sameKey).reference}`,
        cause: `The pipeline compares references by letters, digits and hyphens only: ${parts.reference} and ${lookupPartsOf(observed, sameKey).reference} are one to it, so both rows get number ${entity}.`,
        edits: [
          {
            op: "add",
            file: "patch.csv",
            cells: {
              dataset: observed.run.settings.dataset,
              ...endpointOf(observed),
              field: "reference",
              pattern: `^${escapedPattern(parts.reference)}$`,
              value: own,
            },
          },
          {
            op: "add",
            file: "lookup.csv",
            cells: { prefix: parts.prefix, organisation: parts.organisation, reference: own, entity: fresh },
          },
        ],
        publisher: `use references that differ in letters, digits or hyphens: not ${parts.reference} beside ${lookupPartsOf(observed, sameKey).reference}`,
      }),
    );
  }
  if (row && fresh !== undefined) {
    const general = (row.row.organisation ?? "") === "";
    const cells = { prefix: parts.prefix, organisation: parts.organisation, reference: parts.reference };
    proposals.push(
      general || (row.row["entry-number"] ?? "") !== ""
        ? proposal({
            title: `Give ${parts.reference} of ${parts.organisation} the number ${fresh}`,
            cause: `lookup.csv line ${row.line} gives number ${entity} to ${row.row.reference || "this entry"} of any organisation.`,
            edits: [{ op: "add", file: "lookup.csv", cells: { ...cells, entity: fresh } }],
            publisher: "",
          })
        : proposal({
            title: `Change the number of ${parts.reference} to ${fresh}`,
            cause: `lookup.csv line ${row.line} gives ${parts.reference} number ${row.row.entity}${sharing.length > 0 ? `, which ${names(sharing.map((other) => lookupPartsOf(observed, other).reference))} has too` : ""}.`,
            edits: [{ op: "change", file: "lookup.csv", line: row.line, cells: { entity: fresh } }],
            publisher: "",
          }),
    );
  }
  return proposals;
}

function endpointOf({ run }: ObservedRun): RowCells {
  const { endpoints, resource } = run.settings;
  const [endpoint] = endpoints;
  return endpoint === undefined ? { resource } : { endpoint };
}

function names(references: readonly string[]): string {
  const shown = references.slice(0, 3);
  return references.length > 3
    ? `${shown.join(", ")} and ${references.length - 3} more`
    : shown.join(" and ");
}
