import type { Fact } from "../engine/block.ts";
import { PipelineError } from "../engine/pipeline-error.ts";
import { runFields } from "../engine/run-fields.ts";
import type { RunLibraries, RunSettings, RunTables } from "../engine/settings.ts";
import type { Drop, RunSink } from "../engine/sink.ts";
import { groupOf } from "../issues/groups.ts";
import type { Issue } from "../issues/issue.ts";
import { textOf } from "../issues/text.ts";
import { boundaryTest, type OutsideShare } from "./boundary-test.ts";
import { checkDates } from "./check-dates.ts";
import { checkReferences } from "./check-references.ts";
import { checkShapes } from "./check-shapes.ts";
import { checkTexts } from "./check-texts.ts";
import {
  type CheckSetup,
  CurrentRow,
  type MakeRowCheck,
  type RowCheck,
  type RowIssue,
} from "./checked-row.ts";
import { ColumnMap, columnKey } from "./column-map.ts";
import { FindingLog } from "./findings.ts";
import { IssueStore } from "./issue-store.ts";
import { type IssueLine, LineIndex } from "./line-index.ts";
import type { Mode } from "./mode.ts";
import { NumberList } from "./number-list.ts";
import { OutputStore } from "./output-store.ts";
import { type Recheck, recheckPublished } from "./recheck.ts";
import { RecordTable } from "./record-table.ts";
import { RowComparison } from "./row-comparison.ts";
import { isShapeField, ShapeComparison } from "./shape-comparison.ts";
import { shapeNumbers } from "./shape-numbers.ts";
import { sharedAreaBy } from "./shared-area.ts";

/** What a record needs to know of the run besides what the run tells. */
export interface RecordSettings {
  readonly run: RunSettings;
  readonly tables: RunTables;
  readonly mode: Mode;
  /**
   * Those of the run. Without them repairs are taken at their word, and of shapes that are alike only equal ones are found.
   */
  readonly libraries?: RunLibraries;
  /** The authority's boundary, WKT in longitude and latitude; without it nothing is said about it. */
  readonly boundary?: string;
}

/** A row between being read and being done with. */
interface PendingRow {
  readonly entryNumber: number;
  readonly lineNumber: number;
  readonly cells: readonly string[];
  readonly text: string;
  /** Published values by field number. */
  readonly values: (string | undefined)[];
  readonly issues: (RowIssue & { readonly kind: number; readonly value: string })[];
  dropped: boolean;
}

const makeRowChecks: readonly MakeRowCheck[] = [checkDates, checkReferences, checkTexts, checkShapes];
const conversions: ReadonlySet<string> = new Set([
  "OSGB",
  "OSGB flipped",
  "Mercator",
  "Mercator flipped",
  "WGS84 flipped",
]);
/** Rows wait for their facts; rows that never get any must not pile up. */
const mostPending = 1000;

/**
 * Everything one run tells, kept small enough for a million rows: texts as UTF-8 in buffers, numbers in typed arrays, a
 * published value only where it differs from the cell. Compares each row as it goes by. Hand `sink` to the run, call
 * `finish` after it, then ask (`queries` in row-queries.ts, `buildReport` in build-report.ts).
 */
export class RunRecord {
  readonly settings: RecordSettings;
  readonly records = new RecordTable();
  readonly issues = new IssueStore();
  readonly outputs = new OutputStore();
  readonly findings = new FindingLog();
  readonly shapes: ShapeComparison;
  readonly issueLines: IssueLine[] = [];
  readonly lines: LineIndex;
  readonly #columnFields: [column: string, field: string][] = [];
  /** Fields that the platform publishes today; those that identify a row always are. */
  readonly #publishedFields: ReadonlySet<string>;
  readonly #outsideShare: OutsideShare | undefined;
  readonly #recheckValue: Recheck | undefined;
  readonly #outcomes = new Map<string, string>();
  #columns: ColumnMap | undefined;
  #comparison: RowComparison | undefined;
  #current: CurrentRow | undefined;
  /** Position of the column that each output field comes from, by the field's number; -1 for none. */
  #sources: number[] = [];
  #checks: readonly RowCheck[] = [];
  #firstKeys: readonly string[] = [];
  #pending: PendingRow[] = [];
  #lastLine:
    | { readonly lineNumber: number; readonly cells: readonly string[]; readonly text: string }
    | undefined;
  #finished = false;

