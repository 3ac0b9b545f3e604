import fc from "fast-check";
import { expect, test } from "vitest";
import { type MapInfoParts, readMapInfo } from "../../../src/engine/convert/mapinfo.ts";
import { ogrCsv } from "../../../src/engine/convert/ogr-table.ts";
import { type ColumnBytes, coordinatesAt, joined, mapInfoOf, packed, type TableBytes } from "./mapinfo-of.ts";

function csvOf(parts: MapInfoParts): string[] | undefined {
  const answer = readMapInfo(parts);
  return answer && [...ogrCsv([answer.layer])].join("").trimEnd().split("\r\n");
}

const number = (...values: number[]): ColumnBytes => ({
  definition: "n Integer",
  letter: "C",
  length: 4,
  cells: values.map((value) => packed("i", value)),
});

/** The shape of the only row, in the column of shapes. */
function shape(type: number, body: Uint8Array, more: Partial<TableBytes> = {}): string | undefined {
  const rows = csvOf(mapInfoOf({ columns: [number(7)], objects: [[type, body]], ...more }));
  return rows?.[1]?.replace(/^"|","7"$/g, "");
}

const text = (value: string) => Uint8Array.from(value, (character) => character.charCodeAt(0));

test("columns of every type", () => {
  const column = (definition: string, letter: string, length: number, cell: Uint8Array): ColumnBytes => {
    return { definition, letter, length, cells: [cell] };
  };
  const columns = [
    column("c Char (5)", "C", 5, text("caf\u00e9")),
    column("s SmallInt", "C", 2, packed("h", -3)),
    column("f Float", "C", 8, packed("d", 0.1)),
    column("p Decimal (6, 2)", "N", 6, text("   1.5")),
    column("d Date", "C", 4, packed("hbb", 2024, 1, 31)),
    column("t Time", "C", 4, packed("i", 3_723_500)),
    column("m DateTime", "C", 8, packed("hbbi", 2024, 1, 31, 0)),
    column("l Logical", "L", 1, packed("b", 1)),
  ];
  // The .dat file of the helper has no decimals: the column must not claim any.
  expect(csvOf(mapInfoOf({ columns, objects: [undefined] }))).toBeUndefined();
  const whole = columns.map((each) =>
    each.letter === "N" ? { ...each, definition: "p Decimal (6, 0)" } : each,
  );
  expect(csvOf(mapInfoOf({ columns: whole, objects: [undefined] }))).toEqual([
    "WKT,c,s,f,p,d,t,m,l",
    ',café,"-3",0.1,2,2024/01/31,01:02:03.500,2024/01/31 00:00:00,T',
  ]);
});

test("points: as they are, relative to the centre of their block, with a symbol of their own", () => {
  expect(shape(0x02, packed("iib", 5, -6, 1))).toBe("POINT (5 -6)");
  expect(shape(0x01, packed("hhb", 5, -6, 1))).toBe("POINT (1005 1994)");
  expect(shape(0x29, joined(new Uint8Array(12), packed("iib", 5, 6, 1)))).toBe("POINT (5 6)");
});

test("the scale and the corner that coordinates count from", () => {
  const body = packed("iib", 12345, 6, 1);
  expect(shape(0x02, body, { scale: 100 })).toBe("POINT (123.45 0.06)");
  expect(shape(0x02, body, { quadrant: 2 })).toBe("POINT (-12345 6)");
  expect(shape(0x02, body, { quadrant: 3 })).toBe("POINT (-12345 -6)");
  expect(shape(0x02, body, { quadrant: 4 })).toBe("POINT (12345 -6)");
});

const square = [0, 0, 0, 9, 9, 9, 0, 0];
const smaller = [1, 1, 1, 2, 2, 2, 1, 1];

/** A region of rings, each with the number of holes behind it. */
function region(rings: readonly { readonly holes: number; readonly ordinates: readonly number[] }[]) {
  let offset = 24 * rings.length;
  const headers = rings.map(({ holes, ordinates }) => {
    const header = packed("hhiiiii", ordinates.length / 2, holes, 0, 0, 0, 0, offset);
    offset += ordinates.length * 4;
    return header;
  });
  const vertices = rings.flatMap(({ ordinates }) => ordinates);
  const coordinates = joined(...headers, packed("i".repeat(vertices.length), ...vertices));
  return { coordinates, body: packed("iihiiiiiibb", coordinatesAt, 0, rings.length) };
}

test("regions: holes belong to the ring before them", () => {
  const holed = region([
    { holes: 1, ordinates: square },
    { holes: 0, ordinates: smaller },
  ]);
  expect(shape(0x0e, holed.body, holed)).toBe("MULTIPOLYGON (((0 0,0 9,9 9,0 0),(1 1,1 2,2 2,1 1)))");
  const apart = region([
    { holes: 0, ordinates: square },
    { holes: 0, ordinates: smaller },
  ]);
  expect(shape(0x0e, apart.body, apart)).toBe("MULTIPOLYGON (((0 0,0 9,9 9,0 0)),((1 1,1 2,2 2,1 1)))");
});

