/**
 * Numbers of about 106 bits: the unevaluated sum of two doubles, after T. J. Dekker, "A floating-point technique for
 * extending the available precision" (1971), with the order of operations of GEOS's (and JTS's) DD, so that results agree
 * to the last bit. JavaScript never fuses or widens operations, which this relies on.
 */
export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

/** 2^27 + 1: splits a double into two halves of 26 bits. */
const splitter = 134217729;

export function sumOfDoubles(a: number, b: number): DoubleDouble {
  return add({ high: a, low: 0 }, { high: b, low: 0 });
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const highSum = a.high + b.high;
  const lowSum = a.low + b.low;
  const highPart = highSum - a.high;
  const lowPart = lowSum - a.low;
  const highError = b.high - highPart + (a.high - (highSum - highPart));
  const lowError = b.low - lowPart + (a.low - (lowSum - lowPart));
  const carried = highError + lowSum;
  const top = highSum + carried;
  const rest = lowError + (carried + (highSum - top));
  const high = top + rest;
  return { high, low: rest + (top - high) };
}

export function subtract(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return add(a, { high: -b.high, low: -b.low });
}

export function productOfDoubles(a: number, b: number): DoubleDouble {
  return multiply({ high: a, low: 0 }, { high: b, low: 0 });
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const aHigh = upperHalf(a.high);
  const aLow = a.high - aHigh;
  const bHigh = upperHalf(b.high);
  const bLow = b.high - bHigh;
  const product = a.high * b.high;
  const error =
    aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow + (a.high * b.low + a.low * b.high);
  const high = product + error;
  return { high, low: error + (product - high) };
}

/** The quotient as one double. */
export function quotient(a: DoubleDouble, b: DoubleDouble): number {
  const first = a.high / b.high;
  const firstHigh = upperHalf(first);
  const firstLow = first - firstHigh;
  const product = first * b.high;
  const bHigh = upperHalf(b.high);
  const bLow = b.high - bHigh;
  const error = firstHigh * bHigh - product + firstHigh * bLow + firstLow * bHigh + firstLow * bLow;
  const second = (a.high - product - error + a.low - first * b.low) / b.high;
  const high = first + second;
  return high + (first - high + second);
}

function upperHalf(value: number): number {
  const scaled = splitter * value;
  return scaled - (scaled - value);
}