  constructor(settings: RecordSettings) {
    this.settings = settings;
    const blocks = (issueType: string, field: string) =>
      isShapeField(field) && groupOf(issueType, field) === "must-fix";
    const { libraries, tables, run } = settings;
    this.shapes = new ShapeComparison(
      blocks,
      (entry) => this.records.lineOf(entry),
      (own, published) => shapeNumbers(own, published, libraries?.toWgs84),
    );
    this.#publishedFields = publishedFields(settings);
    this.#outsideShare =
      libraries && settings.boundary !== undefined
        ? boundaryTest(settings.boundary, libraries.geometry)
        : undefined;
    this.#recheckValue = libraries && recheckPublished(tables.specification, libraries, run.today);
    this.lines = new LineIndex(this);
  }

  readonly sink: Required<Pick<RunSink, "line" | "dropped" | "entry" | "issue" | "columnField" | "fact">> = {
    line: (lineNumber, cells) => {
      this.#lastLine = { lineNumber, cells, text: this.records.add(lineNumber, cells) };
    },
    dropped: (drop) => this.#drop(drop),
    entry: ({ entryNumber, lineNumber, row }) => {
      if (entryNumber === 1) {
        this.records.findHeader(lineNumber);
        this.#firstKeys = [...row.keys()];
      }
      this.records.addEntry(entryNumber, lineNumber);
      const line = this.#lastLine;
      const isLast = line?.lineNumber === lineNumber;
      const cells = isLast ? line.cells : this.records.cells(lineNumber);
      const text = isLast ? line.text : cells.join("\u001f");
      this.#pending.push({ entryNumber, lineNumber, cells, text, values: [], issues: [], dropped: false });
      if (this.#pending.length > mostPending) this.#flush(entryNumber);
    },
    issue: (issue) => this.#issue(issue),
    columnField: (column, field) => {
      this.#columnFields.push([column, field]);
      this.#columns = undefined;
      this.#current = undefined;
      this.#sources = [];
    },
    fact: (fact) => this.#fact(fact),
  };

  /** Columns as they are understood so far. */
  get columns(): ColumnMap {
    if (!this.#columns) {
      const { run, tables } = this.settings;
      const header = this.header;
      const keys = header.map(columnKey);
      this.#columns = new ColumnMap(
        header,
        keys,
        this.#columnFields,
        run.dataset,
        tables.configuration,
        (field) => this.#publishedFields.has(field),
      );
    }
    return this.#columns;
  }

  /** The publisher's header; empty when the file has none. */
  get header(): readonly string[] {
    return this.records.headerLine > 0 ? this.records.cells(this.records.headerLine) : [];
  }

  /** The column-field log so far. */
  get columnFields(): readonly (readonly [column: string, field: string])[] {
    return this.#columnFields;
  }

  /** Names of columns as the first row of data has them. */
  get firstKeys(): readonly string[] {
    return this.#firstKeys;
  }

  /** Rows the run is done with, so far. */
  get rowsDone(): number {
    return this.records.entries - this.#pending.length;
  }

  get comparison(): RowComparison | undefined {
    return this.#comparison;
  }

