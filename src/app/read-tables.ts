import { capitalised } from "../issues/field-label.ts";
import {
  type BundledSpecification,
  readOrganisationPiece,
  readSpecificationPiece,
} from "../specification/bundle.ts";
import type { OrganisationDetails } from "../specification/organisation-list.ts";
import type { DatasetChoice } from "./reference-data.ts";

let specification: Promise<BundledSpecification> | undefined;

/** The specification that comes with the tool, fetched and read once. */
export function readSpecification(): Promise<BundledSpecification> {
  specification ??= fetchPiece("specification")
    .then(readSpecificationPiece)
    .catch((error: unknown) => {
      specification = undefined;
      throw error;
    });
  return specification;
}

export async function readOrganisations(): Promise<readonly OrganisationDetails[]> {
  return readOrganisationPiece(await fetchPiece("organisation")).list;
}

/** All datasets as people choose them; which are offered comes with the tables, from who has to provide what. */
export async function readDatasetChoices(): Promise<readonly DatasetChoice[]> {
  const { specification: tables, offered, collections } = await readSpecification();
  const names = new Set(offered.map(({ dataset }) => dataset));
  return [...tables.datasets.values()]
    .filter(({ dataset, endDate }) => endDate === "" || names.has(dataset))
    .map(({ dataset, name, plural, collection }) => ({
      dataset,
      name: capitalised(name || dataset),
      plural,
      subject: collections.get(collection) || "Other",
      offered: names.has(dataset),
      fields: (tables.guidance.get(dataset) ?? []).map(({ field }) => field),
    }));
}

async function fetchPiece(piece: string): Promise<unknown> {
  const response = await fetch(`/tables/${piece}.json`);
  if (!response.ok) throw new Error(`tables/${piece}.json: ${response.status}`);
  return response.json();
}
