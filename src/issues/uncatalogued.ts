/**
 * Issue types that the pipeline or the live check can name and issue-type.csv does not have. Their words stand beside
 * those of the catalogue, so that an old log or another tool's report still reads.
 */
import type { IssueText } from "./issue-text.ts";

const boundary = {
  what: "The pipeline was given an area to test shapes against, and could not read that area.",
  why: "It is a mistake in how the pipeline was started, not in your file.",
  platform: "The box around England is used instead.",
  fix: "Nothing in your file.",
  example: { datatype: "row", raises: "a boundary that is not a polygon", passes: "POLYGON ((...))" },
  outcome: "kept",
  phase: "none",
  note: "The platform gives no such area today, so this is never reported.",
} as const;

const isReference = (field: string) => field === "reference" || field === "SiteReference";

export const uncataloguedText = {
  // digital_land/datatype/wkt.py, WktDataType.normalise: only with a boundary, which no caller passes.
  "Invalid boundary provided - boundary must be of type Polygon or MultiPolygon": {
    ...boundary,
    predicate: (_field, has) =>
      `${has === "has" ? "was" : "were"} tested with a boundary that is not a polygon`,
  },
  "Error reading boundary - must be a WKT": {
    ...boundary,
    predicate: (_field, has) =>
      `${has === "has" ? "was" : "were"} tested with a boundary that could not be read`,
  },
  // The live check, beside the pipeline's issues (async-request-backend, workflow.py; its newer name is missing-field).
  "missing column": {
    predicate: (field, has) => `${has} no column for ${field.label}`,
    what: (field) =>
      `No column of the file could be read as ${field.label}, which is mandatory for this dataset.`,
    why: 'The column is absent, or has a name that the platform does not know. Capitals and underscores do not matter: Document_URL is read as document-url. Spaces do: "Document URL" is not.',
    platform: (field) =>
      isReference(field.field)
        ? "The live check does not let you continue, and no row would be published: without a reference the platform cannot give it a number."
        : "The live check does not let you continue. The rows would be published without it.",
    fix: (field) => `Add a column named ${field.field}, or say which of your columns it is.`,
    example: { datatype: "row", raises: "CA_NO", passes: "reference" },
    exampleFits: isReference,
    outcome: "value-lost",
    phase: "live check",
  },
  "not found in specification": {
    predicate: (field, has) => `${has} a column (${field.field}) that this dataset does not have`,
    what: "The column's name is not one of the fields of this dataset.",
    why: "Many files have columns for other purposes.",
    platform: "The column is not used.",
    fix: "Nothing, unless the column holds something the dataset asks for: then say which field it is.",
    example: { datatype: "row", raises: "Shape_Area", passes: "reference" },
    outcome: "value-lost",
    phase: "live check",
  },
} as const satisfies Record<string, IssueText>;

export type UncataloguedType = keyof typeof uncataloguedText;
