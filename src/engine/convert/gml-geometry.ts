import { type GmlRun, gmlCoordinates } from "./gml-coordinates.ts";
import { compoundLine, isClosedRun } from "./gml-curve.ts";
import { type GmlNode, gmlChild } from "./gml-node.ts";
import { widest } from "./ogr-multi-polygon.ts";
import type { OgrCollection, OgrCurve, OgrGeometry, OgrPolygon } from "./ogr-types.ts";
import { organiseRings } from "./organise-rings.ts";

/**
 * Shapes in GML 2 and 3 as OGR makes them. Arcs, circles and topology are not read.
 *
 * Source: ogr/gml2ogrgeometry.cpp of GDAL 3.6.2 (GML2OGRGeometry_XMLNode_Internal)
 */

/** @returns `undefined` when OGR could not parse it (or we cannot) */
export function readGmlGeometry(node: GmlNode): OgrGeometry | undefined {
  return read(node, 0, 0);
}

/** OGR goes no deeper. */
const maximumDepth = 32;

function read(node: GmlNode, inherited: number, depth: number): OgrGeometry | undefined {
  if (depth >= maximumDepth) return undefined;
  const declared = node.attributes.srsDimension;
  const dimension = declared === undefined ? inherited : Number.parseInt(declared, 10) || 0;
  const reader = readers.get(node.name.toLowerCase());
  return reader?.({
    node,
    dimension,
    child: (below) => read(below, dimension, depth + 1),
  });
}

/** An element to read, and how to read those in it. */
interface Context {
  readonly node: GmlNode;
  readonly dimension: number;
  child(node: GmlNode): OgrGeometry | undefined;
}

type Reader = (context: Context) => OgrGeometry | undefined;

const readers: ReadonlyMap<string, Reader> = new Map([
  ...named(["Polygon", "PolygonPatch", "Rectangle", "Triangle"], polygon),
  ...named(["LinearRing"], ({ node, dimension }) => lineOf(gmlCoordinates(node, dimension), true)),
  ...named(["Ring"], ring),
  ...named(["LineString", "LineStringSegment", "GeodesicString"], ({ node, dimension }) =>
    lineOf(gmlCoordinates(node, dimension), false),
  ),
  ...named(["Point", "PointType", "ConnectionPoint"], point),
  ...named(["Box", "BoxType"], box),
  ...named(["Envelope"], envelope),
  ...named(["MultiPolygon", "MultiSurface", "CompositeSurface"], multiSurface),
  ...named(["MultiPoint"], multiPoint),
  ...named(["MultiLineString"], multiLineString),
  ...named(["MultiCurve"], multiCurve),
  ...named(["CompositeCurve"], compositeCurve),
  ...named(["Curve"], curve),
  ...named(["segments"], segments),
  ...named(["MultiGeometry", "GeometryCollection"], geometryCollection),
  ...named(["Surface", "ElevatedSurface"], surface),
  ...named(["OrientableSurface"], ({ node, child }) => optional(firstIn(node, "baseSurface"), child)),
  ...named(["SimplePolygon", "SimpleRectangle", "SimpleTriangle"], simplePolygon),
  ...named(["SimpleMultiPoint"], simpleMultiPoint),
]);

function named(names: readonly string[], reader: Reader): [string, Reader][] {
  return names.map((name) => [name.toLowerCase(), reader]);
}

function is(node: GmlNode, ...names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === node.name.toLowerCase());
}

/** The first element inside the first child of that name. */
function firstIn(node: GmlNode, name: string): GmlNode | undefined {
  return gmlChild(node, name)?.children[0];
}

function optional<T>(value: GmlNode | undefined, read: (node: GmlNode) => T): T | undefined {
  return value && read(value);
}

function lineOf(run: GmlRun | undefined, isRing: boolean): OgrCurve | undefined {
  return run && { type: "LineString", ...run, ...(isRing ? { isRing } : {}) };
}

function asCurve(geometry: OgrGeometry | undefined): OgrCurve | undefined {
  return geometry?.type === "LineString" ? geometry : undefined;
}

/** A line as ring of a polygon: a LinearRing as it is, another only when closed. */
function asRing(geometry: OgrGeometry | undefined): OgrCurve | undefined {
  const line = asCurve(geometry);
  return line && (line.isRing || isClosedRun(line)) ? line : undefined;
}

function polygonOf(rings: readonly OgrCurve[]): OgrPolygon {
  const dimension = widest(rings);
  return {
    type: "Polygon",
    dimension,
    rings: rings.map((ring) => raised(ring, dimension === "XYZ")),
  };
}

