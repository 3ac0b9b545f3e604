import type { Field, Specification } from "./specification.ts";

/**
 * What the pipeline derives from the specification for one dataset.
 * A name that the tables lack is a bug of the tables or the caller (Python's KeyError) and is thrown.
 * Source: digital_land/specification.py
 */

/** Columns may become these fields: the schema's, without those that replace an old one, sorted. */
export function intermediateFields(
  specification: Specification,
  dataset: string,
  migrations: Iterable<string>,
): string[] {
  const fields = [...schemaFieldsOf(specification, schemaOf(specification, dataset))];
  for (const replacement of migrations) {
    const at = fields.indexOf(replacement);
    if (at >= 0) fields.splice(at, 1);
  }
  return fields.sort(byCodePoint);
}

/** Fields of a schema that have not ended on `today` (YYYY-MM-DD), with `entity`, sorted. */
export function currentFields(specification: Specification, schema: string, today: string): string[] {
  const fields = new Set(schemaFieldsOf(specification, schema));
  const current = [...fields].filter((name) => {
    const { endDate } = fieldOf(specification, name);
    return endDate === "" || endDate > today;
  });
  if (!current.includes("entity")) current.push("entity");
  return current.sort(byCodePoint);
}

/** Columns of transformed.csv, sorted. */
export function factorFields(specification: Specification, today: string): string[] {
  const fields = ["fact", "fact-resource"].flatMap((schema) => currentFields(specification, schema, today));
  return [...new Set(fields)].sort(byCodePoint);
}

/** Name of the schema a dataset's pipeline fills. */
export function schemaOf(specification: Specification, dataset: string): string {
  return found(specification.pipelines.get(dataset), "pipeline.csv", dataset);
}

/** The fields of a schema in table order, ended ones included. */
export function schemaFieldsOf(specification: Specification, schema: string): readonly string[] {
  return found(specification.schemaFields.get(schema), "schema-field.csv", schema);
}

/** The field that is its own parent at the end of the chain of parents: `geography`, `category`, `value`... */
export function fieldTypology(specification: Specification, name: string): string {
  const seen = new Set<string>();
  let field = fieldOf(specification, name);
  while (field.field !== field.parentField) {
    if (seen.has(field.field))
      throw new Error(`field.csv: "${name}" has no end to its chain of parent-field`);
    seen.add(field.field);
    field = fieldOf(specification, field.parentField);
  }
  return field.field;
}

/** The prefix of a dataset's references: its own name unless dataset.csv says otherwise. */
export function datasetPrefix(specification: Specification, dataset: string): string {
  return found(specification.datasets.get(dataset), "dataset.csv", dataset).prefix || dataset;
}

/** The prefix of a reference held in a field: the field's name unless field.csv says otherwise. */
export function fieldPrefix(specification: Specification, field: string): string {
  return fieldOf(specification, field).prefix || field;
}

/** Lower and upper bound of a dataset's entity numbers, as text; blank when it has none. */
export function entityRange(specification: Specification, dataset: string): readonly [string, string] {
  const row = found(specification.datasets.get(dataset), "dataset.csv", dataset);
  return [row.entityMinimum, row.entityMaximum];
}

/** The dataset's fields whose values are checked against a list, in table order. */
export function categoryFields(specification: Specification, dataset: string): string[] {
  const fields = [...(specification.datasetFields.get(dataset)?.keys() ?? [])];
  return fields.filter((field) => specification.fields.get(field)?.typology === "category");
}

/** The dataset whose references are the allowed values of a category field. */
export function categoryDataset(specification: Specification, dataset: string, field: string): string {
  return specification.datasetFields.get(dataset)?.get(field) || field;
}

/**
 * Allowed values by field of a dataset, for the fields whose list is known.
 * @param lists allowed values by dataset (`permitted-development-right`...)
 * Source: digital_land/api.py, get_valid_category_values
 */
export function categoryValues(
  specification: Specification,
  dataset: string,
  lists: ReadonlyMap<string, readonly string[]>,
): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const field of categoryFields(specification, dataset)) {
    const list = lists.get(categoryDataset(specification, dataset, field));
    if (list !== undefined) values.set(field, list);
  }
  return values;
}

/**
 * The same lists under the old names too of fields that transform.csv replaces, because values are checked before the
 * migration.
 * @param migrations replacement field to its rule, as in RunConfiguration
 */
export function withOldNames(
  values: ReadonlyMap<string, readonly string[]>,
  migrations: ReadonlyMap<string, { readonly field: string }>,
): Map<string, readonly string[]> {
  const named = new Map(values);
  for (const [field, list] of values) {
    const oldName = migrations.get(field)?.field;
    if (oldName !== undefined && oldName !== "") named.set(oldName, list);
  }
  return named;
}

function fieldOf(specification: Specification, field: string): Field {
  return found(specification.fields.get(field), "field.csv", field);
}

function found<T>(value: T | undefined, table: string, name: string): T {
  if (value === undefined) throw new Error(`${table} has no "${name}"`);
  return value;
}

/** Order of Python's `sorted` on texts; JavaScript's own sort differs beyond U+FFFF. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < left.length && at < right.length; at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
