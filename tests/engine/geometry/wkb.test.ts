import { describe, expect, it } from "vitest";
import { readWkb, writeWkb } from "../../../src/engine/geometry/wkb.ts";
import { geometry } from "./shapes.ts";

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

describe("well-known binary", () => {
  it.each([
    ["POINT (1 2)", "0101000000000000000000f03f0000000000000040"],
    [
      "LINESTRING (1 2, 0 0)",
      "010200000002000000000000000000f03f000000000000004000000000000000000000000000000000",
    ],
    ["POLYGON EMPTY", "010300000000000000"],
    ["MULTIPOINT (1 2)", "0104000000010000000101000000000000000000f03f0000000000000040"],
    ["GEOMETRYCOLLECTION EMPTY", "010700000000000000"],
  ])("of %s is that of GEOS", (wkt, hex) => {
    expect(writeWkb(geometry(wkt))).toEqual(bytes(hex));
    expect(readWkb(bytes(hex))).toEqual(geometry(wkt));
  });

  it.each([
    "POINT EMPTY",
    "POLYGON ((0 0,0.1 0,0.1 1e300,0 0),(-0 5e-324,1 2,3 4,-0 5e-324))",
    "MULTIPOLYGON (((0 0,1 0,1 1,0 0)),EMPTY)",
    "MULTILINESTRING ((0 0,1 0),(1 1,2 2))",
    "GEOMETRYCOLLECTION (POINT (1 2),GEOMETRYCOLLECTION (POLYGON ((0 0,1 0,1 1,0 0))))",
  ])("brings %s there and back", (wkt) => {
    expect(readWkb(writeWkb(geometry(wkt)))).toEqual(geometry(wkt));
  });

  it("is refused when it ends too early or is of another kind", () => {
    const whole = writeWkb(geometry("POLYGON ((0 0,1 0,1 1,0 0))"));
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => readWkb(whole.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => readWkb(bytes("0000000001"))).toThrow("big-endian");
    expect(() => readWkb(bytes("01e9030000"))).toThrow("type 1001");
    expect(() => readWkb(bytes("010600000001000000010200000000000000"))).toThrow("LineString");
  });
});
