import { type PieceLoader, readPiece } from "../csv/piece.ts";
import {
  type BundledOrganisations,
  type BundledSpecification,
  readOrganisationPiece,
  readSpecificationPiece,
} from "../specification/bundle.ts";
import { categoryValues } from "../specification/derive.ts";
import type { OrganisationIndex } from "../specification/organisation.ts";
import type { Specification, TableVersion } from "../specification/specification.ts";
import type { Configuration, ConfigurationFile, ConfigurationTable } from "./configuration.ts";
import { configurationFiles, layConfiguration } from "./read.ts";

/** The tables a check needs, out of the bundle: each piece is loaded when first asked for, and once. */
export interface BundledTables {
  /** Every dataset's, whatever `dataset` is. */
  specification(dataset?: string): Promise<Specification>;
  organisations(): Promise<OrganisationIndex>;
  organisationVersion(): Promise<TableVersion>;
  /** Configuration of a collection; `undefined` when the bundle has none. Lookups come with it only when asked for. */
  configuration(collection: string, withLookups: boolean): Promise<Configuration | undefined>;
  /** Allowed values by field, of the fields of `dataset` whose list is known. */
  categoryValues(dataset: string): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The whole piece: with the datasets offered and the names of collections. */
  bundledSpecification(): Promise<BundledSpecification>;
  /** The whole piece: with the list people choose from. */
  bundledOrganisations(): Promise<BundledOrganisations>;
}

export function bundledTables(loader: PieceLoader): BundledTables {
  const load = onceEach((piece) => loader.load(piece));
  const bundledSpecification = onceEach(async () => readSpecificationPiece(await load("specification")));
  const bundledOrganisations = onceEach(async () => readOrganisationPiece(await load("organisation")));
  const configurationPiece = onceEach(async (piece) => configurationOf(await load(piece), piece));
  const tables: BundledTables = {
    bundledSpecification: () => bundledSpecification(""),
    bundledOrganisations: () => bundledOrganisations(""),
    specification: async () => (await tables.bundledSpecification()).specification,
    organisations: async () => (await tables.bundledOrganisations()).index,
    organisationVersion: async () => (await tables.bundledOrganisations()).version,
    async configuration(collection, withLookups) {
      const { pieces } = await tables.bundledSpecification();
      const rules = `configuration/${collection}`;
      const lookups = `lookup/${collection}`;
      const base = pieces.has(rules) ? await configurationPiece(rules) : undefined;
      if (!withLookups || !pieces.has(lookups)) return base;
      return layConfiguration(base, await configurationPiece(lookups));
    },
    async categoryValues(dataset) {
      const { specification, categoryLists } = await tables.bundledSpecification();
      return categoryValues(specification, dataset, categoryLists);
    },
  };
  return tables;
}

/** The tables of a piece `configuration/...` or `lookup/...`. */
export function configurationOf(json: unknown, piece: string): Configuration {
  const { tables, version } = readPiece(json, piece);
  const found = new Map<ConfigurationFile, ConfigurationTable>();
  for (const file of configurationFiles) {
    const table = tables.get(file);
    if (table !== undefined) found.set(file, { file, ...table, drafted: 0 });
  }
  return { label: `bundle of ${version.date}`, hash: version.hash, tables: found };
}

/** Asks once for each key, and again after a failure. */
function onceEach<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(key);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
