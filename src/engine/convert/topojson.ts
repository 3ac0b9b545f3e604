import type { OpenText } from "./geojson.ts";
import { fieldValue } from "./geojson-feature.ts";
import { GeojsonFieldCollector } from "./geojson-fields.ts";
import {
  isArray,
  isInteger,
  isObject,
  jsonCDialect,
  member,
  numberValue,
  type OgrJson,
  OgrJsonError,
  OgrJsonReader,
  type OgrObject,
} from "./ogr-json.ts";
import { jsonText } from "./ogr-json-value.ts";
import type { OgrFeature, OgrGeometry, OgrLayer, OgrPolygon, OgrValue } from "./ogr-types.ts";
import { parseValue } from "./ogr-value.ts";

/** Arcs of a topology, decoded: lists of points. */
type Arcs = readonly (readonly Point[])[];
type Point = readonly [number, number];

interface Topology {
  readonly arcs: Arcs;
  readonly toMap: (point: Point) => Point;
}

/** A feature before its layer's columns are known. */
interface Draft {
  readonly id: string | undefined;
  readonly object: OgrObject;
}

const shapeTypes = new Set([
  "Point",
  "MultiPoint",
  "LineString",
  "MultiLineString",
  "Polygon",
  "MultiPolygon",
]);

/**
 * The layers of a TopoJSON text: one for each geometry collection, then one for all other objects.
 *
 * Source: GDAL 3.6.2 ogrtopojsonreader.cpp
 */
export function readTopojson(open: OpenText): readonly OgrLayer[] {
  const top = new OgrJsonReader(open(), jsonCDialect).value(0, true);
  const topology = isObject(top) ? readTopology(top) : undefined;
  const objects = isObject(top) ? member(top, "objects") : undefined;
  const layers: OgrLayer[] = [];
  const others: Draft[] = [];
  if (topology !== undefined) {
    for (const [key, object] of namedObjects(objects)) {
      if (!isObject(object)) continue;
      const type = member(object, "type");
      if (type === "GeometryCollection") {
        const members = member(object, "geometries");
        if (!isArray(members)) continue;
        const drafts = members.filter(isObject).map((shape): Draft => ({ id: undefined, object: shape }));
        layers.push(makeLayer(drafts, topology));
      } else if (typeof type === "string" && shapeTypes.has(type)) others.push({ id: key, object });
    }
    if (others.length > 0) layers.push(makeLayer(others, topology));
  }
  if (layers.length === 0) throw new OgrJsonError("Failed to read TopoJSON data");
  return layers;
}

function namedObjects(objects: OgrJson | undefined): Iterable<readonly [string | undefined, OgrJson]> {
  if (isObject(objects)) return objects;
  return isArray(objects) ? objects.map((object) => [undefined, object] as const) : [];
}

function readTopology(top: OgrObject): Topology | undefined {
  const list = member(top, "arcs");
  if (!isArray(list)) return undefined;
  const transform = member(top, "transform");
  const pair = (name: string) => readPoint(isObject(transform) ? member(transform, name) : undefined);
  const scale = pair("scale");
  const move = pair("translate");
  const [scaleX, scaleY] = scale ?? [1, 1];
  const [moveX, moveY] = move ?? [0, 0];
  const isQuantised = scale !== undefined || move !== undefined;
  const arcs = list.map((arc) => {
    if (!isArray(arc)) return [];
    // Points of a quantised arc are differences to the point before.
    let [x, y] = [0, 0];
    return arc.map((item): Point => {
      const point = readPoint(item) ?? [0, 0];
      if (!isQuantised) return point;
      x += point[0];
      y += point[1];
      return [x, y];
    });
  });
  return { arcs, toMap: ([x, y]) => [x * scaleX + moveX, y * scaleY + moveY] };
}

function readPoint(value: OgrJson | undefined): Point | undefined {
  if (!isArray(value) || value.length !== 2) return undefined;
  const x = numberValue(value[0]);
  const y = numberValue(value[1]);
  return x === undefined || y === undefined ? undefined : [x, y];
}

