import { isNorthFirst } from "./gml-axis-order.ts";
import { readGmlGeometry } from "./gml-geometry.ts";
import { isGmlGeometry } from "./gml-handler.ts";
import type { GmlNode } from "./gml-node.ts";
import { swapped } from "./ogr-swap.ts";
import type { OgrLayer } from "./ogr-types.ts";
import { type XmlElement, xmlTree } from "./xml.ts";

/**
 * What OGR looks for in the first 8192 bytes of a GML document, as text rather than as XML.
 *
 * Source: ogr/ogrsf_frmts/gml/ogrgmldatasource.cpp of GDAL 3.6.2 (FindAndParseTopElements)
 */

export const topLength = 8192;

const epsgDocument = "http://www.opengis.net/gml/srs/epsg.xml#";

/** GML 2's long name of a reference system made short; any other as it is. */
export function shortEpsgName(name: string | undefined): string | undefined {
  return name?.startsWith(epsgDocument) ? `EPSG:${name.slice(epsgDocument.length)}` : name;
}

/** The reference system of the collection's envelope; of a web feature service's answer the first named at all. */
export function globalSrsName(top: string, isWfs: boolean): string | undefined {
  const root = rootName(top);
  const prefix = top.includes("</wfs:boundedBy>") ? "wfs" : "gml";
  const end = `</${prefix}:boundedBy>`;
  const at = top.indexOf(end);
  if (root === undefined || at < 0) return undefined;
  const tree = xmlTree([`${top.slice(0, at)}${end}</${root}>`], { namespaces: false });
  const envelope = childOf(childOf(tree, `${prefix}:boundedBy`), "gml:Envelope");
  const corners = ["gml:lowerCorner", "gml:upperCorner"].map((name) => childOf(envelope, name)?.text);
  if (!corners.every((corner) => corner !== undefined && /[^ ] +[^ ]/.test(corner))) return undefined;
  const name = envelope?.attributes.srsName ?? (isWfs ? firstSrsName(top) : undefined);
  return shortEpsgName(name);
}

function firstSrsName(top: string): string | undefined {
  const name = /srsName="([^"]*)"/.exec(top)?.[1];
  return name !== undefined && name.length < 128 ? name : undefined;
}

function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The name of the first element, as written. */
function rootName(top: string): string | undefined {
  return /<(?!\?)([^\s>]*)[\s>]/.exec(top)?.[1];
}

function featureStart(top: string): number {
  for (const mark of ["<gml:featureMember", ":featureMember>", "<wfs:member>"]) {
    const at = top.indexOf(mark);
    if (at >= 0) return at;
  }
  return -1;
}

/** Names OGR gives columns for when it sees such elements in the first features, even empty ones. */
export function extraNames(top: string): string[] {
  const start = featureStart(top);
  if (start < 0) return [];
  const features = top.slice(start);
  return [
    ...(features.includes("<gml:description>") ? ["description"] : []),
    ...(/<gml:identifier[> ]/.test(features) ? ["identifier"] : []),
    ...(/<gml:name[> ]/.test(features) ? ["name"] : []),
  ];
}

const standaloneLimit = 10 * 1024 * 1024;

/** A document that is nothing but one geometry is a layer with that. */
export function standaloneGeometry(top: string, text: Iterable<string>): OgrLayer | undefined {
  const root = rootName(top);
  if (root === undefined || featureStart(top) >= 0 || !isGmlGeometry(withoutPrefix(root))) return undefined;
  let whole = "";
  for (const piece of text) {
    whole += piece;
    if (whole.length > standaloneLimit) return undefined;
  }
  const tree = xmlTree([whole], { namespaces: false });
  const geometry = tree && readGmlGeometry(gmlNode(tree));
  if (tree === undefined || geometry === undefined) return undefined;
  const isSwapped = isNorthFirst(tree.attributes.srsName ?? "");
  return {
    name: "geometry",
    fields: [],
    features: [{ geometry: isSwapped ? swapped(geometry) : geometry, values: [] }],
  };
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function gmlNode(element: XmlElement): GmlNode {
  return {
    name: withoutPrefix(element.name),
    attributes: element.attributes,
    children: element.children.map(gmlNode),
    text: element.text.replace(/^[ \n\r\t]+/, ""),
  };
}
