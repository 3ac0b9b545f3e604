/** Words for issues about shapes and coordinates. Facts: service/help.md, engine/geometry.md. */
import type { IssueText } from "./issue-text.ts";

const gone = "The shape is removed. The row is published without it, so it is not on the map.";
const swapped =
  "The two numbers of every coordinate are swapped, and the shape is published in the right place.";

/** The five types that say "not in England" differ only in the coordinates they were read as. */
function outside(
  how: string,
  example: IssueText["example"],
  phase: IssueText["phase"],
  note?: string,
): IssueText {
  return {
    predicate: (field, has) => `${has} ${field.a} outside England`,
    what: `The coordinates were read as ${how}, and the first of them is outside a box around England.`,
    why: "Often a coordinate is 0, has a digit missing or too many, or the file was saved in another coordinate system than its numbers.",
    platform: gone,
    fix: "Look at the first coordinate of the shape. Export the data again from your GIS as WGS84 (longitude, latitude).",
    example,
    outcome: "value-lost",
    phase,
    ...(note === undefined ? {} : { note }),
  };
}

const isGeometry = (field: string) => field === "geometry";
const notToday = "The platform does not use this type today.";

export const shapeText = {
  "invalid WKT": {
    predicate: (field, has) =>
      field.field === "GeoX,GeoY"
        ? `${has} no usable pair of GeoX and GeoY`
        : `${has} ${field.a} that cannot be read as a shape`,
    what: (field) =>
      field.field === "GeoX,GeoY"
        ? "GeoX and GeoY must both be numbers. In this row one of them is blank or is not a number."
        : "The text is neither well-known text (WKT), such as POINT (-1.5 52.2), nor GeoJSON.",
    why: (field) =>
      field.field === "GeoX,GeoY"
        ? "A location needs both numbers."
        : "Often the text is cut off (a cell of a spreadsheet holds 32,767 characters and no more), brackets are missing, or a program wrote its own placeholder.",
    platform: gone,
    fix: (field) =>
      field.field === "GeoX,GeoY"
        ? "Give both numbers: longitude in GeoX and latitude in GeoY, for example -1.562108 and 52.237379."
        : field.field === "point"
          ? "Write the word POINT and, in brackets, longitude and latitude with a space between: POINT (-1.5 52.2)."
          : "Export the file straight from your GIS, not by way of a spreadsheet; or provide GeoJSON or GeoPackage instead of CSV.",
    example: {
      datatype: "multipolygon",
      raises: "POLYGON ((-1 52, -1 52.1",
      passes: "POLYGON ((-1 52, -1 52.1, -0.9 52, -1 52))",
    },
    exampleFits: isGeometry,
    outcome: "value-lost",
    phase: "harmonise",
    note: "The live check lists this as something to improve and lets you continue, but the shape is lost.",
  },
  "invalid type geojson": {
    predicate: (field, has) => `${has} ${field.a} written as GeoJSON instead of well-known text`,
    what: "A cell holds a GeoJSON geometry where well-known text (WKT) is asked for.",
    why: "Both say the same thing, and the platform reads both.",
    platform:
      "The shape is published. Its coordinates are taken as longitude and latitude as they are, without any test or conversion.",
    fix: "Nothing, if the coordinates are longitude and latitude. Otherwise write the shape as WKT.",
    example: {
      datatype: "multipolygon",
      raises: '{"type":"Polygon","coordinates":[[[-1,52],[-1,52.1],[-0.9,52],[-1,52]]]}',
      passes: "POLYGON ((-1 52, -1 52.1, -0.9 52, -1 52))",
    },
    exampleFits: isGeometry,
    outcome: "changed",
    phase: "harmonise",
  },
  "Unexpected geom type": {
    predicate: (field, has) =>
      field.field === "point"
        ? `${has} a shape that is not a point in the point column`
        : `${has} a shape that is not a polygon in the geometry column`,
    what: (field) =>
      field.field === "point"
        ? "The point column takes one point in each row, and this is another kind of shape."
        : "The geometry column takes polygons and multipolygons, and this is a point or a line.",
    why: "The shape is right in itself, but in the wrong column or of the wrong kind.",
    platform: gone,
    fix: (field) =>
      field.field === "point"
        ? 'Put polygons into the geometry column, or give the point in the middle. For trees, choose "polygon" when you are asked what the file holds.'
        : "Put points into the point column. Turn lines into polygons in your GIS.",
    example: {
      datatype: "multipolygon",
      raises: "POINT (-1 52)",
      passes: "POLYGON ((-1 52, -1 52.1, -0.9 52, -1 52))",
    },
    exampleFits: isGeometry,
    outcome: "value-lost",
    phase: "harmonise",
  },
  "Unexpected geom type within GeometryCollection": {
    predicate: (field, has) =>
      `${has} ${field.a} that is a collection beginning with something other than a polygon`,
    what: "The value is a collection of shapes, and the first of them is a point or a line.",
    why: "The platform looks at the first shape of a collection to see what it is.",
    platform: gone,
    fix: "Split the collection in your GIS and keep the polygons as one multipolygon.",
    example: {
      datatype: "multipolygon",
      raises: "GEOMETRYCOLLECTION (POINT (-1 52))",
      passes: "MULTIPOLYGON (((-1 52, -1 52.1, -0.9 52, -1 52)))",
    },
    exampleFits: isGeometry,
    outcome: "value-lost",
    phase: "harmonise",
  },
  "invalid coordinates": {
    predicate: (field, has) => `${has} ${field.a} in a coordinate system the platform does not know`,
    what: "The numbers are neither longitude and latitude, nor British National Grid, nor web map metres.",
    why: "They may be feet, degrees and minutes, the Irish grid, or a local grid.",
    platform: gone,
    fix: "Re-project the layer to WGS84 (EPSG:4326) in your GIS and export it again.",
    example: {
      datatype: "multipolygon",
      raises: "POLYGON ((500 500, 500 600, 600 600, 500 500))",
      passes: "POLYGON ((-1 52, -1 52.1, -0.9 52, -1 52))",
    },
    outcome: "value-lost",
    phase: "harmonise",
  },
  "WGS84 out of bounds of England": outside(
    "longitude and latitude",
    { datatype: "point", raises: "POINT (0 0)", passes: "POINT (-1 52)" },
    "harmonise",
  ),
  "OSGB out of bounds of England": outside(
    "British National Grid",
    { datatype: "point", raises: "POINT (5300 1800)", passes: "POINT (530000 180000)" },
    "harmonise",
  ),
  "WGS84 out of bounds": outside(
    "longitude and latitude",
    { datatype: "row", raises: "POINT (0 0)", passes: "POINT (-1 52)" },
    "none",
    `${notToday} It is an older name of "WGS84 out of bounds of England".`,
  ),
  "WGS84 out of bounds of custom boundary": outside(
    "longitude and latitude",
    { datatype: "row", raises: "POINT (0 0)", passes: "POINT (-1 52)" },
    "none",
    notToday,
  ),
  "OSGB out of bounds of custom boundary": outside(
    "British National Grid",
    { datatype: "row", raises: "POINT (5300 1800)", passes: "POINT (530000 180000)" },
    "none",
    notToday,
  ),
  "invalid geometry - fixed": {
    predicate: (field, has) => `${has} ${field.a} that was repaired`,
    what: "The outline crosses or touches itself, has a spike, or has a hole outside it. The platform repaired it.",
    why: "Maps and measurements need outlines that do not cross themselves. Drawing by hand and rounding coordinates cause most of these.",
    platform: "The repaired shape is published. Small parts can be lost in the repair.",
    fix: 'Compare the shape before and after. If the repair is not what you mean, use "fix geometries" in your GIS and correct the outline.',
    example: {
      datatype: "multipolygon",
      raises: "POLYGON ((-1 52, -0.9 52.1, -1 52.1, -0.9 52, -1 52))",
      passes:
        "MULTIPOLYGON (((-0.9 52, -0.95 52.05, -1 52, -0.9 52)), ((-0.9 52.1, -1 52.1, -0.95 52.05, -0.9 52.1)))",
    },
    exampleFits: isGeometry,
    outcome: "changed",
    phase: "harmonise",
  },
  "invalid geometry - not fixable": {
    predicate: (field, has) => `${has} ${field.a} that could not be repaired`,
    what: "The outline crosses or touches itself, and is still wrong after the platform's repair.",
    why: "Maps and measurements need outlines that do not cross themselves.",
    platform: "The live check blocks it. The shape itself is passed on as it is, and may not be drawn.",
    fix: "Redraw the shape in your GIS.",
    example: {
      datatype: "row",
      raises: "an outline that crosses itself many times",
      passes: "POLYGON ((-1 52, -1 52.1, -0.9 52, -1 52))",
    },
    outcome: "kept",
    phase: "harmonise",
  },
  "WGS84 flipped": {
    predicate: (field, has) => `${has} ${field.a} with latitude before longitude`,
    what: "The coordinates are in the order latitude, longitude; the platform expects longitude first.",
    why: "Programs differ in the order they write coordinates.",
    platform: swapped,
    fix: "Nothing. It is better to write longitude first: -0.1 51.5.",
    example: { datatype: "point", raises: "POINT (51.5 -0.1)", passes: "POINT (-0.1 51.5)" },
    outcome: "changed",
    phase: "harmonise",
  },
  OSGB: {
    predicate: (field, has) => `${has} ${field.a} in British National Grid`,
    what: "The coordinates are eastings and northings; the platform converts them to longitude and latitude.",
    why: "The platform publishes everything in WGS84 (longitude and latitude).",
    platform:
      "The shape is converted and published. The nightly run uses the official conversion and the live check a simpler one, so the two can differ by a few metres.",
    fix: "Nothing. Providing WGS84 avoids the difference.",
    example: { datatype: "point", raises: "POINT (530000 180000)", passes: "POINT (-0.128354 51.503991)" },
    outcome: "changed",
    phase: "harmonise",
  },
  "OSGB flipped": {
    predicate: (field, has) => `${has} ${field.a} in British National Grid with northing before easting`,
    what: "The coordinates are northings and eastings; the platform expects eastings first.",
    why: "Programs differ in the order they write coordinates.",
    platform: "The two numbers are swapped, and the shape is converted to longitude and latitude.",
    fix: "Nothing. It is better to write the easting first, or to provide WGS84.",
    example: { datatype: "point", raises: "POINT (180000 530000)", passes: "POINT (-0.128354 51.503991)" },
    outcome: "changed",
    phase: "harmonise",
  },
  Mercator: {
    predicate: (field, has) => `${has} ${field.a} in web map metres (Web Mercator)`,
    what: "The coordinates are those that web maps use inside; the platform converts them to longitude and latitude.",
    why: "Some map services write these unless asked for WGS84.",
    platform: "The shape is converted and published in the right place.",
    fix: "Nothing. It is better to export the data as WGS84 (EPSG:4326).",
    example: { datatype: "point", raises: "POINT (-111319 6800125)", passes: "POINT (-0.999996 51.999997)" },
    outcome: "changed",
    phase: "harmonise",
  },
  "Mercator flipped": {
    predicate: (field, has) => `${has} ${field.a} in web map metres (Web Mercator), the wrong way round`,
    what: "The coordinates are those that web maps use inside, with the second number first.",
    why: "Programs differ in the order they write coordinates.",
    platform: "The two numbers are swapped, and the shape is converted to longitude and latitude.",
    fix: "Nothing. It is better to export the data as WGS84 (EPSG:4326).",
    example: { datatype: "point", raises: "POINT (6800125 -111319)", passes: "POINT (-0.999996 51.999997)" },
    outcome: "changed",
    phase: "harmonise",
  },
} as const satisfies Record<string, IssueText>;
