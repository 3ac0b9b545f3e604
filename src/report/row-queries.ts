import { fieldLabel } from "../issues/field-label.ts";
import { issueSentence } from "../issues/text.ts";
import { isBlank } from "./column-map.ts";
import { findingSentence, isRowFinding } from "./finding-text.ts";
import { findingText, isFindingId } from "./findings.ts";
import type { LineKey } from "./line-index.ts";
import { lossWords } from "./loss-words.ts";
import { firstAtLeast, includesSorted } from "./number-list.ts";
import type { Group, RowPlace } from "./report.ts";
import { RowSelection } from "./row-selection.ts";
import type {
  CellIssue,
  CellState,
  CellView,
  DroppedRow,
  FieldView,
  RowColumn,
  RowDetail,
  RowPage,
  RowQuery,
  RowView,
  RunQueries,
  ShapePage,
  ShapeQuery,
  ShapeState,
  ShapeView,
} from "./rows.ts";
import type { RunRecord } from "./run-record.ts";
import { isShapeField } from "./shape-comparison.ts";
import { ownShapePlaced, shapeNumbers } from "./shape-numbers.ts";

const groupOrder: readonly Group[] = ["must-fix", "needs-fixing", "worth-checking", "fixed-for-you"];
/** A page of rows crosses to another thread; a coastline of a megabyte is shown whole on its row's own page only. */
const longestCell = 1000;

/** Answers questions about a run's rows and shapes. Cheap to make; remembers its last selections. */
export function runQueries(record: RunRecord): RunQueries {
  return new Answers(record);
}

class Answers implements RunQueries {
  readonly #record: RunRecord;
  readonly #selection: RowSelection;

  constructor(record: RunRecord) {
    this.#record = record;
    this.#selection = new RowSelection(record);
  }

