/**
 * Numbers as C's printf writes them: exact halves go to the even digit, where JavaScript's `toFixed` and
 * `toPrecision` take the larger number.
 */

/** `%.<decimals>f` of a finite number. */
export function fixed(value: number, decimals: number): string {
  const magnitude = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  // From 2^53 on every number is whole, and toFixed turns to exponents at 1e21.
  if (magnitude >= 2 ** 53) {
    return `${sign}${BigInt(magnitude)}${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}`;
  }
  // toFixed knows 100 decimals. Only numbers far smaller than any that is published have more.
  if (decimals > 100) return `${sign}${magnitude.toFixed(100)}${"0".repeat(decimals - 100)}`;
  // toFixed goes no further than 100.
  if (decimals > 100) return `${fixed(value, 100)}${"0".repeat(decimals - 100)}`;
  const text = magnitude.toFixed(decimals);
  return sign + (isHalf(magnitude, decimals) ? evenNeighbour(text) : text);
}

/** `%.<precision>G` (or `g`, with a small exponent letter) of a finite number: no trailing zeros. */
export function general(value: number, precision: number, exponentLetter: "e" | "E" = "E"): string {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const magnitude = Math.abs(value);
  if (magnitude === 0) return `${sign}0`;
  if (magnitude >= 1 && magnitude < 10 ** (precision - 1)) {
    // Most coordinates: digits before the point are known, so a fixed number of decimals does, and toFixed is quick.
    let wholeDigits = 1;
    for (let limit = 10; magnitude >= limit; limit *= 10) wholeDigits += 1;
    return sign + withoutZeros(fixed(magnitude, precision - wholeDigits));
  }
  const { digits, exponent } = significant(magnitude, precision);
  const shown = digits.replace(/0+$/, "");
  if (exponent < -4 || exponent >= precision) {
    const mantissa = shown.length > 1 ? `${shown.slice(0, 1)}.${shown.slice(1)}` : shown;
    const power = Math.abs(exponent).toString().padStart(2, "0");
    return `${sign}${mantissa}${exponentLetter}${exponent < 0 ? "-" : "+"}${power}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${shown}`;
  const whole = shown.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = shown.slice(exponent + 1);
  return sign + (fraction === "" ? whole : `${whole}.${fraction}`);
}

/** A number with a point, less the zeros at its end. */
function withoutZeros(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end -= 1;
  if (text.charCodeAt(end - 1) === 46) end -= 1;
  return text.slice(0, end);
}

/** Significant digits and the power of ten of the first, rounded half to even. */
function significant(magnitude: number, precision: number): { digits: string; exponent: number } {
  const text = magnitude.toExponential(precision - 1);
  const at = text.indexOf("e");
  const exponent = Number(text.slice(at + 1));
  const digits = text.slice(0, at).replace(".", "");
  return { digits: isHalf(magnitude, precision - 1 - exponent) ? evenNeighbour(digits) : digits, exponent };
}

/** Whether a number lies exactly between two neighbours with so many decimals (negative: tens, hundreds...). */
function isHalf(magnitude: number, decimals: number): boolean {
  if (decimals < 0) {
    if (!Number.isInteger(magnitude)) return false;
    const unit = 10n ** BigInt(-decimals);
    return (BigInt(magnitude) % unit) * 2n === unit;
  }
  // value * 10^d = (value * 2^(d+1)) * 5^d / 2, and 5^d is odd: a half exactly when value * 2^(d+1) is an odd integer.
  const scaled = magnitude * 2 ** (decimals + 1);
  return scaled === Math.floor(scaled) && scaled % 2 === 1;
}

/** Of a half that JavaScript rounded up, the neighbour whose last digit is even. */
function evenNeighbour(roundedUp: string): string {
  const last = roundedUp.charCodeAt(roundedUp.length - 1) - 48;
  // An odd digit is at least 1, so there is no borrow.
  return last % 2 === 0 ? roundedUp : roundedUp.slice(0, -1) + String(last - 1);
}