  /**
   * Ends the record. @param stopped the run ended with an exception of the pipeline: rows without facts were not reached
   */
  finish(stopped: boolean): void {
    if (this.#finished) return;
    this.#finished = true;
    if (this.records.headerLine === 0) this.records.findHeader(this.records.records + 1);
    this.#flush(Number.POSITIVE_INFINITY, stopped);
    for (const check of this.#checks) check.end?.(this.findings);
    this.lines.changed();
  }

  /** The published value of each field of an entry. */
  published(entryNumber: number, cells: readonly string[]): Map<string, string> {
    return this.outputs.get(entryNumber, (field) => this.#given(field, cells));
  }

  /** Why a record is not published, our own reasons included. */
  lossOf(lineNumber: number) {
    return this.records.dropOf(lineNumber);
  }

  #given(field: number, cells: readonly string[]): string {
    const position = this.#sources[field] ?? this.#findSource(field);
    return position < 0 ? "" : (cells[position] ?? "");
  }

  #findSource(field: number): number {
    const position = this.columns.sourceOf(this.outputs.fields[field] ?? "");
    this.#sources[field] = position;
    return position;
  }

  #drop(drop: Drop): void {
    this.records.drop(drop);
    const row = this.#pendingRow(drop.entryNumber ?? 0);
    if (row) row.dropped = true;
  }

  #issue(issue: Issue): void {
    const kind = this.issues.add(issue);
    let line = this.issueLines[kind];
    if (!line) {
      line = { count: 0, entries: new NumberList(), samples: [] };
      this.issueLines.push(line);
    }
    line.count++;
    line.entries.pushNew(issue.entryNumber);
    const { issueType, field, value } = issue;
    const row = this.#pendingRow(issue.entryNumber);
    row?.issues.push({ kind, issueType, field, value, outcome: this.#outcome(issueType) });
    // After the last row: double references, combined values.
    if (!row && line.samples.length < 5) {
      const { entryNumber } = issue;
      line.samples.push({
        lineNumber: this.records.lineOf(entryNumber),
        entryNumber,
        before: value,
        after: value,
      });
    }
  }

  #outcome(issueType: string): string {
    let outcome = this.#outcomes.get(issueType);
    if (outcome === undefined) {
      outcome = textOf(issueType).outcome;
      this.#outcomes.set(issueType, outcome);
    }
    return outcome;
  }

