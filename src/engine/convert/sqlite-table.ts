import { utf8 } from "./code-page.ts";
import type { SqliteDatabase, SqliteValue } from "./libraries.ts";
import { parseOgrDate } from "./ogr-date.ts";
import type { OgrFeature, OgrField, OgrGeometry, OgrLayer, OgrValue } from "./ogr-types.ts";
import { general } from "./printf.ts";

/** Reading one table of a database as a layer: what GeoPackage and plain SQLite have in common. */

export interface Column {
  readonly name: string;
  /** As declared, in the writer's own words. */
  readonly type: string;
  /** Place in the primary key from 1, 0 = none. */
  readonly key: number;
}

/** A field of a layer and where its cells are. */
export interface TableField extends OgrField {
  /** Column in the table. */
  readonly column: string;
  /** A type of 16 bits: numbers beyond are cut to its limits. */
  readonly isShort?: boolean;
}

/** What OGR's two drivers of SQLite files do differently with the same cell. */
export interface Habits {
  /** A date or time kept as a number of days is understood. */
  readonly readsJulianDays: boolean;
  /** A number beyond its column's type is cut to the limits of the type; else its lower 32 bits are taken. */
  readonly clamps: boolean;
}

export interface TableLayer {
  readonly name: string;
  readonly fields: readonly TableField[];
  readonly geometryColumn: string | undefined;
  readonly readGeometry: (bytes: Uint8Array) => OgrGeometry | undefined;
  readonly habits: Habits;
}

/** A name as it may stand in a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Columns of a table or view, hidden ones included. */
export function columnsOf(database: SqliteDatabase, table: string): Column[] {
  return [...database.rows("SELECT name, type, pk FROM pragma_table_xinfo(?)", [table])].map(
    ([name, type, key]) => ({ name: textOf(name), type: textOf(type), key: Number(key) }),
  );
}

export function textOf(value: SqliteValue | undefined): string {
  return value === undefined || value === null || value instanceof Uint8Array ? "" : String(value);
}

/** So many rows of all tables together; a join of a hostile view could have no end. */
const maximumRows = 5_000_000;

/** The layer with its features, read at once: the database is closed before they are used. */
export function readTable(database: SqliteDatabase, table: TableLayer): OgrLayer {
  const selected = [
    table.geometryColumn === undefined ? "NULL" : quoted(table.geometryColumn),
    ...table.fields.map((field) => selection(field, table.habits)),
  ];
  const features: OgrFeature[] = [];
  const sql = `SELECT ${selected.join(", ")} FROM ${quoted(table.name)} LIMIT ${maximumRows}`;
  for (const [geometry, ...values] of database.rows(sql)) {
    features.push({
      geometry: geometry instanceof Uint8Array ? table.readGeometry(geometry) : undefined,
      values: table.fields.map((field, index) => valueOfField(field, values[index], table.habits)),
    });
  }
  const { name, fields } = table;
  return { name, fields, hasGeometry: table.geometryColumn !== undefined, features };
}

/** SQLite gives a value in the type asked for, whatever is stored. */
function selection(field: TableField, { readsJulianDays }: Habits): string {
  const column = quoted(field.column);
  switch (field.type) {
    case "integer":
    case "boolean":
    case "integer64":
      return `CAST(${column} AS INTEGER)`;
    case "real":
      return `CAST(${column} AS REAL)`;
    case "date":
    case "datetime":
    case "time": {
      const days = readsJulianDays ? ` WHEN 'real' THEN strftime('%Y-%m-%d %H:%M:%S', ${column})` : "";
      return `CASE typeof(${column}) WHEN 'text' THEN ${column}${days} END`;
    }
    default:
      return column;
  }
}

function valueOfField(field: TableField, value: SqliteValue | undefined, habits: Habits): OgrValue {
  if (value === undefined || value === null) return undefined;
  switch (field.type) {
    case "boolean":
    case "integer":
      return typeof value === "bigint" ? integerOf(value, field, habits) : undefined;
    case "date":
    case "datetime":
    case "time":
      return typeof value === "string" ? parseOgrDate(value) : undefined;
    case "string":
      return storedText(value);
    case "binary":
      return value instanceof Uint8Array ? value : new TextEncoder().encode(storedText(value));
    default:
      return value;
  }
}

function integerOf(value: bigint, field: TableField, { clamps }: Habits): number {
  if (!clamps) return Number(BigInt.asIntN(32, value));
  if (field.type === "boolean") return value === 0n ? 0 : 1;
  const high = field.isShort ? 32_767 : 2_147_483_647;
  return Math.min(high, Math.max(-high - 1, Number(value)));
}

/** Any value as SQLite 3.40 writes it as text, up to a NUL: reals with 15 digits and always a point. */
function storedText(value: Exclude<SqliteValue, null>): string {
  if (typeof value === "number") return realText(value);
  const text = value instanceof Uint8Array ? utf8(value) : String(value);
  return text.split("\0", 1)[0] ?? "";
}

function realText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "Inf" : "-Inf";
  const text = general(value + 0, 15, "e"); // + 0: without the sign of zero
  const [digits = "", exponent] = text.split("e");
  const pointed = digits.includes(".") ? digits : `${digits}.0`;
  return exponent === undefined ? pointed : `${pointed}e${exponent}`;
}