function raised({ ordinates, dimension }: OgrCurve, toZ: boolean): readonly number[] {
  if (!toZ || dimension === "XYZ") return [...ordinates];
  return [...ordinates].flatMap((ordinate, at) => (at % 2 === 1 ? [ordinate, 0] : [ordinate]));
}

function collection<T extends OgrCollection["type"]>(
  type: T,
  members: readonly OgrGeometry[],
): OgrCollection {
  return { type, dimension: widest(members), members };
}

function polygon({ node, child }: Context): OgrGeometry | undefined {
  const outer = (gmlChild(node, "outerBoundaryIs") ?? gmlChild(node, "exterior"))?.children[0];
  if (outer === undefined) return { type: "Polygon", dimension: "XY", rings: [] };
  const rings = [asRing(child(outer))];
  for (const boundary of node.children) {
    if (!is(boundary, "innerBoundaryIs", "interior")) continue;
    rings.push(asRing(optional(boundary.children[0], child)));
  }
  const found = rings.flatMap((ring) => ring ?? []);
  return found.length === rings.length ? polygonOf(found) : undefined;
}

function point({ node, dimension }: Context): OgrGeometry | undefined {
  const run = gmlCoordinates(node, dimension);
  if (run === undefined || run.ordinates.length > run.dimension.length) return undefined;
  return { type: "Point", ...run };
}

function ring({ node, child }: Context): OgrGeometry | undefined {
  const lines: OgrCurve[] = [];
  for (const member of node.children) {
    if (!is(member, "curveMember")) continue;
    const line = asCurve(optional(member.children[0], child));
    if (line === undefined) return undefined;
    lines.push(line);
  }
  const [only, second] = lines;
  if (only === undefined) return undefined;
  if (second === undefined) return isClosedRun(only) ? only : undefined;
  const joined = compoundLine(lines);
  return joined && { ...joined, isRing: true };
}

function curve({ node, child }: Context): OgrGeometry | undefined {
  return asCurve(optional(gmlChild(node, "segments"), child));
}

function segments({ node, child }: Context): OgrGeometry | undefined {
  const lines = node.children.map((segment) => asCurve(child(segment)));
  const [only, second] = lines;
  return second === undefined && lines.length < 2 ? only : compoundLine(lines);
}

/** What is in members of either name: `singular` holds one, `plural` any number. */
function membersOf(node: GmlNode, singular: string, plural: string): GmlNode[] {
  return node.children.flatMap((member) => {
    if (is(member, singular)) return member.children.slice(0, 1);
    return is(member, plural) ? member.children : [];
  });
}

function compositeCurve({ node, child }: Context): OgrGeometry | undefined {
  return compoundLine(membersOf(node, "curveMember", "curveMembers").map((line) => asCurve(child(line))));
}

function multiCurve({ node, child }: Context): OgrGeometry | undefined {
  const lines = membersOf(node, "curveMember", "curveMembers").map((line) => asCurve(child(line)));
  const found = lines.flatMap((line) => line ?? []);
  return found.length === lines.length ? collection("MultiLineString", found) : undefined;
}

function multiLineString({ node, child }: Context): OgrGeometry | undefined {
  const members = node.children.filter((member) => is(member, "lineStringMember"));
  const lines = members.flatMap((member) => asCurve(optional(member.children[0], child)) ?? []);
  return lines.length === members.length ? collection("MultiLineString", lines) : undefined;
}

function multiPoint({ node, child }: Context): OgrGeometry | undefined {
  const members = node.children.flatMap((member) => {
    if (is(member, "pointMember")) return member.children.slice(0, 1);
    return is(member, "pointMembers") ? member.children.filter((inner) => is(inner, "Point")) : [];
  });
  const points = members.flatMap((member) => {
    const found = child(member);
    return found?.type === "Point" ? [found] : [];
  });
  return points.length === members.length ? collection("MultiPoint", points) : undefined;
}

function geometryCollection({ node, child }: Context): OgrGeometry | undefined {
  const members = membersOf(node, "geometryMember", "geometryMembers");
  const found = members.flatMap((member) => child(member) ?? []);
  return found.length === members.length ? collection("GeometryCollection", found) : undefined;
}

