/**
 * JSON as read, with what JSON.parse loses: the difference of 1 and 1.0, whole numbers of any length, and the order of
 * keys like "2024". Real numbers are `number`, objects are Maps; of a key given twice the last value stands in the first
 * place.
 */
export type JsonValue =
  | null
  | boolean
  | string
  | number
  | JsonInteger
  | readonly JsonValue[]
  | ReadonlyMap<string, JsonValue>;

export interface JsonInteger {
  /** Digits with an optional minus; never `-0`. */
  readonly integer: string;
}

export function isJsonInteger(value: JsonValue): value is JsonInteger {
  return typeof value === "object" && value !== null && "integer" in value;
}

export function isJsonObject(value: JsonValue | undefined): value is ReadonlyMap<string, JsonValue> {
  return value instanceof Map;
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
