import { AsciiText } from "../ascii-text.ts";
import { isEmpty, ordinateCount } from "./ogr-multi-polygon.ts";
import type { OgrDimension, OgrGeometry, OgrOrdinates } from "./ogr-types.ts";
import { fixed, general } from "./printf.ts";

// What `--config OGR_WKT_PRECISION 10` asks for: decimals below 1, significant digits from there on.
const precision = 10;
const int32Minimum = -(2 ** 31);
const int32Maximum = 2 ** 31 - 1;

/** Well-known text (ISO variant) as GDAL 3.6.2 writes it with OGR_WKT_PRECISION 10. */
export function writeWkt(geometry: OgrGeometry): string {
  return write(geometry, geometry.dimension);
}

function write(geometry: OgrGeometry, dimension: OgrDimension): string {
  const suffix = dimension === "XY" ? "" : `${dimension.slice(2)} `;
  const isRing = geometry.type === "LineString" && geometry.isRing;
  return `${isRing ? "LINEARRING" : geometry.type.toUpperCase()} ${suffix}${body(geometry, dimension)}`;
}

/** The part in brackets, or EMPTY. Members have the ordinates of the collection they are in besides their own. */
function body(geometry: OgrGeometry, dimension: OgrDimension): string {
  if (geometry.type === "GeometryCollection") {
    if (geometry.members.length === 0) return "EMPTY";
    return `(${geometry.members.map((member) => write(member, dimension)).join(",")})`;
  }
  switch (geometry.type) {
    case "Point":
      return isEmpty(geometry) ? "EMPTY" : points(geometry.ordinates, geometry.dimension, dimension);
    case "LineString":
      return geometry.ordinates.length === 0
        ? "EMPTY"
        : points(geometry.ordinates, geometry.dimension, dimension);
    case "Polygon": {
      // An empty shell makes the polygon empty, whatever its holes are.
      if ((geometry.rings[0]?.length ?? 0) === 0) return "EMPTY";
      const rings = geometry.rings.filter((ring) => ring.length > 0);
      return `(${rings.map((ring) => points(ring, geometry.dimension, dimension)).join(",")})`;
    }
    default: {
      const parts = geometry.members
        .map((part) => body(part, unionOf(dimension, part.dimension)))
        .filter((part) => part !== "EMPTY");
      return parts.length === 0 ? "EMPTY" : `(${parts.join(",")})`;
    }
  }
}

function unionOf(one: OgrDimension, other: OgrDimension): OgrDimension {
  if (one === other || other === "XY") return one;
  const hasZ = one.includes("Z") || other.includes("Z");
  const hasM = one.includes("M") || other.includes("M");
  return hasZ ? (hasM ? "XYZM" : "XYZ") : "XYM";
}

const text = new AsciiText();

function points(ordinates: OgrOrdinates, from: OgrDimension, to: OgrDimension): string {
  const stride = ordinateCount(from);
  const z = from.includes("Z") ? 2 : -1;
  const m = from.includes("M") ? stride - 1 : -1;
  const writesZ = to.includes("Z");
  const writesM = to.includes("M");
  for (let at = 0; at < ordinates.length; at += stride) {
    text.add(at > 0 ? "," : "(");
    addPair(ordinates[at] ?? 0, ordinates[at + 1] ?? 0);
    if (writesZ) text.add(` ${significantNumber(z < 0 ? 0 : (ordinates[at + z] ?? 0))}`);
    if (writesM) text.add(` ${significantNumber(m < 0 ? 0 : (ordinates[at + m] ?? 0))}`);
  }
  text.add(")");
  return text.take();
}

/** x and y: as integers if both are 32-bit ones, else each on its own with a decimal point when it is all digits. */
function addPair(x: number, y: number): void {
  if (isInt32(x) && isInt32(y)) {
    text.add(`${x + 0} ${y + 0}`); // + 0 turns -0 into 0
    return;
  }
  addDecimal(x);
  text.add(" ");
  addDecimal(y);
}