function makeLayer(drafts: readonly Draft[], topology: Topology): OgrLayer {
  const collector = new GeojsonFieldCollector();
  collector.addTextColumn("id");
  for (const { object } of drafts) collector.addProperties(member(object, "properties"), "id");
  const { fields } = collector.finish();
  const features: OgrFeature[] = [];
  for (const draft of drafts) {
    const type = member(draft.object, "type");
    const geometry = typeof type === "string" ? readShape(type, draft.object, topology) : "no shape";
    if (geometry === "no shape") continue;
    const values = fields.map((field): OgrValue => {
      if (field.name !== "id") return undefined;
      const own = member(draft.object, "id");
      const isId = typeof own === "string" || isInteger(own);
      const text = draft.id ?? (isId ? jsonText(own) : undefined);
      return text === undefined ? undefined : parseValue(field.type, text);
    });
    const properties = member(draft.object, "properties");
    if (isObject(properties)) {
      for (const [name, value] of properties) {
        const place = fields.findIndex((field) => field.name === name);
        const field = fields[place];
        if (field !== undefined) values[place] = fieldValue(field, value);
      }
    }
    features.push({ geometry, values });
  }
  return { name: "", fields, features };
}

/** The geometry of an object; `"no shape"` when it lacks what its type needs, and is left out. */
function readShape(
  type: string,
  object: OgrObject,
  topology: Topology,
): OgrGeometry | undefined | "no shape" {
  const isPoints = type === "Point" || type === "MultiPoint";
  const list = member(object, isPoints ? "coordinates" : "arcs");
  if (!isArray(list)) return "no shape";
  const polygon = (rings: OgrJson): OgrPolygon => ({
    type: "Polygon",
    dimension: "XY",
    rings: isArray(rings)
      ? rings.map((ring) => closed(joinArcs(ring, topology))).filter((ring) => ring.length >= shortestRing)
      : [],
  });
  switch (type) {
    case "Point":
      return pointAt(readPoint(list), topology);
    case "MultiPoint": {
      const points = list.map(readPoint).filter((point) => point !== undefined);
      return { type, dimension: "XY", members: points.map((point) => pointAt(point, topology)) };
    }
    case "LineString":
      return { type, dimension: "XY", ordinates: joinArcs(list, topology) };
    case "MultiLineString":
      return {
        type,
        dimension: "XY",
        members: list.map((line) => ({
          type: "LineString",
          dimension: "XY",
          ordinates: joinArcs(line, topology),
        })),
      };
    case "Polygon":
      return polygon(list);
    case "MultiPolygon":
      return { type, dimension: "XY", members: list.map(polygon) };
    default:
      return undefined;
  }
}

// Two numbers a point, four points.
const shortestRing = 8;

function closed(ring: readonly number[]): readonly number[] {
  const [x, y] = ring;
  if (x === undefined || y === undefined || (ring.at(-2) === x && ring.at(-1) === y)) return ring;
  return [...ring, x, y];
}

function pointAt(point: Point | undefined, topology: Topology): OgrGeometry {
  return { type: "Point", dimension: "XY", ordinates: point === undefined ? [] : topology.toMap(point) };
}

/** Arcs one behind the other, without their common points; a negative number is an arc the other way round. */
function joinArcs(numbers: OgrJson, { arcs, toMap }: Topology): readonly number[] {
  const ordinates: number[] = [];
  for (const item of isArray(numbers) ? numbers : []) {
    if (!isInteger(item)) continue;
    const number = Number(item.integer);
    const arc = number < 0 ? [...(arcs[-number - 1] ?? [])].reverse() : (arcs[number] ?? []);
    for (const [index, point] of arc.entries()) {
      if (index === 0 && ordinates.length > 0) continue;
      ordinates.push(...toMap(point));
    }
  }
  return ordinates;
}
