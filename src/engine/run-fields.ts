import type { MigrationRule } from "../configuration/configuration.ts";
import type { Specification } from "../specification/specification.ts";
import { PipelineError } from "./pipeline-error.ts";
import { compareCodePoints } from "./python-text.ts";

/** The fields that a run of a dataset works with. */
export interface RunFields {
  /** All fields of the schema. */
  readonly schema: readonly string[];
  /** Those that columns are mapped to, sorted: without the ones that replace an older field. Also harmonised.csv's columns. */
  readonly intermediate: readonly string[];
  /** Those whose end date has not come. */
  readonly current: readonly string[];
  /** The prefix of references of the dataset. */
  readonly prefix: string;
}

/**
 * @throws PipelineError for a dataset without pipeline or schema, as the pipeline does
 * Source: digital_land/specification.py
 */
export function runFields(
  { pipelines, schemaFields, fields, datasets }: Specification,
  dataset: string,
  migrations: ReadonlyMap<string, MigrationRule>,
  today: string,
): RunFields {
  const schema = schemaFields.get(pipelines.get(dataset) ?? "");
  if (schema === undefined || !datasets.has(dataset)) {
    throw new PipelineError("KeyError", "main.transform", `${dataset} is no dataset of the specification`);
  }
  const isCurrent = (field: string) => {
    const end = fields.get(field)?.endDate ?? "";
    return end === "" || end > today;
  };
  return {
    schema,
    intermediate: schema.filter((field) => !migrations.has(field)).sort(compareCodePoints),
    current: schema.filter(isCurrent),
    prefix: datasets.get(dataset)?.prefix || dataset,
  };
}
