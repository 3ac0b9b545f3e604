import {
  endedOn,
  type OrganisationDetails,
  searchOrganisations,
  sortingName,
} from "../specification/organisation-list.ts";
import type { ComboboxOption } from "./components/combobox.tsx";
import { byName } from "./format.ts";
import type { DatasetChoice } from "./reference-data.ts";

/** Datasets as options: the offered ones under their subjects; the others, when wanted, under one heading at the end. */
export function datasetOptions(choices: readonly DatasetChoice[], others: boolean): ComboboxOption[] {
  const option = (choice: DatasetChoice, group: string): ComboboxOption => ({
    value: choice.dataset,
    text: choice.name,
    group,
    keywords: `${choice.plural} ${choice.dataset}`,
    ...(choice.offered ? {} : { note: choice.dataset }),
  });
  const offered = choices
    .filter((choice) => choice.offered)
    .sort((a, b) => byName(a.subject, b.subject) || byName(a.name, b.name))
    .map((choice) => option(choice, choice.subject));
  if (!others) return offered;
  const rest = choices
    .filter((choice) => !choice.offered)
    .sort((a, b) => byName(a.name, b.name))
    .map((choice) => option(choice, "Not provided by planning authorities"));
  return [...offered, ...rest];
}

/**
 * Organisations as options, in order of the telling part of their names ("London Borough of Barnet" under B), those that
 * have ended last and marked.
 * @param today YYYY-MM-DD
 */
export function organisationOptions(list: readonly OrganisationDetails[], today: string): ComboboxOption[] {
  const options = list.map((row) => ({
    row,
    ended: endedOn(row, today),
    name: sortingName(row.name || row.organisation),
  }));
  options.sort((a, b) => Number(a.ended) - Number(b.ended) || byName(a.name, b.name));
  return options.map(({ row, ended }) => organisationOption(row, ended));
}

/**
 * Options for what was typed: name, former name, code (`local-authority:DNC`, the old `local-authority-eng:DNC`, `DNC`
 * alone), statistical code (`E08000017`) or web address.
 */
export function findOrganisations(
  list: readonly OrganisationDetails[],
  typed: string,
  today: string,
): ComboboxOption[] {
  const text = typed.trim();
  if (text === "") return organisationOptions(list, today);
  const found = searchOrganisations(list, currentCode(text));
  const byCode = list.filter((row) => row.statisticalGeography.toLowerCase() === text.toLowerCase());
  const rows = [...byCode, ...found.filter((row) => !byCode.includes(row))];
  rows.sort((a, b) => Number(endedOn(a, today)) - Number(endedOn(b, today)));
  return rows.map((row) => organisationOption(row, endedOn(row, today)));
}

function organisationOption(row: OrganisationDetails, ended: boolean): ComboboxOption {
  return {
    value: row.organisation,
    text: row.name === "" ? row.organisation : row.name,
    note: ended ? `${row.code}, ended ${row.endDate.slice(0, 4)}` : row.name === "" ? row.kind : row.code,
  };
}

/** The present form of an organisation's code: `local-authority-eng:DNC` is `local-authority:DNC`. */
export function currentCode(code: string): string {
  return code.trim().replace(/^local-authority-eng:/i, "local-authority:");
}
