import { readPiece } from "../csv/piece.ts";
import type { CsvTable } from "../csv/read.ts";
import type { OfferedDataset } from "./offered.ts";
import type { OrganisationIndex } from "./organisation.ts";
import { type OrganisationDetails, organisationDetails, productIndex } from "./organisation-list.ts";
import { specificationOf } from "./read.ts";
import { organisationsOf } from "./read-organisations.ts";
import type { Specification, TableVersion } from "./specification.ts";

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

/** What one organisation is, or was, asked to provide. */
export interface Provision {
  readonly dataset: string;
  /** `statutory`, `expected`, `prospective`, `encouraged`, `authoritative`, `alternative` or `experimental`. */
  readonly reason: string;
  readonly role: string;
  readonly project: string;
  readonly cohort: string;
  readonly startDate: string;
  readonly endDate: string;
}

/** The piece `provision`: what is asked of each organisation, by its key, ended ones included. */
export function readProvisionPiece(json: unknown): Map<string, Provision[]> {
  const table = readPiece(json, "provision").tables.get("provision.csv");
  const provisions = new Map<string, Provision[]>();
  for (const [
    organisation = "",
    dataset = "",
    reason = "",
    role = "",
    project = "",
    cohort = "",
    ...dates
  ] of table?.records ?? []) {
    const [startDate = "", endDate = ""] = dates;
    const list = provisions.get(organisation) ?? [];
    provisions.set(organisation, list);
    list.push({ dataset, reason, role, project, cohort, startDate, endDate });
  }
  return provisions;
}
