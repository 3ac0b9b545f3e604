import type { Specification } from "../specification/specification.ts";
import type { OutsideShare } from "./boundary-test.ts";
import { type ColumnMap, isBlank, trimmedCell } from "./column-map.ts";
import type { FindingLog } from "./findings.ts";
import type { OutputStore } from "./output-store.ts";
import type { RowPlace } from "./report.ts";
import type { ShapeBox } from "./shape-comparison.ts";

/** One row with everything known about it once the pipeline is done with it. Reused from row to row: keep nothing of it. */
export interface CheckedRow extends RowPlace {
  /** Cells as published, in the order of the header. */
  readonly cells: readonly string[];
  /** The cells joined by U+001F, for looking at all of them at once. */
  readonly text: string;
  /** It is not published at all. */
  readonly dropped: boolean;
  /** The publisher's cell of an output field, spaces at its ends cut; `""` when blank, a null mark or no column. */
  given(field: string): string;
  /** The published value of a field; `""` when there is none. */
  published(field: string): string;
  hasIssue(issueType: string, field: string): boolean;
  /** Whether the pipeline logged something at this field that takes the value away. */
  lossReported(field: string): boolean;
  /** Whether the pipeline logged that it changed the value: converted, repaired, replaced, filled. */
  changeReported(field: string): boolean;
}

/** What a row check is made from, when the columns are known. */
export interface CheckSetup {
  readonly dataset: string;
  readonly columns: ColumnMap;
  readonly specification: Specification;
  /** Line number of an entry already seen. */
  readonly lineOf: (entryNumber: number) => number;
  /** Published polygons so far. */
  readonly boxes: readonly ShapeBox[];
  readonly publishedShape: (entryNumber: number) => string;
  readonly sharedArea: ((a: string, b: string) => readonly [number, number]) | undefined;
  /** Absent when no boundary is loaded. */
  readonly outsideShare: OutsideShare | undefined;
}

/** Looks at each row in turn, and once more at the end. */
export interface RowCheck {
  row?(row: CheckedRow, log: FindingLog): void;
  end?(log: FindingLog): void;
}

/** `undefined` when the file has nothing the check could look at. */
export type MakeRowCheck = (setup: CheckSetup) => RowCheck | undefined;

export interface RowIssue {
  readonly issueType: string;
  readonly field: string;
  readonly outcome: string;
}

/** The one `CheckedRow` there is. */
export class CurrentRow implements CheckedRow {
  entryNumber = 0;
  lineNumber = 0;
  cells: readonly string[] = [];
  text = "";
  values: readonly (string | undefined)[] = [];
  issues: readonly RowIssue[] = [];
  dropped = false;
  readonly #columns: ColumnMap;
  readonly #outputs: OutputStore;

  constructor(columns: ColumnMap, outputs: OutputStore) {
    this.#columns = columns;
    this.#outputs = outputs;
  }

  load(
    row: Pick<CurrentRow, "entryNumber" | "lineNumber" | "cells" | "text" | "values" | "issues" | "dropped">,
  ): void {
    this.entryNumber = row.entryNumber;
    this.lineNumber = row.lineNumber;
    this.cells = row.cells;
    this.text = row.text;
    this.values = row.values;
    this.issues = row.issues;
    this.dropped = row.dropped;
  }

  given(field: string): string {
    const position = this.#columns.sourceOf(field);
    const cell = position < 0 ? "" : (this.cells[position] ?? "");
    return isBlank(cell) ? "" : trimmedCell(cell);
  }

  published(field: string): string {
    const number = this.#outputs.knownNumber(field);
    return number < 0 ? "" : (this.values[number] ?? "");
  }

  hasIssue(issueType: string, field: string): boolean {
    return this.issues.some((issue) => issue.issueType === issueType && issue.field === field);
  }

  lossReported(field: string): boolean {
    return this.#reported(field, "value-lost");
  }

  changeReported(field: string): boolean {
    return this.#reported(field, "changed");
  }

  #reported(field: string, outcome: string): boolean {
    if (this.issues.length === 0) return false;
    const position = this.#columns.sourceOf(field);
    return this.issues.some(
      (issue) =>
        issue.outcome === outcome &&
        (issue.field === field || (position >= 0 && this.#columns.marked(issue.field).includes(position))),
    );
  }
}
