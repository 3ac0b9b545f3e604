import type { RunConfiguration } from "../configuration/configuration.ts";
import { Remembered } from "../engine/remembered.ts";
import type { Specification } from "../specification/specification.ts";
import { classifyChange } from "./cell-changes.ts";
import type { CurrentRow } from "./checked-row.ts";
import { type ColumnMap, isBlank, trimmedCell } from "./column-map.ts";
import type { FindingLog } from "./findings.ts";
import type { OutputStore } from "./output-store.ts";
import type { ShapeComparison } from "./shape-comparison.ts";
import type { ChangeId } from "./text-changes.ts";

/** How one column is compared, decided once per run. */
interface ComparedColumn {
  readonly position: number;
  readonly field: string;
  readonly datatype: string;
  readonly used: boolean;
  /** Numbers of the output fields it can become. */
  readonly outputs: readonly number[];
  /** Its values are combined with other rows' at the end of the run. */
  readonly combined: boolean;
  /** Holds several values, of which some may be left. */
  readonly isList: boolean;
  /** A rule joins it with other columns. */
  readonly joined: boolean;
  readonly shape: "geometry" | "point" | undefined;
  /** What was done to cells seen before: many columns hold few different ones. */
  readonly changes: Remembered<{ readonly published: string; readonly change: ChangeId | undefined }>;
}

/**
 * Compares each cell with what is published of it: counts values kept, changed, lost and not used, and logs every change
 * and loss that the pipeline does not report.
 */
export class RowComparison {
  kept = 0;
  changed = 0;
  /** Of columns that are used; whole lost rows included. */
  lost = 0;
  /** Of them, those in rows that are published. */
  lostInPublishedRows = 0;
  notUsed = 0;
  /** Filled cells by column position. */
  readonly filled: number[];
  readonly #columns: readonly ComparedColumn[];
  readonly #dataset: string;
  readonly #shapes: ShapeComparison;

  constructor(
    columns: ColumnMap,
    outputs: OutputStore,
    specification: Specification,
    configuration: RunConfiguration,
    dataset: string,
    shapes: ShapeComparison,
  ) {
    this.#dataset = dataset;
    this.#shapes = shapes;
    this.filled = columns.columns.map(() => 0);
    this.#columns = columns.columns.map(({ position, field }) => {
      const used = columns.isUsed(position);
      const names = used ? columns.outputsOf(field) : [];
      const datatype = specification.fields.get(field)?.datatype ?? "";
      return {
        position,
        field,
        datatype,
        used,
        outputs: names.map((name) => outputs.fieldNumber(name)),
        isList: specification.fields.get(field)?.cardinality === "n",
        joined: configuration.concats.has(columns.columns[position]?.name ?? ""),
        combined: names.some((name) => configuration.combines.has(name)),
        shape: datatype === "multipolygon" ? "geometry" : datatype === "point" ? "point" : undefined,
        changes: new Remembered(),
      };
    });
  }

  /** Takes over what was counted before the columns were known. */
  add(other: RowComparison): void {
    this.kept += other.kept;
    this.changed += other.changed;
    this.lost += other.lost;
    this.lostInPublishedRows += other.lostInPublishedRows;
    this.notUsed += other.notUsed;
    for (const [position, filled] of other.filled.entries()) {
      if (position < this.filled.length) this.filled[position]! += filled;
    }
  }

  row(row: CurrentRow, log: FindingLog): void {
    this.#shapes.startRow();
    for (const column of this.#columns) {
      const cell = row.cells[column.position];
      if (cell === undefined || cell === "") continue;
      if (isBlank(cell)) {
        if (column.used && !row.dropped && trimmedCell(cell) !== "") {
          log.row("null-mark-emptied", column.field, row, cell);
        }
        continue;
      }
      this.filled[column.position]! += 1;
      if (!column.used) this.notUsed++;
      else if (row.dropped) this.#drop(column, cell, row, log);
      else this.#compare(column, cell, row, log);
    }
    for (let position = this.#columns.length; position < row.cells.length; position++) {
      if (!isBlank(row.cells[position] ?? "")) this.notUsed++;
    }
    this.#shapes.endRow(row, log);
  }

  #compare(column: ComparedColumn, cell: string, row: CurrentRow, log: FindingLog): void {
    const published = this.#published(column, row);
    if (published === cell) {
      this.kept++;
      if (column.shape) this.#shapes.compare(column.shape, cell, published, row, log);
      return;
    }
    const { field } = column;
    // A value that was removed and then filled by a rule: what is published is not the publisher's.
    if (!column.shape && !column.isList && row.lossReported(field)) {
      this.#lose(column, cell, row, log);
      return;
    }
    if (published === "") {
      if (column.combined) this.changed++;
      else this.#lose(column, cell, row, log);
      return;
    }
    if (column.shape) {
      const same = this.#shapes.compare(column.shape, cell, published, row, log);
      if (same) this.kept++;
      else this.changed++;
      return;
    }
    if (field === "GeoX" || field === "GeoY") {
      this.#comparePair(field, cell, published, row, log);
      return;
    }
    this.changed++;
    if (row.changeReported(field)) return;
    if (column.joined) {
      log.row("columns-joined", field, row, cell, published);
      return;
    }
    const change = this.#change(column, cell, published);
    if (change) log.row(change, field, row, cell, published);
  }

  #change({ datatype, field, changes }: ComparedColumn, cell: string, published: string) {
    const known = changes.get(cell);
    if (known?.published === published) return known.change;
    const change = classifyChange(datatype, field, this.#dataset, cell, published);
    changes.set(cell, { published, change });
    return change;
  }

  /** Half of `POINT(x y)`, or a field of its own where the dataset still has one. */
  #comparePair(field: string, cell: string, published: string, row: CurrentRow, log: FindingLog): void {
    const half = published.startsWith("POINT") ? halfOfPoint(published, field === "GeoX") : published;
    if (half === cell || Number(half) === Number(cell)) {
      this.kept++;
      return;
    }
    this.changed++;
    if (row.changeReported("GeoX,GeoY")) return;
    log.row(/\.\d{7}/.test(cell) ? "number-rounded" : "number-cleaned", field, row, cell, half);
  }

  /** A row that is lost as a whole; its shape is still worth showing. */
  #drop(column: ComparedColumn, cell: string, row: CurrentRow, log: FindingLog): void {
    this.lost++;
    if (column.shape === undefined) return;
    const published = this.#published(column, row);
    if (published !== "") this.#shapes.compare(column.shape, cell, published, row, log);
  }

  #lose(column: ComparedColumn, cell: string, row: CurrentRow, log: FindingLog): void {
    this.lost++;
    this.lostInPublishedRows++;
    if (column.shape) this.#shapes.lost();
    const { field } = column;
    if (field === "entity" || row.lossReported(field) || row.changeReported(field)) return;
    // Nothing but quotation marks.
    if (/^["”\s]+$/.test(cell)) {
      log.row("quotes-removed", field, row, cell);
      return;
    }
    log.row(column.shape ? "shape-vanished" : "value-lost", field, row, cell);
  }

  #published(column: ComparedColumn, row: CurrentRow): string {
    for (const output of column.outputs) {
      const value = row.values[output];
      if (value !== undefined && value !== "") return value;
    }
    return "";
  }
}

/** The x or y of `POINT(x y)`. */
function halfOfPoint(point: string, first: boolean): string {
  const start = point.indexOf("(") + 1;
  const middle = point.indexOf(" ", start);
  return first ? point.slice(start, middle) : point.slice(middle + 1, -1);
}
