/** What Python does with parsed JSON where the arcgis plugin relies on it; each throws the exception Python raises. */
import { type PyObject, type PyValue, pythonFloat, writePythonJson } from "./python-json.ts";

/** An exception of Python's libraries, by class name, on its way to the end of the plugin. */
export class PythonError extends Error {
  constructor(readonly exception: string) {
    super(exception);
  }
}

/** Python's truth: nothing, zero and what is empty are false. */
export function isTrue(value: PyValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "object") return Array.isArray(value) ? value.length > 0 : value.size > 0;
  // NaN is true in Python.
  return typeof value === "number" ? value !== 0 : Boolean(value);
}

/** A list, or the TypeError that Python raises when it walks over something else. */
export function asList(value: PyValue | undefined): PyValue[] {
  if (Array.isArray(value)) return value;
  throw new PythonError("TypeError");
}

/** Python's `==`: 1, 1.0 and true are equal, lists are compared by their members. */
export function isEqual(a: PyValue, b: PyValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index] ?? null));
  }
  if (a instanceof Map && b instanceof Map) {
    return (
      a.size === b.size &&
      Array.from(a).every(([name, item]) => b.has(name) && isEqual(item, b.get(name) ?? null))
    );
  }
  if (isNumeric(a) && isNumeric(b)) {
    const [left, right] = [a, b].map((item) => (typeof item === "boolean" ? Number(item) : item));
    // Python's parser makes every NaN the same object, and lists compare by identity first.
    if (Object.is(left, right)) return true;
    // biome-ignore lint/suspicious/noDoubleEquals: `==` compares a bigint with a number by value
    return left == right;
  }
  return a === b;
}

function isNumeric(value: PyValue): value is bigint | number | boolean {
  return typeof value === "bigint" || typeof value === "number" || typeof value === "boolean";
}

export function member(object: PyObject, name: string): PyValue {
  const value = object.get(name);
  if (value === undefined) throw new PythonError("KeyError");
  return value;
}

export function asObject(value: PyValue | undefined): PyObject {
  if (value instanceof Map) return value;
  throw new PythonError("AttributeError");
}

/** Python's `int()`: floats are cut, texts read. */
export function asInteger(value: PyValue): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return BigInt(value);
  if (typeof value === "number" && Number.isFinite(value)) return BigInt(Math.trunc(value));
  if (typeof value === "string" && /^\s*[-+]?\d+\s*$/.test(value))
    return BigInt(value.trim().replace("+", ""));
  throw new PythonError(typeof value === "string" ? "ValueError" : "TypeError");
}

/** What `range()` takes: whole numbers only, never a float. */
export function asExactInteger(value: PyValue): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return BigInt(value);
  throw new PythonError("TypeError");
}

/** Python's `min()` and `max()`; numbers and texts do not mix. */
export function extremes(values: readonly PyValue[]): readonly [PyValue, PyValue] {
  const [first] = values;
  if (first === undefined) throw new PythonError("ValueError");
  let least: PyValue = first;
  let most: PyValue = first;
  for (const value of values.slice(1)) {
    if (isLess(value, least)) least = value;
    if (isLess(most, value)) most = value;
  }
  return [least, most];
}

export function isLess(a: PyValue, b: PyValue): boolean {
  if (typeof a === "string" && typeof b === "string") return a < b;
  const isNumber = (value: PyValue): value is bigint | number | boolean =>
    typeof value === "bigint" || typeof value === "number" || typeof value === "boolean";
  if (isNumber(a) && isNumber(b)) return a < b;
  throw new PythonError("TypeError");
}

/** How `str.format` writes a value into a condition. */
export function pythonText(value: PyValue): string {
  switch (typeof value) {
    case "string":
      return value;
    case "bigint":
      return value.toString();
    case "number":
      return pythonFloat(value).replace("Infinity", "inf").replace("NaN", "nan");
    case "boolean":
      return value ? "True" : "False";
    default:
      return value === null ? "None" : writePythonJson(value);
  }
}

/** One text for values that are equal in Python: 1, 1.0 and true are. */
export function identity(value: PyValue): string {
  if (typeof value === "object" && value !== null) throw new PythonError("TypeError");
  if (typeof value === "string") return `"${value}`;
  if (typeof value === "boolean") return String(Number(value));
  return String(value);
}
