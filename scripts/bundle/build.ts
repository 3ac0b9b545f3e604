import { createHash } from "node:crypto";
import { packTable } from "../../src/csv/pack.ts";
import { bundleFormat } from "../../src/csv/piece.ts";
import type { CsvTable } from "../../src/csv/read.ts";
import { dataVersionOf } from "../../src/intake/data-version.ts";
import type { TableVersion } from "../../src/specification/specification.ts";
import { catalogueSource } from "./catalogue.ts";
import { organisationList } from "./organisations.ts";
import { registryTables } from "./registry.ts";
import { type BundlePiece, type Manifest, manifestSchema, pieceSchema, refuseBadSources } from "./schema.ts";
import { foldersBelow, pathsBelow, type Sources, sourceTable, versionOf } from "./sources.ts";
import { categoryTable, offeredTable, sourceSpecification, specificationColumns } from "./specification.ts";

/** Folder of the pieces, relative to the repository. */
export const pieceFolder = "public/tables";

/** Tables of a collection that every check may need, and those that only entity numbers need. */
const ruleFiles = [
  "column.csv",
  "combine.csv",
  "concat.csv",
  "default.csv",
  "default-value.csv",
  "filter.csv",
  "patch.csv",
  "skip.csv",
  "transform.csv",
];
const lookupFiles = ["entity-organisation.csv", "lookup.csv", "lookup-rule.csv", "old-entity.csv"];

/**
 * The bundle of some sources: text by path relative to the repository. The same sources give the same texts.
 * @throws Error naming the table when a source is not what it is taken for
 */
export function buildBundle(sources: Sources): Map<string, string> {
  refuseBadSources(sources);
  const pieces = [
    ...configurationPieces(sources),
    organisationPiece(sources),
    provisionPiece(sources),
    registryPiece(sources),
  ];
  pieces.push(specificationPiece(sources, pieces));
  pieces.sort((a, b) => (a.piece < b.piece ? -1 : 1));

  const files = new Map([["src/issues/catalogue.ts", catalogueSource(sources)]]);
  const listed: Manifest["pieces"] = {};
  for (const piece of pieces) {
    const text = `${JSON.stringify(pieceSchema.parse(piece))}\n`;
    files.set(`${pieceFolder}/${piece.piece}.json`, text);
    listed[piece.piece] = {
      bytes: Buffer.byteLength(text),
      sha256: hashOf(text),
      date: piece.date,
      hash: piece.hash,
    };
  }
  const manifest = { format: 1, version: dataVersionOf({ pieces: listed }), pieces: listed };
  const manifestText = `${JSON.stringify(manifestSchema.parse(manifest), undefined, 2)}\n`;
  files.set(`${pieceFolder}/manifest.json`, manifestText);
  files.set(`${pieceFolder}/pieces.js`, workerList(manifestSchema.parse(manifest), manifestText));
  return files;
}

/** The pieces as the service worker reads them (public/keep-tables.js): when this differs, browsers fetch the new tables. */
function workerList(manifest: Manifest, manifestText: string): string {
  const pieces = Object.fromEntries(
    Object.entries(manifest.pieces).map(([piece, { sha256 }]) => [piece, sha256]),
  );
  const list = { version: manifest.version, manifest: hashOf(manifestText), pieces };
  return `self.tables = ${JSON.stringify(list, undefined, 2)};\n`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function piece(
  name: string,
  { date, hash }: TableVersion,
  tables: ReadonlyMap<string, CsvTable>,
  columns: Readonly<Record<string, readonly string[]>> = {},
): BundlePiece {
  const packed = [...tables].map(([file, table]) => [file, packTable(table, columns[file])] as const);
  // The packed form is the schema's, but for `readonly`.
  return pieceSchema.parse({
    format: bundleFormat,
    piece: name,
    date,
    hash,
    tables: Object.fromEntries(packed),
  });
}

function specificationPiece(sources: Sources, others: readonly BundlePiece[]): BundlePiece {
  const specification = sourceSpecification(sources);
  const files = Object.keys(specificationColumns);
  const tables = new Map(files.map((file) => [file, sourceTable(sources, `specification/${file}`)]));
  tables.set("offered.csv", offeredTable(sources, specification));
  tables.set("category-value.csv", categoryTable(sources, specification));
  tables.set("piece.csv", { columns: ["piece"], records: others.map((other) => [other.piece]) });
  const version = versionOf(sources, "Specification", pathsBelow(sources, "specification"));
  return piece("specification", version, tables, specificationColumns);
}

function organisationPiece(sources: Sources): BundlePiece {
  const version = versionOf(sources, "Organisations", [
    "organisation.csv",
    ...pathsBelow(sources, "organisation"),
  ]);
  const tables = new Map([
    ["organisation.csv", sourceTable(sources, "organisation.csv")],
    ["list.csv", organisationList(sources)],
  ]);
  return piece("organisation", version, tables);
}

function provisionPiece(sources: Sources): BundlePiece {
  const path = "specification/provision.csv";
  const columns = [
    "organisation",
    "dataset",
    "provision-reason",
    "role",
    "project",
    "cohort",
    "start-date",
    "end-date",
  ];
  const tables = new Map([["provision.csv", sourceTable(sources, path)]]);
  return piece("provision", versionOf(sources, "Specification", [path]), tables, {
    "provision.csv": columns,
  });
}

function registryPiece(sources: Sources): BundlePiece {
  const { endpoints, sources: registered } = registryTables(sources);
  const tables = new Map([
    ["endpoint.csv", endpoints],
    ["source.csv", registered],
  ]);
  const paths = pathsBelow(sources, "configuration/collection");
  return piece("registry", versionOf(sources, "configuration", paths), tables);
}

/** Three pieces for each collection: the rules, what entity numbers need, and what its datasets are expected to hold. */
function configurationPieces(sources: Sources): BundlePiece[] {
  const collections = ["pipeline", "pipeline-more"].flatMap((folder) =>
    foldersBelow(sources, `configuration/${folder}`),
  );
  return [...new Set(collections)]
    .sort()
    .flatMap((collection) => [
      ...collectionPiece(sources, "configuration", collection, ruleFiles),
      ...collectionPiece(sources, "lookup", collection, lookupFiles),
      ...collectionPiece(sources, "expect", collection, ["expect.csv"]),
    ]);
}

function collectionPiece(
  sources: Sources,
  kind: string,
  collection: string,
  files: readonly string[],
): BundlePiece[] {
  const found = files.flatMap((file) => {
    // What the first folder left out for its size stands in the second.
    const paths = ["pipeline", "pipeline-more"].map(
      (folder) => `configuration/${folder}/${collection}/${file}`,
    );
    const path = paths.find((candidate) => sources.has(candidate));
    return path === undefined ? [] : [{ file, path }];
  });
  if (found.length === 0) return [];
  const version = versionOf(
    sources,
    "configuration",
    found.map(({ path }) => path),
  );
  const tables = new Map(found.map(({ file, path }) => [file, sourceTable(sources, path)]));
  return [piece(`${kind}/${collection}`, version, tables)];
}