function isInt32(value: number): boolean {
  return value >= int32Minimum && value <= int32Maximum && Math.trunc(value) === value;
}

/** Of numbers from 1 up; more are left to `decimal`. */
const largestPlain = 1e9;
/** A product with a power of ten is off by less than this part of itself. */
const doubt = 2 ** -50;

/** Adds what `decimal` gives; nearly all coordinates are plain enough to be written digit by digit. */
function addDecimal(value: number): void {
  const magnitude = Math.abs(value);
  let decimals = precision;
  for (let limit = 1; magnitude >= limit && limit < largestPlain; limit *= 10) decimals -= 1;
  const power = 10 ** decimals;
  const scaled = magnitude * power;
  const floor = Math.floor(scaled);
  const fraction = scaled - floor;
  const nearest = fraction > 0.5 ? floor + 1 : floor;
  const inDoubt = Math.abs(fraction - 0.5) <= scaled * doubt;
  const isPlain = magnitude < largestPlain && !inDoubt && nearest % power !== 0;
  if (!isPlain || (magnitude < 1 && mayRoundOff(nearest))) {
    text.add(decimal(value));
    return;
  }
  if (value < 0) text.add("-");
  text.decimal(nearest, decimals);
  text.trimZeros();
}

/** Whether `roundOff` may change a number of ten decimals, given without its point. */
function mayRoundOff(digits: number): boolean {
  const five = Math.floor(digits / 10) % 1e5;
  const seven = Math.floor(digits / 100) % 1e7;
  return five === 0 || five === 99_999 || seven === 0 || seven === 9_999_999;
}

function decimal(value: number): string {
  const text = Math.abs(value) < 1 ? trimZeros(roundOff(fixed(value, precision))) : significantNumber(value);
  return isDigits(text) ? `${text}.0` : text;
}

function significantNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  // GDAL trims zeros at the end even behind an exponent: 1.23456789E+10 becomes 1.23456789E+1.
  return trimZeros(general(value, precision));
}

function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 48 || unit > 57) return false;
  }
  return true;
}

/** Zeros at the end go, but one stays behind the point. Without a point nothing changes. */
function trimZeros(text: string): string {
  if (!text.includes(".")) return text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end -= 1;
  const cut = text.slice(0, end);
  return cut.endsWith(".") ? `${cut}0` : cut;
}

/**
 * GDAL's guess at rounding errors, for a number written with ten decimals (magnitude up to 1): five zeros or nines before
 * the last digit, or two before the last seven (with up to three digits before the point that means seven).
 */
function roundOff(text: string): string {
  const at = text.length;
  const zeros = (from: number, to: number) => isRun(text, at - to, at - from, 48);
  const nines = (from: number, to: number) => isRun(text, at - to, at - from, 57);
  if (zeros(2, 6)) return text.slice(0, -1);
  if (zeros(3, 9)) return text.slice(0, -8);
  if (nines(2, 6)) return roundUp(text.slice(0, -6));
  if (nines(3, 9)) return roundUp(text.slice(0, -9));
  return text;
}

function isRun(text: string, from: number, to: number, unit: number): boolean {
  for (let at = from; at <= to; at += 1) if (text.charCodeAt(at) !== unit) return false;
  return true;
}

/** One more in the last place, with carry; a sign and a point are passed over. */
function roundUp(text: string): string {
  const sign = text.startsWith("-") ? "-" : "";
  const digits = [...text.slice(sign.length)];
  for (let at = digits.length - 1; at >= 0; at -= 1) {
    if (digits[at] === ".") continue;
    if (digits[at] !== "9") {
      digits[at] = String(Number(digits[at]) + 1);
      return sign + digits.join("");
    }
    digits[at] = "0";
  }
  return `${sign}1${digits.join("")}`;
}