test("lines, of one part or several", () => {
  const lines = region([{ holes: 0, ordinates: [0, 0, 1, 1] }]);
  expect(shape(0x26, lines.body, lines)).toBe("LINESTRING (0 0,1 1)");
  const packedLine = packed("hhhh", 0, 0, 1, 2);
  const body = packed("iihhiihhhhb", coordinatesAt, packedLine.length, 0, 0, 100, 200);
  expect(shape(0x07, body, { coordinates: packedLine })).toBe("LINESTRING (100 200,101 202)");
  expect(shape(0x05, packed("iiiib", 1, 2, 3, 4))).toBe("LINESTRING (1 2,3 4)");
});

test("points in one object", () => {
  const body = joined(packed("ii", coordinatesAt, 2), new Uint8Array(17), packed("iiiiii"));
  expect(shape(0x35, body, { coordinates: packed("iiii", 1, 2, 3, 4) })).toBe("MULTIPOINT ((1 2),(3 4))");
});

test("drawn objects: a rectangle, an ellipse, an arc, a text", () => {
  expect(shape(0x14, packed("iiiibb", 9, 8, 1, 2))).toBe("MULTIPOLYGON (((1 2,9 2,9 8,1 8,1 2)))");
  const round = shape(0x1a, packed("iiiibb", 0, 0, 20, 10));
  expect(round).toMatch(/^MULTIPOLYGON \(\(\(20 5,19\.99/);
  expect(round?.split(",")).toHaveLength(182);
  expect(shape(0x0b, joined(packed("hh", 0, 900), packed("iiiiiiiib", 0, 0, 20, 20)))).toMatch(
    /^LINESTRING \(20 10,.*,10\.0? 20,10\.0? 20\)$|^LINESTRING \(20 10,.*10 20,10 20\)$/,
  );
  const words = joined(
    packed("ihhhh", 0, 0, 0, 0, 0),
    new Uint8Array(6),
    packed("iiibiiiib", 0, 0, 4, 1, 1, 2, 9, 8),
  );
  expect(shape(0x11, words)).toBe("POINT (1 4)");
});

test("rows without a shape, rows deleted, no .map file at all", () => {
  const table = {
    columns: [number(1, 2, 3)],
    objects: [undefined, [0x02, packed("iib", 5, 6, 1)], undefined],
    deleted: [2],
  } satisfies TableBytes;
  expect(csvOf(mapInfoOf(table))).toEqual(["WKT,n", ',"1"', '"POINT (5 6)","2"']);
  expect(csvOf({ ...mapInfoOf(table), map: undefined, id: undefined })).toEqual(["WKT,n", ',"1"', ',"2"']);
  expect(csvOf(mapInfoOf({ ...table, deleted: [1] }))).toBeUndefined();
  expect(csvOf({ ...mapInfoOf(table), id: undefined })).toBeUndefined();
});

test("texts without a character set stay bytes", () => {
  const columns = [{ definition: "c Char (4)", letter: "C", length: 4, cells: [text("\u00c3\u00a9")] }];
  const parts = mapInfoOf({ columns, objects: [undefined], charset: "Neutral" });
  expect(readMapInfo(parts)?.isRaw).toBe(true);
  expect(csvOf(parts)?.[1]).toBe(",\u00c3\u00a9");
});

test("rasters and views are none", () => {
  const parts = mapInfoOf({ columns: [number(1)], objects: [undefined] });
  const raster = new TextEncoder().encode('!table\nDefinition Table\n  File "a.tif"\n  Type "RASTER"\n');
  expect(csvOf({ ...parts, tab: raster })).toBeUndefined();
});

test("any damage ends in rows or in nothing, never in an exception", () => {
  const rings = region([
    { holes: 1, ordinates: square },
    { holes: 0, ordinates: smaller },
  ]);
  const sound = mapInfoOf({
    columns: [number(1, 2)],
    objects: [
      [0x0e, rings.body],
      [0x01, packed("hhb", 5, -6, 1)],
    ],
    coordinates: rings.coordinates,
  });
  const damage = fc.tuple(
    fc.constantFrom("dat" as const, "map" as const, "id" as const, "tab" as const),
    fc.nat(1535),
    fc.integer({ min: 0, max: 255 }),
  );
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 5 }), (changes) => {
      const parts = { ...sound };
      for (const [file, at, value] of changes) {
        const bytes = Uint8Array.from(parts[file] ?? []);
        bytes[at % bytes.length] = value;
        parts[file] = bytes;
      }
      csvOf(parts);
    }),
    { numRuns: 2000 },
  );
});
