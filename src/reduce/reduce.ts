import { type CheckResult, check } from "../check/check.ts";
import type { Effects } from "../check/effects.ts";
import type { CheckInput } from "../check/input.ts";
import { runResource } from "../check/run-resource.ts";
import { resourceName } from "../check/sha256.ts";
import { bytesSource } from "../engine/convert/source.ts";
import type { Issue } from "../issues/issue.ts";
import { allLines, type ReportLine } from "../report/report.ts";
import type { RunRecord } from "../report/run-record.ts";
import { cuttableResource } from "./cut-resource.ts";
import { minimise } from "./minimise.ts";

/** What the smallest input must still show: an issue type or finding, or the code of a failure. */
export interface Wanted {
  readonly type: string;
  /** Absent: whatever field. */
  readonly field?: string;
}

export type ReduceReply =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly extension: string;
      readonly form: "as published" | "csv";
      /** Record numbers in the file it was cut from. */
      readonly lines: readonly number[];
      /** Data rows of the whole file. */
      readonly ofRows: number;
      /** The resource's own name: rules for this resource apply only under it. */
      readonly resource: string;
      readonly cutShort: boolean;
    }
  | { readonly ok: false; readonly message: string };

/** What a reproduction file may hold at most; more is told. */
export const mostRows = 5;

/**
 * The smallest part of a resource that still shows an issue, in the publisher's own form where it can be cut: one row where
 * one is enough, several for issues between rows (references that are not unique, combined rows).
 *
 * @param progress told how many parts have been tried
 */
export async function reduceResource(
  input: CheckInput,
  wanted: Wanted,
  effects: Effects,
  progress?: (tries: number) => void,
): Promise<ReduceReply> {
  const resource = input.resource ?? resourceName(input.source);
  const cells = new Map<number, readonly string[]>();
  const groups = new LinesByValue(wanted);
  const whole = await checkWhole(input, effects, cells, groups);
  const line = foundIn(whole, wanted, groups);
  if (!line) {
    const seen = [...typesOf(whole)].join(", ");
    return {
      ok: false,
      message: `The file does not show “${nameOf(wanted)}”. It shows: ${seen || "nothing"}.`,
    };
  }
  const record = whole.ok ? whole.record : undefined;
  const checked = whole.report?.checked;
  const headerLine = record?.records.headerLine ?? 1;
  const cuttable = cuttableResource(input.source, {
    cells,
    headerLine,
    charset: checked?.charset ?? "",
    format: checked?.format ?? "",
  });
  const all = [...cells.keys()].filter((number) => number > headerLine);
  let tried = 0;
  const shows = async (lines: readonly number[]) => {
    tried += 1;
    progress?.(tried);
    const part = { ...input, resource, source: bytesSource(cuttable.cut(lines)) };
    const own = new LinesByValue(wanted);
    const result = await check(part, effects, { toolVersion: "", also: own });
    return foundIn(result, wanted, own) !== undefined;
  };
  const places = line === "failure" ? [] : line.first.map(({ lineNumber }) => lineNumber);
  const found = await minimise(all, promising(places, groups, record, all), shows);
  if (!found) {
    return { ok: false, message: `“${nameOf(wanted)}” shows in the whole file only, not in its rows alone.` };
  }
  return {
    ok: true,
    bytes: cuttable.cut(found.kept),
    extension: cuttable.extension,
    form: cuttable.form,
    lines: found.kept,
    ofRows: all.length,
    resource,
    cutShort: found.cutShort,
  };
}

/** The check of the whole file, keeping the cells of each record. */
async function checkWhole(
  input: CheckInput,
  effects: Effects,
  cells: Map<number, readonly string[]>,
  groups: LinesByValue,
): Promise<CheckResult> {
  const result = await check(input, effects, { toolVersion: "", also: groups });
  if (result.ok) {
    const { records } = result.record;
    for (let line = 1; line <= records.records; line += 1) cells.set(line, records.cells(line));
  } else {
    // A run that stopped gives no record back: what it had read until then is enough to look for the reason in.
    await runResource(input, effects, { line: (line, read) => cells.set(line, [...read]) });
  }
  return result;
}

function foundIn(
  result: CheckResult,
  { type, field }: Wanted,
  groups: LinesByValue,
): ReportLine | "failure" | undefined {
  if (!result.ok && result.failure.code === type) return "failure";
  const lines = result.report ? allLines(result.report) : [];
  // The pipeline logs each value it holds for combining, also one that stays alone: that combines nothing.
  if (type === "combined-value" && groups.several().length === 0) return undefined;
  return lines.find((line) => line.type === type && (field === undefined || line.field === field));
}

/** Lines of the wanted issue by what it is about: rows that share a value, such as a reference, belong together. */
class LinesByValue {
  readonly #wanted: Wanted;
  readonly #lines = new Map<string, number[]>();

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  readonly issue = ({ issueType, field, value, lineNumber }: Issue): void => {
    if (issueType !== this.#wanted.type) return;
    if (this.#wanted.field !== undefined && this.#wanted.field !== field) return;
    const lines = this.#lines.get(value);
    if (!lines) this.#lines.set(value, [lineNumber]);
    else if (!lines.includes(lineNumber) && lines.length < mostRows) lines.push(lineNumber);
  };

  /** Lines that share a value, where there are several. */
  several(): number[][] {
    return [...this.#lines.values()].filter((lines) => lines.length > 1);
  }
}

function typesOf(result: CheckResult): Set<string> {
  const lines = result.report ? allLines(result.report) : [];
  const types = lines.map(({ type, field }) => (field === "" ? type : `${type} (${field})`));
  return new Set(result.ok ? types : [result.failure.code, ...types]);
}

function nameOf({ type, field }: Wanted): string {
  return field === undefined ? type : `${type} (${field})`;
}

/** Rows to try before anything else: each affected row alone, then with its neighbours in meaning. */
function promising(
  places: readonly number[],
  groups: LinesByValue,
  record: RunRecord | undefined,
  all: readonly number[],
): number[][] {
  const [first] = places;
  if (first === undefined) return all.length > 0 ? [all.slice(0, 1)] : [];
  const alone = places.map((line) => [line]);
  const shared = groups
    .several()
    .slice(0, 3)
    .flatMap((lines) => [lines.slice(0, 2), lines]);
  const pairs = places.slice(1).map((line) => [first, line]);
  const alike = record ? sameReference(first, record) : [];
  return [
    ...alone,
    ...shared,
    ...(alike.length > 1 ? [alike.slice(0, mostRows)] : []),
    ...pairs,
    places.slice(0, mostRows),
  ];
}

/** Rows that have the reference of this one: they are combined, or stand in each other's way. */
function sameReference(line: number, record: RunRecord): number[] {
  const { records } = record;
  const referenceOf = (entry: number) =>
    record.published(entry, records.cells(records.lineOf(entry))).get("reference") ?? "";
  const wanted = referenceOf(records.entryOf(line));
  if (wanted === "") return [];
  const found: number[] = [];
  for (let entry = 1; entry <= records.entries && found.length < mostRows; entry += 1) {
    if (referenceOf(entry) === wanted) found.push(records.lineOf(entry));
  }
  return found;
}
