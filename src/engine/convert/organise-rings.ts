import type { OgrDimension, OgrGeometry, OgrOrdinates, OgrPolygon } from "./ogr-types.ts";

/**
 * Which rings are shells and which are holes in them, where a format gives them as one flat list: shapefile, MapInfo.
 *
 * Source: ogr/ogrgeometryfactory.cpp of GDAL 3.6.2 (organizePolygons), in its fast version
 */

/** `counter-clockwise-holes`: only rings turned that way can be holes. `any`: turning says nothing. */
export type RingRule = "counter-clockwise-holes" | "any";

interface Ring {
  readonly ordinates: OgrOrdinates;
  readonly stride: number;
  readonly count: number;
  readonly area: number;
  readonly isClockwise: boolean;
  readonly bounds: Bounds;
  /** The shell this ring is a hole of; `undefined` = it is a shell. */
  shell?: Ring;
}

interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/**
 * @param rings each with the same dimension; none = an empty polygon
 * @returns a polygon, or a multipolygon with shells in the order given
 */
export function organiseRings(
  rings: readonly OgrOrdinates[],
  dimension: OgrDimension,
  rule: RingRule,
): OgrGeometry {
  if (rings.length <= 1) return polygon(dimension, rings);
  const stride = dimension.length;
  const given = rings.map((ordinates) => measured(ordinates, stride));
  if (rule === "counter-clockwise-holes") {
    const [shell, another] = given.filter((ring) => ring.isClockwise);
    if (shell !== undefined && another === undefined) {
      const holes = given.filter((ring) => ring !== shell);
      return polygon(
        dimension,
        [shell, ...holes].map((ring) => ring.ordinates),
      );
    }
  }
  // A ring of under four vertices has no inside: OGR gives up and takes every ring for a shell.
  if (given.some((ring) => ring.count < 4)) return allShells(rings, dimension);
  findShells([...given].sort(byArea), rule);
  return assembled(given, dimension);
}

function polygon(dimension: OgrDimension, rings: readonly OgrOrdinates[]): OgrPolygon {
  return { type: "Polygon", dimension, rings };
}

function allShells(rings: readonly OgrOrdinates[], dimension: OgrDimension): OgrGeometry {
  return { type: "MultiPolygon", dimension, members: rings.map((ring) => polygon(dimension, [ring])) };
}

function byArea(one: Ring, other: Ring): number {
  return other.area - one.area;
}

/** Gives each hole its shell: the smallest ring around it that is itself no hole. `rings` come largest first. */
function findShells(rings: readonly Ring[], rule: RingRule): void {
  const isOrdered = rule === "counter-clockwise-holes";
  for (const [index, ring] of rings.entries()) {
    if (index === 0 || (isOrdered && ring.isClockwise)) continue;
    for (let larger = index - 1; larger >= 0; larger--) {
      const around = rings[larger];
      if (around === undefined || (isOrdered && !around.isClockwise)) continue;
      if (!contains(around.bounds, ring.bounds)) continue;
      // The largest ring is the last candidate: a hole must be in it.
      if (!(isOrdered && larger === 0) && !isInside(ring, around)) continue;
      if (around.shell === undefined) ring.shell = around;
      break; // inside a hole it is a shell again, an island in the lake
    }
  }
}

function assembled(rings: readonly Ring[], dimension: OgrDimension): OgrGeometry {
  const members = rings
    .filter((ring) => ring.shell === undefined)
    .map((shell) => {
      const holes = rings.filter((ring) => ring.shell === shell);
      return polygon(
        dimension,
        [shell, ...holes].map((ring) => ring.ordinates),
      );
    });
  const [only] = members;
  return only !== undefined && members.length === 1 ? only : { type: "MultiPolygon", dimension, members };
}

function measured(ordinates: OgrOrdinates, stride: number): Ring {
  const count = ordinates.length / stride;
  const bounds = boundsOf(ordinates, stride);
  if (count < 4) return { ordinates, stride, count, area: 0, isClockwise: false, bounds };
  const sum = twiceSignedArea(ordinates, stride, count);
  return {
    ordinates,
    stride,
    count,
    area: 0.5 * Math.abs(sum),
    isClockwise: turnsClockwise(ordinates, stride, count, sum),
    bounds,
  };
}

