import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readOgrJson } from "../../../src/engine/convert/ogr-json-driver.ts";
import { ogrCsv } from "../../../src/engine/convert/ogr-table.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";
import { utf8Bytes } from "../../../src/engine/convert/utf8.ts";
import { sharedIt, sharedPath } from "../../shared.ts";

/** The CSV ogr2ogr writes, or its complaint behind a `!`. */
function ogr2ogr(bytes: Uint8Array): string {
  const answer = readOgrJson(bytesSource(bytes));
  return "failure" in answer ? `! ${answer.failure.exception}` : [...ogrCsv(answer.layers)].join("");
}

const convert = (json: string) => ogr2ogr(new TextEncoder().encode(json));
/** Lines of a feature collection's table. */
const collection = (...features: string[]) =>
  convert(`{"type":"FeatureCollection","features":[${features.join(",")}]}`)
    .split("\r\n")
    .slice(0, -1);
const feature = (properties: string, rest = '"geometry":null') =>
  `{"type":"Feature","properties":${properties},${rest}}`;
const shape = (type: string, coordinates: string) =>
  collection(feature("{}", `"geometry":{"type":"${type}","coordinates":${coordinates}}`))[1];

sharedIt("writes the recorded CSV of every probe, byte for byte", () => {
  const folder = sharedPath("conformance/convert-geojson");
  const names = readdirSync(folder).filter((name) => name.endsWith(".geojson"));
  expect(names.length).toBeGreaterThan(100);
  const wrong = names.filter((name) => {
    const expected = `${folder}/${name.replace(/geojson$/, "csv")}`;
    const answer = ogr2ogr(readFileSync(`${folder}/${name}`));
    return existsSync(expected) ? !readFileSync(expected).equals(utf8Bytes(answer)) : !answer.startsWith("!");
  });
  expect(wrong).toEqual([]);
});

// Every expectation below was seen in ogr2ogr 3.6.2.
describe("columns", () => {
  it("come in an order that fits all features, alphabetical where it is free", () => {
    expect(collection(feature('{"b":1,"c":2}'), feature('{"a":1,"c":2}'))[0]).toBe("WKT,a,b,c");
    expect(collection(feature('{"b":1,"a":2}'), feature('{"a":1,"b":2}'))[0]).toBe("WKT,b,a");
  });

  it("hold texts and whole numbers as ids, but not whole numbers alone", () => {
    const withId = (id: string) => feature('{"a":1}', `"geometry":null,"id":${id}`);
    expect(collection(withId('"x"'), withId("5"))).toEqual(["WKT,id,a", ',x,"1"', ',"5","1"']);
    expect(collection(withId("5"), withId('"x"'))).toEqual(["WKT,a", ',"1"', ',"1"']);
    expect(collection(withId("-5"))).toEqual(["WKT,id,a", ',"-5","1"']);
  });

  it("lack what is only in an element that says no type", () => {
    expect(collection('{"properties":{"a":1},"geometry":null}', feature('{"b":2}'))).toEqual([
      "WKT,b",
      ",,",
      ',"2"',
    ]);
  });

  const types: readonly (readonly [name: string, values: string[], cells: string[]])[] = [
    ["whole and real numbers are real", ["1", "2.5", "true"], ["1", "2.5", "1"]],
    ["large numbers", ["12345678901234567890", "1e400"], ["9.22337203685478e+18", "inf"]],
    [
      "numbers and texts are text",
      ["1.0", '"x"'],
      ["1.0", "x"].map((cell) => (cell === "x" ? cell : `"${cell}"`)),
    ],
    ["truth values", ["true", "false", "null"], ['"1"', '"0"', ""]],
    ["truth values and texts", ["true", '"x"'], ["true", "x"]],
    ["dates", ['"2024-01-02"', '"2024/01/03"'], ["2024/01/02", "2024/01/03"]],
    [
      "dates and times of day",
      ['"2024-01-02"', '"2024-01-02T10:20:30.5+05:45"'],
      ["2024/01/02 00:00:00", "2024/01/02 10:20:30.500+0545"],
    ],
    ["dates and texts stay as they are", ['"2024-01-02"', '"31/01/2024"'], ["2024-01-02", "31/01/2024"]],
    ["lists", ["[1,2]", "3"], ['"[ 1, 2 ]"', "[ 3 ]"]],
    ["lists of real numbers", ["[1]", "[0.1]"], ["[ 1.0 ]", "[ 0.10000000000000001 ]"]],
    ["mixed lists are text", ['[1,"x",null]'], ['"[ 1, ""x"", null ]"']],
    ["objects are text", ['{"k":1.0,"u":"http://x"}'], ['"{ ""k"": 1.0, ""u"": ""http:\\/\\/x"" }"']],
    ["texts end at a NUL", ['"a\\u0000b"'], ["a"]],
    ["lone surrogates", ['"\\ud800x"'], ["\ufffdx"]],
  ];
  for (const [name, values, cells] of types) {
    it(`have a type for all their values: ${name}`, () => {
      const features = values.map((value) => feature(`{"v":${value},"z":"z"}`));
      expect(collection(...features)).toEqual(["WKT,v,z", ...cells.map((cell) => `,${cell},z`)]);
    });
  }
});

