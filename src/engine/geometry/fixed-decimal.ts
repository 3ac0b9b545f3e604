import type { AsciiText } from "../ascii-text.ts";

/**
 * Six decimals, as C's `%.6f` and C++'s fixed stream print a double: the exact binary value rounded half to even.
 * A millionth of a degree is about 0.1 m; the pipeline publishes and repairs at this precision.
 */

const grid = 1e6;
/** Above this a millionth is finer than a double. */
const plainLimit = 2 ** 52 / grid;
/** Whole numbers below it are written by `AsciiText`. */
const largestAdded = 1e15;
/** A product with 10^6 is off by less than this part of itself; closer to a half than that needs the exact way. */
const doubt = 2 ** -50;

/**
 * The double nearest to `value` written with six decimals: what printing and reading back gives.
 * Minus zero and infinities are kept.
 */
export function roundToSixDecimals(value: number): number {
  const scaled = Math.abs(value) * grid;
  const nearest = millionths(scaled);
  if (nearest === undefined) return Number.isFinite(value) ? Number(formatSixDecimals(value)) : value;
  const rounded = nearest / grid;
  return value < 0 || Object.is(value, -0) ? -rounded : rounded;
}

/** `value` with exactly six decimals, minus zero as `-0.000000`; `inf`, `-inf`, `nan` as C++ writes them. */
export function formatSixDecimals(value: number): string {
  const negative = value < 0 || Object.is(value, -0);
  const sign = negative ? "-" : "";
  const nearest = millionths(Math.abs(value) * grid);
  if (nearest !== undefined) {
    const whole = Math.floor(nearest / grid);
    // A leading one keeps the zeros.
    return `${sign}${whole}.${`${grid + (nearest - whole * grid)}`.slice(1)}`;
  }
  const exact = exactMillionths(value);
  if (exact === undefined) return Number.isNaN(value) ? "nan" : `${sign}inf`;
  const digits = exact.toString().padStart(7, "0");
  return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** Adds what `formatSixDecimals` gives. */
export function addSixDecimals(text: AsciiText, value: number): void {
  const nearest = millionths(Math.abs(value) * grid);
  if (nearest === undefined || nearest >= largestAdded) {
    text.add(formatSixDecimals(value));
    return;
  }
  if (value < 0 || Object.is(value, -0)) text.add("-");
  text.decimal(nearest, 6);
}

/** The integer nearest to `scaled`, unless a tie or the rounding of the product puts it in doubt. */
function millionths(scaled: number): number | undefined {
  if (!(scaled < plainLimit * grid)) return undefined;
  const floor = Math.floor(scaled);
  const fraction = scaled - floor;
  if (Math.abs(fraction - 0.5) <= scaled * doubt + Number.MIN_VALUE) return undefined;
  return fraction > 0.5 ? floor + 1 : floor;
}

/** The exact way, by integers of any size; `undefined` when `value` is not finite. */
function exactMillionths(value: number): bigint | undefined {
  if (!Number.isFinite(value)) return undefined;
  const { mantissa, exponent } = binaryParts(Math.abs(value));
  const product = mantissa * 1_000_000n;
  if (exponent >= 0) return product << BigInt(exponent);
  const shift = BigInt(-exponent);
  const floor = product >> shift;
  const rest = product - (floor << shift);
  const half = 1n << (shift - 1n);
  const up = rest > half || (rest === half && (floor & 1n) === 1n);
  return up ? floor + 1n : floor;
}

/** A finite double as `mantissa * 2^exponent`, exactly. */
function binaryParts(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}
