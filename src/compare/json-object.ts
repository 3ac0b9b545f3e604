/** A JSON object, or an empty one for anything else. */
export function jsonObject(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : {};
}

export function jsonList(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}

/** Text of a JSON value as a table would have it: `null` and what is missing are blank. */
export function jsonText(json: unknown): string {
  if (typeof json === "string") return json;
  return typeof json === "number" || typeof json === "boolean" ? String(json) : "";
}
