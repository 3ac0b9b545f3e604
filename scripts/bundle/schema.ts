import { z } from "zod";
import { type Sources, sourceRows } from "./sources.ts";

/**
 * What the sources and the bundle must look like: checked once, here, when the bundle is made, so that the app can trust
 * what it loads.
 */
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/);
const wholeNumber = z.string().regex(/^\d*$/);
const day = z.string().regex(/^(?:\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?)?$/);
const key = z.string().regex(/^[a-z0-9-]+:\S+$/);
const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));

const rowSchemas: Readonly<Record<string, z.ZodType>> = {
  "specification/dataset.csv": z.object({
    dataset: name,
    "entity-minimum": wholeNumber,
    "entity-maximum": wholeNumber,
    "end-date": day,
  }),
  "specification/field.csv": z.object({
    field: name,
    datatype: name,
    cardinality: z.enum(["1", "n"]),
    "parent-field": name,
    "end-date": day,
  }),
  "specification/issue-type.csv": z.object({
    "issue-type": z.string().min(1),
    severity: z.enum(["critical", "error", "warning", "notice", "info", "debug"]),
    responsibility: z.enum(["internal", "external"]),
    quality_criteria_level: z.enum(["", "1", "2", "3"]),
  }),
  "specification/schema-field.csv": z.object({ schema: name, field: name }),
  "specification/dataset-field.csv": z.object({ dataset: name, field: name }),
  "specification/provision.csv": z.object({
    organisation: key,
    dataset: name,
    "provision-reason": z.string().min(1),
    "end-date": day,
  }),
  "organisation.csv": z.object({ organisation: key, name: z.string().min(1), entity: wholeNumber }),
};

const collectionSchemas: Readonly<Record<string, z.ZodType>> = {
  "endpoint.csv": z.object({ endpoint: hex(64), "endpoint-url": z.string(), "end-date": day }),
  "source.csv": z.object({
    organisation: z.union([key, z.literal("")]),
    endpoint: z.string(),
    pipelines: z.string(),
  }),
};

/** Refuses sources that are not what they are taken for, naming table, record and column. */
export function refuseBadSources(sources: Sources): void {
  for (const path of sources.keys()) {
    const schema = rowSchemas[path] ?? collectionSchemas[path.split("/").at(-1) ?? ""];
    if (schema === undefined) continue;
    for (const [at, row] of sourceRows(sources, path).entries()) {
      const { success, error } = schema.safeParse(row);
      if (!success) throw new Error(`${path}, record ${at + 2}: ${z.prettifyError(error)}`);
    }
  }
}

const packedColumn = z.union([
  z.string(),
  z.array(z.string()),
  z.strictObject({ runs: z.array(z.union([z.string(), z.number().int().positive()])) }),
  z.strictObject({ steps: z.array(z.number().int()) }),
]);

const packedTable = z
  .strictObject({
    columns: z.array(z.string()),
    length: z.number().int().nonnegative(),
    cells: z.array(packedColumn),
  })
  .refine(({ columns, cells }) => columns.length === cells.length, "one entry of cells for each column");

/** A piece of the bundle, as it is written. */
export const pieceSchema = z.strictObject({
  format: z.literal(1),
  piece: z.string().min(1),
  date: z.string().regex(/^\d{1,2} [A-Z][a-z]+ \d{4}$/),
  hash: hex(64),
  tables: z.record(z.string(), packedTable),
});

/** tables/manifest.json: what pieces there are, how big, of what date, and one version for them all. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** `dataVersionOf` (src/intake/data-version.ts). */
  version: hex(16),
  pieces: z.record(
    z.string(),
    z.strictObject({ bytes: z.number().int().positive(), sha256: hex(64), date: z.string(), hash: hex(64) }),
  ),
});

export type BundlePiece = z.infer<typeof pieceSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
