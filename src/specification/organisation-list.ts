import type { CsvTable } from "../csv/read.ts";
import { type Organisation, type OrganisationIndex, organisationIndex } from "./organisation.ts";
import { organisationsOf } from "./read-organisations.ts";
import { successorsOf } from "./successors.ts";

/** An organisation as people choose and see it. */
export interface OrganisationDetails extends Organisation {
  /** The part of the key after the colon: `BNE`. */
  readonly code: string;
  /** In words: "Unitary authority", "Company"...; `""` when not known. */
  readonly kind: string;
  /** E60 code of its planning boundary; `""` when it has none. */
  readonly localPlanningAuthority: string;
  readonly region: string;
  readonly website: string;
  readonly formerNames: readonly string[];
  /** Keys of its members, for a group that plans together. */
  readonly members: readonly string[];
  /** False: the key occurs in the tables, but nothing more is known of it. */
  readonly described: boolean;
  /** Keys of the organisations that took over; empty when it goes on, or nobody knows. */
  readonly successors: readonly string[];
}

/** Columns of the bundle's list of organisations, besides those of organisation.csv. */
export const detailColumns = [
  "kind",
  "local-planning-authority",
  "region",
  "website",
  "former-names",
  "members",
  "described",
] as const;

/** What the bundle's list says; `;` separates names and members. */
export function organisationDetails(table: CsvTable): OrganisationDetails[] {
  const at = (column: string) => table.columns.indexOf(column);
  const places = new Map(detailColumns.map((column) => [column, at(column)]));
  return organisationsOf(table).map((organisation, row) => {
    const cell = (column: (typeof detailColumns)[number]) =>
      table.records[row]?.[places.get(column) ?? -1] ?? "";
    const list = (text: string) => text.split(";").filter((item) => item !== "");
    return {
      ...organisation,
      code: organisation.organisation.slice(organisation.organisation.indexOf(":") + 1),
      kind: cell("kind"),
      localPlanningAuthority: cell("local-planning-authority"),
      region: cell("region"),
      website: cell("website"),
      formerNames: list(cell("former-names")),
      members: list(cell("members")),
      described: cell("described") === "yes",
      successors: successorsOf(organisation.organisation),
    };
  });
}

/**
 * The index a run uses in the product: the published organisation.csv, and after it the later bodies of the list, so
 * that a council newer than the file is found as it is in the file of today.
 */
export function productIndex(
  published: readonly Organisation[],
  list: readonly OrganisationDetails[],
): OrganisationIndex {
  const keys = new Set(published.map((row) => row.organisation));
  return organisationIndex([...published, ...list.filter((row) => !keys.has(row.organisation))]);
}

/** Name and code, as every page writes an organisation: "London Borough of Barnet (BNE)"; the key when it has no name. */
export function organisationLabel({ name, organisation, code }: OrganisationDetails): string {
  return name === "" ? organisation : `${name} (${code})`;
}

const leading = /^(?:the )?(?:(?:london|royal|metropolitan) )*(?:(?:borough|city|council) of )*(?:the )?/i;

/** What to sort a name by: "London Borough of Barnet" stands under B. */
export function sortingName(name: string): string {
  const rest = name.replace(leading, "");
  return (rest === "" ? name : rest).toLowerCase();
}

/** Whether an organisation had ended on a day (YYYY-MM-DD). */
export function endedOn({ endDate }: Organisation, day: string): boolean {
  return endDate !== "" && endDate <= day;
}

/**
 * The organisations that every word of a query is found in: in the name, a former name, the code, the key or the website's
 * host. First comes the one with just this code, then those whose distinctive name begins with the query, groups after their
 * members, then the rest, each in order of name. An empty query finds all.
 */
export function searchOrganisations(
  list: readonly OrganisationDetails[],
  query: string,
): OrganisationDetails[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const whole = words.join(" ");
  const rank = (row: OrganisationDetails) => {
    if (row.code.toLowerCase() === whole) return 0;
    if (!sortingName(row.name).startsWith(whole)) return 3;
    return row.members.length === 0 ? 1 : 2;
  };
  return list
    .filter((row) => {
      const text = [row.name, ...row.formerNames, row.organisation, hostOf(row.website)]
        .join(" ")
        .toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((row) => ({ row, rank: rank(row), name: sortingName(row.name || row.organisation) }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ row }) => row);
}

/** Host of a web address, without `www.`; `""` when it is none. */
export function hostOf(address: string): string {
  const host = /^[a-z]+:\/\/([^/?#:]+)/i.exec(address)?.[1] ?? "";
  return host.toLowerCase().replace(/^www\./, "");
}

/** The organisations whose website has the same host as an address: a hint, perhaps several, never a proof. */
export function organisationsAt(
  list: readonly OrganisationDetails[],
  address: string,
): OrganisationDetails[] {
  const host = hostOf(address);
  if (host === "") return [];
  return list.filter((row) => {
    const own = hostOf(row.website);
    return own !== "" && (host === own || host.endsWith(`.${own}`));
  });
}
