import { floatText } from "../python-number.ts";
import type { JsonValue } from "./json-value.ts";
import { isJsonInteger, isJsonObject } from "./json-value.ts";
import { isPrintable } from "./python-character.ts";

/** `repr` of a value read from JSON: `{'a': [1, None, True]}`. */
export function reprValue(value: JsonValue): string {
  if (value === null) return "None";
  if (typeof value === "string") return reprString(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return floatText(value);
  if (isJsonInteger(value)) return value.integer;
  if (isJsonObject(value)) {
    const items: string[] = [];
    for (const [key, member] of value) items.push(`${reprString(key)}: ${reprValue(member)}`);
    return `{${items.join(", ")}}`;
  }
  return `[${value.map(reprValue).join(", ")}]`;
}

/** `str` of a value as csv.writer writes it: text as it is, null as nothing, all else as `repr`. */
export function cellText(value: JsonValue): string {
  if (typeof value === "string") return value;
  return value === null ? "" : reprValue(value);
}

// Characters that never need an escape; others are looked at one by one.
const plain = /^[ !#-&(-[\]-~\xa1-\xac\xae-\xff]*$/;

/** `repr` of a string: single quotes unless only they are in it, escapes for what does not print. */
export function reprString(text: string): string {
  if (plain.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let shown = quote;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === quote || character === "\\") shown += `\\${character}`;
    else if (character === "\n") shown += "\\n";
    else if (character === "\r") shown += "\\r";
    else if (character === "\t") shown += "\\t";
    else if (isPrintable(codePoint)) shown += character;
    else shown += escaped(codePoint);
  }
  return shown + quote;
}

function escaped(codePoint: number): string {
  const hex = codePoint.toString(16);
  if (codePoint < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return codePoint < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
