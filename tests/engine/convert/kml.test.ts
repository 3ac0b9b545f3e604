import fc from "fast-check";
import { expect, test } from "vitest";
import { ogrCsv } from "../../../src/engine/convert/ogr-table.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";
import { readXml } from "../../../src/engine/convert/xml-driver.ts";

async function csvOf(kml: string | Uint8Array): Promise<string[] | string> {
  const bytes = typeof kml === "string" ? new TextEncoder().encode(kml) : kml;
  const answer = await readXml(bytesSource(bytes));
  if ("failure" in answer) return answer.failure.reason;
  return [...ogrCsv(answer.layers)].join("").trimEnd().split("\r\n");
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const kml = (content: string) =>
  csvOf(`${declaration}<kml xmlns="http://www.opengis.net/kml/2.2">${content}</kml>`);
const standard =
  "WKT,Name,description,timestamp,begin,end,altitudeMode,tessellate,extrude,visibility,drawOrder,icon";
const ring = (coordinates: string) => `<LinearRing><coordinates>${coordinates}</coordinates></LinearRing>`;
const point = "<Point><coordinates>1,2</coordinates></Point>";

/** The row of a document's only placemark. */
async function row(content: string): Promise<string | undefined> {
  return (await kml(`<Document><Placemark>${content}</Placemark></Document>`))[1];
}

test("a placemark: its name, its description with markup, its shape", async () => {
  expect(
    await kml(
      `<Document><Placemark><name>A</name><description>x <b>y</b></description>${point}</Placemark></Document>`,
    ),
  ).toEqual([standard, '"POINT (1 2)",A,x <b>y</b>,,,,,"-1","0","-1",,']);
});

test("an altitude on one point of a polygon gives all of them one", async () => {
  const polygon = `<Polygon><outerBoundaryIs>${ring("0,0 0,9 9,9,5 0,0")}</outerBoundaryIs>
    <innerBoundaryIs>${ring("1,1 1,2 2,2 1,1")}</innerBoundaryIs></Polygon>`;
  expect(await row(polygon)).toMatch(
    /^"MULTIPOLYGON Z \(\(\(0 0 0,0 9 0,9 9 5,0 0 0\),\(1 1 0,1 2 0,2 2 0,1 1 0\)\)\)"/,
  );
});

test("a MultiGeometry of one kind is a collection of that kind", async () => {
  expect(await row(`<MultiGeometry>${point}${point}</MultiGeometry>`)).toMatch(
    /^"MULTIPOINT \(\(1 2\),\(1 2\)\)"/,
  );
  const line = "<LineString><coordinates>1,2 3,4</coordinates></LineString>";
  expect(await row(`<MultiGeometry>${point}${line}</MultiGeometry>`)).toMatch(
    /^"GEOMETRYCOLLECTION \(POINT \(1 2\),LINESTRING \(1 2,3 4\)\)"/,
  );
});

test.each([
  [" 1 , 2 \n 3,4 ", "LINESTRING (1 2,3 4)"],
  ["1,2,3,4,5", "LINESTRING Z (1 2 3,4 5 0)"],
  ["1 2,3 4,5", "LINESTRING (1 3,4 5)"],
  ["1,2 3", "LINESTRING (1 2)"],
])("coordinates %j", async (coordinates, expected) => {
  expect(await row(`<LineString><coordinates>${coordinates}</coordinates></LineString>`)).toContain(expected);
});

test("schema fields have types, data are text under laundered names, and a field called name sets Name", async () => {
  const schema = `<Schema id="s"><SimpleField name="n" type="int"/><SimpleField name="x" type="float"/></Schema>`;
  const data = (fields: string) =>
    `<ExtendedData><SchemaData schemaUrl="#s">${fields}</SchemaData></ExtendedData>`;
  const simple = (name: string, text: string) => `<SimpleData name="${name}">${text}</SimpleData>`;
  const typed = await kml(`<Document>${schema}<Placemark><name>A</name>
    ${data(simple("n", " 7 ") + simple("x", "") + simple("NAME", "B"))}</Placemark></Document>`);
  expect(typed).toEqual([`${standard},n,x`, ',B,,,,,,,,"-1",,,"7",0']);
  const named = await row(`<ExtendedData><Data name="a-b é"><value>v</value></Data></ExtendedData>`);
  expect(named).toBe(',,,,,,,,,"-1",,,v');
  expect(
    await kml(
      `<Placemark><ExtendedData><Data name="a-b é"><value>v</value></Data></ExtendedData></Placemark>`,
    ),
  ).toContain(`${standard},a_b___`);
});

test("times: a stamp, a span, and what is no date", async () => {
  expect(await row("<TimeStamp><when>2024-01-31T10:20:30Z</when></TimeStamp>")).toContain(
    "2024/01/31 10:20:30+00",
  );
  expect(await row("<TimeSpan><begin>2024-01</begin><end>soon</end></TimeSpan>")).toBe(
    ',,,,2024/01/01 00:00:00,,,,,"-1",,',
  );
});

test("folders are layers after the placemarks around them; columns of all are joined", async () => {
  const placemark = (name: string, data = "") => `<Placemark><name>${name}</name>${data}</Placemark>`;
  const data = `<ExtendedData><Data name="ref"><value>1</value></Data></ExtendedData>`;
  const rows = await kml(
    `<Document><Folder>${placemark("in", data)}<Folder>${placemark("deep")}</Folder></Folder>${placemark("out")}</Document>`,
  );
  expect(rows[0]).toBe(`${standard},ref`);
  expect([...rows].slice(1).map((line) => line.split(",")[1])).toEqual(["out", "in", "deep"]);
});

test("a kml element without plain xmlns is read by the older driver: two columns, layers from the inside", async () => {
  const old =
    await csvOf(`${declaration}<kml xmlns:x="y"><Document><Placemark><name>out</name>${point}</Placemark>
    <Folder><Placemark><name>in</name><description>
      two
      lines</description>${point}</Placemark><Placemark/></Folder></Document></kml>`);
  expect(old).toEqual(["WKT,Name,Description", '"POINT (1 2)",in,two lines', '"POINT (1 2)",out,']);
});

test("no container, no features, no end: each a named failure", async () => {
  expect(await kml("")).toBe("xml-not-readable");
  expect(await kml("<Document/>")).toBe("xml-not-readable");
  expect(await csvOf(`${declaration}<kml xmlns="a"><Document><Placemark/>`)).toBe("xml-not-readable");
});

test("hostile XML: entities do not expand, depth is limited", async () => {
  const laughs = `<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>`;
  expect(
    await csvOf(`${declaration}${laughs}<kml xmlns="a"><Placemark><name>&b;</name></Placemark></kml>`),
  ).toBe("xml-not-readable");
  expect(await kml("<Folder>".repeat(5000))).toBe("xml-not-readable");
  expect(await kml(`<Placemark>${"<a>".repeat(90)}${"</a>".repeat(90)}</Placemark>`)).toHaveLength(2);
});

test("ISO 8859-1 is read where it is declared, other encodings are refused", async () => {
  const text = `<?xml version="1.0" encoding="iso-8859-1"?><kml xmlns="a"><Placemark><name>caf\xe9</name></Placemark></kml>`;
  const bytes = (content: string) => Uint8Array.from(content, (character) => character.charCodeAt(0));
  expect((await csvOf(bytes(text)))[1]).toContain("café");
  expect(await csvOf(bytes(text.replace("iso-8859-1", "windows-1252")))).toBe("xml-not-readable");
  expect(await csvOf(bytes(text.replace("iso-8859-1", "utf-8")))).toBe("xml-not-readable");
});

test("any damage ends in rows or a named failure", async () => {
  const whole = `${declaration}<kml xmlns="a"><Document><Schema id="s"><SimpleField name="n" type="int"/></Schema><Placemark>
    <ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="n">1</SimpleData></SchemaData></ExtendedData>
    <Polygon><outerBoundaryIs>${ring("0,0 0,9 9,9,5 0,0")}</outerBoundaryIs></Polygon></Placemark></Document></kml>`;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length),
      fc.nat(20),
      fc.string({ maxLength: 8 }),
      async (at, length, text) => {
        const damaged = whole.slice(0, at) + text + whole.slice(at + length);
        expect((await csvOf(damaged)).length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 500 },
  );
});
