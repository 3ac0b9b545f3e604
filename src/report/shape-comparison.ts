import { scanOwnShape, shapeChanges } from "./cell-changes.ts";
import type { CurrentRow } from "./checked-row.ts";
import type { FindingLog } from "./findings.ts";
import { HashIndex, hashText } from "./hash-index.ts";
import { NumberList } from "./number-list.ts";
import type { ShapeState } from "./rows.ts";
import type { ShapeNumbers } from "./shape-numbers.ts";
import { metresPerDegree, type ShapeScan, scanShape } from "./shape-scan.ts";

/** Measures the publisher's text against the published WKT; `undefined` when either is no shape. */
export type MeasureShape = (own: string, published: string) => ShapeNumbers | undefined;

export type ShapeField = "geometry" | "point";

const states: readonly ShapeState[] = ["fine", "fixed", "must-fix", "lost"];
const asGiven = 8;
/** From these on a change is worth a look: service/results.md. */
const noticeableArea = 0.01;
const noticeableMetres = 1;

/** Boxes and areas of published polygons, for finding those that are nearly the same. */
export interface ShapeBox {
  readonly entryNumber: number;
  readonly lineNumber: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  readonly area: number;
  readonly hash: number;
}

/** Compares the shapes of each row with what is published, and remembers what state they are in. */
export class ShapeComparison {
  readonly boxes: ShapeBox[] = [];
  /** Entry number to 1 + the index of its state, and 8 when it is published as given; 0 when the row has no shape. */
  readonly #state = new NumberList();
  readonly #points = new HashIndex();
  readonly #shapes = new HashIndex();
  readonly #isBlocking: (issueType: string, field: string) => boolean;
  readonly #measure: MeasureShape;
  readonly #lineOf: (entryNumber: number) => number;
  /** First rows of a shape that another row has too: logged once. */
  readonly #repeated = new Set<number>();
  #given = false;
  #lost = false;
  #same = false;
  #published: ShapeScan | undefined;

  constructor(
    isBlocking: (issueType: string, field: string) => boolean,
    lineOf: (entryNumber: number) => number,
    measure: MeasureShape,
  ) {
    this.#isBlocking = isBlocking;
    this.#lineOf = lineOf;
    this.#measure = measure;
  }

