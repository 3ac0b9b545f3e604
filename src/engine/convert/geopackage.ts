import type { SqliteDatabase } from "./libraries.ts";
import type { OgrFieldType, OgrLayer } from "./ogr-types.ts";
import { type Column, columnsOf, quoted, readTable, type TableField, textOf } from "./sqlite-table.ts";
import { readGeoPackageGeometry, readSpatialite } from "./wkb.ts";

/**
 * The layers of a GeoPackage as OGR sees them.
 *
 * Source: GeoPackage 1.3 (OGC 12-128r17); ogr/ogrsf_frmts/gpkg of GDAL 3.6.2
 */

const applicationOf10 = 0x47503130; // "GP10"
const applicationOf11 = 0x47503131; // "GP11"
const applicationSince12 = 0x47504b47; // "GPKG", the version being the user version

/**
 * What the header of a database says of itself. Without a `.gpkg` in its name, which a resource has not, GDAL 3.6.2 opens
 * no GeoPackage of a version it does not know (1.4 and later), as a plain database neither.
 */
export function packageVersion(header: Uint8Array): "known" | "unknown" | "none" {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const application = view.getUint32(68);
  if (application === applicationOf10 || application === applicationOf11) return "known";
  if (application !== applicationSince12) return "none";
  const version = view.getUint32(60);
  const isKnown = (version >= 10_200 && version < 10_299) || (version >= 10_300 && version < 10_399);
  return isKnown ? "known" : "unknown";
}

/** @returns `undefined` when the tables every GeoPackage must have are missing, or there is nothing but tiles */
export function readGeoPackage(database: SqliteDatabase): OgrLayer[] | undefined {
  const required = ["gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_geometry_columns"];
  if (!required.every((name) => hasTable(database, name))) return undefined;
  const tables = listTables(database);
  if (tables.length === 0) return undefined;
  return tables.map((table) => readTable(database, layerOf(database, table)));
}

interface ListedTable {
  readonly name: string;
  readonly isSpatial: boolean;
  readonly isView: boolean;
  readonly geometryColumn: string;
}

function hasTable(database: SqliteDatabase, name: string): boolean {
  const sql = "SELECT 1 FROM sqlite_master WHERE name = ? AND type IN ('table', 'view')";
  return [...database.rows(sql, [name])].length > 0;
}

/** Tables with geometry first, then those without; tables the contents do not list count if none without geometry is listed. */
function listTables(database: SqliteDatabase): ListedTable[] {
  const type = (name: string) =>
    `(SELECT type FROM sqlite_master WHERE lower(name) = lower(${name}) AND type IN ('table', 'view'))`;
  let sql = `
    SELECT c.table_name, 1, g.column_name, ${type("c.table_name")}
      FROM gpkg_geometry_columns g JOIN gpkg_contents c ON (g.table_name = c.table_name)
      WHERE c.table_name <> 'ogr_empty_table' AND c.data_type = 'features'
    UNION ALL
    SELECT table_name, 0, NULL, ${type("table_name")}
      FROM gpkg_contents WHERE data_type IN ('aspatial', 'attributes')`;
  if (!listsAttributes(database)) {
    sql += `
    UNION ALL
    SELECT name, 0, NULL, type FROM sqlite_master
      WHERE type IN ('table', 'view') AND name NOT LIKE 'gpkg_%' AND name NOT LIKE 'vgpkg_%'
        AND name NOT LIKE 'rtree_%' AND name NOT LIKE 'sqlite_%'
        AND name NOT IN ('st_spatial_ref_sys', 'spatial_ref_sys', 'st_geometry_columns', 'geometry_columns')
        AND lower(name) NOT IN (SELECT lower(table_name) FROM gpkg_contents)`;
  }
  const tables = new Map<string, ListedTable>();
  for (const [name, isSpatial, geometryColumn, kind] of database.rows(sql)) {
    const key = textOf(name);
    if (key === "" || kind === null || tables.has(key)) continue;
    tables.set(key, {
      name: key,
      isSpatial: isSpatial === 1n,
      isView: kind === "view",
      geometryColumn: textOf(geometryColumn),
    });
  }
  return [...tables.values()];
}