function multiSurface({ node, child }: Context): OgrGeometry | undefined {
  const polygons: OgrPolygon[] = [];
  let isLooseRings = false;
  for (const member of node.children) {
    for (const inner of surfacesIn(member)) {
      const holes = holesOnly(inner);
      if (holes !== undefined) {
        isLooseRings = true;
        for (const hole of holes) {
          const found = asCurve(optional(hole.children[0], child));
          if (found?.isRing !== true) return undefined;
          polygons.push(polygonOf([found]));
        }
        continue;
      }
      const found = child(inner);
      if (found?.type === "Polygon") polygons.push(found);
      else if (found?.type === "MultiPolygon") {
        for (const part of found.members) if (part.type === "Polygon") polygons.push(part);
      } else return undefined;
    }
  }
  if (!isLooseRings) return collection("MultiPolygon", polygons);
  const dimension = widest(polygons);
  const rings = polygons.flatMap((part) => part.rings.slice(0, 1));
  return organiseRings(rings, dimension, "any");
}

function surfacesIn(member: GmlNode): readonly GmlNode[] {
  if (is(member, "polygonMember", "surfaceMember")) return member.children.slice(0, 1);
  if (!is(member, "surfaceMembers")) return [];
  return member.children.filter((inner) => {
    return is(inner, "Surface", "Polygon", "PolygonPatch", "CompositeSurface");
  });
}

/** A surface whose patch begins with a hole: its rings are sorted out with those of the others. */
function holesOnly(surfaceNode: GmlNode): readonly GmlNode[] | undefined {
  const patch = surfaceNode.children[0]?.children[0];
  if (patch === undefined || !is(patch, "PolygonPatch")) return undefined;
  const [first] = patch.children;
  if (first === undefined || !is(first, "interior")) return undefined;
  return patch.children.filter((boundary) => is(boundary, "interior"));
}

function surface({ node, child }: Context): OgrGeometry | undefined {
  const patches =
    gmlChild(node, "patches") ?? gmlChild(node, "polygonPatches") ?? gmlChild(node, "trianglePatches");
  if (patches === undefined || patches.children.length === 0) {
    return { type: "Polygon", dimension: "XY", rings: [] };
  }
  const nodes = patches.children.filter((patch) => is(patch, "PolygonPatch", "Rectangle", "Triangle"));
  const found = nodes.map(child).filter((part) => part?.type === "Polygon");
  const [only, second] = found;
  if (only === undefined || found.length < nodes.length) return undefined;
  return second === undefined ? only : collection("MultiPolygon", found);
}

function rectangle([west, south, z]: number[], [east, north, top]: number[], hasZ: boolean): OgrPolygon {
  const corners = [
    [west, south, z],
    [east, south, z],
    [east, north, top],
    [west, north, z],
    [west, south, z],
  ];
  const ordinates = corners.flatMap((corner) =>
    corner.slice(0, hasZ ? 3 : 2).map((ordinate) => ordinate ?? 0),
  );
  return { type: "Polygon", dimension: hasZ ? "XYZ" : "XY", rings: [ordinates] };
}

function box({ node, dimension }: Context): OgrGeometry | undefined {
  const run = gmlCoordinates(node, dimension);
  const width = run?.dimension.length ?? 2;
  if (run === undefined || run.ordinates.length < 2 * width) return undefined;
  // OGR writes a height even where there is none.
  return rectangle(run.ordinates.slice(0, width), run.ordinates.slice(width, 2 * width), true);
}

function envelope({ node }: Context): OgrGeometry | undefined {
  const [lower, upper] = ["lowerCorner", "upperCorner"].map((name) =>
    gmlChild(node, name)
      ?.text.split(" ")
      .filter((token) => token !== "")
      .map((token) => Number.parseFloat(token) || 0),
  );
  if (lower === undefined || upper === undefined || lower.length < 2 || upper.length < 2) return undefined;
  return rectangle(lower, upper, false);
}

function simplePolygon({ node, dimension }: Context): OgrGeometry | undefined {
  const run = gmlCoordinates(node, dimension);
  if (run === undefined) return undefined;
  const first = run.ordinates.slice(0, run.dimension.length);
  const ordinates = isClosedRun(run) ? run.ordinates : [...run.ordinates, ...first];
  return { type: "Polygon", dimension: run.dimension, rings: [ordinates] };
}

function simpleMultiPoint({ node, dimension }: Context): OgrGeometry | undefined {
  const run = gmlCoordinates(node, dimension);
  if (run === undefined) return undefined;
  const width = run.dimension.length;
  const members = Array.from({ length: run.ordinates.length / width }, (_, at): OgrGeometry => {
    return {
      type: "Point",
      dimension: run.dimension,
      ordinates: run.ordinates.slice(at * width, (at + 1) * width),
    };
  });
  return collection("MultiPoint", members);
}
