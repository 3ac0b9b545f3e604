import type { CsvTable } from "../../src/csv/read.ts";
import { detailColumns } from "../../src/specification/organisation-list.ts";
import { pathsBelow, type Sources, sourceRows } from "./sources.ts";

type Row = Readonly<Record<string, string>>;

const baseColumns = [
  "organisation",
  "entity",
  "name",
  "statistical-geography",
  "opendatacommunities-uri",
  "start-date",
  "end-date",
];
const columns = [...baseColumns, ...detailColumns];

/** Files of the organisation collection whose rows are no publishers of data. */
const notPublishers = new Set(["local-authority-type", "local-resilience-forum"]);

/**
 * The list people choose organisations from: the flat organisation.csv, brought up to date and completed by the files of
 * the organisation collection, and by the keys that provisions and sources name, whose entity numbers are in the
 * organisation collection's lookups. Source: service/organisations.md.
 */
export function organisationList(sources: Sources): CsvTable {
  const list = new Map<string, Row>();
  for (const row of sourceRows(sources, "organisation.csv")) {
    list.set(row.organisation ?? "", { ...row, kind: kindOf(row.organisation ?? ""), described: "yes" });
  }
  for (const [key, rows] of collectionRows(sources)) {
    list.set(key, { ...list.get(key), ...merge(rows), organisation: key, described: "yes" });
  }
  const entities = entityNumbers(sources);
  for (const key of namedKeys(sources)) {
    if (!list.has(key)) list.set(key, { ...undescribed(key, list), entity: entities.get(key) ?? "" });
  }
  return {
    columns,
    records: [...list.values()].map((row) => columns.map((column) => row[column] ?? "")),
  };
}

/** Rows of the organisation collection by key; a key may have several, of different times. */
function collectionRows(sources: Sources): Map<string, Row[]> {
  const types = new Map(
    sourceRows(sources, "organisation/local-authority-type.csv").map((row) => [row.reference, row.name]),
  );
  const byKey = new Map<string, Row[]>();
  for (const path of pathsBelow(sources, "organisation")) {
    const file = path.slice("organisation/".length, -".csv".length);
    if (notPublishers.has(file)) continue;
    for (const row of sourceRows(sources, path)) {
      // Some files have `wikidata` for a prefix; the key goes by the file's name.
      const key = row.organisation || `${file}:${row.reference}`;
      const kind = sentenceCase(types.get(row["local-authority-type"]) ?? "") || kindOf(key);
      byKey.set(key, [...(byKey.get(key) ?? []), { ...row, kind }]);
    }
  }
  return byKey;
}

/** The row without end date, then the later start; the names of the others are former names. */
function merge(rows: readonly Row[]): Row {
  const order = (row: Row) => (row["end-date"] ? "0" : "1") + (row["start-date"] ?? "");
  const sorted = [...rows].sort((a, b) => (order(a) < order(b) ? 1 : -1));
  const [current = {}, ...others] = sorted;
  const former = new Set(others.map((row) => row.name ?? "").filter((name) => name !== current.name));
  return { ...current, "former-names": [...former].join(";") };
}

/** An organisation of which no table says more than its key. */
function undescribed(key: string, list: ReadonlyMap<string, Row>): Row {
  const [prefix = "", reference = ""] = key.split(":");
  const row = { organisation: key, kind: kindOf(key), described: "" };
  if (prefix === "company") return { ...row, name: `Company ${reference}` };
  if (prefix !== "local-planning-group") return row;
  const members = reference.split("-").map((code) => memberKey(code, list));
  const names = members.map((member) => shortName(list.get(member)?.name ?? member));
  return { ...row, name: `${inWords(names)} joint planning group`, members: members.join(";") };
}

const memberKinds = ["local-authority", "national-park-authority", "development-corporation"];

/** A group's reference names its members by code alone. */
function memberKey(code: string, list: ReadonlyMap<string, Row>): string {
  const keys = memberKinds.map((kind) => `${kind}:${code}`);
  return keys.find((key) => list.has(key)) ?? code;
}

/** "Gedling Borough Council" -> "Gedling". */
function shortName(name: string): string {
  return name
    .replace(/^(?:London Borough of|Royal Borough of|Borough of|City of) /, "")
    .replace(
      / (?:Metropolitan |Metropolitan District |City and District |Borough |District |City |County |Unitary )*(?:Council|Authority)$/,
      "",
    );
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** `development-corporation:Q1` -> "Development corporation". */
function kindOf(key: string): string {
  return sentenceCase((key.split(":")[0] ?? "").replace(/-eng$/, "").replaceAll("-", " "));
}

function sentenceCase(words: string): string {
  return words === ""
    ? ""
    : words.charAt(0).toUpperCase() + words.slice(1).toLowerCase().replace("london", "London");
}

/** Every key that provisions, registered sources and authorities name, in today's spelling. */
function namedKeys(sources: Sources): string[] {
  const paths = [
    "specification/provision.csv",
    ...[...sources.keys()].filter((path) => /\/(?:source|entity-organisation)\.csv$/.test(path)),
  ];
  const keys = paths.flatMap((path) => sourceRows(sources, path).map((row) => row.organisation ?? ""));
  const current = keys.map((key) => key.replace("local-authority-eng:", "local-authority:"));
  return [...new Set(current.filter((key) => key.includes(":")))].sort();
}

function entityNumbers(sources: Sources): Map<string, string> {
  // Beside this repository it stands apart for its size; in a checkout it does not.
  const rows = ["pipeline", "pipeline-more"].flatMap((folder) =>
    sourceRows(sources, `configuration/${folder}/organisation/lookup.csv`),
  );
  return new Map(rows.map((row) => [`${row.prefix}:${row.reference}`, row.entity ?? ""]));
}