  page(query: RowQuery): RowPage {
    const lines = this.#selection.select(query);
    const offset = query.offset ?? 0;
    const limit = query.limit ?? 50;
    return {
      total: lines.length,
      ofRows: this.#record.records.dataRecords,
      offset,
      columns: this.#columns(),
      rows: Array.from(lines.subarray(offset, offset + limit), (line) => this.#rowView(line)),
    };
  }

  row(entryNumber: number): RowDetail | undefined {
    const lineNumber = this.#record.records.lineOf(entryNumber);
    return lineNumber === 0 ? undefined : this.rowAtLine(lineNumber);
  }

  rowAtLine(lineNumber: number): RowDetail | undefined {
    const { records } = this.#record;
    if (lineNumber < 1 || lineNumber > records.records || lineNumber === records.headerLine) return undefined;
    const entryNumber = records.entryOf(lineNumber);
    const cells = records.cells(lineNumber);
    const issues = this.#issues(entryNumber);
    const published =
      entryNumber === 0 ? new Map<string, string>() : this.#record.published(entryNumber, cells);
    const dropped = this.#dropped(lineNumber);
    const [previous, next] = this.#neighbours(entryNumber);
    return {
      lineNumber,
      entryNumber,
      columns: this.#columns(),
      cells: this.#cells(
        entryNumber,
        cells,
        published,
        issues,
        dropped !== undefined,
        Number.POSITIVE_INFINITY,
      ),
      fields: this.#fields(cells, published, issues),
      issues,
      ...(dropped ? { dropped } : {}),
      shapes: this.#shapesOf(lineNumber, entryNumber, cells, published, issues, true).map((shape) =>
        this.#measured(shape),
      ),
      ...(previous ? { previousIssueRow: previous } : {}),
      ...(next ? { nextIssueRow: next } : {}),
    };
  }

  shapes(query: ShapeQuery): ShapePage {
    const { shapes, records } = this.#record;
    const states: Record<ShapeState, number> = { fine: 0, fixed: 0, "must-fix": 0, lost: 0 };
    for (const state of ["fine", "fixed", "must-fix", "lost"] as const)
      states[state] = shapes.entries(state).length;
    let entries = shapes.entries(query.state);
    const line = query.lineId === undefined ? undefined : this.#record.lines.get(query.lineId);
    if (query.lineId !== undefined) {
      entries = entries.filter((entry) => line === undefined || includesSorted(line.entries, entry));
    }
    const wanted = query.entryNumbers === undefined ? undefined : new Set(query.entryNumbers);
    if (wanted) entries = entries.filter((entry) => wanted.has(entry));
    const offset = query.offset ?? 0;
    const found = entries.subarray(offset, offset + (query.limit ?? 1000));
    return {
      total: entries.length,
      offset,
      states,
      shapes: Array.from(found).flatMap((entry) => {
        const lineNumber = records.lineOf(entry);
        const cells = records.cells(lineNumber);
        const published = this.#record.published(entry, cells);
        const all = this.#shapesOf(
          lineNumber,
          entry,
          cells,
          published,
          this.#issues(entry),
          query.own ?? true,
        );
        return all.slice(0, 1);
      }),
    };
  }

  #columns(): RowColumn[] {
    return this.#record.columns.columns.map(({ name, field, overruledBy }) => {
      const read = field === "IGNORE" || overruledBy !== undefined ? "" : field;
      return { column: name, field: read, fieldLabel: read === "" ? "" : fieldLabel(read) };
    });
  }

  #rowView(lineNumber: number): RowView {
    const { records } = this.#record;
    const entryNumber = records.entryOf(lineNumber);
    const cells = records.cells(lineNumber);
    const issues = this.#issues(entryNumber);
    const published =
      entryNumber === 0 ? new Map<string, string>() : this.#record.published(entryNumber, cells);
    const dropped = this.#dropped(lineNumber);
    // A short row may lack the very cell.
    const marked = (issue: CellIssue) =>
      this.#record.columns.marked(issue.field).some((position) => position < cells.length);
    const worst = groupOrder.find((group) => issues.some((issue) => issue.group === group));
    return {
      lineNumber,
      entryNumber,
      cells: this.#cells(entryNumber, cells, published, issues, dropped !== undefined, longestCell),
      rowIssues: issues.filter((issue) => !marked(issue)),
      ...(dropped ? { dropped } : {}),
      ...(worst ? { worst } : {}),
    };
  }

  #dropped(lineNumber: number): DroppedRow | undefined {
    const drop = this.#record.lossOf(lineNumber);
    return drop && { ...drop, words: lossWords(drop.reason, drop.detail) };
  }

  /** Issues of the pipeline in its order, then our own findings. */
  #issues(entryNumber: number): CellIssue[] {
    if (entryNumber === 0) return [];
    const lines = this.#record.lines.all();
    const logged = this.#record.issues
      .ofEntry(entryNumber)
      .map(({ kind, issueType, field, value, message }) => {
        const line = lines[kind];
        return {
          lineId: line?.id ?? "",
          group: line?.group ?? "needs-fixing",
          issueType,
          field,
          value,
          message,
          sentence: issueSentence(issueType, field, 1, false),
        } satisfies CellIssue;
      });
    const ours = lines.filter((line) => line.source === "ours" && includesSorted(line.entries, entryNumber));
    return [...logged, ...ours.map((line) => ownIssue(line, entryNumber))];
  }

  #cells(
    entryNumber: number,
    cells: readonly string[],
    published: ReadonlyMap<string, string>,
    issues: readonly CellIssue[],
    dropped: boolean,
    longest: number,
  ): CellView[] {
    const { columns } = this.#record;
    const byPosition = new Map<number, CellIssue[]>();
    for (const issue of issues) {
      for (const position of columns.marked(issue.field)) {
        byPosition.set(position, [...(byPosition.get(position) ?? []), issue]);
      }
    }
    return cells.map((cell, position) => {
      const column = columns.columns[position];
      const isRead = column !== undefined && columns.isUsed(position);
      const after = isRead ? firstOf(published, columns.outputsOf(column.field)) : "";
      const isShape = after.includes("(") && column !== undefined && isShapeField(column.field);
      const same = isShape && this.#record.shapes.isSame(entryNumber);
      const state = cellState(cell, same && !dropped ? cell : after, isRead, dropped);
      const became =
        state === "changed" || state === "lost" ? { became: dropped ? "" : cut(after, longest) } : {};
      const length = cell.length > longest ? { length: cell.length } : {};
      return {
        text: cut(cell, longest),
        state,
        ...became,
        ...length,
        issues: byPosition.get(position) ?? [],
      };
    });
  }

  #fields(
    cells: readonly string[],
    published: ReadonlyMap<string, string>,
    issues: readonly CellIssue[],
  ): FieldView[] {
    const { columns } = this.#record;
    const names = new Set(published.keys());
    for (const { field, position } of columns.columns) {
      if (!columns.isUsed(position)) continue;
      if (columns.outputsOf(field).every((output) => !published.has(output))) names.add(field);
    }
    return [...names].sort().map((field) => {
      const position = columns.sourceOf(field);
      const column = columns.columns[position]?.name;
      const marked = columns.marked(field);
      const before = marked.map((at) => cells[at] ?? "").join(", ");
      const after = published.get(field) ?? "";
      return {
        field,
        fieldLabel: fieldLabel(field),
        ...(column === undefined ? {} : { column }),
        before,
        after,
        state: cellState(before, after, true, false),
        issues: issues.filter(
          (issue) => issue.field === field || columns.marked(issue.field).some((at) => marked.includes(at)),
        ),
      };
    });
  }

  #shapesOf(
    lineNumber: number,
    entryNumber: number,
    cells: readonly string[],
    published: ReadonlyMap<string, string>,
    issues: readonly CellIssue[],
    own: boolean,
  ): ShapeView[] {
    const state = this.#record.shapes.stateOf(entryNumber);
    if (state === undefined) return [];
    const { columns } = this.#record;
    const dropped = this.#dropped(lineNumber);
    return (["geometry", "point"] as const).flatMap((field) => {
      const given = columns
        .marked(field)
        .map((position) => cells[position] ?? "")
        .filter((cell) => !isBlank(cell));
      const after = published.get(field) ?? "";
      if (given.length === 0 && after === "") return [];
      const isPair = field === "point" && columns.positionOf("point") < 0;
      const text = isPair && given.length === 2 ? `POINT (${given.join(" ")})` : given.join(", ");
      const about = issues.filter(
        (issue) => issue.field === field || (field === "point" && issue.field === "GeoX,GeoY"),
      );
      return [
        {
          lineNumber,
          entryNumber,
          field,
          reference: published.get("reference") ?? "",
          name: published.get("name") ?? "",
          state,
          published: after,
          own: own ? text : "",
          ...(own ? this.#placed(text) : {}),
          sentences: [...(dropped ? [dropped.words] : []), ...about.map((issue) => issue.sentence)],
        },
      ];
    });
  }

  #placed(text: string): Pick<ShapeView, "ownPlaced"> {
    const ownPlaced = ownShapePlaced(text, this.#record.settings.libraries?.toWgs84);
    return ownPlaced === undefined ? {} : { ownPlaced };
  }

  #measured(shape: ShapeView): ShapeView {
    const { own, published } = shape;
    const toWgs84 = this.#record.settings.libraries?.toWgs84;
    const numbers = own === "" || published === "" ? undefined : shapeNumbers(own, published, toWgs84);
    return numbers ? { ...shape, numbers } : shape;
  }

  /** The nearest rows with something to fix. */
  #neighbours(entryNumber: number): [RowPlace | undefined, RowPlace | undefined] {
    const lines = this.#record.lines
      .all()
      .filter(({ group, about }) => about === "row" && (group === "must-fix" || group === "needs-fixing"));
    let previous = 0;
    let next = Number.POSITIVE_INFINITY;
    for (const { entries } of lines) {
      const at = firstAtLeast(entries, entryNumber);
      previous = Math.max(previous, entries[at - 1] ?? 0);
      next = Math.min(next, entries[entries[at] === entryNumber ? at + 1 : at] ?? Number.POSITIVE_INFINITY);
    }
    const place = (entry: number) => ({ entryNumber: entry, lineNumber: this.#record.records.lineOf(entry) });
    return [previous > 0 ? place(previous) : undefined, Number.isFinite(next) ? place(next) : undefined];
  }
}

function ownIssue(line: LineKey, entryNumber: number): CellIssue {
  const sample = line.samples.find((one) => one.entryNumber === entryNumber);
  const { id: lineId, group, type, field, detail } = line;
  const text = isFindingId(type) ? findingText[type] : undefined;
  const found = { field, rows: 1, allRows: false, count: 1, detail };
  const sentence = text && isRowFinding(text) ? findingSentence(text, found) : "";
  return {
    lineId,
    group,
    issueType: type,
    field,
    value: sample?.before ?? "",
    message: line.notes?.get(entryNumber) ?? "",
    sentence,
  };
}

function cellState(cell: string, after: string, isRead: boolean, dropped: boolean): CellState {
  if (isBlank(cell)) return "blank";
  if (!isRead) return "not-used";
  if (dropped || after === "") return "lost";
  return after === cell ? "same" : "changed";
}

function firstOf(published: ReadonlyMap<string, string>, fields: readonly string[]): string {
  for (const field of fields) {
    const value = published.get(field);
    if (value) return value;
  }
  return "";
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
