import { general } from "./printf.ts";

const escapes: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
};

/** A string as json-c writes it: control characters and slashes escaped, all else as it is. */
export function jsonString(text: string): string {
  return `"${text.replace(/[\0-\x1f"\\/]/g, (unit) => {
    return escapes[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  })}"`;
}

/** A real number as json-c writes it: 17 significant digits, `.0` on whole ones. */
export function jsonReal(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const text = general(value, 17, "e");
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A list as json-c writes it, from members already written. */
export function jsonList(members: readonly string[]): string {
  return members.length === 0 ? "[ ]" : `[ ${members.join(", ")} ]`;
}
