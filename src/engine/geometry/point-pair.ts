import type { CellLog } from "../issue-log.ts";
import { floatText } from "../python-number.ts";
import { bringToWgs84 } from "./crs.ts";
import { formatSixDecimals } from "./fixed-decimal.ts";
import type { ToWgs84 } from "./geometry-context.ts";
import { helmertToWgs84 } from "./osgb.ts";
import { parsePythonFloat } from "./python-float.ts";

/**
 * Normalises the pair of an entry that has both fields GeoX and GeoY, after each was normalised as a number.
 * @param log bound to the field `GeoX,GeoY`
 * @returns the new texts, longitude and latitude; `undefined` when both fields are to be removed from the row
 * Source: digital_land/phase/harmonise.py ("fix point geometry"), digital_land/datatype/point.py
 */
export function harmonisePair(
  geoX: string,
  geoY: string,
  log: CellLog,
  toWgs84: ToWgs84 = helmertToWgs84,
): { geoX: string; geoY: string } | undefined {
  const x = parsePythonFloat(geoX);
  const y = parsePythonFloat(geoY);
  if (x === undefined || y === undefined) {
    // As the pipeline: the value of this issue is a list, and prints as Python prints one.
    log("invalid WKT", `['${geoX}', '${geoY}']`, "Geometry must be in Well-Known Text (WKT) format");
    return undefined;
  }
  // Two NaNs make an empty point, which goes without a word.
  if (Number.isNaN(x) && Number.isNaN(y)) return undefined;
  const point = { type: "Point", coordinates: Float64Array.of(x, y) } as const;
  const { geometry, issueType, message } = bringToWgs84({ geometry: point, heights: new Map() }, toWgs84);
  if (issueType !== undefined) log(issueType, "", message);
  if (geometry?.type !== "Point") return undefined;
  const [longitude = Number.NaN, latitude = Number.NaN] = geometry.coordinates;
  return { geoX: sixDecimalFloat(longitude), geoY: sixDecimalFloat(latitude) };
}

const zerosAtEnd = /0{1,5}$/;

/** Python's shortest text of the number as dumped with six decimals. */
function sixDecimalFloat(value: number): string {
  const text = formatSixDecimals(value);
  const magnitude = Math.abs(value);
  // With so few digits the text without its last zeros is the shortest there is, and Python writes no exponent.
  if (magnitude >= 0.001 && magnitude < 1000) return text.endsWith("0") ? text.replace(zerosAtEnd, "") : text;
  return floatText(Number(text));
}
