import fc from "fast-check";
import { expect, test } from "vitest";
import { ogrCsv } from "../../../src/engine/convert/ogr-table.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";
import { readXml } from "../../../src/engine/convert/xml-driver.ts";

async function csvOf(gml: string | Uint8Array): Promise<string[] | string> {
  const bytes = typeof gml === "string" ? new TextEncoder().encode(gml) : gml;
  const answer = await readXml(bytesSource(bytes));
  if ("failure" in answer) return answer.failure.reason;
  return [...ogrCsv(answer.layers)].join("").trimEnd().split("\r\n");
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const namespaces =
  'xmlns:gml="http://www.opengis.net/gml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const collection = (content: string) => csvOf(`${declaration}<Set ${namespaces}>${content}</Set>`);
const member = (content: string) => `<gml:featureMember>${content}</gml:featureMember>`;
/** A collection of features of one class with these properties. */
const areas = (...features: string[]) =>
  collection(features.map((content) => member(`<area>${content}</area>`)).join(""));

/** The same without the column of shapes. */
async function table(...features: string[]): Promise<string[] | string> {
  const rows = await areas(...features);
  return typeof rows === "string" ? rows : rows.map((row) => row.replace(/^(WKT)?,/, ""));
}

/** The shape of a feature that has nothing else, as its cell has it. */
async function shape(content: string): Promise<string | undefined> {
  const rows = await areas(`<geom>${content}</geom>`);
  return typeof rows === "string" ? rows : rows[1]?.replaceAll('"', "");
}

const ring = (coordinates: string) =>
  `<gml:LinearRing><gml:coordinates>${coordinates}</gml:coordinates></gml:LinearRing>`;
const square = "0,0 0,9 9,9 0,0";

test("properties by name, nested ones by their last name or, where that is taken, by their path", async () => {
  expect(
    await table("<name>A</name><site><ref>1</ref><name>B</name></site><site_ref uom='m'>2</site_ref>"),
  ).toEqual(["name,ref,site|name,site_ref,site_ref_uom", 'A,"1",B,"2",m']);
});

test("types fit all values: whole, large, fractional, flags, text", async () => {
  expect(
    await table(
      "<a>007</a><b>3000000000</b><c>1.50</c><d>true</d><e>1</e>",
      "<a>8</a><b>1</b><c>2</c><d>false</d><e>x</e>",
    ),
  ).toEqual(["a,b,c,d,e", '"7","3000000000",1.5,"1","1"', '"8","1",2,"0",x']);
});

test("a property that repeats in one feature is a list", async () => {
  expect(await table("<n>1</n><n>2</n><s>x</s><s>y</s>", "<n>3</n><s>z</s>")).toEqual([
    "n,s",
    '"[ 1, 2 ]","[ ""x"", ""y"" ]"',
    '[ 3 ],"[ ""z"" ]"',
  ]);
});

test("nothing, white space, nil, an attribute called value", async () => {
  expect(
    await table('<a/><b> </b><c xsi:nil="true"/><d value="v"/><e>x</e>', "<a>1</a><b>2</b><c>3</c>"),
  ).toEqual(["b,c,d,e,a", '"0",,v,x,', '"2","3",,,"1"']);
});

test("every class of features is a layer, and all are merged", async () => {
  const features = member("<tree><name>Oak</name></tree>") + member("<zone><ref>7</ref></zone>");
  expect(await collection(features)).toEqual(["WKT,name,ref", ",Oak,", ',,"7"']);
});

test("identifiers: gml:id when the beginning of the file has one, else fid", async () => {
  expect(await collection(member('<area gml:id="a.1"><n>1</n></area>'))).toEqual([
    "WKT,gml_id,n",
    ',a.1,"1"',
  ]);
  expect(await collection(member('<area fid="a.1"><n>1</n></area>'))).toEqual(["WKT,fid,n", ',a.1,"1"']);
  const answer = `<wfs:FeatureCollection ${namespaces} xmlns:wfs="http://www.opengis.net/wfs">`;
  expect(
    await csvOf(`${declaration}${answer}${member("<area><n>1</n></area>")}</wfs:FeatureCollection>`),
  ).toEqual(["WKT,gml_id,n", ',,"1"']);
});

test.each([
  [
    "a polygon with a hole",
    `<gml:Polygon><gml:outerBoundaryIs>${ring(square)}</gml:outerBoundaryIs><gml:innerBoundaryIs>${ring("1,1 1,2 2,2 1,1")}</gml:innerBoundaryIs></gml:Polygon>`,
    "MULTIPOLYGON (((0 0,0 9,9 9,0 0),(1 1,1 2,2 2,1 1)))",
  ],
  [
    "a position list",
    "<gml:LineString><gml:posList>1 2\n 3 4</gml:posList></gml:LineString>",
    "LINESTRING (1 2,3 4)",
  ],
  [
    "a position list in three dimensions",
    '<gml:LineString srsDimension="3"><gml:posList>1 2 3 4 5 6</gml:posList></gml:LineString>',
    "LINESTRING Z (1 2 3,4 5 6)",
  ],
  [
    "positions",
    "<gml:LineString><gml:pos>1 2</gml:pos><gml:pos>3 4 5</gml:pos></gml:LineString>",
    "LINESTRING Z (1 2 0,3 4 5)",
  ],
  [
    "coordinates with other separators",
    '<gml:LineString><gml:coordinates cs=" " ts=";" decimal=",">1,5 2;3 4</gml:coordinates></gml:LineString>',
    "LINESTRING (1.5 2.0,3 4)",
  ],
  [
    "coordinates the wrong way round",
    "<gml:LineString><gml:coordinates>1 2,3 4</gml:coordinates></gml:LineString>",
    "LINESTRING (1 2,3 4)",
  ],
  ["coord", "<gml:Point><gml:coord><gml:X>1</gml:X><gml:Y>2</gml:Y></gml:coord></gml:Point>", "POINT (1 2)"],
  [
    "a surface of two patches",
    `<gml:Surface><gml:patches><gml:PolygonPatch><gml:exterior>${ring(square)}</gml:exterior></gml:PolygonPatch><gml:PolygonPatch><gml:exterior>${ring("1,1 1,2 2,2 1,1")}</gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>`,
    "MULTIPOLYGON (((0 0,0 9,9 9,0 0)),((1 1,1 2,2 2,1 1)))",
  ],
  [
    "a ring of curves",
    "<gml:Polygon><gml:exterior><gml:Ring><gml:curveMember><gml:LineString><gml:posList>0 0 0 9</gml:posList></gml:LineString></gml:curveMember><gml:curveMember><gml:LineString><gml:posList>0 0 9 9 0 9</gml:posList></gml:LineString></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>",
    "MULTIPOLYGON (((0 0,0 9,9 9,0 0)))",
  ],
  [
    "members in one",
    `<gml:MultiSurface><gml:surfaceMembers><gml:Polygon><gml:exterior>${ring(square)}</gml:exterior></gml:Polygon></gml:surfaceMembers></gml:MultiSurface>`,
    "MULTIPOLYGON (((0 0,0 9,9 9,0 0)))",
  ],
  [
    "points",
    "<gml:MultiPoint><gml:pointMember><gml:Point><gml:pos>1 2</gml:pos></gml:Point></gml:pointMember></gml:MultiPoint>",
    "MULTIPOINT ((1 2))",
  ],
  ["an empty polygon", "<gml:Polygon/>", "MULTIPOLYGON EMPTY"],
])("%s", async (_, content, expected) => {
  expect(await shape(content)).toBe(expected);
});

const point = (name: string) => `<gml:Point srsName="${name}"><gml:pos>51 -1</gml:pos></gml:Point>`;

test.each([
  ["EPSG:4326", "POINT (51 -1)"],
  ["urn:ogc:def:crs:EPSG::4326", "POINT (-1 51)"],
  ["urn:ogc:def:crs:EPSG:6.9:4258", "POINT (-1 51)"],
  ["http://www.opengis.net/def/crs/EPSG/0/4326", "POINT (-1 51)"],
  ["http://www.opengis.net/gml/srs/epsg.xml#4326", "POINT (51 -1)"],
  ["urn:ogc:def:crs:EPSG::27700", "POINT (51 -1)"],
  ["urn:ogc:def:crs:EPSG::3035", "POINT (-1 51)"],
  ["urn:ogc:def:crs:OGC:1.3:CRS84", "POINT (51 -1)"],
])("axes of %s", async (name, expected) => {
  expect(await shape(point(name))).toBe(expected);
});

test("the reference system of the collection's envelope holds for shapes that name none", async () => {
  const envelope = `<gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"/></gml:boundedBy>`;
  const plain = "<gml:Point><gml:pos>51 -1</gml:pos></gml:Point>";
  const feature = (content: string) => member(`<area><g>${content}</g></area>`);
  expect(await collection(envelope + feature(plain))).toContain('"POINT (-1 51)"');
  // Unless one names another.
  expect(await collection(envelope + feature(plain) + feature(point("EPSG:27700")))).toContain(
    '"POINT (51 -1)"',
  );
});

test("of several shapes the last counts, unless one is called geometry", async () => {
  const at = (x: number) => `<gml:Point><gml:pos>${x} 0</gml:pos></gml:Point>`;
  expect(await areas(`<a>${at(1)}</a><b>${at(2)}</b>`)).toEqual(["WKT,", '"POINT (2 0)"']);
  expect(await areas(`<a>${at(1)}</a><geometry>${at(2)}</geometry><b>${at(3)}</b>`)).toEqual([
    "WKT,pos",
    '"POINT (2 0)",3 0',
  ]);
});

test("names, descriptions and identifiers of GML itself have columns even when empty", async () => {
  expect(await table("<gml:name></gml:name><n>1</n>")).toEqual(["name,n", ',"1"']);
});

test("a shape that cannot be read fails the whole, damage in the XML leaves the columns", async () => {
  expect(await areas("<n>1</n>", "<g><gml:Point><gml:pos>1</gml:pos></gml:Point></g>")).toBe(
    "xml-not-readable",
  );
  expect(await csvOf(`${declaration}<Set ${namespaces}>${member("<area><n>1</n></area>")}<`)).toEqual([
    "WKT,n",
  ]);
});

test("no features, other XML, a schema: not readable", async () => {
  expect(await collection("")).toBe("xml-not-readable");
  expect(await csvOf(`${declaration}<html/>`)).toBe("xml-not-readable");
  expect(await csvOf(`${declaration}<xs:schema ${namespaces}/>`)).toBe("xml-not-readable");
});

test("a document that is but one shape", async () => {
  expect(await csvOf(`<gml:Point ${namespaces}><gml:pos>1 2</gml:pos></gml:Point>`)).toEqual([
    "WKT,",
    '"POINT (1 2)"',
  ]);
});

test("nothing expands, and deep nesting ends", async () => {
  const bomb = `${declaration}<!DOCTYPE Set [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><Set ${namespaces}>&b;</Set>`;
  expect(await csvOf(bomb)).toBe("xml-not-readable");
  const deep = "<d>".repeat(70) + "</d>".repeat(70);
  expect(await areas(`<n>1</n>${deep}`)).toEqual(["WKT,n"]);
});

test("any damage ends in rows or a named failure, never in an exception", async () => {
  const whole = new TextEncoder().encode(
    `${declaration}<Set ${namespaces}>${member(
      `<area gml:id="a"><n uom="m">1</n><g><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4326"><gml:exterior>${ring(square)}</gml:exterior></gml:Polygon></g></area>`,
    )}</Set>`,
  );
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(whole.length), async (changes, cut) => {
      const bytes = whole.slice(0, whole.length - (cut % 100));
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      await csvOf(bytes);
    }),
    { numRuns: 300 },
  );
});