/** Green's formula, summed in OGR's order so that near-zero areas come out with its sign. */
function twiceSignedArea(ordinates: OgrOrdinates, stride: number, count: number): number {
  const x = (at: number) => ordinates[at * stride] ?? 0;
  const y = (at: number) => ordinates[at * stride + 1] ?? 0;
  let sum = x(0) * (y(1) - y(count - 1));
  for (let at = 1; at < count - 1; at++) sum += x(at) * (y(at + 1) - y(at - 1));
  return sum + x(count - 1) * (y(0) - y(count - 2));
}

/** Vertices this close, in the units of the coordinates, are too near to tell a direction from. */
const nearness = 1e-5;

/** By the turn at the lowest vertex, the rightmost of several; by the area where that is no use. */
function turnsClockwise(ordinates: OgrOrdinates, stride: number, count: number, sum: number): boolean {
  const x = (at: number) => ordinates[at * stride] ?? 0;
  const y = (at: number) => ordinates[at * stride + 1] ?? 0;
  let lowest = 0;
  let unsure = false;
  for (let at = 1; at < count - 1; at++) {
    if (y(at) < y(lowest) || (y(at) === y(lowest) && x(at) > x(lowest))) {
      lowest = at;
      unsure = false;
    } else if (y(at) === y(lowest) && x(at) === x(lowest)) unsure = true;
  }
  const before = lowest === 0 ? count - 2 : lowest - 1;
  const after = lowest + 1 >= count - 1 ? 0 : lowest + 1;
  for (const next of [before, after]) {
    unsure ||= Math.abs(x(next) - x(lowest)) < nearness && Math.abs(y(next) - y(lowest)) < nearness;
  }
  const cross =
    (x(after) - x(lowest)) * (y(before) - y(lowest)) - (x(before) - x(lowest)) * (y(after) - y(lowest));
  return unsure || cross === 0 ? sum < 0 : cross < 0;
}

function boundsOf(ordinates: OgrOrdinates, stride: number): Bounds {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < ordinates.length; at += stride) {
    const x = ordinates[at] ?? 0;
    const y = ordinates[at + 1] ?? 0;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return { west, south, east, north };
}

function contains(outer: Bounds, inner: Bounds): boolean {
  return (
    outer.west <= inner.west &&
    outer.south <= inner.south &&
    outer.east >= inner.east &&
    outer.north >= inner.north
  );
}

type Side = "inside" | "outside" | "boundary";

/** By the first vertex of `ring` that is not on the boundary of `around`; if all are, by the middle of an edge. */
function isInside(ring: Ring, around: Ring): boolean {
  const { ordinates, stride, count } = ring;
  const x = (at: number) => ordinates[at * stride] ?? 0;
  const y = (at: number) => ordinates[at * stride + 1] ?? 0;
  for (let at = 0; at < count; at++) {
    const side = sideOf(x(at), y(at), around);
    if (side !== "boundary") return side === "inside";
  }
  for (let at = 1; at < count; at++) {
    if (x(at) === x(at - 1) && y(at) === y(at - 1)) continue;
    const side = sideOf((x(at) + x(at - 1)) / 2, (y(at) + y(at - 1)) / 2, around);
    if (side !== "boundary") return side === "inside";
  }
  return false;
}

function sideOf(x: number, y: number, { ordinates, stride, count }: Ring): Side {
  let crossings = 0;
  for (let at = 1; at < count; at++) {
    const x1 = (ordinates[at * stride] ?? 0) - x;
    const y1 = (ordinates[at * stride + 1] ?? 0) - y;
    const x2 = (ordinates[(at - 1) * stride] ?? 0) - x;
    const y2 = (ordinates[(at - 1) * stride + 1] ?? 0) - y;
    if (x1 * y2 - x2 * y1 === 0 && !(x1 === x2 && y1 === y2)) {
      const along = -x2 * (x1 - x2) - y2 * (y1 - y2);
      if (along >= 0 && along <= (x1 - x2) ** 2 + (y1 - y2) ** 2) return "boundary";
    }
    const crosses = (y1 > 0 && y2 <= 0) || (y2 > 0 && y1 <= 0);
    if (crosses && (x1 * y2 - x2 * y1) / (y2 - y1) > 0) crossings++;
  }
  return crossings % 2 === 1 ? "inside" : "outside";
}
