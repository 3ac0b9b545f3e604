import { readGmlGeometry } from "./gml-geometry.ts";
import type { GmlNode } from "./gml-node.ts";
import { asciiUpper, GmlClass, gmlNull, typeAfter } from "./gml-schema.ts";
import type { OgrGeometry } from "./ogr-types.ts";
import type { XmlAttributes, XmlEvents } from "./xml.ts";

/** A feature as its elements give it, before its class's fields are known. */
export interface GmlFeature {
  readonly id: string | undefined;
  /** By the class's properties; one that was not there is a hole or empty. */
  readonly values: (readonly string[] | undefined)[];
  /** `unreadable`: there is one that OGR could not parse. */
  readonly geometry: OgrGeometry | "unreadable" | undefined;
  /** The reference system the geometry names. */
  readonly srsName: string | undefined;
}

export interface GmlLayer {
  readonly class: GmlClass;
  /** Its shapes are in elements `geometry`: OGR then takes them as they are, of any type. */
  hasMainGeometry: boolean;
  hasGeometry: boolean;
  readonly features: GmlFeature[];
}

interface GrowingNode extends GmlNode {
  readonly children: GrowingNode[];
  text: string;
}

interface GrowingFeature {
  readonly layer: GmlLayer;
  readonly id: string | undefined;
  readonly values: string[][];
  geometry: GmlNode | undefined;
}

type State = "top" | "default" | "feature" | "property" | "geometry" | "bounded-by";

/** OGR gives up there. */
const maximumDepth = 64;

/**
 * Finds the features in a GML document: what stands in an element called `...member` or `...members`.
 *
 * Source: ogr/ogrsf_frmts/gml/gmlhandler.cpp, gmlreader.cpp of GDAL 3.6.2
 */
export class GmlHandler implements XmlEvents {
  readonly layers: GmlLayer[] = [];
  /** The reference system of the whole collection, of its envelope. */
  globalSrsName: string | undefined;
  isTooDeep = false;

  readonly #layerByName = new Map<string, GmlLayer>();
  readonly #states: State[] = ["top"];
  #depth = 0;
  #featureDepth = 0;
  #propertyDepth = 0;
  #geometryDepth = 0;
  #boundedByDepth = 0;
  /** Elements open above features, then those within the current one. */
  readonly #outerPath: string[] = [];
  #path: string[] = [];
  #feature: GrowingFeature | undefined;
  #hasMainGeometry = false;
  readonly #nodes: GrowingNode[] = [];
  /** The text of the element just opened; `undefined` when there was none. */
  #text: string | undefined;
  #isInField = false;
  #unit: string | undefined;
  #valueAttribute: string | undefined;

  open(qualifiedName: string, attributes: XmlAttributes): void {
    const name = qualifiedName.slice(qualifiedName.lastIndexOf(":") + 1);
    switch (this.#states.at(-1)) {
      case "top":
        this.#states[0] = "default";
        break;
      case "default":
        this.#openDefault(name, attributes);
        break;
      case "feature":
      case "property":
        this.#openInFeature(name, attributes);
        break;
      case "geometry":
        this.#openInGeometry(name, attributes);
        break;
      case "bounded-by":
        if (this.#depth === 2 && name === "Envelope") this.globalSrsName ??= attributes.srsName;
        break;
    }
    this.#depth++;
    if (this.#depth === maximumDepth) this.isTooDeep = true;
  }

  close(): void {
    this.#depth--;
    switch (this.#states.at(-1)) {
      case "default":
        this.#outerPath.pop();
        break;
      case "feature":
        if (this.#depth === this.#featureDepth) this.#endFeature();
        else this.#path.pop();
        break;
      case "property":
        this.#closeProperty();
        break;
      case "geometry":
        this.#closeGeometry();
        break;
      case "bounded-by":
        if (this.#depth === this.#boundedByDepth) this.#states.pop();
        break;
    }
  }

  text(piece: string): void {
    if (piece === "") return;
    const state = this.#states.at(-1);
    if (state === "property") {
      if (this.#isInField) this.#text = appended(this.#text ?? "", piece);
    } else if (state === "geometry") {
      const node = this.#nodes.at(-1);
      if (node !== undefined) node.text = appended(node.text, piece);
    }
  }

  #openBoundedBy(): void {
    this.#boundedByDepth = this.#depth;
    this.#states.push("bounded-by");
  }

  #openDefault(name: string, attributes: XmlAttributes): void {
    if (name === "boundedBy") this.#openBoundedBy();
    else if (name !== "FeatureCollection" && isFeatureIn(this.#outerPath.at(-1) ?? "", name)) {
      this.#feature = {
        layer: this.#layer(name),
        id: idOf(attributes),
        values: [],
        geometry: undefined,
      };
      this.#hasMainGeometry = false;
      this.#path = [];
      this.#featureDepth = this.#depth;
      this.#states.push("feature");
    } else this.#outerPath.push(name);
  }

  #layer(name: string): GmlLayer {
    const key = asciiUpper(name);
    const known = this.#layerByName.get(key);
    if (known !== undefined) return known;
    const layer: GmlLayer = {
      class: new GmlClass(name),
      hasMainGeometry: false,
      hasGeometry: false,
      features: [],
    };
    this.#layerByName.set(key, layer);
    this.layers.push(layer);
    return layer;
  }

  #openInFeature(name: string, attributes: XmlAttributes): void {
    this.#isInField = false;
    if (geometryNames.has(name)) {
      if (this.#takesGeometry()) {
        this.#geometryDepth = this.#depth;
        this.#states.push("geometry");
        this.#openInGeometry(name, attributes);
        return;
      }
    } else if (name === "boundedBy") {
      this.#openBoundedBy();
      return;
    } else this.#openProperty(name, attributes);
    this.#path.push(name);
  }

  /** The geometry in an element `geometry` is the feature's main one and the last it has; else the last of all is. */
  #takesGeometry(): boolean {
    if (this.#hasMainGeometry) return false;
    const layer = this.#feature?.layer;
    if (this.#path.length === 1 && this.#path[0] === "geometry") {
      this.#hasMainGeometry = true;
      if (layer !== undefined && !layer.hasGeometry) layer.hasMainGeometry = true;
      if (layer !== undefined) layer.hasGeometry = true;
    }
    return true;
  }

  #openProperty(name: string, attributes: XmlAttributes): void {
    this.#text = undefined;
    this.#isInField = true;
    const nil = attributes["xsi:nil"];
    if (nil === undefined) {
      this.#unit = attributes.uom ?? this.#unit;
      this.#valueAttribute = attributes.value ?? this.#valueAttribute;
    } else if (nil.toLowerCase() === "true") this.#setProperty(name, gmlNull);
    if (this.#states.at(-1) !== "property") {
      this.#propertyDepth = this.#depth;
      this.#states.push("property");
    }
  }

