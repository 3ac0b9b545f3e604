import fc from "fast-check";
import { expect, test } from "vitest";
import { writeWkt } from "../../../src/engine/convert/ogr-wkt.ts";
import { readGeoPackageGeometry, readSpatialite, readWkb } from "../../../src/engine/convert/wkb.ts";

const hex = (text: string) =>
  Uint8Array.from(text.replace(/\s/g, "").match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const one = "000000000000F03F";
const two = "0000000000000040";
const three = "0000000000000840";

function wktOf(bytes: Uint8Array, read = readWkb): string | undefined {
  const geometry = read(bytes);
  return geometry && writeWkt(geometry);
}

test("points in both byte orders, with z by each of the ways to say so", () => {
  expect(wktOf(hex(`01 01000000 ${one} ${two}`))).toBe("POINT (1 2)");
  expect(wktOf(hex("00 00000001 3FF0000000000000 4000000000000000"))).toBe("POINT (1 2)");
  expect(wktOf(hex(`01 E9030000 ${one} ${two} ${three}`))).toBe("POINT Z (1 2 3)");
  expect(wktOf(hex(`01 01000080 ${one} ${two} ${three}`))).toBe("POINT Z (1 2 3)");
  expect(wktOf(hex(`01 010000A0 E6100000 ${one} ${two} ${three}`))).toBe("POINT Z (1 2 3)");
  expect(wktOf(hex(`01 D1070000 ${one} ${two} ${three}`))).toBe("POINT M (1 2 3)");
});

test("a GeoPackage's header is passed over whatever envelope it has", () => {
  const point = `01 01000000 ${one} ${two}`;
  expect(wktOf(hex(`4750 00 01 E6100000 ${point}`), readGeoPackageGeometry)).toBe("POINT (1 2)");
  const envelope = one.repeat(4);
  expect(wktOf(hex(`4750 00 03 E6100000 ${envelope} ${point}`), readGeoPackageGeometry)).toBe("POINT (1 2)");
  expect(readGeoPackageGeometry(hex(`4750 00 0F E6100000 ${point}`))).toBeUndefined();
  expect(readGeoPackageGeometry(hex(`4750 01 01 E6100000 ${point}`))).toBeUndefined();
});

test("an empty point is one without numbers", () => {
  const none = "000000000000F87F";
  expect(wktOf(hex(`01 01000000 ${none} ${none}`))).toBe("POINT EMPTY");
});

test("SpatiaLite's form, plain and compressed", () => {
  const head = `00 01 E6100000 ${one.repeat(4)} 7C`;
  expect(wktOf(hex(`${head} 01000000 ${one} ${two} FE`), readSpatialite)).toBe("POINT (1 2)");
  expect(wktOf(hex(`${head} 04000000 01000000 69 01000000 ${one} ${two} FE`), readSpatialite)).toBe(
    "MULTIPOINT ((1 2))",
  );
  // 1 2, then a step of 0.5 0.25, then 3 3
  const line = `42420F00 03000000 ${one} ${two} 0000003F 0000803E ${three} ${three}`;
  expect(wktOf(hex(`${head} ${line} FE`), readSpatialite)).toBe("LINESTRING (1 2,1.5 2.25,3 3)");
});

test("a count that the bytes do not hold is no geometry", () => {
  expect(readWkb(hex("01 02000000 FFFFFFFF 00000000"))).toBeUndefined();
  expect(readWkb(hex("01 03000000 FFFFFF7F"))).toBeUndefined();
  expect(readWkb(hex("01 07000000 01000000".repeat(100)))).toBeUndefined();
});

test("any bytes are a geometry or none", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 0, max: 20 }), (bytes, type) => {
      readWkb(Uint8Array.from([1, type, 0, 0, 0, ...bytes]));
      readGeoPackageGeometry(Uint8Array.from([0x47, 0x50, 0, 1, 0, 0, 0, 0, 1, type, 0, 0, 0, ...bytes]));
      readSpatialite(
        Uint8Array.from([...hex(`00 01 E6100000 ${one.repeat(4)} 7C`), type, 0, 0, 0, ...bytes, 0xfe]),
      );
    }),
    { numRuns: 1000 },
  );
});
