import { polygonOf, type Run } from "./kml-geometry.ts";
import {
  isCollection,
  isContainer,
  isFeatureContainer,
  type NodeType,
  type PlainNode,
  readPlainNodes,
} from "./kml-plain-nodes.ts";
import { widest } from "./ogr-multi-polygon.ts";
import type { OgrFeature, OgrField, OgrGeometry, OgrLayer } from "./ogr-types.ts";
import type { OgrAnswer } from "./reader.ts";

/**
 * KML as OGR's older driver reads it, which gets the files whose `kml` element has no plain `xmlns`: a layer for each
 * container that holds placemarks, inner ones first, with two columns. A placemark the driver cannot use ends its layer.
 *
 * Source: ogr/ogrsf_frmts/kml of GDAL 3.6.2
 */
export function readPlainKml(text: Iterable<string>): OgrAnswer {
  const root = readPlainNodes(text);
  if (typeof root === "string") return unreadable(root);
  const keepsEmpty = isAllEmpty(root);
  if (!keepsEmpty) dropEmpty(root);
  const layers = containersOf(root, keepsEmpty).map(layerOf);
  return layers.length === 0 ? unreadable("there are no features") : { format: "KML", layers };
}

function unreadable(exception: string): OgrAnswer {
  return { format: "KML", failure: { reason: "xml-not-readable", exception } };
}

const fields: readonly OgrField[] = [
  { name: "Name", type: "string" },
  { name: "Description", type: "string" },
];

function isAllEmpty(node: PlainNode): boolean {
  return node.children.every((child) => child.type === "Empty" && isAllEmpty(child));
}

function dropEmpty(node: PlainNode): void {
  const isDropped = ({ type, name }: PlainNode) => {
    return type === "Empty" && (isContainer(name) || isFeatureContainer(name));
  };
  const kept = node.children.filter((child) => !isDropped(child));
  node.children.splice(0, node.children.length, ...kept);
  for (const child of kept) dropEmpty(child);
}

const layerTypes = new Set<NodeType>([
  "Point",
  "LineString",
  "Polygon",
  "Mixed",
  "MultiGeometry",
  "MultiPoint",
  "MultiLineString",
  "MultiPolygon",
]);

/** Containers that are layers, those inside before those around them. */
function containersOf(node: PlainNode, keepsEmpty: boolean): PlainNode[] {
  if (!isContainer(node.name)) return [];
  const inner = node.children.flatMap((child) => containersOf(child, keepsEmpty));
  const hasFeatures = node.children.some((child) => isFeatureContainer(child.name));
  if (keepsEmpty && node.name === "Folder") {
    if (hasFeatures) dropEmpty(node);
  } else if (!hasFeatures) return inner;
  return keepsEmpty || layerTypes.has(node.type) ? [...inner, node] : inner;
}

function layerOf(container: PlainNode): OgrLayer {
  const features: OgrFeature[] = [];
  for (const placemark of container.children) {
    if (placemark.name !== "Placemark") continue;
    const shape = shapeOf(placemark);
    if (shape === undefined) break;
    features.push({
      geometry: geometryOf(shape, placemark.type),
      values: [textOf(placemark, "name"), textOf(placemark, "description")],
    });
  }
  return { name: "", fields, features };
}

function textOf(node: PlainNode, name: string): string {
  return node.children.find((child) => child.name === name)?.content[0] ?? "";
}

/** The shape a placemark's type speaks of; none when it has several kinds or none. */
function shapeOf({ type, children }: PlainNode): PlainNode | undefined {
  switch (type) {
    case "Point":
    case "LineString":
    case "Polygon":
      return children.find((child) => child.name === type);
    case "MultiGeometry":
    case "MultiPoint":
    case "MultiLineString":
    case "MultiPolygon":
      return children.find((child) => isCollection(child.name));
    default:
      return undefined;
  }
}

function geometryOf(node: PlainNode, type: NodeType): OgrGeometry | undefined {
  switch (node.name) {
    case "Point": {
      const point = runOf(node, 1);
      return { type: "Point", dimension: point.dimension, ordinates: point.ordinates };
    }
    case "LineString":
      return { type: "LineString", ...runOf(node) };
    case "Polygon":
      return boundedPolygon(node);
    default:
      return isCollection(node.name) ? collectionOf(node, type) : undefined;
  }
}

function collectionOf(node: PlainNode, type: NodeType): OgrGeometry {
  const members = node.children.flatMap((child) => geometryOf(child, "Unknown") ?? []);
  const dimension = widest(members);
  switch (type) {
    case "MultiPoint":
    case "MultiLineString":
    case "MultiPolygon":
      return { type, dimension, members };
    default:
      return { type: "GeometryCollection", dimension, members };
  }
}

function boundedPolygon(node: PlainNode): OgrGeometry {
  const outer = node.children.findLast(
    ({ name, children }) => name === "outerBoundaryIs" && children.length > 0,
  );
  const shell = outer?.children[0] && runOf(outer.children[0]);
  if (shell === undefined || shell.ordinates.length === 0) return polygonOf([]);
  const holes = node.children.flatMap(({ name, children: [ring] }) => {
    return name === "innerBoundaryIs" && ring !== undefined ? [runOf(ring)] : [];
  });
  return polygonOf([shell, ...holes]);
}

/** Points of a node's coordinates; tuples without a comma after the first number are passed over. */
function runOf(node: PlainNode, most = Number.POSITIVE_INFINITY): Run {
  const points = node.children
    .filter((child) => child.name === "coordinates")
    .flatMap((child) => child.content.flatMap((tuple) => tupleOf(tuple) ?? []))
    .slice(0, most);
  const hasZ = points.some((point) => point.z !== undefined);
  return hasZ
    ? { dimension: "XYZ", ordinates: points.flatMap(({ x, y, z }) => [x, y, z ?? 0]) }
    : { dimension: "XY", ordinates: points.flatMap(({ x, y }) => [x, y]) };
}

interface Tuple {
  readonly x: number;
  readonly y: number;
  readonly z: number | undefined;
}

function tupleOf(text: string): Tuple | undefined {
  const match = /^([-+.\deE]*),([-+.\deE]*)(,.*)?/s.exec(text);
  if (match === null) return undefined;
  const [, x = "", y = "", z] = match;
  return {
    x: leadingNumber(x),
    y: leadingNumber(y),
    z: z === undefined ? undefined : leadingNumber(z.slice(1)),
  };
}

function leadingNumber(text: string): number {
  return Number(/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?/.exec(text)?.[0] ?? 0);
}