  #closeProperty(): void {
    if (this.#isInField) {
      const path = this.#path.join("|");
      const value = this.#text ?? this.#valueAttribute;
      if (value !== undefined) this.#setProperty(path, value);
      if (this.#unit !== undefined) this.#setProperty(`${path}_uom`, this.#unit);
      this.#unit = undefined;
      this.#valueAttribute = undefined;
      this.#text = undefined;
      this.#isInField = false;
    }
    this.#path.pop();
    if (this.#depth === this.#propertyDepth) this.#states.pop();
  }

  #setProperty(path: string, value: string): void {
    const feature = this.#feature;
    const index = feature?.layer.class.propertyAt(path);
    if (feature === undefined || index === undefined) return;
    const values = feature.values[index] ?? [];
    values.push(value);
    feature.values[index] = values;
    const property = feature.layer.class.properties[index];
    if (property !== undefined && value !== gmlNull) property.type = typeAfter(property.type, values);
  }

  #openInGeometry(name: string, attributes: XmlAttributes): void {
    if (name === "boundedBy") {
      this.#openBoundedBy();
      return;
    }
    const parent = this.#nodes.at(-1);
    const node: GrowingNode = { name, attributes, children: [], text: "" };
    if (parent !== undefined) {
      parent.children.push(node);
      parent.text = "";
    }
    this.#nodes.push(node);
  }

  #closeGeometry(): void {
    const node = this.#nodes.pop();
    if (this.#depth !== this.#geometryDepth) return;
    if (this.#feature !== undefined) this.#feature.geometry = node;
    this.#nodes.length = 0;
    this.#states.pop();
  }

  #endFeature(): void {
    this.#states.pop();
    const feature = this.#feature;
    if (feature === undefined) return;
    this.#feature = undefined;
    const { layer, id, values, geometry } = feature;
    layer.hasGeometry ||= geometry !== undefined;
    layer.features.push({
      id,
      values,
      geometry: geometry && (readGmlGeometry(asKnown(geometry)) ?? "unreadable"),
      srsName: geometry?.attributes.srsName,
    });
  }
}

/** Adds to a text that has no white space in front. */
function appended(text: string, piece: string): string {
  return text === "" ? piece.replace(/^[ \n\r\t]+/, "") : text + piece;
}

function isFeatureIn(parent: string, name: string): boolean {
  if (/members?$/i.test(parent) || parent === "dane") return true;
  if (parent.endsWith("_layer") && parent.length > 6) return name.endsWith("_feature") && name.length > 8;
  return parent === "SearchResults" && /^(Brief|Summary|)Record$/.test(name);
}

function idOf(attributes: XmlAttributes): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "fid" || name === "gml:id") return value;
  }
  return undefined;
}

/** A bounding box by another name. */
function asKnown(node: GmlNode): GmlNode {
  return node.name === "BoundingBox" ? { ...node, name: "Envelope" } : node;
}

const geometryNames = new Set([
  "BoundingBox",
  "CompositeCurve",
  "CompositeSurface",
  "Curve",
  "GeometryCollection",
  "LineString",
  "MultiCurve",
  "MultiGeometry",
  "MultiLineString",
  "MultiPoint",
  "MultiPolygon",
  "MultiSurface",
  "Point",
  "Polygon",
  "PolygonPatch",
  "PolyhedralSurface",
  "SimplePolygon",
  "SimpleRectangle",
  "SimpleTriangle",
  "SimpleMultiPoint",
  "Solid",
  "Surface",
  "Tin",
  "TopoCurve",
  "TopoSurface",
  "Triangle",
  "TriangulatedSurface",
]);

/** Whether an element of this name is a geometry. */
export function isGmlGeometry(name: string): boolean {
  return geometryNames.has(name);
}
