export type ParsedCategoryValues =
  | { readonly ok: true; readonly values: Readonly<Record<string, readonly string[]>> }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a JSON file of allowed values: `{ "field": ["value", ...] }`. A case file whose `category-values` member has
 * this form is taken too, as the data team hands those round.
 */
export function parseCategoryValues(text: string): ParsedCategoryValues {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: "The file of allowed values must be JSON" };
  }
  const object = isRecord(json) && isRecord(json["category-values"]) ? json["category-values"] : json;
  if (!isRecord(object))
    return { ok: false, problem: "The file of allowed values must hold field names with lists of values" };
  const values: Record<string, string[]> = {};
  for (const [field, list] of Object.entries(object)) {
    if (!Array.isArray(list) || !list.every((value) => typeof value === "string"))
      return { ok: false, problem: `The allowed values of “${field}” must be a list of texts` };
    values[field] = list;
  }
  return { ok: true, values };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
