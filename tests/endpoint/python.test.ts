import { describe, expect, it } from "vitest";
import { esriToGeojson } from "../../src/endpoint/esri-geojson.ts";
import {
  arcgisDefaults,
  readArcgisParameters,
  readWfsParameters,
} from "../../src/endpoint/plugin-parameters.ts";
import { formEncode, prepareUrl, redirectUrl } from "../../src/endpoint/prepared-url.ts";
import { parsePythonJson, writePythonJson } from "../../src/endpoint/python-json.ts";
import { responseJson } from "../../src/endpoint/response-json.ts";
import { stripFeatureIds, stripTimestamps } from "../../src/endpoint/strip-variable-content.ts";

// The right-hand sides are what Python's own libraries answered.

describe("JSON as Python has it", () => {
  it.each([
    ['{"a":1,"b":1.0}', '{"a": 1, "b": 1.0}'],
    [
      "[1e16,1e-5,123456789012345678901,-0.0,-0,1E400]",
      "[1e+16, 1e-05, 123456789012345678901, -0.0, 0, Infinity]",
    ],
    ["[0.0001,0.00001,9999999999999998.0,5e-324]", "[0.0001, 1e-05, 9999999999999998.0, 5e-324]"],
    ['"é“😀\\u007f\\/"', '"\\u00e9\\u201c\\ud83d\\ude00\\u007f/"'],
    ['{"2":1,"1":2,"2":3}', '{"2": 3, "1": 2}'],
    [" [ NaN , -Infinity ] ", "[NaN, -Infinity]"],
    ["{}", "{}"],
  ])("reads %s and writes %s", (text, written) => {
    expect(writePythonJson(parsePythonJson(text))).toBe(written);
  });

  it.each([
    "",
    "{",
    "[1,]",
    "{'a':1}",
    '"\t"',
    "01",
    "1 2",
    "\ufeff{}",
    '{"a" 1}',
    "nul",
    '"\\x"',
    "[".repeat(2000),
  ])("refuses %j", (text) => {
    expect(() => parsePythonJson(text)).toThrow();
  });

  it("writes compactly where the library does", () => {
    expect(writePythonJson(parsePythonJson('[{"a": 1, "b": [1, 2]}]'), true)).toBe('[{"a":1,"b":[1,2]}]');
  });

  it("reads a body by the character set its type names, and text without one as Latin-1", () => {
    const body = new TextEncoder().encode('"é"');
    const read = (type: string) => responseJson(new Map(type === "" ? [] : [["content-type", type]]), body);
    expect(read("application/json")).toBe("é");
    expect(read("text/plain;charset=UTF-8")).toBe("é");
    expect(read("text/plain")).toBe("Ã©");
    expect(read("")).toBe("é");
    expect(read("text/html; charset=nobody-knows")).toBe("é");
  });
});

describe("an address as the collector's library prepares it", () => {
  const sent = (text: string, parameters: readonly (readonly [string, string])[] = []) => {
    const url = prepareUrl(text, parameters);
    return url.ok ? `${url.host}:${url.port} ${url.target}` : url.exception;
  };

  it.each([
    [
      "http://Example.com/open data/Zonen é.csv?q=a b&r=%2F,;",
      "example.com:80 /open%20data/Zonen%20%C3%A9.csv?q=a%20b&r=%2F,;",
    ],
    [" https://example.com/a/../b/./c?%7e%41#x", "example.com:443 /b/c?~A"],
    ["http://example.com/%e9%zz'|[]", "example.com:80 /%25E9%25zz'%7C%5B%5D"],
    ["http://example.com?x", "example.com:80 /?x"],
    ["http://example.com:080//a", "example.com:80 /a"],
    ["http://bücher.de:8080/", "xn--bcher-kva.de:8080 /"],
    ["www.example.com/a", "MissingSchema"],
    ["www.example.com:80/a", "InvalidSchema"],
    ["ftp://example.com/", "InvalidSchema"],
    ["http://", "InvalidURL"],
    ["http://exa mple.com/", "InvalidURL"],
    ["http://example.com:99999/", "InvalidURL"],
  ])("%j is sent to %s", (text, target) => {
    expect(sent(text)).toBe(target);
  });

  it("adds parameters to a query there is", () => {
    expect(sent("http://example.com/query?f=geojson", [["f", "json"]])).toBe(
      "example.com:80 /query?f=geojson&f=json",
    );
    expect(formEncode([["where", "a = 'é' ~*"]])).toBe("where=a+%3D+%27%C3%A9%27+~%2A");
  });

  it.each([
    ["/two", "http://example.com/two"],
    ["end.csv", "http://example.com/a/end.csv"],
    ["../up?x=1", "http://example.com/up?x=1"],
    ["?only", "http://example.com/a/b?only"],
    ["//other.org/x", "http://other.org/x"],
    ["HTTPS://Other.org", "https://other.org/"],
    ["/a b/\u00c3\u00a9", "http://example.com/a%20b/%C3%A9"],
    ["ftp://x/", "InvalidSchema"],
    ["file:///etc/passwd", "InvalidSchema"],
  ])("a redirect to %j leads to %s", (location, place) => {
    const from = prepareUrl("http://example.com/a/b?q");
    if (!from.ok) throw new Error("unusable");
    const url = redirectUrl(from, location);
    expect(url.ok ? url.url : url.exception).toBe(place);
  });
});

