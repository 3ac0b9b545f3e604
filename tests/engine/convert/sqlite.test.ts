import fc from "fast-check";
import initialise from "sql.js";
import { expect, test } from "vitest";
import { loadSqlite } from "../../../src/effects/converters-sqlite.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";
import { readSqlite } from "../../../src/engine/convert/sqlite.ts";

const libraries = { sqlite: loadSqlite };

async function databaseOf(sql: string): Promise<Uint8Array> {
  const sqlite = await initialise();
  const database = new sqlite.Database();
  database.exec(sql);
  return database.export();
}

async function csvOf(sql: string): Promise<string | undefined> {
  const converted = await readSqlite(bytesSource(await databaseOf(sql)), libraries);
  return converted?.failure?.reason ?? (converted && [...converted.text].join("").replaceAll("\r\n", "\n"));
}

const point = "x'4750000100000000 0101000000 000000000000F03F 0000000000000040'".replaceAll(" ", "");

/** The tables of a GeoPackage, and those of the contents given as `name, data type`. */
const geoPackage = (tables: readonly (readonly [string, string])[]) => `
  PRAGMA application_id = ${0x47504b47}; PRAGMA user_version = 10300;
  CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER);
  CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
  CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT);
  ${tables.map(([name, type]) => `INSERT INTO gpkg_contents VALUES ('${name}', '${type}');`).join("")}
  INSERT INTO gpkg_geometry_columns SELECT table_name, 'geom' FROM gpkg_contents WHERE data_type = 'features';`;

test("a GeoPackage's features, without their identifiers", async () => {
  const areas = `CREATE TABLE areas (fid INTEGER PRIMARY KEY, geom POINT, ref TEXT, day DATE, at DATETIME, ok BOOLEAN,
      size DOUBLE, near FLOAT, picture BLOB);
    INSERT INTO areas VALUES (1, ${point}, 'A', '2024-01-31', '2024-01-31T10:20:30.5Z', 1, 1.5, 0.123456789, x'00FF');
    INSERT INTO areas VALUES (2, NULL, 7, 'soon', '2024-01-31', 0, 'x', NULL, NULL);`;
  expect(await csvOf(geoPackage([["areas", "features"]]) + areas)).toBe(
    [
      "WKT,ref,day,at,ok,size,near,picture",
      '"POINT (1 2)",A,2024/01/31,2024/01/31 10:20:30.500+00,"1",1.5,0.12345679,00FF',
      ',"7",,2024/01/31 00:00:00,"0",0,,',
      "",
    ].join("\n"),
  );
});

test("layers without geometry follow, and tables the contents do not list only when they list none", async () => {
  const tables = `CREATE TABLE areas (fid INTEGER PRIMARY KEY, geom POINT, a TEXT);
    CREATE TABLE notes (id INTEGER PRIMARY KEY, b TEXT); CREATE TABLE other (id INTEGER PRIMARY KEY, c TEXT);`;
  const features = geoPackage([["areas", "features"]]);
  expect(await csvOf(features + tables)).toBe("WKT,a,b,c\n");
  const attributes = geoPackage([
    ["areas", "features"],
    ["notes", "attributes"],
  ]);
  expect(await csvOf(attributes + tables)).toBe("WKT,a,b\n");
});

test("a GeoPackage of a version newer than the pipeline knows is not read", async () => {
  const sql = `${geoPackage([["t", "features"]])} CREATE TABLE t (fid INTEGER PRIMARY KEY, geom POINT);`;
  expect(await csvOf(`${sql} PRAGMA user_version = 10400;`)).toBe("database-not-readable");
});

test("a plain database: all tables in order of their names, types as declared or as the first row has them", async () => {
  expect(
    await csvOf(`
      CREATE TABLE b (id INTEGER PRIMARY KEY, name VARCHAR(9), "start-date" DATE, n INT, x);
      INSERT INTO b VALUES (5, 'one', '2024-01-31', 7, 2.5), (6, NULL, 2460341.5, 3000000000, 'y');
      CREATE TABLE a (name TEXT); INSERT INTO a VALUES ('zero');`),
  ).toBe('WKT,name,start-date,n,x\n,zero,,,\n,one,2024/01/31,"7",2.5\n,,2024/02/01,"2147483647",0\n');
});

test("geometry columns listed as OGR or SpatiaLite do", async () => {
  const wkb = "x'0101000000000000000000F03F0000000000000040'";
  expect(
    await csvOf(`
      CREATE TABLE geometry_columns (f_table_name, f_geometry_column, geometry_type, coord_dimension, geometry_format, srid);
      INSERT INTO geometry_columns VALUES ('areas', 'shape', 1, 2, 'WKB', 4326);
      CREATE TABLE areas (ogc_fid INTEGER PRIMARY KEY, shape BLOB, ref VARCHAR);
      CREATE TABLE unlisted (a);
      INSERT INTO areas VALUES (1, ${wkb}, 'A');`),
  ).toBe('WKT,ref\n"POINT (1 2)",A\n');
});

test("no table, no bytes, no library: each is named", async () => {
  expect(await csvOf("PRAGMA user_version = 1;")).toBe("database-not-readable");
  const empty = await readSqlite(bytesSource(new Uint8Array()), libraries);
  expect([empty?.failure?.reason, empty?.mimeType]).toEqual(["empty-file", "application/geopackage+sqlite3"]);
  const bytes = await databaseOf("CREATE TABLE a (b);");
  expect((await readSqlite(bytesSource(bytes), {}))?.failure?.reason).toBe("converter-not-loaded");
});

test("a view without end is refused", async () => {
  const view =
    "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;";
  expect(await csvOf(view)).toBe("database-not-readable");
});

test("what is no database is left to the next test", async () => {
  const text = new TextEncoder().encode("reference,name\r\n".repeat(20));
  expect(await readSqlite(bytesSource(text), libraries)).toBeUndefined();
  const cut = new TextEncoder().encode(`SQLite format 3\0${"x".repeat(200)}`);
  expect(await readSqlite(bytesSource(cut), libraries)).toBeUndefined();
});

test("any damage ends in rows, a named failure or the next test, never in an exception", async () => {
  const bytes = await databaseOf(`${geoPackage([["t", "features"]])}
    CREATE TABLE t (fid INTEGER PRIMARY KEY, geom POINT, a TEXT); INSERT INTO t VALUES (1, ${point}, 'x');`);
  const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(changes, async (all) => {
      const damaged = bytes.slice();
      for (const [at, byte] of all) damaged[at] = byte;
      const converted = await readSqlite(bytesSource(damaged), libraries);
      if (converted) [...converted.text];
    }),
    { numRuns: 100 },
  );
});