describe("geometry", () => {
  it("gets heights of 0 where only some points have one", () => {
    expect(shape("LineString", "[[1,2],[3,4,5],[6,7,8,9]]")).toBe('"LINESTRING Z (1 2 0,3 4 5,6 7 8)"');
  });

  it("is left out when a coordinate is no number, a point is short, or the type is unknown", () => {
    for (const wrong of ['[1,"2"]', "[1]", "[null,2]", "null", "{}"]) expect(shape("Point", wrong)).toBe(",");
    expect(shape("Circle", "[1,2]")).toBe(",");
  });

  it("loses a member that cannot be read from a multipolygon, all of a multipoint", () => {
    expect(shape("MultiPolygon", '[[[[0,0],[1,0],[1,1],[0,0]]],[[["x"]]]]')).toBe(
      '"MULTIPOLYGON (((0 0,1 0,1 1,0 0)))"',
    );
    expect(shape("MultiPoint", "[[1,2],[3]]")).toBe(",");
  });
});

describe("documents", () => {
  it("may be a feature, a geometry, or an object of such", () => {
    expect(convert(feature('{"a":0.10}'))).toBe("WKT,a\r\n,0.1\r\n");
    expect(convert('{"type":"Point","coordinates":[1,2]}')).toBe('WKT,\r\n"POINT (1 2)"\r\n');
    expect(convert(`{"n":1,"x":${feature('{"a":"1"}')}}`)).toBe('WKT,a\r\n,"1"\r\n');
  });

  it("may be a sequence of features on lines", () => {
    expect(convert(`${feature('{"a":1}')}\n${feature('{"b":"x"}')}\n`)).toBe('WKT,a,b\r\n,"1",\r\n,,x\r\n');
  });

  it("keep the text of numbers when they are not a collection", () => {
    expect(convert(feature('{"a":{"n":1e5}}'))).toBe('WKT,a\r\n,"{ ""n"": 1e5 }"\r\n');
    expect(collection(feature('{"a":{"n":1e5}}'))[1]).toBe(',"{ ""n"": 100000.0 }"');
  });

  it("fail where ogr2ogr does", () => {
    for (const wrong of [
      "{}",
      "[]",
      '{"type":"FeatureCollection"}',
      '{"type":"FeatureCollection","features":[]} x',
      '{"type":"Feature","properties":{"a":1 "b":2}}',
    ]) {
      expect(convert(wrong), wrong).toMatch(/^!/);
    }
  });

  it("keep bytes that are no UTF-8", () => {
    const bytes = Uint8Array.from(feature('{"a":"caf?"}'), (unit) =>
      unit === "?" ? 0xe9 : unit.charCodeAt(0),
    );
    expect([...utf8Bytes(ogr2ogr(bytes))].slice(-6)).toEqual([0x63, 0x61, 0x66, 0xe9, 0x0d, 0x0a]);
  });
});

