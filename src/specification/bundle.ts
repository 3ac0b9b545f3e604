import { unpackTable } from "../csv/pack.ts";
import type { CsvTable } from "../csv/read.ts";
import type { OfferedDataset } from "./offered.ts";
import type { OrganisationIndex } from "./organisation.ts";
import { type OrganisationDetails, organisationDetails, productIndex } from "./organisation-list.ts";
import { specificationOf } from "./read.ts";
import { organisationsOf } from "./read-organisations.ts";
import type { Specification, TableVersion } from "./specification.ts";

/**
 * The bundle: the public tables compiled by `npm run bundle` into pieces that load one by one. A piece is
 * `{ format, piece, date, hash, tables }`, its tables packed by column (src/csv/pack.ts).
 */
export const bundleFormat = 1;

/** Where pieces come from: the app's own files, the package's folder, or a test's object. `piece` is as in tables/manifest.json. */
export interface PieceLoader {
  /** The parsed JSON of a piece. Rejects when it cannot be had. */
  load(piece: string): Promise<unknown>;
}

export interface Piece {
  readonly piece: string;
  readonly version: TableVersion;
  readonly tables: ReadonlyMap<string, CsvTable>;
}

/** Reads a piece, from JSON to tables. Throws an Error saying what is wrong with it. */
export function readPiece(json: unknown, piece: string): Piece {
  if (typeof json !== "object" || json === null) throw new Error(`bundle piece ${piece}: no object`);
  const { format, date, hash, tables, piece: name } = json as Record<string, unknown>;
  if (format !== bundleFormat || name !== piece) {
    throw new Error(`bundle piece ${piece}: found piece ${String(name)} of format ${String(format)}`);
  }
  if (typeof tables !== "object" || tables === null) throw new Error(`bundle piece ${piece}: no tables`);
  const unpacked = Object.entries(tables).map(([file, table]) => [file, unpackTable(table)] as const);
  return { piece, version: { date: String(date), hash: String(hash) }, tables: new Map(unpacked) };
}

/** Everything of the piece `specification`. */
export interface BundledSpecification {
  readonly specification: Specification;
  /** The datasets to offer, by name. */
  readonly offered: readonly OfferedDataset[];
  /** Allowed values by list (`permitted-development-right`...); a list that is missing is not known. */
  readonly categoryLists: ReadonlyMap<string, readonly string[]>;
  /** Names of collections for people: what a dataset is about. */
  readonly collections: ReadonlyMap<string, string>;
  /** The pieces there are. */
  readonly pieces: ReadonlySet<string>;
}

export function readSpecificationPiece(json: unknown): BundledSpecification {
  const { tables, version } = readPiece(json, "specification");
  const specification = specificationOf(tables, version);
  const rows = (file: string) => tables.get(file)?.records ?? [];
  const asked = new Map<string, Map<string, number>>();
  for (const [dataset = "", reason = "", count = "0"] of rows("offered.csv")) {
    asked.set(dataset, (asked.get(dataset) ?? new Map<string, number>()).set(reason, Number(count)));
  }
  const categoryLists = new Map<string, string[]>();
  for (const [list = "", value = ""] of rows("category-value.csv")) {
    categoryLists.set(list, [...(categoryLists.get(list) ?? []), value]);
  }
  return {
    specification,
    offered: [...asked].map(([dataset, reasons]) => ({ dataset, asked: reasons })),
    categoryLists,
    collections: new Map(rows("collection.csv").map(([collection = "", name = ""]) => [collection, name])),
    pieces: new Set(rows("piece.csv").map(([piece = ""]) => piece)),
  };
}

/** Everything of the piece `organisation`. */
export interface BundledOrganisations {
  readonly version: TableVersion;
  /** What a run uses. */
  readonly index: OrganisationIndex;
  /** What people choose from, ended ones included. */
  readonly list: readonly OrganisationDetails[];
}

export function readOrganisationPiece(json: unknown): BundledOrganisations {
  const { tables, version } = readPiece(json, "organisation");
  const empty: CsvTable = { columns: [], records: [] };
  const list = organisationDetails(tables.get("list.csv") ?? empty);
  const published = organisationsOf(tables.get("organisation.csv") ?? empty);
  return { version, index: productIndex(published, list), list };
}
