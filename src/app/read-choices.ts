import { capitalised } from "../issues/field-label.ts";
import { readDatasetRows, readOrganisationList } from "../specification/choices.ts";
import type { OrganisationDetails } from "../specification/organisation-list.ts";
import { fetchPiece } from "./fetch-piece.ts";
import type { DatasetChoice } from "./reference-data.ts";

/** All datasets as people choose them; which are offered comes with the tables, from who has to provide what. */
export async function readDatasetChoices(): Promise<readonly DatasetChoice[]> {
  return readDatasetRows(await fetchPiece("specification")).map((row) => ({
    ...row,
    name: capitalised(row.name),
    subject: row.subject || "Other",
  }));
}

/** All organisations, ended ones included. */
export async function readOrganisations(): Promise<readonly OrganisationDetails[]> {
  return readOrganisationList(await fetchPiece("organisation"));
}