describe("ESRI JSON", () => {
  const set = (fields: string, features: string) =>
    convert(`{"geometryType":"esriGeometryPolygon","fields":[${fields}],"features":[${features}]}`);

  it("comes in the order of object ids, dates as numbers", () => {
    const fields = '{"name":"id","type":"esriFieldTypeOID"},{"name":"when","type":"esriFieldTypeDate"}';
    expect(
      set(fields, '{"attributes":{"id":7,"when":1577836800000}},{"attributes":{"id":2,"when":null}}'),
    ).toBe('WKT,id,when\r\n,"2",\r\n,"7","1577836800000"\r\n');
  });

  it("has its rings made into shells and holes", () => {
    const ring = (from: number, to: number) =>
      `[[${from},${from}],[${from},${to}],[${to},${to}],[${to},${from}],[${from},${from}]]`;
    expect(
      set(
        '{"name":"a","type":"esriFieldTypeString"}',
        `{"attributes":{},"geometry":{"rings":[${ring(2, 3)},${ring(0, 9)},${ring(20, 30)}]}}`,
      ),
    ).toBe(
      'WKT,a\r\n"MULTIPOLYGON (((0 0,0 9,9 9,9 0,0 0),(2 2,2 3,3 3,3 2,2 2)),((20 20,20 30,30 30,30 20,20 20)))",\r\n',
    );
  });

  it("has numbers in text, cuts long ones, and does not label several lines as having heights", () => {
    const attributes = (id: number, n: string) => `"attributes":{"id":${id},"n":${n},"on":1577836800000}`;
    const text = `{"geometryType":"esriGeometryPolyline","fields":[{"name":"id","type":"esriFieldTypeOID"},
      {"name":"n","type":"esriFieldTypeDouble","length":8},{"name":"on","type":"esriFieldTypeDate"}],"features":[
      {${attributes(2, '"1,5"')},"geometry":{"paths":[[[1,2,3],[4,5,6]],[[7,8,9],[1,1,1]]]}},
      {${attributes(1, "1e300")},"geometry":{"hasM":true,"paths":[[[1,2,3],[4,5,6]]]}}]}`;
    const long = "1000000000000000052504760255204420248704468581108159154915854115511802457988908";
    expect(convert(text).split("\r\n")).toEqual([
      "WKT,id,n,on",
      `"LINESTRING M (1 2 3,4 5 6)","1",${long},"1577836800000"`,
      '"MULTILINESTRING ((1 2 3,4 5 6),(7 8 9,1 1 1))","2",2,"1577836800000"',
      "",
    ]);
  });
});

describe("TopoJSON", () => {
  it("is joined from arcs, scaled and moved", () => {
    const topology = `{"type":"Topology","transform":{"scale":[0.5,2],"translate":[100,200]},"arcs":[[[0,0],[1,0],[1,1]],[[2,1],[-2,-1]]],
      "objects":{"x":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0,1]],"id":3,"properties":{"name":"n"}}]}}}`;
    expect(convert(topology)).toBe(
      'WKT,id,name\r\n"MULTIPOLYGON (((100 200,100.5 200.0,101 202,100 200)))","3",n\r\n',
    );
  });

  it("has its rings closed, and those left out that are no ring", () => {
    const topology = `{"type":"Topology","transform":{},"arcs":[[[0,0],[4,0],[4,4]],[[1,1],[2,2]]],
      "objects":{"x":{"type":"Polygon","arcs":[[0],[1]]}}}`;
    expect(convert(topology)).toBe('WKT,id\r\n"MULTIPOLYGON (((0 0,4 0,4 4,0 0)))",x\r\n');
  });
});
