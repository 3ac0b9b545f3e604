import { matchShapes } from "./geometry.ts";

/** One record of a version: its reference and what is published of it. */
export interface VersionRow {
  readonly reference: string;
  /** Field to published value; blank values absent. */
  readonly fields: ReadonlyMap<string, string>;
  readonly lineNumber: number;
}

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface ChangedEntity {
  readonly reference: string;
  readonly changes: readonly FieldChange[];
  readonly lineBefore: number;
  readonly lineAfter: number;
}

/** A record that seems to have got another reference. */
export interface RenameCandidate {
  readonly before: string;
  readonly after: string;
  readonly by: "shape" | "name";
  /** 0 to 1; 1 when the shapes, or the names, are equal. */
  readonly likeness: number;
  readonly lineBefore: number;
  readonly lineAfter: number;
}

/** Two versions of a dataset, compared by reference (features n40). Lists are in the order of the files. */
export interface EntityComparison {
  readonly added: readonly VersionRow[];
  readonly removed: readonly VersionRow[];
  readonly changed: readonly ChangedEntity[];
  /** Given an end date now: the right way to take something out. Also in `changed`. */
  readonly ended: readonly ChangedEntity[];
  readonly unchanged: number;
  /** References that stand in more than one row of a version: only the last row is compared. */
  readonly notUnique: readonly string[];
  /** Removed and added records that are probably the same thing with another reference (features g7). */
  readonly renamed: readonly RenameCandidate[];
}

/** Set by the platform for every record, or telling nothing of the thing itself. */
const notCompared: ReadonlySet<string> = new Set(["prefix", "entity", "reference"]);

/**
 * What changed between two versions: for data that people refer to by reference, whether the references lasted is the
 * first question.
 */
export function compareEntities(before: Iterable<VersionRow>, after: Iterable<VersionRow>): EntityComparison {
  const notUnique = new Set<string>();
  const [then, now] = [byReference(before, notUnique), byReference(after, notUnique)];
  const added = [...now.values()].filter(({ reference }) => !then.has(reference));
  const removed = [...then.values()].filter(({ reference }) => !now.has(reference));
  const changed: ChangedEntity[] = [];
  let unchanged = 0;
  for (const [reference, row] of then) {
    const other = now.get(reference);
    if (!other) continue;
    const changes = fieldChanges(row, other);
    if (changes.length === 0) unchanged++;
    else changed.push({ reference, changes, lineBefore: row.lineNumber, lineAfter: other.lineNumber });
  }
  const isEnded = ({ changes }: ChangedEntity) =>
    changes.some(({ field, before: was, after: is }) => field === "end-date" && was === "" && is !== "");
  return {
    added,
    removed,
    changed,
    ended: changed.filter(isEnded),
    unchanged,
    notUnique: [...notUnique],
    renamed: renameCandidates(removed, added),
  };
}

function byReference(rows: Iterable<VersionRow>, notUnique: Set<string>): Map<string, VersionRow> {
  const found = new Map<string, VersionRow>();
  for (const row of rows) {
    if (row.reference === "") continue;
    if (found.has(row.reference)) notUnique.add(row.reference);
    found.set(row.reference, row);
  }
  return found;
}

function fieldChanges({ fields: before }: VersionRow, { fields: after }: VersionRow): FieldChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => !notCompared.has(name))
    .sort();
  return names
    .map((field) => ({ field, before: before.get(field) ?? "", after: after.get(field) ?? "" }))
    .filter((change) => change.before !== change.after);
}

/** By shape where there is one, then by name where a name stands once among the removed and once among the added. */
function renameCandidates(removed: readonly VersionRow[], added: readonly VersionRow[]): RenameCandidate[] {
  const shapes = (rows: readonly VersionRow[]) =>
    rows.map(({ reference, fields }) => ({
      key: reference,
      wkt: fields.get("geometry") ?? fields.get("point") ?? "",
    }));
  const lineOf = (rows: readonly VersionRow[]) =>
    new Map(rows.map(({ reference, lineNumber }) => [reference, lineNumber]));
  const [linesBefore, linesAfter] = [lineOf(removed), lineOf(added)];
  const candidate = (
    before: string,
    after: string,
    by: "shape" | "name",
    likeness: number,
  ): RenameCandidate => ({
    before,
    after,
    by,
    likeness,
    lineBefore: linesBefore.get(before) ?? 0,
    lineAfter: linesAfter.get(after) ?? 0,
  });
  const found = matchShapes(shapes(removed), shapes(added)).map(({ before, after, likeness }) =>
    candidate(before, after, "shape", likeness),
  );
  const [matchedBefore, matchedAfter] = [
    new Set(found.map(({ before }) => before)),
    new Set(found.map(({ after }) => after)),
  ];
  const names = uniqueNames(added.filter(({ reference }) => !matchedAfter.has(reference)));
  for (const [name, reference] of uniqueNames(removed.filter((row) => !matchedBefore.has(row.reference)))) {
    const after = names.get(name);
    if (after !== undefined) found.push(candidate(reference, after, "name", 1));
  }
  return found.sort((a, b) => a.lineBefore - b.lineBefore);
}

/** Name to reference, of names that stand once. */
function uniqueNames(rows: readonly VersionRow[]): Map<string, string> {
  const found = new Map<string, string>();
  const twice = new Set<string>();
  for (const { reference, fields } of rows) {
    const name = (fields.get("name") ?? "").trim().toLowerCase();
    // A name that only repeats the reference changes with it.
    if (name === "" || name === reference.toLowerCase()) continue;
    if (found.has(name)) twice.add(name);
    found.set(name, reference);
  }
  for (const name of twice) found.delete(name);
  return found;
}
