const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const hexadecimal = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?\d+))?$/;
const infinity = /^([+-]?)inf(?:inity)?$/i;
const notANumber = /^[+-]?nan$/i;

/**
 * A number as C's `strtod` reads it in the "C" locale, when it takes the whole text: decimal, hexadecimal, infinities and
 * NaN, after vertical tabs and form feeds (the other white space never reaches here).
 * @returns `undefined` when some of the text would be left
 */
export function parseCNumber(text: string): number | undefined {
  const trimmed = text.replace(/^[\v\f]+/, "");
  if (decimal.test(trimmed)) return Number(trimmed);
  const infinite = infinity.exec(trimmed);
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (notANumber.test(trimmed)) return Number.NaN;
  return parseHexadecimal(trimmed);
}

/** `0x1.8p3`: 1.5 times 2 to the 3rd. */
function parseHexadecimal(text: string): number | undefined {
  const match = hexadecimal.exec(text);
  if (!match) return undefined;
  const fraction = match[3] ?? "";
  const digits = `${match[2] ?? ""}${fraction}`;
  if (digits === "") return undefined;
  const exponent = Number(match[4] ?? "0") - 4 * fraction.length;
  const magnitude = scaleByPowerOfTwo(BigInt(`0x${digits}`), exponent);
  return match[1] === "-" ? -magnitude : magnitude;
}

/** `integer * 2^exponent` as a double, rounded half to even once. */
function scaleByPowerOfTwo(integer: bigint, exponent: number): number {
  if (integer === 0n) return 0;
  const bits = integer.toString(2).length;
  const top = bits + exponent; // The value lies in [2^(top - 1), 2^top).
  if (top > 1024) return Number.POSITIVE_INFINITY;
  if (top < -1080) return 0;
  // Keep two bits more than the double will hold and a sticky one, so that Number() and one exact scaling round right.
  const held = Math.max(Math.min(53, top + 1074), 0);
  const drop = bits - held;
  if (drop <= 0) return timesPowerOfTwo(Number(integer), exponent);
  const shift = BigInt(drop);
  let kept = integer >> shift;
  const rest = integer - (kept << shift);
  const half = 1n << (shift - 1n);
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  return timesPowerOfTwo(Number(kept), exponent + drop);
}

/** Exact as long as the result is representable; in steps, since 2^-1074 times 2^1074 has no single factor. */
function timesPowerOfTwo(value: number, exponent: number): number {
  let result = value;
  let rest = exponent;
  for (; rest > 1000; rest -= 1000) result *= 2 ** 1000;
  for (; rest < -1000; rest += 1000) result *= 2 ** -1000;
  return result * 2 ** rest;
}
