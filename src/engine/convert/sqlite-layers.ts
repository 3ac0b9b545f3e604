import type { SqliteDatabase, SqliteValue } from "./libraries.ts";
import type { OgrFieldType, OgrGeometry, OgrLayer } from "./ogr-types.ts";
import { SqliteError } from "./sqlite-error.ts";
import { type Column, columnsOf, quoted, readTable, type TableField, textOf } from "./sqlite-table.ts";
import { readSpatialite, readWkb } from "./wkb.ts";

/**
 * The layers of a database that is no GeoPackage, as OGR's SQLite driver sees them: the tables that geometry_columns
 * lists (as OGR or SpatiaLite write it); without such a table every table and view, no geometry in them.
 *
 * Source: ogr/ogrsf_frmts/sqlite of GDAL 3.6.2
 */
export function readSqliteLayers(database: SqliteDatabase): OgrLayer[] {
  const geometries = listGeometries(database);
  if (geometries !== undefined) {
    return geometries.flatMap((geometry) => layersOf(database, geometry.table, geometry));
  }
  const all = "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY 1 LIMIT 10000";
  return [...database.rows(all)].flatMap(([name, type]) => {
    return layersOf(database, textOf(name), undefined, type === "view");
  });
}

interface GeometryColumn {
  readonly table: string;
  readonly column: string;
  readonly read: (bytes: Uint8Array) => OgrGeometry | undefined;
}

/** `undefined` when there is no list of geometry columns. */
function listGeometries(database: SqliteDatabase): GeometryColumn[] | undefined {
  const written = tryRows(
    database,
    "SELECT f_table_name, f_geometry_column, geometry_format FROM geometry_columns LIMIT 10000",
  );
  const rows =
    written ??
    tryRows(
      database,
      `SELECT sm.name, gc.f_geometry_column, 'SpatiaLite' FROM geometry_columns gc
        JOIN sqlite_master sm ON LOWER(gc.f_table_name) = LOWER(sm.name) LIMIT 10000`,
    );
  if (rows === undefined) return undefined;
  const columns = new Map<string, GeometryColumn>();
  for (const [table, column, format] of rows) {
    const name = textOf(table);
    if (name === "" || column === null || columns.has(name)) continue;
    const isSpatialite = textOf(format).toLowerCase() === "spatialite";
    columns.set(name, {
      table: name,
      column: textOf(column),
      read: isSpatialite ? readSpatialite : (bytes) => readSpatialite(bytes) ?? readWkb(bytes),
    });
  }
  return [...columns.values()];
}

function tryRows(database: SqliteDatabase, sql: string): (readonly SqliteValue[])[] | undefined {
  try {
    return [...database.rows(sql)];
  } catch (error) {
    if (error instanceof SqliteError) return undefined;
    throw error;
  }
}

/** One layer, or none when the table cannot be read (a virtual one of another program). */
function layersOf(
  database: SqliteDatabase,
  table: string,
  geometry: GeometryColumn | undefined,
  isView = false,
): OgrLayer[] {
  const sample = tryRows(database, `SELECT * FROM ${quoted(table)} LIMIT 1`);
  if (sample === undefined) return [];
  const columns = columnsOf(database, table);
  const identifier = identifierOf(columns);
  const fields: TableField[] = [];
  let geometryColumn: string | undefined;
  for (const [index, column] of columns.entries()) {
    const name = column.name.toUpperCase();
    if (name === identifier || fields.some((field) => field.name.toUpperCase() === name)) continue;
    if (name === geometry?.column.toUpperCase()) geometryColumn = column.name;
    else {
      const isDeclared = !isView || !affinities.has(column.type) || isDeclaredSomewhere(database, column);
      fields.push(fieldOf(column.name, isDeclared ? column.type : "", sample[0]?.[index]));
    }
  }
  const readGeometry = geometry?.read ?? (() => undefined);
  return [readTable(database, { name: table, fields, geometryColumn, readGeometry, habits })];
}

function fieldOf(name: string, type: string, first: SqliteValue | undefined): TableField {
  const declared = type.toUpperCase();
  return {
    name,
    column: name,
    type: fieldType(declared, first),
    isShort: declared === "INTEGER_INT16",
    isSingle: declared === "FLOAT_FLOAT32",
  };
}

/** What SQLite says of a view's column that has no declared type; such a type may also be a table's, passed on. */
const affinities = new Set(["BLOB", "NUM", "INT", "REAL", "TEXT", "FLEXNUM"]);

function isDeclaredSomewhere(database: SqliteDatabase, column: Column): boolean {
  const sql = `SELECT 1 FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND c.name = ? AND c.type = ? LIMIT 1`;
  return [...database.rows(sql, [column.name, column.type])].length > 0;
}

const habits = { readsJulianDays: true, clamps: true };

/** The column that is the row's number, in capitals: the table's only key, declared INTEGER. */
function identifierOf(columns: readonly Column[]): string {
  const [key, another] = columns.filter((column) => column.key > 0);
  const isRowNumber = key !== undefined && another === undefined && key.type.toUpperCase() === "INTEGER";
  return isRowNumber ? key.name.toUpperCase() : "ROWID";
}

/** By the declared type where it is a known one, else by what the first row holds. */
function fieldType(type: string, first: SqliteValue | undefined): OgrFieldType {
  const isTextual = typeof first !== "bigint" && !(first instanceof Uint8Array);
  if (type === "BOOLEAN" || type === "INTEGER_BOOLEAN") return "boolean";
  if (["BIGINT", "INT8", "UNSIGNED BIG INT"].includes(type)) return "integer64";
  if (type === "INTEGER_OR_TEXT") return "string";
  if (type.startsWith("INTEGER") || integers.has(type)) return "integer";
  if (reals.has(type)) return "real";
  if (type.startsWith("BLOB")) return "binary";
  if (/^(TEXT$|VARCHAR|CHARACTER|VARYING CHARACTER|NCHAR|NATIVE CHARACTER|NVARCHAR|CLOB$)/.test(type))
    return "string";
  if (isTextual && (type === "TIMESTAMP" || type === "DATETIME")) return "datetime";
  if (isTextual && type === "DATE") return "date";
  if (isTextual && type === "TIME") return "time";
  return storedType(first);
}

const integers = new Set(["INT", "TINYINT", "SMALLINT", "MEDIUMINT", "INT2"]);
const reals = new Set(["FLOAT", "FLOAT_FLOAT32", "DECIMAL", "REAL", "DOUBLE", "DOUBLE PRECISION", "NUMERIC"]);

function storedType(value: SqliteValue | undefined): OgrFieldType {
  if (typeof value === "bigint") return BigInt.asIntN(32, value) === value ? "integer" : "integer64";
  if (typeof value === "number") return "real";
  return value instanceof Uint8Array ? "binary" : "string";
}
