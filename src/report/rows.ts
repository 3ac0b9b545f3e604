/**
 * What can be asked of a finished run: rows, one row, shapes. Questions and answers are plain data, so that a page asks
 * a worker. Filled by `runRecord()` (run-record.ts).
 */
import type { Group, RowLossReason, RowPlace } from "./report.ts";
import type { ShapeNumbers } from "./shape-numbers.ts";

/** All conditions hold together; an empty query is every data record in file order. */
export interface RowQuery {
  /** 0-based; default 0. */
  readonly offset?: number;
  /** Default 50. */
  readonly limit?: number;
  /** Rows with this report line; all rows for a line about the file or a column, or one that is not there. */
  readonly lineId?: string;
  /** Rows with a line of this group. */
  readonly group?: Group;
  /** Rows with a line about this field. */
  readonly field?: string;
  /** Rows in which a cell contains this text, ignoring case. */
  readonly text?: string;
  /** Only rows that are not published, or with `false` only those that are. */
  readonly dropped?: boolean;
  /** A column's position in `RowPage.columns`, or absent for file order. */
  readonly sort?: { readonly column: number; readonly descending: boolean };
}

export interface RowPage {
  /** Rows that match, of `ofRows` data records. */
  readonly total: number;
  readonly ofRows: number;
  readonly offset: number;
  /** The publisher's own header, in order. */
  readonly columns: readonly RowColumn[];
  readonly rows: readonly RowView[];
}

export interface RowColumn {
  readonly column: string;
  /** The field it is read as; `""` when not used. */
  readonly field: string;
  readonly fieldLabel: string;
}

export interface RowView extends RowPlace {
  /** One per column; a record with fewer cells has fewer, one with more has them at the end. */
  readonly cells: readonly CellView[];
  /** Issues at fields that no column holds, or whose cell a short record lacks. */
  readonly rowIssues: readonly CellIssue[];
  readonly dropped?: DroppedRow;
  /** The most pressing group of its issues. */
  readonly worst?: Group;
}

export interface DroppedRow {
  readonly reason: RowLossReason;
  readonly detail: string;
  /** One sentence. */
  readonly words: string;
}

/** `same`: published as given. `changed`: written differently. `lost`: not published. `not-used`: its column is not read. `blank`: nothing given. */
export type CellState = "same" | "changed" | "lost" | "not-used" | "blank";

export interface CellView {
  /** As published; on a page of rows cut to 1,000 characters, ending in "…". */
  readonly text: string;
  /** Length of the whole text, where `text` is cut. */
  readonly length?: number;
  readonly state: CellState;
  /** What is published, when it differs from `text`. */
  readonly became?: string;
  readonly issues: readonly CellIssue[];
}

export interface CellIssue {
  /** The report line it belongs to. */
  readonly lineId: string;
  readonly group: Group;
  readonly issueType: string;
  readonly field: string;
  /** As logged. */
  readonly value: string;
  /** The pipeline's own message, or our remark on the row ("50% outside"); often blank. */
  readonly message: string;
  /** Our sentence for one row. */
  readonly sentence: string;
}

export interface RowDetail extends RowPlace {
  readonly columns: readonly RowColumn[];
  readonly cells: readonly CellView[];
  /** Fields of the output and of the mapping, with what was given and what is published. */
  readonly fields: readonly FieldView[];
  /** Every issue of the row, in the pipeline's order, then our own. */
  readonly issues: readonly CellIssue[];
  readonly dropped?: DroppedRow;
  readonly shapes: readonly ShapeView[];
  /** The nearest rows before and after that have an issue of the first two groups. */
  readonly previousIssueRow?: RowPlace;
  readonly nextIssueRow?: RowPlace;
}

export interface FieldView {
  readonly field: string;
  readonly fieldLabel: string;
  /** The column the value came from; absent when it was set by the platform (organisation, entry-date, point of GeoX and GeoY). */
  readonly column?: string;
  readonly before: string;
  /** The fact's value; `""` when there is none. */
  readonly after: string;
  readonly state: CellState;
  readonly issues: readonly CellIssue[];
}

/** `fine`: as given but for rounding. `fixed`: converted, swapped or repaired. `must-fix`: an issue that blocks. `lost`: gone without one. */
export type ShapeState = "fine" | "fixed" | "must-fix" | "lost";

export interface ShapeQuery {
  readonly offset?: number;
  /** Default 1000. */
  readonly limit?: number;
  readonly state?: ShapeState;
  readonly lineId?: string;
  /** Exactly these rows. */
  readonly entryNumbers?: readonly number[];
  /** Also the publisher's own text; default true. Leave out for a fast first map. */
  readonly own?: boolean;
}

export interface ShapePage {
  readonly total: number;
  readonly offset: number;
  /** How many of the whole run are in each state. */
  readonly states: Readonly<Record<ShapeState, number>>;
  readonly shapes: readonly ShapeView[];
}

export interface ShapeView extends RowPlace {
  /** `geometry` or `point`. */
  readonly field: string;
  readonly reference: string;
  readonly name: string;
  readonly state: ShapeState;
  /** WKT as published, longitude and latitude; `""` when nothing is. */
  readonly published: string;
  /** The publisher's own text (WKT or GeoJSON, any coordinate system); `""` when not asked for. */
  readonly own: string;
  /**
   * `own` in longitude and latitude (GeoJSON text) where it is in metres, by the transformation of the run: drawn beside
   * what is published it lies where the run put it. Absent where `own` can be drawn as it is, or not be read.
   */
  readonly ownPlaced?: string;
  /** Why it is not drawn or was changed: the sentences of its issues. */
  readonly sentences: readonly string[];
  /** What processing did to it (features g4); only in a row's detail, and only where both shapes are there. */
  readonly numbers?: ShapeNumbers;
}

/** What a run can be asked once it is finished; also while it is going on, about the rows so far. */
export interface RunQueries {
  page(query: RowQuery): RowPage;
  /** `undefined` when there is no such row. */
  row(entryNumber: number): RowDetail | undefined;
  /** For records that never became an entry. */
  rowAtLine(lineNumber: number): RowDetail | undefined;
  shapes(query: ShapeQuery): ShapePage;
}
