/**
 * Field names as people say them, in the middle of a sentence: `documentation-url` is "documentation URL".
 * Computed, so that a new dataset needs no words of its own; the few that come out badly are listed.
 */

const known: ReadonlyMap<string, string> = new Map([
  // The brownfield register's own names (brownfield land registers: open data standard, 2017).
  ["OrganisationURI", "organisation address (OrganisationURI)"],
  ["OrganisationLabel", "organisation name"],
  ["SiteNameAddress", "site name and address"],
  ["SiteplanURL", "site plan URL"],
  ["GeoX", "GeoX coordinate"],
  ["GeoY", "GeoY coordinate"],
  ["GeoX,GeoY", "position (GeoX and GeoY)"],
  ["HazardousSubstances", "hazardous substances flag"],
  ["Deliverable", "deliverable flag"],
  ["MinNetDwellings", "minimum net dwellings"],
  ["NetDwellingsRangeFrom", "net dwellings range (from)"],
  ["NetDwellingsRangeTo", "net dwellings range (to)"],
  ["geom", "geometry"],
  ["hectares", "area in hectares"],
  ["Hectares", "area in hectares"],
  ["entity", "entity number"],
  ["uprns", "list of UPRNs"],
  ["address-texts", "list of addresses"],
]);

const acronyms: ReadonlyMap<string, string> = new Map(
  ["URL", "URI", "UPRN", "USRN", "ID", "WKT", "GSS", "CURIE", "JSON", "MIME", "HS2", "TCPA", "UK", "ESD"].map(
    (acronym) => [acronym.toLowerCase(), acronym],
  ),
);
const plurals: ReadonlyMap<string, string> = new Map([
  ["urls", "URLs"],
  ["uprns", "UPRNs"],
]);
const names: ReadonlyMap<string, string> = new Map([
  ["openstreetmap", "OpenStreetMap"],
  ["wikidata", "Wikidata"],
  ["wikipedia", "Wikipedia"],
  ["ramsar", "Ramsar"],
  ["github", "GitHub"],
  ["england", "England"],
  ["english", "English"],
  ["opendatacommunities", "OpenDataCommunities"],
]);

/**
 * @param field name in the specification, or `GeoX,GeoY` for the pair
 * @returns words without an article, lower case but for acronyms and names: "start date", "documentation URL"
 */
export function fieldLabel(field: string): string {
  const fixed = known.get(field);
  if (fixed !== undefined) return fixed;
  // SiteReference -> Site Reference; OrganisationURI -> Organisation URI
  const spaced = field.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[-_,]+/g, " ");
  const words = spaced.split(" ").filter((word) => word !== "");
  return words
    .map((word) => word.toLowerCase())
    .map((word) => names.get(word) ?? plurals.get(word) ?? acronyms.get(word) ?? word)
    .join(" ");
}

/** Labels of what is not counted: nobody says "a required housing". */
const uncounted: ReadonlySet<string> = new Set([
  "required housing",
  "hazardous substances",
  "address text",
  "brownfield land",
  "deliverable",
  "legislation",
  "net dwellings range (from)",
  "net dwellings range (to)",
  "Wikidata",
  "Wikipedia",
]);

/** "a start date", "an entry date", "a UPRN"; a plural label is "a value for notes". */
export function withArticle(label: string): string {
  if (uncounted.has(label)) return `a value for ${label}`;
  // The noun that counts stands before "in hectares", "of UPRNs", "(from)".
  const head = label.replace(/ (in|of|\().*$/, "");
  if (/[^siu]s$/i.test(head)) return `a value for ${label}`;
  const first = label.split(" ")[0] ?? "";
  // "U" is said "you" in UPRN and URL; HS2 begins with "aitch".
  const vowelSound = /^([aeio]|HS2)/i.test(first) || (/^u/.test(first) && !/^u[ns]i|^use/i.test(first));
  return `${vowelSound ? "an" : "a"} ${label}`;
}

/** "Every start date", "Every value for notes". */
export function everyOne(label: string): string {
  return withArticle(label).replace(/^an? /, "Every ");
}

/** First letter upper case, the rest as it is: "Documentation URL". */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A whole number as people read it: 12,345. */
export function thousands(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1 row", "2 rows", "1,200 rows"; `plural` for words that do not just take an s. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${thousands(count)} ${count === 1 ? singular : plural}`;
}