function listsAttributes(database: SqliteDatabase): boolean {
  const attributes = "SELECT 1 FROM gpkg_contents WHERE data_type = 'attributes' LIMIT 1";
  if ([...database.rows(attributes)].length > 0) return true;
  if (!hasTable(database, "gpkg_extensions")) return false;
  const aspatial = "SELECT 1 FROM gpkg_extensions WHERE extension_name = 'gdal_aspatial' LIMIT 1";
  return [...database.rows(aspatial)].length > 0;
}

function layerOf(database: SqliteDatabase, table: ListedTable) {
  const columns = columnsOf(database, table.name);
  const keys = columns.filter((column) => column.key > 0);
  const [key] = keys;
  const hasIdentifier = key !== undefined && keys.length === 1 && isInteger(fieldType(key.type));
  // Without one OGR asks for the row's own number, and a table that has none stops it.
  if (!table.isView && !hasIdentifier)
    [...database.rows(`SELECT _rowid_ FROM ${quoted(table.name)} LIMIT 0`)];
  const fields: TableField[] = [];
  let geometryColumn: string | undefined;
  for (const column of columns) {
    const type = column.type === "" && table.isView ? undefined : fieldType(column.type);
    if (table.isSpatial && isGeometryColumn(column, type, table)) {
      // A type that is no geometry's either is passed over, as OGR does with a warning.
      if (type !== undefined || isGeometryType(column.type)) geometryColumn ??= column.name;
      continue;
    }
    if (
      (hasIdentifier && column === key) ||
      (table.isView && isViewIdentifier(database, table.name, columns, column))
    )
      continue;
    const isSingle = column.type.toUpperCase() === "FLOAT";
    fields.push({ name: column.name, column: column.name, type: type ?? "string", isSingle });
  }
  const readGeometry = (bytes: Uint8Array) => readGeoPackageGeometry(bytes) ?? readSpatialite(bytes);
  return { name: table.name, fields, geometryColumn, readGeometry, habits };
}

const habits = { readsJulianDays: false, clamps: false };

/** A view's rows are told apart by OGC_FID, or by its first column if that holds an integer in the first row. */
function isViewIdentifier(
  database: SqliteDatabase,
  view: string,
  columns: readonly Column[],
  column: Column,
): boolean {
  if (column.name.toUpperCase() === "OGC_FID") return true;
  if (column !== columns[0]) return false;
  const [first] = database.rows(`SELECT typeof(${quoted(column.name)}) FROM ${quoted(view)} LIMIT 1`);
  return first?.[0] === "integer";
}

function isGeometryColumn(column: Column, type: OgrFieldType | undefined, table: ListedTable): boolean {
  if (column.type === "" || column.name.toUpperCase() === "OGC_FID") return false;
  return type === undefined || column.name.toUpperCase() === table.geometryColumn.toUpperCase();
}

function isInteger(type: OgrFieldType | undefined): boolean {
  return type === "integer" || type === "integer64" || type === "boolean";
}

/** The data types a GeoPackage may use; `undefined` for any other. */
function fieldType(declared: string): OgrFieldType | undefined {
  const type = declared.toUpperCase().replace(/ GENERATED ALWAYS$/, "");
  if (type.startsWith("INT")) return "integer64";
  if (type.startsWith("TEXT")) return "string";
  if (type.startsWith("BLOB")) return "binary";
  return plainTypes.get(type);
}

const plainTypes: ReadonlyMap<string, OgrFieldType> = new Map([
  ["MEDIUMINT", "integer"],
  ["SMALLINT", "integer"],
  ["TINYINT", "integer"],
  ["BOOLEAN", "boolean"],
  ["FLOAT", "real"],
  ["DOUBLE", "real"],
  ["REAL", "real"],
  ["NUMERIC", "real"],
  ["DATE", "date"],
  ["DATETIME", "datetime"],
]);

function isGeometryType(declared: string): boolean {
  return /^(geometry|geomcollection|(multi)?(point|linestring|polygon|curve|surface)|circularstring|compoundcurve|curvepolygon|triangle|polyhedralsurface|tin)/i.test(
    declared,
  );
}
