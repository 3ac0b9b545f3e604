/**
 * The add-data answer of the request API, both generations, read from unknown JSON: what is not there is absent, what
 * is of another type is left out. Source: service/request.md 4; engine/check-service.md 9.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** The member as an object; `{}` for anything else. */
export function object(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The member as a list of objects; other members are left out. */
export function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(object) : [];
}

/** As Python's `str`, for a cell: blank for nothing, `True` and `False`, numbers plainly. */
export function cellText(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "object" ? pythonJson(value) : String(value);
}

/** JSON as Python's `json.dumps` writes it: `, ` and `: ` between members, ASCII only. */
export function pythonJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(
      ([key, member]) => `${quoted(key)}: ${pythonJson(member ?? null)}`,
    );
    return `{${members.join(", ")}}`;
  }
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** `true` in any spelling, as the commit script takes it. */
export function isTrue(value: Json | undefined): boolean {
  return cellText(value).toLowerCase() === "true";
}