describe("text that changes with every answer", () => {
  const run = (strip: (bytes: Uint8Array) => Uint8Array, text: string) =>
    new TextDecoder().decode(strip(new TextEncoder().encode(text)));

  it.each([
    ['{"a":1,"timeStamp":"2024-01-01T00:00:00Z"}', '{"a":1}'],
    ['{"timeStamp" : "x", "b": "c ,}"}', '{ "b": "c }"}'],
    ['<a timeStamp="x" b="1">', '<a b="1">'],
    ['<a timeStamp="x"/>', '<a timeStamp="x"/>'],
    ["no such text", "no such text"],
    ['"timeStamp":"never closed', '"timeStamp":"never closed'],
    ['"timeStam"timeStamp":"x"p":"y",', ""],
  ])("is taken out of %j by the collector", (text, stripped) => {
    expect(run(stripTimestamps, text)).toBe(stripped);
  });

  it.each([
    ['<a timeStamp="x" fid="b.1">', "<a>"],
    ['<a gml:id="area.fid-1_2">', '<a gml:id="area">'],
    ['<a gml:id=".5" fid="">', '<a gml:id=".5">'],
    ['<a gml:id="x.y', '<a gml:id="x'],
  ])("is taken out of %j by the wfs plugin", (text, stripped) => {
    expect(run(stripFeatureIds, text)).toBe(stripped);
  });
});

describe("the parameters of a plugin", () => {
  it.each([
    ["", {}],
    ['{"max_page_size": 20}', { maxPageSize: 20 }],
    [
      '{"max_page_size": "2_0", "timeout": 5.0, "retries": 0}',
      { maxPageSize: 20, timeoutSeconds: 5, retries: 0 },
    ],
    ['{"max_page_size": null}', {}],
  ])("%s are taken", (text, members) => {
    expect(readArcgisParameters(text)).toEqual({ value: { ...arcgisDefaults, ...members } });
  });

  it.each([
    ["max_page_size=1", { problem: "not-json" }],
    ["[3]", { problem: "not-an-object" }],
    ['{"max_page_size": 1, "size": 2}', { problem: "unknown-name", name: "size" }],
    ['{"timeout": null}', { problem: "bad-value", name: "timeout" }],
    ['{"retries": -1}', { problem: "bad-value", name: "retries" }],
    ['{"max_page_size": 2.5}', { problem: "bad-value", name: "max_page_size" }],
  ])("%s are passed over, all of them", (text, problem) => {
    expect(readArcgisParameters(text)).toEqual({ value: arcgisDefaults, ...problem });
  });

  it("of a WFS are a page size or nothing", () => {
    expect(readWfsParameters('{"page_size": 50}').value).toEqual({ pageSize: 50 });
    expect(readWfsParameters('{"page_size": 0}')).toEqual({
      value: {},
      problem: "bad-value",
      name: "page_size",
    });
  });
});

describe("a feature of ArcGIS as GeoJSON", () => {
  const convert = (feature: string) => writePythonJson(esriToGeojson(parsePythonJson(feature)));
  const geometry = (text: string) =>
    /"geometry": (.*), "properties"/.exec(convert(`{"geometry": ${text}}`))?.[1];

  it.each([
    ["null", "null"],
    ["{}", "null"],
    ['{"x": -2.5, "y": 53}', '{"type": "Point", "coordinates": [-2.5, 53]}'],
    // The library asks whether the numbers are true: a point on the meridian is lost.
    ['{"x": 0.0, "y": 53}', "null"],
    ['{"points": [[1, 2]]}', '{"type": "Point", "coordinates": [1, 2]}'],
    ['{"points": [[1, 2], [3, 4]]}', '{"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}'],
    ['{"paths": [[[1, 2], [3, 4]]]}', '{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}'],
    ['{"rings": []}', "null"],
    ['{"rings": [[[0, 0], [0, 1], [0, 0]]]}', "null"],
    // An open ring is closed, and a ring alone is a shell whichever way it turns.
    [
      '{"rings": [[[0, 0], [1, 0], [1, 1]]]}',
      '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}',
    ],
    // A hole before any shell is dropped; with nothing left it is a MultiPolygon of nothing.
    [
      '{"rings": [[[0, 0], [1, 0], [1, 1], [0, 0]], [[0, 0], [2, 0], [2, 2], [0, 0]]]}',
      '{"type": "MultiPolygon", "coordinates": []}',
    ],
    [
      '{"rings": [[[0, 0], [0, 9], [9, 9], [0, 0]], [[1, 2], [2, 3], [1, 3], [1, 2]]]}',
      '{"type": "Polygon", "coordinates": [[[0, 0], [0, 9], [9, 9], [0, 0]], [[1, 2], [2, 3], [1, 3], [1, 2]]]}',
    ],
  ])("%s becomes %s", (text, written) => {
    expect(geometry(text)).toBe(written);
  });

  it("has no properties where there are none", () => {
    expect(convert('{"attributes": {}}')).toBe('{"type": "Feature", "geometry": null, "properties": null}');
  });

  it.each([
    '{"geometry": {"rings": null}}',
    '{"geometry": 5}',
    "[]",
    '{"geometry": {"rings": [[["a", 1], [2, 2], [3, 1]], [[0, 0], [0, 1], [1, 1]]]}}',
  ])("%s ends the download, as in the library", (feature) => {
    expect(() => convert(feature)).toThrow();
  });
});
