import { parseXml } from "./xml.ts";

/**
 * A KML document as OGR's older KML driver takes it apart: nodes of the few kinds it knows, each with a type by the shapes
 * below it. Everything else is dropped with all below it.
 *
 * Source: ogr/ogrsf_frmts/kml/kml.cpp, kmlnode.cpp, kmlvector.cpp of GDAL 3.6.2
 */

export type NodeType =
  | "Unknown"
  | "Empty"
  | "Mixed"
  | "Point"
  | "LineString"
  | "Polygon"
  | "MultiGeometry"
  | "MultiPoint"
  | "MultiLineString"
  | "MultiPolygon";

export interface PlainNode {
  readonly name: string;
  readonly children: PlainNode[];
  /** Text, or the tuples of coordinates. */
  content: string[];
  type: NodeType;
}

const containers = new Set(["Folder", "Document", "kml"]);
const collections = new Set(["MultiGeometry", "MultiPolygon", "MultiLineString", "MultiPoint"]);
const shapes = new Set(["Polygon", "LineString", "Point"]);
const ringParts = new Set(["outerBoundaryIs", "innerBoundaryIs", "LinearRing"]);
const leaves = new Set(["name", "coordinates", "altitudeMode", "description"]);

export function isContainer(name: string): boolean {
  return containers.has(name);
}

export function isCollection(name: string): boolean {
  return collections.has(name);
}

/** Placemarks and collections: what the driver throws out when nothing is in it. */
export function isFeatureContainer(name: string): boolean {
  return name === "Placemark" || isCollection(name);
}

function isHandled(name: string): boolean {
  return (
    containers.has(name) ||
    isFeatureContainer(name) ||
    shapes.has(name) ||
    ringParts.has(name) ||
    leaves.has(name)
  );
}

const maximumDepth = 1024;

/** @returns the root with types given to all, or why there is none */
export function readPlainNodes(text: Iterable<string>): PlainNode | string {
  const open: PlainNode[] = [];
  let root: PlainNode | undefined;
  let isTooDeep = false;
  const add = (piece: string) => {
    const node = open.at(-1);
    if (node !== undefined) node.content = [(node.content[0] ?? "") + piece];
  };
  const fault = parseXml(
    text,
    {
      open(prefixed, attributes) {
        const name = local(prefixed);
        if (open.at(-1)?.name === "description") {
          const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
          add(`<${name}${written.join("")}>`);
          return;
        }
        const node: PlainNode = { name, children: [], content: [], type: "Unknown" };
        root ??= node;
        open.push(node);
        isTooDeep ||= open.length > maximumDepth;
      },
      close(prefixed) {
        const name = local(prefixed);
        const node = open.at(-1);
        if (node?.name !== name) {
          add(`</${name}>`);
          return;
        }
        open.pop();
        node.content = tidied(node);
        if (isHandled(name)) open.at(-1)?.children.push(node);
        else if (node === root) root = undefined;
      },
      text: add,
    },
    { namespaces: false },
  );
  if (fault !== undefined) return fault.message;
  if (isTooDeep) return "too many elements in each other";
  if (root === undefined || (root.name !== "kml" && root.name !== "Document")) return "no kml element";
  return classify(root, 0) ? root : "too many elements in each other";
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function tidied({ name, content }: PlainNode): string[] {
  const [text] = content;
  if (text === undefined) return content;
  if (name !== "coordinates") return [joinedLines(text)];
  const tuples = text.split(/[ \n\r\t]+/).filter((tuple) => tuple !== "");
  return tuples.length === 0 ? content : tuples;
}

/** Lines lose their leading white space and are joined by a space; a single line without any is left alone. */
function joinedLines(text: string): string {
  const lines = text.split(/[\n\r]/).map((line) => line.replace(/^[ \t]+/, ""));
  return lines.filter((line) => line !== "").join(" ");
}

/** Gives every node its type from the leaves up; false = nested beyond what the driver allows. */
function classify(node: PlainNode, depth: number): boolean {
  if (depth === 32) return false;
  if (node.name === "Point" || node.name === "LineString" || node.name === "Polygon") node.type = node.name;
  else if (ringParts.has(node.name)) node.type = "Empty";
  let common: NodeType = "Empty";
  for (const child of node.children) {
    if (!classify(child, depth + 1)) return false;
    if (child.type === "Empty") continue;
    if (common === "Empty" || common === child.type) common = child.type;
    else node.type = isCollection(node.name) ? "MultiGeometry" : "Mixed";
  }
  if (node.type === "Unknown") node.type = isCollection(node.name) ? collectionOf(common) : common;
  return true;
}

function collectionOf(type: NodeType): NodeType {
  if (type === "Point" || type === "LineString" || type === "Polygon") return `Multi${type}`;
  return "MultiGeometry";
}
