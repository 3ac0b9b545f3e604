import type { CellLog } from "../issue-log.ts";
import type { ToWgs84 } from "./geometry-context.ts";

/**
 * Normalises the pair of an entry that has both fields GeoX and GeoY, after each was normalised as a number.
 * The log must be bound to the field `GeoX,GeoY`.
 * @returns the new texts; `undefined` when both fields are to be removed from the row
 * Source: digital_land/phase/harmonise.py
 */
export function harmonisePair(
  _geoX: string,
  _geoY: string,
  _log: CellLog,
  _toWgs84?: ToWgs84,
): { geoX: string; geoY: string } | undefined {
  throw new Error("not written yet");
}
