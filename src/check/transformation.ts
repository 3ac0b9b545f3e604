import type { ToWgs84 } from "../engine/geometry/geometry-context.ts";
import { helmertToWgs84 } from "../engine/geometry/osgb.ts";
import { ostn15ToWgs84 } from "../engine/geometry/ostn15.ts";
import { readOstn15Grid } from "../engine/geometry/ostn15-grid.ts";
import type { Mode } from "../report/mode.ts";

/** How National Grid coordinates become longitude and latitude in one run. */
export interface Transformation {
  readonly name: "helmert" | "ostn15";
  readonly toWgs84: ToWgs84;
  /**
   * Metres between what the live check and the nightly run make of the same place, the most among the kilometre squares
   * met so far; `undefined` when none was met, or when this run has only one of them.
   */
  apart(): number | undefined;
}

/** The table of OSTN15 could not be had when the first National Grid coordinate was met. */
export class GridUnavailable extends Error {}

/**
 * As the live check does it (without a grid) or as the nightly run does (OSTN15), unless told which.
 * @param loadGrid the packed table; called once, when the first National Grid coordinate is met
 * Source: design, decision 7
 */
export function transformationFor(
  mode: Mode,
  given: "helmert" | "ostn15" | undefined,
  loadGrid: () => Uint8Array,
): Transformation {
  const name = given ?? (mode === "check" ? "helmert" : "ostn15");
  if (name === "helmert") return { name, toWgs84: helmertToWgs84, apart: () => undefined };
  let exact: ToWgs84 | undefined;
  let apart: number | undefined;
  let square = "";
  const toWgs84: ToWgs84 = (easting, northing, height) => {
    exact ??= ostn15ToWgs84(readGrid(loadGrid));
    const place = exact(easting, northing, height);
    const here = `${Math.floor(easting / 1000)},${Math.floor(northing / 1000)}`;
    if (here !== square) {
      square = here;
      const distance = metresBetween(place, helmertToWgs84(easting, northing, height));
      if (Number.isFinite(distance)) apart = Math.max(apart ?? 0, distance);
    }
    return place;
  };
  return { name, toWgs84, apart: () => apart };
}

function readGrid(loadGrid: () => Uint8Array) {
  try {
    return readOstn15Grid(loadGrid());
  } catch (error) {
    throw new GridUnavailable(error instanceof Error ? error.message : String(error));
  }
}

const metresPerDegree = 111_200;

/** Good to a thousandth over the few metres that are asked for. */
function metresBetween(one: readonly [number, number], other: readonly [number, number]): number {
  const shrink = Math.cos((one[1] * Math.PI) / 180);
  return Math.hypot((one[0] - other[0]) * shrink, one[1] - other[1]) * metresPerDegree;
}
