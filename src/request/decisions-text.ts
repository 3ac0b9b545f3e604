import type { Cells } from "../repository/files.ts";
import { type Decisions, decisionsSchema, noDecisions } from "./decisions.ts";
import type { EndpointRequest } from "./endpoint-request.ts";

/** Decisions as a person writes them: one a line. */
export interface DecisionTexts {
  readonly excludedReferences: string;
  /** `REFERENCE = NUMBER` */
  readonly useNumbers: string;
  /** `OLD NUMBER > NUMBER or REFERENCE ; EVIDENCE` */
  readonly redirects: string;
  /** `NUMBER ; REASON` */
  readonly removals: string;
  /** `HASH ; REASON` */
  readonly resources: string;
}

export const noTexts: DecisionTexts = {
  excludedReferences: "",
  useNumbers: "",
  redirects: "",
  removals: "",
  resources: "",
};

export type DecisionField = keyof DecisionTexts;

export interface DecisionsRead {
  readonly decisions: Decisions;
  /** What cannot be understood, by field, with the line. */
  readonly problems: readonly { readonly field: DecisionField; readonly message: string }[];
}

/** Reads what a person wrote. Lines that cannot be understood are left out and named. */
export function readDecisionTexts(texts: DecisionTexts, dataset: string): DecisionsRead {
  const problems: { field: DecisionField; message: string }[] = [];
  const lines = <T>(field: DecisionField, read: (line: string) => T | undefined, form: string): T[] =>
    texts[field].split(/\r?\n/).flatMap((text, index) => {
      const line = text.trim();
      if (line === "") return [];
      const value = read(line);
      if (value !== undefined) return [value];
      problems.push({ field, message: `Line ${index + 1}, "${line}", must be written ${form}` });
      return [];
    });
  const decisions = {
    ...noDecisions,
    excludedReferences: lines("excludedReferences", (line) => line, ""),
    useNumbers: lines(
      "useNumbers",
      (line) => {
        const [, reference, entity] = /^(.+?)\s*=\s*([1-9]\d*)$/.exec(line) ?? [];
        return reference === undefined || entity === undefined ? undefined : { dataset, reference, entity };
      },
      "like CA12 = 44000123",
    ),
    redirects: lines("redirects", readRedirect, "like 44000124 > 44015030 ; same shape"),
    removals: lines(
      "removals",
      (line) => {
        const [, entity, notes = ""] = /^([1-9]\d*)\s*(?:;\s*(.*))?$/.exec(line) ?? [];
        return entity === undefined ? undefined : { entity, notes };
      },
      "like 44000124 ; added in error",
    ),
    resources: lines(
      "resources",
      (line) => {
        const [, resource, notes = ""] = /^([0-9a-f]{64})\s*(?:;\s*(.*))?$/i.exec(line) ?? [];
        return resource === undefined ? undefined : { resource: resource.toLowerCase(), notes };
      },
      "as the file's 64 characters, then ; and the reason",
    ),
  };
  return { decisions: decisionsSchema.parse(decisions), problems };
}

function readRedirect(line: string): Decisions["redirects"][number] | undefined {
  const [, oldEntity, target, notes = ""] = /^([1-9]\d*)\s*>\s*([^;]+?)\s*(?:;\s*(.*))?$/.exec(line) ?? [];
  if (oldEntity === undefined || target === undefined) return undefined;
  return /^[1-9]\d{4,}$/.test(target)
    ? { oldEntity, entity: target, notes }
    : { oldEntity, reference: target, notes };
}

/**
 * What the publisher's answers about records that are gone propose: a renamed one keeps its number under the new
 * reference, one that was there in error is removed.
 *
 * @param lookups rows of lookup.csv of the collection
 */
export function proposedTexts(request: EndpointRequest, lookups: readonly Cells[]): DecisionTexts {
  const removed = request.kind === "add" ? request.removedReferences : undefined;
  if (!removed || removed.each.length === 0) return noTexts;
  const numbers = new Map(
    lookups
      .filter((row) => row.get("organisation") === request.organisation)
      .map((row) => [row.get("reference") ?? "", row.get("entity") ?? ""]),
  );
  const use: string[] = [];
  const remove: string[] = [];
  for (const { reference, reason, becomes } of removed.each) {
    const entity = numbers.get(reference) ?? "";
    if (entity === "") continue;
    if (reason === "renamed" && becomes !== "") use.push(`${becomes} = ${entity}`);
    if (reason === "removed-in-error") remove.push(`${entity} ; ${reference} was there in error`);
  }
  return { ...noTexts, useNumbers: use.join("\n"), removals: remove.join("\n") };
}
