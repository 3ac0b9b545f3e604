import fc from "fast-check";
import { expect, test } from "vitest";
import { ogrCsv } from "../../../src/engine/convert/ogr-table.ts";
import { readShapefile, type ShapefileParts } from "../../../src/engine/convert/shapefile.ts";
import { dbfOf, littleEndian, polygonShapefile, type ShapefileBytes, shapefileOf } from "./shapefile-of.ts";

function csvOf(bytes: Partial<ShapefileParts> & ShapefileBytes): string[] | string {
  const answer = readShapefile({ name: "areas", cpg: undefined, ...bytes });
  if (typeof answer === "string") return answer;
  return [...ogrCsv([answer.layer])].join("").trimEnd().split("\r\n");
}

/** A square ring from its lower left corner; clockwise is a shell. */
function square(x: number, y: number, size: number, turn: "clockwise" | "counter" = "clockwise") {
  const ring = [
    [x, y],
    [x, y + size],
    [x + size, y + size],
    [x + size, y],
    [x, y],
  ];
  return turn === "clockwise" ? ring : ring.reverse();
}

const noTable = dbfOf([["id", "N", 4, 0]], ["    1"]);

test("a hole follows its shell and an island in the hole is a shell of its own", () => {
  //  +-----------+   10
  //  | +-------+ |
  //  | | island| |
  //  +-----------+   0
  const rings = [square(3, 3, 2), square(0, 0, 10), square(2, 2, 6, "counter")];
  expect(csvOf(polygonShapefile([rings], noTable))[1]).toBe(
    '"MULTIPOLYGON (((3 3,3 5,5 5,5 3,3 3)),((0 0,0 10,10 10,10 0,0 0),(2 2,8 2,8 8,2 8,2 2)))","1"',
  );
});

test("of one shell all other rings are holes, even outside it", () => {
  const rings = [square(50, 50, 1, "counter"), square(0, 0, 10)];
  expect(csvOf(polygonShapefile([rings], noTable))[1]).toBe(
    '"MULTIPOLYGON (((0 0,0 10,10 10,10 0,0 0),(50 50,51 50,51 51,50 51,50 50)))","1"',
  );
});

test("a ring of three vertices makes every ring a shell", () => {
  const rings = [square(0, 0, 10), square(20, 0, 10), square(2, 2, 2, "counter").slice(0, 3)];
  expect(csvOf(polygonShapefile([rings], noTable))[1]).toMatch(/\(\(2 2,4 2,4 4\)\)\)"/);
});

test("null shapes, deleted rows and missing rows", () => {
  const table = dbfOf([["ref", "C", 3, 0]], [" abc", "*del", " xyz"]);
  const shapes = [undefined, [square(0, 0, 1)], undefined, [square(5, 5, 1)]];
  expect(csvOf(polygonShapefile(shapes, table))).toEqual(["WKT,ref", ",abc", ",xyz"]);
});

test("numbers keep the decimals their column declares, dates get slashes", () => {
  const table = dbfOf(
    [
      ["whole", "N", 5, 0],
      ["long", "N", 18, 0],
      ["real", "N", 9, 3],
      ["day", "D", 8, 0],
      ["flag", "L", 1, 0],
    ],
    [
      ` ${"   12"}${"        3000000000"}${"      1.5"}${"20240131"}T`,
      ` ${"     "}${"                  "}${"*********"}${"00000000"}?`,
    ],
  );
  expect(csvOf(polygonShapefile([undefined, undefined], table))).toEqual([
    "WKT,whole,long,real,day,flag",
    ',"12","3000000000",1.500,2024/01/31,T',
    ",,,,,?",
  ]);
});

test("the .cpg file names the encoding, else the table's header does", () => {
  const table = (driver: number) => dbfOf([["n", "C", 4, 0]], [" caf\x82"], driver);
  const shapes = (driver: number) => polygonShapefile([undefined], table(driver));
  expect(csvOf(shapes(1))[1]).toBe(",café");
  expect(csvOf({ ...shapes(87), cpg: Uint8Array.from("437\r\n", (c) => c.charCodeAt(0)) })[1]).toBe(",café");
  expect(csvOf(shapes(3))[1]).toBe(",caf‚");
});

test("z is kept; m only when the first shape uses it", () => {
  const point = (z: number, m?: number) =>
    littleEndian([
      ["int", 11],
      ["double", 1],
      ["double", 2],
      ["double", z],
      ...(m === undefined ? [] : [["double", m] as const]),
    ]);
  const csv = (...records: Uint8Array[]) => csvOf(shapefileOf(11, records, dbfOf([], [" ", " "])));
  expect(csv(point(7), point(8, 9)).slice(1)).toEqual(['"POINT Z (1 2 7)"', '"POINT Z (1 2 8)"']);
  expect(csv(point(7, 5), point(8)).slice(1)).toEqual(['"POINT ZM (1 2 7 5)"', '"POINT ZM (1 2 8 0)"']);
});

test("without an index the shapefile is not read, without a table its shapes are", () => {
  const shapefile = polygonShapefile([[square(0, 0, 1)]], noTable);
  expect(readShapefile({ name: "a", ...shapefile, shx: undefined, cpg: undefined })).toBe("no-index");
  const alone = readShapefile({ name: "a", ...shapefile, dbf: undefined, cpg: undefined });
  expect(typeof alone === "string" ? alone : [...ogrCsv([alone.layer])].join("")).toBe(
    'WKT,\r\n"MULTIPOLYGON (((0 0,0 1,1 1,1 0,0 0)))"\r\n',
  );
});

test("a table cut off before its last row is damage", () => {
  const { dbf, ...shapes } = polygonShapefile(
    [undefined, undefined],
    dbfOf([["a", "C", 4, 0]], [" one1", " two2"]),
  );
  expect(csvOf({ ...shapes, dbf: dbf.slice(0, dbf.length - 6) })).toBe("damaged");
});

test("any damage ends in rows or a named fault, never in an exception", () => {
  const { shp, shx, dbf } = polygonShapefile(
    [[square(0, 0, 9), square(1, 1, 2, "counter")], undefined],
    noTable,
  );
  const damage = fc.tuple(
    fc.constantFrom("shp", "shx", "dbf"),
    fc.nat(300),
    fc.integer({ min: 0, max: 255 }),
  );
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1 }), fc.nat(400), (changes, cut) => {
      const files = { shp: shp.slice(0, 300 + cut), shx: shx.slice(), dbf: dbf.slice() };
      for (const [name, at, byte] of changes) if (at < files[name].length) files[name][at] = byte;
      expect(csvOf(files).length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
