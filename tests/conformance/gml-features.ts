import { SaxesParser } from "saxes";

/**
 * The features of a GML collection as GDAL's CSV of the GeoPackage it makes has them: `WKT`, `gml_id`, then the fields in
 * order of appearance. Longitude first: coordinates named by `urn:` come latitude first. For points, lines and polygons.
 */
export function gmlFeatures(gml: string): Map<string, string>[] {
  const features: Map<string, string>[] = [];
  const path: string[] = [];
  let text = "";
  let shapes: Shape[] = [];
  let swapped = false;
  const parser = new SaxesParser({ xmlns: true });
  const isMember = (name: string | undefined): boolean => /^(member|featureMembers?)$/.test(name ?? "");
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    if (isMember(path.at(-1))) {
      const id = Object.values(tag.attributes).find(({ local }) => local === "id" || local === "fid");
      features.push(
        new Map([
          ["WKT", ""],
          ["gml_id", id?.value ?? ""],
        ]),
      );
      shapes = [];
    }
    const srs = tag.attributes.srsName?.value;
    if (srs !== undefined) swapped = /^(urn:|https?:\/\/www\.opengis\.net\/def)/.test(srs);
    path.push(tag.local);
    text = "";
    if (["Point", "LineString", "Polygon"].includes(tag.local)) shapes.push({ type: tag.local, rings: [] });
  });
  parser.on("text", (piece) => {
    text += piece;
  });
  parser.on("closetag", (tag) => {
    const depth = path.findIndex(isMember);
    path.pop();
    const feature = features.at(-1);
    if (!feature || depth < 0) return;
    if (["pos", "posList", "coordinates"].includes(tag.local))
      shapes.at(-1)?.rings.push(readRing(text, tag.local, swapped));
    else if (path.length === depth + 2 && shapes.length === 0) feature.set(tag.local, text);
    if (path.length === depth + 1) feature.set("WKT", shapes.map(writeShape).join("; "));
    text = "";
  });
  parser.write(gml).close();
  return features;
}

interface Shape {
  readonly type: string;
  readonly rings: string[][];
}

function readRing(text: string, element: string, swapped: boolean): string[] {
  const numbers = text
    .trim()
    .split(element === "coordinates" ? /[\s,]+/ : /\s+/)
    .map((number) => String(Number(number)));
  const points: string[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const [first, second] = numbers.slice(index, index + 2);
    points.push(swapped && element !== "coordinates" ? `${second} ${first}` : `${first} ${second}`);
  }
  return points;
}

function writeShape({ type, rings }: Shape): string {
  const written = rings.map((ring) => `(${ring.join(",")})`);
  if (type === "Polygon") return `POLYGON (${written.join(",")})`;
  return `${type.toUpperCase()} ${written.join("")}`;
}
