import type { Converted } from "./converted.ts";
import type { FailureReason } from "./failure.ts";
import { packageVersion, readGeoPackage } from "./geopackage.ts";
import type { ConvertLibraries, SqliteDatabase } from "./libraries.ts";
import { ogrCsv } from "./ogr-table.ts";
import type { OgrLayer } from "./ogr-types.ts";
import { type ByteSource, readAll } from "./source.ts";
import { SqliteError } from "./sqlite-error.ts";
import { readSqliteLayers } from "./sqlite-layers.ts";

/**
 * The pipeline's third test: does SQLite open the resource? Then it is a GeoPackage, a SpatiaLite or a plain database.
 *
 * An empty file opens as an empty database: the pipeline then fails, as it does on a database without any table.
 * `undefined` = no database: the next test has its turn.
 *
 * Source: digital_land/phase/convert.py (_read_binary_file)
 */
export async function readSqlite(
  source: ByteSource,
  libraries: ConvertLibraries,
): Promise<Converted | undefined> {
  // SQLite takes a file of one byte for an empty one, too (a precaution of its own against a bug of macOS).
  if (source.size <= 1) return failed("empty-file", "an empty file is an empty database");
  const header = source.read(0, 100);
  if (!startsAsDatabase(header)) return undefined;
  const sqlite = await libraries.sqlite?.();
  if (sqlite === undefined) return failed("converter-not-loaded", "SQLite is not available here");
  const database = sqlite.open(readAll(source));
  if (database === undefined || !passesCheck(database)) return undefined;
  try {
    if (hasEndlessViews(database)) return failed("database-not-readable", "a view that builds on itself");
    switch (packageVersion(header)) {
      case "known":
        return converted("GeoPackage", readGeoPackage(database));
      case "unknown":
        return failed("database-not-readable", "a GeoPackage of a version that is not supported");
      case "none":
        return converted("SQLite database", readSqliteLayers(database));
    }
  } catch (error) {
    if (error instanceof SqliteError) return failed("database-not-readable", error.message);
    throw error;
  } finally {
    database.close();
  }
}

const magic = "SQLite format 3\0";

function startsAsDatabase(header: Uint8Array): boolean {
  return header.length === 100 && [...magic].every((letter, at) => header[at] === letter.charCodeAt(0));
}

/** As the pipeline asks; what the check finds does not matter, only that it can be run. */
function passesCheck(database: SqliteDatabase): boolean {
  try {
    for (const _ of database.rows("PRAGMA quick_check"));
    return true;
  } catch (error) {
    if (error instanceof SqliteError) return false;
    throw error;
  }
}

/** A recursive view can count for ever; none is known in published data. */
function hasEndlessViews(database: SqliteDatabase): boolean {
  const views = "SELECT 1 FROM sqlite_master WHERE type = 'view' AND sql LIKE '%recursive%' LIMIT 1";
  return [...database.rows(views)].length > 0;
}

const database = {
  mimeType: "application/geopackage+sqlite3",
  internalPath: "",
  internalMimeType: "",
  charset: "",
} as const;

function converted(format: string, layers: readonly OgrLayer[] | undefined): Converted {
  if (layers === undefined || layers.length === 0) {
    return { ...failed("database-not-readable", "there are no layers in the database"), format };
  }
  return { ...database, format, text: ogrCsv(layers), writesConverted: true };
}

function failed(reason: FailureReason, exception: string): Converted {
  return {
    ...database,
    format: "SQLite database",
    failure: { reason, exception },
    text: [],
    writesConverted: false,
  };
}