  #fact({ entryNumber, field, value }: Fact): void {
    const first = this.#pending[0];
    if (first && first.entryNumber < entryNumber) this.#flush(entryNumber);
    const row = this.#pendingRow(entryNumber);
    if (row) row.values[this.outputs.fieldNumber(field)] = value;
    else this.outputs.keepLate(entryNumber, field, value);
  }

  /** Nearly always the first, and nearly always the only one. */
  #pendingRow(entryNumber: number): PendingRow | undefined {
    const first = this.#pending[0];
    if (!first || first.entryNumber === entryNumber) return first;
    return this.#pending.find((row) => row.entryNumber === entryNumber);
  }

  /** Is done with every pending row before `entryNumber`. */
  #flush(entryNumber: number, stopped = false): void {
    let row = this.#pending[0];
    while (row && row.entryNumber < entryNumber) {
      this.#pending.shift();
      this.#finishRow(row, stopped);
      row = this.#pending[0];
    }
  }

  #finishRow(row: PendingRow, stopped: boolean): void {
    const current = this.#prepare();
    const hasFacts = row.values.length > 0;
    if (!row.dropped && !hasFacts) this.#lose(row, stopped ? "not-reached" : "no-facts");
    const reference = row.values[this.outputs.fieldNumber("reference")] ?? "";
    if (!row.dropped && reference === "" && !this.settings.tables.configuration.combines.has("reference")) {
      this.#lose(row, "no-reference");
      const reported = row.issues.some(
        ({ issueType, field }) => issueType === "missing value" && isReference(field),
      );
      if (!reported) this.findings.row("row-without-reference", "reference", row);
    }
    const columns = this.columns;
    if (row.cells.length !== columns.columns.length) {
      this.findings.row(
        "ragged-row",
        "",
        row,
        `${row.cells.length} cells`,
        `${columns.columns.length} columns`,
      );
    }
    this.outputs.keep(row.entryNumber, row.values, (field) => this.#given(field, row.cells));
    current.load(row);
    this.#comparison?.row(current, this.findings);
    for (const check of this.#checks) check.row?.(current, this.findings);
    if (!row.dropped) this.#recheck(row);
    this.#sample(row);
  }

  /** "Fixed" is only said of what passes the same rules when it comes back. */
  #recheck(row: PendingRow): void {
    const recheck = this.#recheckValue;
    if (!recheck) return;
    for (const { issueType, field, outcome } of row.issues) {
      // A converted shape is in England by the very test that found its system.
      if (outcome !== "changed" || conversions.has(issueType)) continue;
      const value = this.#valueOf(field, row);
      if (value === "") continue;
      const remaining = recheck(field === "GeoX,GeoY" ? "point" : field, value);
      if (remaining.length > 0) this.findings.row("still-wrong", field, row, remaining.join(", "), value);
    }
  }

  #lose(row: PendingRow, reason: "no-facts" | "no-reference" | "not-reached"): void {
    row.dropped = true;
    const { lineNumber, entryNumber } = row;
    this.records.drop({ reason, lineNumber, entryNumber });
  }

  /** The first values of each kind of issue, with what became of them. */
  #sample(row: PendingRow): void {
    for (const { kind, field, value } of row.issues) {
      const samples = this.issueLines[kind]?.samples;
      if (!samples || samples.length >= 5) continue;
      const positions = this.columns.marked(field);
      const before = positions.map((position) => row.cells[position] ?? "").join(", ") || value;
      const after = this.#valueOf(field, row);
      samples.push({
        lineNumber: row.lineNumber,
        entryNumber: row.entryNumber,
        before: short(before),
        after: short(after),
      });
    }
  }

  #valueOf(field: string, row: PendingRow): string {
    const names = field === "GeoX,GeoY" ? ["point"] : this.columns.outputsOf(field);
    for (const name of names) {
      const number = this.outputs.knownNumber(name);
      const value = number < 0 ? undefined : row.values[number];
      if (value) return value;
    }
    return "";
  }

  /**
   * Makes comparison and checks when the first row is done: only then are the columns known. Made again when a later row
   * brings the first mapping, as the pipeline tries row after row until one does.
   */
  #prepare(): CurrentRow {
    if (this.#current) return this.#current;
    const { columns, outputs } = this;
    const { run, tables } = this.settings;
    const { specification, configuration } = tables;
    const before = this.#comparison;
    this.#comparison = new RowComparison(
      columns,
      outputs,
      specification,
      configuration,
      run.dataset,
      this.shapes,
    );
    if (before) this.#comparison.add(before);
    const setup: CheckSetup = {
      dataset: run.dataset,
      columns,
      specification,
      lineOf: (entry) => this.records.lineOf(entry),
      boxes: this.shapes.boxes,
      publishedShape: (entry) =>
        this.published(entry, this.records.cells(this.records.lineOf(entry))).get("geometry") ?? "",
      sharedArea: this.settings.libraries && sharedAreaBy(this.settings.libraries.geometry),
      outsideShare: this.#outsideShare,
    };
    this.#checks = makeRowChecks.map((make) => make(setup)).filter((check) => check !== undefined);
    this.#current = new CurrentRow(columns, outputs);
    return this.#current;
  }
}

function publishedFields({ run, tables }: RecordSettings): ReadonlySet<string> {
  const identifying = ["entity", "organisation", "prefix", "reference"];
  try {
    const { current } = runFields(
      tables.specification,
      run.dataset,
      tables.configuration.migrations,
      run.today,
    );
    return new Set([...current, ...identifying]);
  } catch (error) {
    // A dataset without a schema: the run stops for the same reason, and says so.
    if (error instanceof PipelineError) return new Set(identifying);
    throw error;
  }
}

function isReference(field: string): boolean {
  return groupOf("missing value", field) === "must-fix";
}

function short(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
