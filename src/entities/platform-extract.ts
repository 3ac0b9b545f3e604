import { readTable } from "../csv/read.ts";
import { readGeoJsonGeometry } from "../engine/geometry/geojson-geometry.ts";
import type { Geometry } from "../engine/geometry/geometry.ts";
import { writeWkt } from "../engine/geometry/wkt-writer.ts";

/** An entity as the platform publishes it. */
export interface PlatformEntity {
  /** Text: numbers exceed 32 bits. */
  readonly entity: string;
  readonly reference: string;
  readonly dataset: string;
  /** Entity number of the organisation it belongs to. */
  readonly organisationEntity: string;
  /** `authoritative`, `some`, or `""` when the extract does not say. */
  readonly quality: string;
  /** Field to value, shapes as WKT; blank values absent. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What was dropped, and what can be told of it: an extract that lacks entities would make them look new. */
export interface PlatformExtract {
  readonly name: string;
  readonly entities: readonly PlatformEntity[];
  /** Whether all that was asked for is in it; `unknown` for formats that do not say. */
  readonly complete: "yes" | "no" | "unknown";
  /** How many the platform says there are, when it says so. */
  readonly total: number | undefined;
  /** The latest entry-date in it: it cannot be older than that. */
  readonly latestEntryDate: string;
  readonly datasets: readonly string[];
  readonly qualities: readonly string[];
}

export type ExtractReply =
  | { readonly ok: true; readonly extract: PlatformExtract }
  | { readonly ok: false; readonly message: string };

/**
 * Reads entities as planning.data.gov.uk gives them: the CSV of a dataset or of a search, GeoJSON, or JSON.
 *
 * @param name what a person calls the file
 */
export function readPlatformExtract(text: string, name: string): ExtractReply {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  const reply = start.startsWith("{") ? readJson(start) : readCsv(start);
  if (typeof reply === "string") return { ok: false, message: `${name} ${reply}` };
  const { rows, total, more } = reply;
  const entities = rows.map(platformEntity).filter(({ entity }) => entity !== "");
  if (entities.length === 0) return { ok: false, message: `${name} holds no entity.` };
  const short = more || (total !== undefined && total > rows.length);
  const told = total !== undefined || more;
  return {
    ok: true,
    extract: {
      name,
      entities,
      complete: short ? "no" : told ? "yes" : "unknown",
      total,
      latestEntryDate: entities.reduce((latest, { fields }) => {
        const date = (fields.get("entry-date") ?? "").slice(0, 10);
        return date > latest ? date : latest;
      }, ""),
      datasets: distinct(entities.map(({ dataset }) => dataset)),
      qualities: distinct(entities.map(({ quality }) => quality)),
    },
  };
}

interface Read {
  readonly rows: readonly Map<string, string>[];
  readonly total?: number;
  /** The platform says that there is a further page. */
  readonly more: boolean;
}

function readCsv(text: string): Read | string {
  const { columns, records } = readTable(text);
  const names = columns.map(fieldName);
  if (!names.includes("entity")) {
    return "has no column “entity”: download the entities from planning.data.gov.uk as CSV or GeoJSON.";
  }
  const rows = records.map((cells) => new Map(names.map((field, at) => [field, cells[at] ?? ""])));
  return { rows, more: false };
}

function readJson(text: string): Read | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "is no JSON, or was cut short.";
  }
  const document = members(json);
  const features = document.get("features");
  const list = document.get("entities");
  const more = members(document.get("links")).has("next");
  const count = document.get("count");
  const total = typeof count === "number" ? { total: count } : {};
  if (Array.isArray(features)) return { rows: features.map(featureRow), more, ...total };
  if (Array.isArray(list)) return { rows: list.map((one) => textRow(members(one))), more, ...total };
  return "has neither “features” nor “entities”: download the entities from planning.data.gov.uk.";
}

function featureRow(feature: unknown): Map<string, string> {
  const row = textRow(members(members(feature).get("properties")));
  const geometry = members(feature).get("geometry");
  const shape = geometry ? readGeoJsonGeometry(JSON.stringify(geometry)) : undefined;
  const wkt = shape && wktOf(shape);
  const field = shape?.type === "Point" ? "point" : "geometry";
  if (wkt && (row.get(field) ?? "") === "") row.set(field, wkt);
  return row;
}

function wktOf(shape: Geometry): string {
  switch (shape.type) {
    case "Point":
    case "MultiLineString":
    case "MultiPolygon":
      return writeWkt(shape);
    case "Polygon":
      return writeWkt({ type: "MultiPolygon", members: [shape] });
    default:
      return "";
  }
}

function textRow(values: ReadonlyMap<string, unknown>): Map<string, string> {
  return new Map([...values].map(([name, value]) => [fieldName(name), textOf(value)]));
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Old downloads write `organisation_entity`. */
function fieldName(column: string): string {
  return column.trim().replaceAll("_", "-");
}

function platformEntity(row: Map<string, string>): PlatformEntity {
  const json = row.get("json") ?? "";
  row.delete("json");
  if (json.startsWith("{")) {
    for (const [field, value] of textRow(parsedMembers(json))) if (!row.get(field)) row.set(field, value);
  }
  for (const [field, value] of row) if (value === "") row.delete(field);
  const cell = (field: string) => row.get(field) ?? "";
  return {
    entity: cell("entity").replace(/\.0$/, ""),
    reference: cell("reference"),
    dataset: cell("dataset"),
    organisationEntity: cell("organisation-entity").replace(/\.0$/, ""),
    quality: cell("quality"),
    fields: row,
  };
}

function parsedMembers(json: string): ReadonlyMap<string, unknown> {
  try {
    return members(JSON.parse(json));
  } catch {
    return new Map();
  }
}

function members(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== "").sort();
}
