import { mandatoryFields } from "../engine/mandatory-fields.ts";
import type { CheckedRow, CheckSetup, RowCheck } from "./checked-row.ts";
import type { FindingLog } from "./findings.ts";
import type { ShapeBox } from "./shape-comparison.ts";

/** Above this share two shapes are taken for the same, as the platform's own test does. */
const sameShare = 0.95;
/** Rounding aside, nothing of the shape is inside the boundary. */
const whollyOutside = 0.9999;
/** Boundaries are drawn for a map: a sliver along the border means nothing. */
const noticeablyOutside = 0.01;
/** So many pairs are measured exactly; a file with more has a larger problem than this one. */
const mostPairs = 500;

/** Points where polygons are expected and the reverse, shapes nearly alike, shapes outside the authority. */
export function checkShapes(setup: CheckSetup): RowCheck {
  const { dataset, outsideShare } = setup;
  const mandatory = mandatoryFields.get(dataset) ?? [];
  // A dataset that names both takes either; trees are points by nature, and their polygons are mostly crowns.
  const wantsPolygon = mandatory.includes("geometry") && !mandatory.includes("point");
  const wantsPoint = mandatory.includes("point") || mandatory.includes("GeoX");

  function row(row: CheckedRow, log: FindingLog): void {
    if (row.dropped) return;
    const geometry = row.published("geometry");
    const point = row.published("point");
    if (wantsPolygon && geometry === "" && point !== "")
      log.row("point-for-polygon", "point", row, row.given("point"), point);
    if (wantsPoint && geometry !== "" && point === "") log.row("polygon-for-point", "geometry", row);
    if (outsideShare && (geometry !== "" || point !== "")) {
      const outside = outsideShare(geometry || point);
      const field = geometry === "" ? "point" : "geometry";
      if (outside >= whollyOutside) log.row("outside-boundary", field, row);
      else if (outside > noticeablyOutside) {
        log.row("partly-outside-boundary", field, row, "", `${Math.round(outside * 100)}% outside`);
      }
    }
  }

  function end(log: FindingLog): void {
    const { sharedArea, publishedShape } = setup;
    if (!sharedArea) return;
    const logged = new Set<number>();
    for (const [a, b] of nearlyAlike(setup.boxes)) {
      const [ofA, ofB] = sharedArea(publishedShape(a.entryNumber), publishedShape(b.entryNumber));
      if (ofA <= sameShare || ofB <= sameShare) continue;
      const share = `${Math.floor(Math.min(ofA, ofB) * 100)}% shared with row`;
      if (!logged.has(a.entryNumber)) log.row("same-shape", "geometry", a, "", `${share} ${b.lineNumber}`);
      if (!logged.has(b.entryNumber)) log.row("same-shape", "geometry", b, "", `${share} ${a.lineNumber}`);
      logged.add(a.entryNumber).add(b.entryNumber);
    }
  }
  return { row, end };
}

/**
 * Pairs of which more than 95% may be shared; equal shapes are found elsewhere. What two shapes share lies in what their
 * boxes share, and cannot be more than the smaller of them: cheap tests before the exact one.
 */
export function nearlyAlike(boxes: readonly ShapeBox[]): (readonly [ShapeBox, ShapeBox])[] {
  const sorted = [...boxes].sort((a, b) => a.minX - b.minX);
  const pairs: (readonly [ShapeBox, ShapeBox])[] = [];
  for (const [index, a] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next++) {
      const b = sorted[next];
      if (!b || b.minX > a.maxX) break;
      const larger = Math.max(a.area, b.area);
      if (a.hash === b.hash || Math.min(a.area, b.area) < sameShare * larger) continue;
      if (sharedBox(a, b) < sameShare * larger) continue;
      if (pairs.push([a, b]) >= mostPairs) return pairs;
    }
  }
  return pairs;
}

function sharedBox(a: ShapeBox, b: ShapeBox): number {
  const width = Math.min(a.maxX, b.maxX) - Math.max(a.minX, b.minX);
  const height = Math.min(a.maxY, b.maxY) - Math.max(a.minY, b.minY);
  return Math.max(0, width) * Math.max(0, height);
}