  stateOf(entryNumber: number): ShapeState | undefined {
    return states[(this.#state.at(entryNumber) & 7) - 1];
  }

  /** Whether the row's shape is published as it was given, but for the way it is written. */
  isSame(entryNumber: number): boolean {
    return (this.#state.at(entryNumber) & asGiven) !== 0;
  }

  /** Entry numbers with a shape in this state, or in any. */
  entries(state?: ShapeState): Uint32Array {
    const found = new NumberList();
    for (let entry = 1; entry < this.#state.length; entry++) {
      const at = this.stateOf(entry);
      if (at !== undefined && (state === undefined || at === state)) found.push(entry);
    }
    return found.sortedSet();
  }

  startRow(): void {
    this.#given = false;
    this.#lost = false;
    this.#same = false;
    this.#published = undefined;
  }

  lost(): void {
    this.#given = true;
    this.#lost = true;
  }

  /** @returns whether the shape is published as it was given, but for the way it is written */
  compare(field: ShapeField, cell: string, published: string, row: CurrentRow, log: FindingLog): boolean {
    this.#given = true;
    const after = scanShape(published);
    // Where a row has both, the geometry is the one to draw.
    if (field === "geometry" || !this.#published) this.#published = after;
    const before = scanOwnShape(cell);
    const repaired = row.hasIssue("invalid geometry - fixed", field);
    const converted = row.issues.some(
      (issue) =>
        issue.field === field &&
        issue.outcome === "changed" &&
        issue.issueType !== "invalid geometry - fixed",
    );
    const changes = shapeChanges(before, after, converted, repaired);
    for (const { id, before: was, after: is } of changes) log.row(id, field, row, was, is);
    if (before && after.polygons > 0)
      this.#checkArea(field, before, after, cell, published, repaired, row, log);
    const same = changes.length === 0 && !repaired && !converted;
    this.#same ||= same;
    return same;
  }

  endRow(row: CurrentRow, log: FindingLog): void {
    const blocking = row.issues.some((issue) => this.#isBlocking(issue.issueType, issue.field));
    // The point of a brownfield row is made of two numbers: there is no cell to compare it with.
    const pair = row.published("point");
    const isPair = !this.#given && pair !== "" && !row.dropped;
    if (!row.dropped) {
      if (isPair) this.#findSamePoint(hashText(pair), row, log);
      else if (this.#published) this.#findSame(this.#published, row, log);
    }
    if (!this.#given && !isPair && !blocking) return;
    const fixed = row.issues.some((issue) => issue.outcome === "changed" && isShapeField(issue.field));
    // Without a reference the row can never be published; other rows wait, or were left out by a rule.
    const neverPublished = row.dropped && row.published("reference") === "";
    const state: ShapeState =
      blocking || neverPublished
        ? "must-fix"
        : row.dropped || (this.#lost && !this.#published && !isPair)
          ? "lost"
          : fixed
            ? "fixed"
            : "fine";
    this.#state.set(row.entryNumber, states.indexOf(state) + 1 + (this.#same ? asGiven : 0));
  }

  /** A cheap estimate says which shapes are worth measuring exactly. */
  #checkArea(
    field: ShapeField,
    before: ShapeScan,
    after: ShapeScan,
    own: string,
    published: string,
    repaired: boolean,
    row: CurrentRow,
    log: FindingLog,
  ): void {
    const [was, is] = [squareMetres(before), squareMetres(after)];
    const estimate = was > 0 ? Math.abs(is - was) / was : 0;
    // The platform simplifies by a tenth of a metre: only a repair, or a part that is gone, moves a boundary further.
    if (!repaired && before.polygons === after.polygons && estimate < 0.005) return;
    const numbers = this.#measure(own, published);
    if (!numbers) return;
    const { areaBeforeSquareMetres, areaAfterSquareMetres, largestShiftMetres } = numbers;
    const change = Math.abs(areaAfterSquareMetres - areaBeforeSquareMetres) / areaBeforeSquareMetres;
    if (change > noticeableArea)
      log.row("shape-changed", field, row, area(areaBeforeSquareMetres), area(areaAfterSquareMetres));
    else if (largestShiftMetres > noticeableMetres) {
      log.row("shape-changed", field, row, "", `boundary moved by ${largestShiftMetres.toFixed(1)} metres`);
    }
  }

  #findSame(shape: ShapeScan, row: CurrentRow, log: FindingLog): void {
    if (shape.polygons === 0) {
      this.#findSamePoint(shape.hash, row, log);
      return;
    }
    const { entryNumber, lineNumber } = row;
    const { minX, minY, maxX, maxY, hash, area: size } = shape;
    this.boxes.push({ entryNumber, lineNumber, minX, minY, maxX, maxY, hash, area: size });
    this.#logSame("same-shape", "geometry", this.#shapes.addHash(hash, entryNumber), row, log);
  }

  #findSamePoint(hash: number, row: CurrentRow, log: FindingLog): void {
    this.#logSame("same-point", "point", this.#points.addHash(hash, row.entryNumber), row, log);
  }

  /** @param first the first row with the same shape; 0 when this is it */
  #logSame(
    id: "same-shape" | "same-point",
    field: ShapeField,
    first: number,
    row: CurrentRow,
    log: FindingLog,
  ): void {
    if (first === 0) return;
    if (!this.#repeated.has(first)) {
      this.#repeated.add(first);
      log.row(id, field, { entryNumber: first, lineNumber: this.#lineOf(first) });
    }
    log.row(id, field, row, "", `as in row ${this.#lineOf(first)}`);
  }
}

export function isShapeField(field: string): boolean {
  return field === "geometry" || field === "point" || field === "GeoX,GeoY";
}

/** From degrees, or from metres when the numbers are too large for degrees. */
function squareMetres(shape: ShapeScan): number {
  if (Math.max(Math.abs(shape.maxX), Math.abs(shape.maxY)) > 180) return shape.area;
  // Latitude is whichever number is near 52 in England: a flipped shape has it first.
  const middleY = (shape.minY + shape.maxY) / 2;
  const middleX = (shape.minX + shape.maxX) / 2;
  const scale = metresPerDegree(Math.abs(middleY) > Math.abs(middleX) ? middleY : middleX);
  return shape.area * scale.x * scale.y;
}

function area(squareMetresOfShape: number): string {
  return squareMetresOfShape >= 100_000
    ? `${(squareMetresOfShape / 10_000).toFixed(1)} hectares`
    : `${Math.round(squareMetresOfShape)} square metres`;
}
