import type { RowCells, RuleEdit } from "./edit.ts";
import { doubt, type Found, fault } from "./edit-problem.ts";
import type { ObservedRun } from "./observed-run.ts";
import { tableRows } from "./run-context.ts";

/** Rows of a table as they stand with the edits, each with the edit or line it comes from; without one edit's own. */
function rowsWith(
  observed: ObservedRun,
  file: RuleEdit["file"],
  edits: readonly RuleEdit[],
  without: number,
): { readonly where: string; readonly row: RowCells }[] {
  const own = edits.map((edit, at) => ({ edit, at })).filter(({ edit }) => edit.file === file);
  const touched = new Map(
    own.flatMap(({ edit, at }) => (edit.op === "add" ? [] : [[edit.line, { edit, at }]])),
  );
  const rows: { where: string; row: RowCells }[] = [];
  for (const { line, row } of tableRows(observed.configuration.tables.get(file))) {
    const change = touched.get(line);
    if (change?.edit.op === "delete" || change?.at === without) continue;
    rows.push({
      where: `${file} line ${line}`,
      row: change && change.edit.op === "change" ? { ...row, ...change.edit.cells } : row,
    });
  }
  for (const { edit, at } of own) {
    if (edit.op === "add" && at !== without) rows.push({ where: `change ${at + 1}`, row: edit.cells });
  }
  return rows;
}

/** The rules of redirects (service/data-team.md 6.2). */
export function redirectProblems(
  observed: ObservedRun,
  edits: readonly RuleEdit[],
  at: number,
  row: RowCells,
): Found[] {
  const problems: Found[] = [];
  const [old, status, entity] = [row["old-entity"] ?? "", row.status ?? "", row.entity ?? ""];
  for (const [column, value] of [
    ["old-entity", old],
    ["entity", entity],
  ] as const) {
    if (value !== "" && !/^\d+$/.test(value))
      problems.push(fault(column, "An entity number has digits only."));
  }
  if (status !== "" && status !== "301" && status !== "410") {
    problems.push(fault("status", "The status is 301 (moved) or 410 (gone)."));
  }
  if (status === "301" && entity === "") problems.push(fault("entity", "Say which number it moves to."));
  if (status === "410" && entity !== "")
    problems.push(fault("entity", "A number that is gone moves nowhere: leave entity blank."));
  if (old !== "" && old === entity) problems.push(fault("entity", "A number cannot move to itself."));
  for (const { where, row: other } of rowsWith(observed, "old-entity.csv", edits, at)) {
    if (old === "") break;
    if (other["old-entity"] === old)
      problems.push(fault("old-entity", `${old} is in ${where} already; a number is there once.`));
    if (status === "301" && other["old-entity"] === entity && entity !== "") {
      problems.push(
        fault(
          "entity",
          `${entity} is moved or taken out itself (${where}); the pipeline follows one step only. Name the number it ends at.`,
        ),
      );
    }
    if (other.status === "301" && other.entity === old) {
      problems.push(
        fault(
          "old-entity",
          `${where} sends ${other["old-entity"]} to ${old}; that row must name the new number too.`,
        ),
      );
    }
  }
  return problems;
}

/** The rules of ranges (service/data-team.md 7). */
export function rangeProblems(
  observed: ObservedRun,
  edits: readonly RuleEdit[],
  at: number,
  row: RowCells,
): Found[] {
  const problems: Found[] = [];
  const bounds = (cells: RowCells) => {
    const [low, high] = [cells["entity-minimum"] ?? "", cells["entity-maximum"] ?? ""];
    return /^\d+$/.test(low) && /^\d+$/.test(high) ? ([BigInt(low), BigInt(high)] as const) : undefined;
  };
  for (const column of ["entity-minimum", "entity-maximum"]) {
    const value = row[column] ?? "";
    if (value !== "" && !/^\d+$/.test(value))
      problems.push(fault(column, "An entity number has digits only."));
  }
  const own = bounds(row);
  if (own && own[0] > own[1]) problems.push(fault("entity-maximum", "The range ends before it begins."));
  const organisation = row.organisation ?? "";
  if (organisation !== "" && observed.run.tables.organisations.lookup(organisation) === "") {
    problems.push(fault("organisation", `${organisation} is no known organisation.`));
  }
  if (!own) return problems;
  for (const { where, row: other } of rowsWith(observed, "entity-organisation.csv", edits, at)) {
    const theirs = bounds(other);
    if (!theirs || theirs[1] < own[0] || own[1] < theirs[0]) continue;
    const words = `${where} has ${other["entity-minimum"]} to ${other["entity-maximum"]} for ${other.organisation}`;
    problems.push(
      other.organisation === organisation
        ? doubt("entity-minimum", `The range overlaps another of the same organisation: ${words}.`)
        : fault(
            "entity-minimum",
            `The range overlaps another organisation's: ${words}. One number has one owner.`,
          ),
    );
  }
  return problems;
}
