import type { ValidityError } from "./validity.ts";

/** The text GEOS gives for an error: `Self-intersection[-0.95 52.05]`. */
export function validityText(error: ValidityError): string {
  return `${error.reason}[${fifteenDigits(error.at.x)} ${fifteenDigits(error.at.y)}]`;
}

/** C's `%.15g`, as C++ streams print with a precision of 15. */
export function fifteenDigits(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  // Thirty digits are exact for any tie at the fifteenth; half goes to even, where toExponential goes up.
  const exact = Math.abs(value).toExponential(30);
  const isTie = /^\d\.\d{13}[02468]50*e/.test(exact);
  const rounded = isTie
    ? `${exact.slice(0, 16)}${exact.slice(exact.indexOf("e"))}`
    : Math.abs(value).toExponential(14);
  const [mantissa = "", power = "0"] = rounded.split("e");
  const sign = value < 0 ? "-" : "";
  return sign + layOut(mantissa.replace(".", "").replace(/0+$/, ""), Number(power));
}

/** Digits with the first at 10^exponent: fixed from 10^-4 to 10^14, else with an exponent of two digits at least. */
function layOut(digits: string, exponent: number): string {
  if (exponent < -4 || exponent >= 15) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    const power = `${Math.abs(exponent)}`.padStart(2, "0");
    return `${digits[0]}${fraction}e${exponent < 0 ? "-" : "+"}${power}`;
  }
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
