import { parseXml, type XmlAttributes, type XmlFault } from "./xml.ts";

/**
 * A KML document as libkml understands it: containers (Document, Folder) with features and schemas in them. What is in
 * the wrong place, or no KML, is passed over with all below it.
 *
 * Source: OGC 07-147r2 (KML 2.2); libkml 1.3.0 (kml_handler.cc); ogr/ogrsf_frmts/libkml of GDAL 3.6.2
 */

/** A known element with the character data directly in it. */
export interface KmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: readonly KmlElement[];
  readonly text: string;
}

export interface KmlContainer {
  readonly isDocument: boolean;
  /** In document order; read by `visit` when each was complete. */
  readonly containers: readonly KmlContainer[];
  readonly schemas: readonly KmlElement[];
  /** Placemarks and the like, as `visit` made them. */
  readonly features: readonly unknown[];
}

/** Elements below each other before libkml gives up. */
const maximumDepth = 100;

const containerNames = new Set(["Document", "Folder"]);
const featureNames = new Set([
  "Placemark",
  "GroundOverlay",
  "NetworkLink",
  "PhotoOverlay",
  "ScreenOverlay",
  "gx:Tour",
]);

/** Names that some writers use for what KML calls otherwise. */
const aliases = new Map([
  ["snippet", "Snippet"],
  ["MultiPolygon", "MultiGeometry"],
  ["MultiLineString", "MultiGeometry"],
  ["MultiPoint", "MultiGeometry"],
]);

interface GrowingElement extends KmlElement {
  readonly children: GrowingElement[];
  text: string;
}

interface GrowingContainer extends KmlContainer {
  readonly containers: GrowingContainer[];
  readonly schemas: KmlElement[];
  readonly features: unknown[];
}

/** What `kml` holds: the last container or feature in it. */
type Root = { container: KmlContainer } | "no-container" | XmlFault;

/**
 * Reads the containers of a document. Each feature is handed to `visit` when it is complete and what that answers is
 * kept, so that the document itself need not be.
 *
 * @param text in pieces; iterated twice when the root has a prefix
 * @returns the container in `kml`; a lone placemark gets one of its own
 */
export function readKmlDocument(text: Iterable<string>, visit: (feature: KmlElement) => unknown): Root {
  // libkml takes prefixes for parts of names, and only looks at namespaces when that fails.
  const plain = parse(text, visit, false);
  return plain.root ?? parse(text, visit, true).root ?? { message: plain.fault ?? "no kml element" };
}

function parse(
  text: Iterable<string>,
  visit: (feature: KmlElement) => unknown,
  namespaces: boolean,
): { root: Root | undefined; fault: string | undefined } {
  const builder = documentBuilder(visit);
  const fault = parseXml(text, builder.events, { namespaces });
  if (fault !== undefined || builder.isTooDeep()) return { root: undefined, fault: fault?.message };
  return { root: builder.root(), fault: undefined };
}

function documentBuilder(visit: (feature: KmlElement) => unknown) {
  const containers: GrowingContainer[] = [];
  const elements: GrowingElement[] = [];
  let depth = 0;
  let deepest = 0;
  let hasKml = false;
  /** Depth at which an element began that is passed over. */
  let skippedFrom: number | undefined;
  /** Depth of the description being read: markup in it is text. */
  let descriptionFrom: number | undefined;
  let content: { container: KmlContainer } | "no-container" = "no-container";

  const newContainer = (isDocument: boolean): GrowingContainer => {
    return { isDocument, containers: [], schemas: [], features: [] };
  };

  function open(name: string, attributes: XmlAttributes): void {
    const container = containers.at(-1);
    const parent = elements.at(-1);
    if (parent !== undefined) openElement(name, attributes, parent);
    else if (depth === 1) {
      hasKml = name === "kml";
      if (!hasKml) skippedFrom = depth;
    } else if (containerNames.has(name) && (container !== undefined || depth === 2)) {
      const own = newContainer(name === "Document");
      container?.containers.push(own);
      containers.push(own);
    } else if (featureNames.has(name) && (container !== undefined || depth === 2))
      elements.push(element(name, attributes));
    else if (name === "Schema" && container?.isDocument) elements.push(element(name, attributes));
    else skippedFrom = depth;
  }

  function openElement(name: string, attributes: XmlAttributes, parent: GrowingElement): void {
    const isAliased = Object.keys(attributes).length === 0;
    const child = element((isAliased ? aliases.get(name) : undefined) ?? name, attributes);
    parent.children.push(child);
    elements.push(child);
    if (name === "description") descriptionFrom = depth;
  }

  function close(name: string): void {
    if (elements.length > 1) elements.pop();
    else if (elements.length === 1) closeFeature();
    else if (depth > 1 && containerNames.has(name)) closeContainer();
  }

  function closeFeature(): void {
    const feature = elements.pop();
    const container = containers.at(-1);
    if (feature === undefined) return;
    if (feature.name === "Schema") container?.schemas.push(feature);
    else if (container !== undefined) container.features.push(visit(feature));
    else if (feature.name === "Placemark" || feature.name === "GroundOverlay") {
      content = { container: { ...newContainer(true), features: [visit(feature)] } };
    } else content = "no-container";
  }

  function closeContainer(): void {
    const container = containers.pop();
    if (container !== undefined && containers.length === 0) content = { container };
  }

  return {
    events: {
      open(name: string, attributes: XmlAttributes) {
        depth++;
        deepest = Math.max(deepest, depth);
        if (descriptionFrom !== undefined) addText(startTag(name, attributes));
        else if (skippedFrom === undefined) open(name, attributes);
      },
      close(name: string) {
        if (descriptionFrom !== undefined && depth > descriptionFrom) addText(`</${name}>`);
        else {
          descriptionFrom = undefined;
          if (skippedFrom === undefined) close(name);
          else if (skippedFrom === depth) skippedFrom = undefined;
        }
        depth--;
      },
      text(piece: string) {
        if (skippedFrom === undefined) addText(piece);
      },
    },
    isTooDeep: () => deepest > maximumDepth,
    root: (): Root | undefined => (hasKml ? content : undefined),
  };

  function addText(piece: string): void {
    const target = elements.at(-1);
    if (target !== undefined) target.text += piece;
  }
}

function element(name: string, attributes: XmlAttributes): GrowingElement {
  return { name, attributes, children: [], text: "" };
}

function startTag(name: string, attributes: XmlAttributes): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  return `<${name}${written.join("")}>`;
}

/** The last child of this name: where KML allows one, libkml keeps the last. */
export function lastChild(parent: KmlElement, name: string): KmlElement | undefined {
  return parent.children.findLast((child) => child.name === name);
}

export function childrenNamed(parent: KmlElement, name: string): readonly KmlElement[] {
  return parent.children.filter((child) => child.name === name);
}
