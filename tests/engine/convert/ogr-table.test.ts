import { describe, expect, it } from "vitest";
import { looksNumeric, ogrCsv } from "../../../src/engine/convert/ogr-table.ts";
import type { OgrField, OgrGeometry, OgrLayer, OgrValue } from "../../../src/engine/convert/ogr-types.ts";

function table(fields: OgrField[], ...rows: { values: OgrValue[]; geometry?: OgrGeometry }[]): OgrLayer {
  return { name: "", fields, features: rows };
}
const write = (...layers: OgrLayer[]) => [...ogrCsv(layers)].join("").split("\r\n").slice(0, -1);
const text = (name: string): OgrField => ({ name, type: "string" });
const point: OgrGeometry = { type: "Point", dimension: "XY", ordinates: [1, 2] };

// Every expectation was seen in ogr2ogr 3.6.2.
describe("ogrCsv", () => {
  it("gives a table of geometry alone a second column without a name", () => {
    expect(write(table([], { values: [], geometry: point }, { values: [] }))).toEqual([
      "WKT,",
      '"POINT (1 2)"',
      ",",
    ]);
  });

  it("tells names apart that differ only by case", () => {
    expect(write(table([text("Name"), text("NAME"), text("name2"), text("name")]))).toEqual([
      "WKT,Name,NAME3,name2,name4",
    ]);
  });

  it("quotes what holds a separator or looks like a number", () => {
    const values = ["a;b", 'q"r', "x y", "00123", "1 ", "-", "1e9999", "2024/01/02", ""];
    expect(
      write(table([text("s"), text("t")], ...values.map((value) => ({ values: [value, "z"] })))).slice(1),
    ).toEqual([
      ',"a;b",z',
      ',"q""r",z',
      ",x y,z",
      ',"00123",z',
      ',"1 ",z',
      ',"-",z',
      ",1e9999,z",
      ",2024/01/02,z",
      ",,z",
    ]);
  });

  it("writes values by the type of their column", () => {
    const fields: OgrField[] = [
      { name: "i", type: "integer" },
      { name: "r", type: "real" },
      { name: "w", type: "real", width: 10, precision: 2 },
      { name: "l", type: "real-list" },
      { name: "e", type: "string-list" },
    ];
    expect(write(table(fields, { values: [3n, 1e-7, 1.005, [1, 0.1], []] }))[1]).toBe(
      ',"3",1e-07,1.00,"[ 1.0, 0.10000000000000001 ]",[]',
    );
  });

  it("merges layers: columns of all first, a known column keeps its first type", () => {
    const first = table([text("a"), text("b")], { values: ["1", "x"] });
    const second = table([{ name: "B", type: "real" }, text("c")], { values: [2.5, "y"] });
    expect(write(first, second)).toEqual(["WKT,a,b,c", ',"1",x,', ',,"2.5",y']);
  });

  it("takes a nameless column of whole numbers for the feature id", () => {
    expect(write(table([{ name: "", type: "integer" }, text("a")], { values: [5n, "x"] }))).toEqual([
      "WKT,a",
      ",x",
    ]);
  });
});

describe("looksNumeric", () => {
  it("takes signs, points, leading zeros and D exponents for numbers", () => {
    for (const yes of ["0", "-01", "+", ".", "5.", " 1", "1\v", "1d5", "1e+5", "1e5.5", "1e999"])
      expect(looksNumeric(yes), yes).toBe(true);
    for (const no of ["", " ", "1e", "e5", "1e9999", "1.2.3", "0x10", "1-2", "1 2", "nan", "=1"])
      expect(looksNumeric(no), no).toBe(false);
  });
});
