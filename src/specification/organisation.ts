/**
 * Organisations as the pipeline's organisation phase finds them: by CURIE, opendatacommunities address and its variants,
 * or GSS code. Source: digital_land/organisation.py; engine/identifiers.md 1.
 */
export interface Organisation {
  /** CURIE, for example `local-authority:DNC`. */
  readonly organisation: string;
  readonly name: string;
  readonly entity: string;
  readonly statisticalGeography: string;
  /** Address of the organisation at opendatacommunities.org, which old data uses; `undefined` when the table has no such column. */
  readonly opendatacommunitiesUri: string | undefined;
  readonly startDate: string;
  readonly endDate: string;
}

export interface OrganisationIndex {
  /** The CURIE for a published value, or `""` when it is no known organisation. */
  lookup(value: string): string;
  readonly all: readonly Organisation[];
}

/** Taken off the front of a value, one after the other in this order. */
const addressPrefixes = [
  "http://opendatacommunities.org/resource?uri=http://opendatacommunities.org/id/geography/administration/nmd/",
  "http://opendatacommunities.org/id/geography/administration/nmd/",
  "http://opendatacommunities.org/id/geography/administration/ua/",
  "http://opendatacommunities.org/id/geography/administration/npark/",
];

/**
 * Index over the rows of organisation.csv, in table order (which decides between equal keys).
 *
 * As the pipeline: organisations without an opendatacommunities address share the blank one, so that a GSS code of any
 * of them, and the blank key, find the last such organisation of the table.
 */
export function organisationIndex(rows: readonly Organisation[]): OrganisationIndex {
  const keys = keysOf(rows);
  return {
    all: rows,
    lookup(value) {
      if (value === "") return "";
      let rest = value;
      for (const prefix of addressPrefixes) {
        if (rest.startsWith(prefix)) rest = rest.slice(prefix.length);
      }
      const key = rest.toLowerCase();
      return keys.get(key) ?? keys.get(key.replaceAll("-eng", "")) ?? "";
    },
  };
}

/** Every text that names an organisation, to its CURIE. */
function keysOf(rows: readonly Organisation[]): Map<string, string> {
  const keys = new Map<string, string>();
  /** Other spellings, to the address that stands in `keys`. */
  const addresses = new Map<string, string>();
  for (const row of rows) {
    const curie = row.organisation;
    keys.set(curie, curie);
    if (row.opendatacommunitiesUri === undefined) continue;
    const address = row.opendatacommunitiesUri.toLowerCase();
    const document = address.replaceAll("/id/", "/doc/");
    keys.set(address, curie);
    addresses.set(curie.toLowerCase(), address);
    addresses.set(address, address);
    addresses.set(address.replaceAll("http:", "https:"), address);
    addresses.set(document, address);
    addresses.set(document.replaceAll("http:", "https:"), address);
    addresses.set(lastSegment(address), address);
    addresses.set(row.statisticalGeography.toLowerCase(), address);
    if (curie.includes("local-authority-eng")) {
      const page = `https://digital-land.github.io/organisation/${curie}/`;
      addresses.set(page.toLowerCase().replaceAll("-eng:", "-eng/"), address);
    }
  }
  for (const [key, address] of addresses) {
    // An address may itself have been taken over by a later row's spelling, so it is followed once more.
    const curie = keys.get(addresses.get(address) ?? address);
    if (curie !== undefined) keys.set(key, curie);
  }
  for (const { organisation } of rows) keys.set(organisation.toLowerCase(), organisation);
  return keys;
}

/** What follows the last slash, final slashes aside. */
function lastSegment(address: string): string {
  return address.replace(/\/+$/, "").replace(/.*\//, "");
}
