import type { CellLog } from "../issue-log.ts";
import type { GeometryEngine } from "./geometry-engine.ts";

/** Easting and northing (metres, OSGB36) with a height (metres) to WGS84 `[longitude, latitude]` in degrees. */
export type ToWgs84 = (easting: number, northing: number, height?: number) => readonly [number, number];

/** What normalising one geometry cell needs: where to log, the geometry library, and the datum shift. */
export interface GeometryContext {
  readonly log: CellLog;
  readonly geometry: GeometryEngine;
  /** How National Grid coordinates become WGS84; the live check's Helmert transformation unless told otherwise. */
  readonly toWgs84?: ToWgs84;
}
