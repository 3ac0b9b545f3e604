import type { OgrCurve, OgrDimension, OgrOrdinates } from "./ogr-types.ts";

/** How far apart, relatively, two ends may be and still meet. */
const tolerance = 1e-14;

interface Run {
  readonly dimension: OgrDimension;
  readonly ordinates: OgrOrdinates;
}

/** At least two points, the last equal to the first. */
export function isClosedRun({ ordinates, dimension }: Run): boolean {
  const width = dimension.length;
  const last = ordinates.length - width;
  if (last < width) return false;
  for (let axis = 0; axis < width; axis++) if (ordinates[axis] !== ordinates[last + axis]) return false;
  return true;
}

/**
 * Lines joined end to start, turning round those that only fit so.
 *
 * @returns `undefined` when one is missing or does not meet the one before
 *
 * Source: ogr/ogrcompoundcurve.cpp of GDAL 3.6.2 (addCurveDirectlyInternal, CurveToLineInternal)
 */
export function compoundLine(lines: readonly (OgrCurve | undefined)[]): OgrCurve | undefined {
  const points: number[][] = [];
  let hasZ = false;
  for (const line of lines) {
    if (line === undefined || line.isRing) return undefined;
    let added = pointsOf(line);
    if (added.length === 1) return undefined;
    const end = points.at(-1);
    if (end !== undefined || line !== lines[0]) {
      if (end === undefined || added.length === 0) return undefined;
      if (!meets(end, added[0])) {
        if (!meets(end, added.at(-1))) return undefined;
        added = added.reverse();
      }
      added = added.slice(1);
    }
    hasZ ||= line.dimension === "XYZ";
    points.push(...added);
  }
  const width = hasZ ? 3 : 2;
  const ordinates = points.flatMap((point) => Array.from({ length: width }, (_, axis) => point[axis] ?? 0));
  return { type: "LineString", dimension: hasZ ? "XYZ" : "XY", ordinates };
}

function pointsOf({ ordinates, dimension }: OgrCurve): number[][] {
  const width = dimension.length;
  return Array.from({ length: ordinates.length / width }, (_, at) => [
    ...ordinates.slice(at * width, (at + 1) * width),
  ]);
}

function meets(end: readonly number[], start: readonly number[] | undefined): boolean {
  return [0, 1, 2].every((axis) => {
    const there = start?.[axis] ?? 0;
    return Math.abs((end[axis] ?? 0) - there) <= tolerance * Math.abs(there);
  });
}
