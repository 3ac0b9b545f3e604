import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { convert } from "../../../src/engine/convert/convert.ts";
import { bytesSource } from "../../../src/engine/convert/source.ts";
import { dbfOf, polygonShapefile } from "./shapefile-of.ts";
import { zipOf } from "./zip-of.ts";

const kml = (name: string) =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>${name}</name></Placemark></kml>`;
const gml =
  '<Set xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><a><n>1</n></a></gml:featureMember></Set>';
const geojson =
  '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":1},"geometry":null}]}';
const shapefile = polygonShapefile(
  [
    [
      [
        [0, 0],
        [0, 1],
        [1, 1],
        [0, 0],
      ],
    ],
  ],
  dbfOf([["id", "N", 4, 0]], ["    1"]),
);

/** Format and member that a zip's data come from, or why there are none. */
async function read(members: Readonly<Record<string, string | Uint8Array>>) {
  const { format, internalPath, internalMimeType, mimeType, failure, text } = await convert(
    zipOf(members),
    {},
  );
  return failure === undefined
    ? { format, internalPath, internalMimeType, mimeType, rows: [...text].join("").split("\r\n").length - 2 }
    : failure.reason;
}

test("the first kind of data in the pipeline's order is taken, however deep it lies", async () => {
  expect(
    await read({ "a.kml": kml("A"), "deep/er/b.geojson": geojson, "c.gml": gml, "readme.txt": "x" }),
  ).toEqual({
    format: "GML",
    internalPath: "/c.gml",
    internalMimeType: "application/gml+xml",
    mimeType: "application/zip",
    rows: 1,
  });
  expect(await read({ "a.kml": kml("A"), "deep/er/b.geojson": geojson })).toMatchObject({
    format: "GeoJSON",
    internalPath: "/deep/er/b.geojson",
    internalMimeType: "application/vnd.geo+json",
  });
  const { shp, shx, dbf } = shapefile;
  expect(await read({ "x/a.shp": shp, "x/a.shx": shx, "x/a.dbf": dbf ?? "", "c.gml": gml })).toMatchObject({
    format: "Shapefile",
    internalPath: "/x/a.shp",
    rows: 1,
  });
});

test("names in capitals count, names in mixed letters do not", async () => {
  expect(await read({ "A.KML": kml("A") })).toMatchObject({ format: "KML", internalPath: "/A.KML" });
  expect(await read({ "a.Kml": kml("A") })).toBe("zip-without-data");
});

test("two members of one kind are one too many, even where another kind would do", async () => {
  expect(await read({ "a.kml": kml("A"), "b.kml": kml("B") })).toBe("zip-several");
  expect(await read({ "a.gml": gml, "b.gml": gml, "c.kml": kml("C") })).toBe("zip-several");
  expect(await read({ "a.kml": kml("A"), "__MACOSX/._a.kml": "x" })).toBe("zip-several");
});

test("a zip of nothing but CSV, of a shapefile without its index", async () => {
  expect(await read({ "a.csv": "a,b\n1,2\n" })).toBe("zip-without-data");
  expect(await read({ "a.shp": shapefile.shp })).toBe("format-not-readable");
});

test("a member that is not what its name says, and one that cannot be unpacked", async () => {
  expect(await read({ "a.gml": "no XML" })).toBe("xml-not-readable");
  const bytes = zipSync({ "a.kml": new TextEncoder().encode(kml("A".repeat(300))) });
  // Damage where the member's data are.
  bytes.fill(0xff, 50, 70);
  const { failure, internalPath } = await convert(bytesSource(bytes), {});
  expect(failure?.reason).toBe("format-not-readable");
  expect(internalPath).toBe("/a.kml");
});
