import { isNorthFirst } from "./gml-axis-order.ts";
import { type GmlFeature, GmlHandler, type GmlLayer } from "./gml-handler.ts";
import { layerGeometries } from "./gml-layer-type.ts";
import { extraNames, globalSrsName, shortEpsgName, standaloneGeometry, topLength } from "./gml-top.ts";
import { gmlFieldValue, typeAgain } from "./gml-value.ts";
import { swapped } from "./ogr-swap.ts";
import type { OgrFeature, OgrField, OgrGeometry, OgrLayer } from "./ogr-types.ts";
import type { OgrAnswer } from "./reader.ts";
import { parseXml } from "./xml.ts";

/**
 * GML, and what web feature services answer, as OGR's GML driver reads it without a schema: fields and their types are
 * found in the features.
 *
 * Source: ogr/ogrsf_frmts/gml/ogrgmldriver.cpp, ogrgmldatasource.cpp, ogrgmllayer.cpp of GDAL 3.6.2
 */

/** How much of a file decides whether it is GML. */
const headerLength = 4095;

/**
 * Whether OGR takes a file for GML.
 *
 * @param start its first characters, without byte order mark
 */
export function isGml(start: string): boolean {
  const header = start.slice(0, headerLength);
  if (!header.startsWith("<")) return false;
  if (header.includes("<wfs:FeatureCollection ")) return true;
  if (!header.includes("opengis.net/gml") && !header.includes("<csw:GetRecordsResponse")) return false;
  if (header.includes("<rss") && header.includes("xmlns:georss")) return false;
  return !notGml.some((mark) => header.includes(mark));
}

const notGml = [
  "<kml",
  "<schema",
  "<xs:schema",
  "<xsd:schema",
  "<JCSDataFile",
  "<OGRWFSDataSource>",
  "<wfs:WFS_Capabilities",
  "http://www.opengis.net/wmts/1.0",
];

/** What the beginning of a document says about how to read it. */
interface Manner {
  readonly isWfs: boolean;
  readonly idField: "gml_id" | "fid" | undefined;
  /** FME means the registry's axes when it writes `EPSG:4326`. */
  readonly isEpsgUrn: boolean;
}

/**
 * @param start the first characters, each a byte, without byte order mark
 * @param text the whole document
 */
export function readGml(start: string, text: Iterable<string>): OgrAnswer {
  const manner = mannerOf(start.slice(0, headerLength));
  const top = start.slice(0, topLength);
  const standalone = standaloneGeometry(top, text);
  if (standalone !== undefined) return { format: "GML", layers: [standalone] };
  const handler = new GmlHandler();
  handler.globalSrsName = known(globalSrsName(top, manner.isWfs), manner);
  const fault = parseXml(text, handler, { namespaces: false });
  if (handler.layers.length === 0) return unreadable(fault?.message ?? "there are no features");
  // OGR finds the fields before it reads the features, and then reads none of a document that does not end well.
  if (fault !== undefined || handler.isTooDeep) for (const layer of handler.layers) layer.features.length = 0;
  return layersOf(handler, manner, extraNames(top));
}

function unreadable(exception: string): OgrAnswer {
  return { format: "GML", failure: { reason: "xml-not-readable", exception } };
}

function mannerOf(header: string): Manner {
  const isWfs =
    /(wfs|gml):FeatureCollection/.test(header) ||
    (header.includes("<FeatureCollection") && header.includes('xmlns:wfs="http://www.opengis.net/wfs"'));
  const hasFid = / fid=["']/.test(header);
  return {
    isWfs,
    idField: isWfs || / gml:id=["']/.test(header) ? "gml_id" : hasFid ? "fid" : undefined,
    isEpsgUrn: header.includes('xmlns:fme="http://www.safe.com/gml/fme"'),
  };
}

function layersOf(handler: GmlHandler, manner: Manner, extra: readonly string[]): OgrAnswer {
  const { layers } = handler;
  const globalName = known(handler.globalSrsName, manner);
  const isShared = layers.every((layer) =>
    layer.features.every((feature) => {
      const own = srsName(feature, manner);
      return own === undefined || own.toLowerCase() === globalName?.toLowerCase();
    }),
  );
  const inherited = isShared || (manner.isWfs && layers.length === 1) ? globalName : undefined;
  for (const { features } of layers) {
    for (const [at, feature] of features.entries()) {
      if (feature.geometry === "unreadable") {
        return unreadable(`Geometry of feature ${feature.id ?? at} cannot be parsed`);
      }
    }
  }
  const names = layers.length === 1 ? extra : [];
  return {
    format: "GML",
    layers: layers.map((layer) => ogrLayer(layer, manner, inherited, names)),
  };
}

function ogrLayer(
  layer: GmlLayer,
  manner: Manner,
  inherited: string | undefined,
  extra: readonly string[],
): OgrLayer {
  const before: OgrField[] = manner.idField === undefined ? [] : [{ name: manner.idField, type: "string" }];
  for (const name of extra) if (!layer.class.has(name)) before.push({ name, type: "string" });
  const { properties } = layer.class;
  const shapes = layerGeometries(
    layer.features.map((feature) => oriented(feature, srsName(feature, manner) ?? inherited)),
    layer.hasMainGeometry,
  );
  const readTypes = properties.map(({ type }, index) =>
    layer.features.reduce((current, feature) => typeAgain(current, feature.values[index]), type),
  );
  const toFeature = (feature: GmlFeature, at: number): OgrFeature => {
    const values = properties.map((property, index) => {
      return gmlFieldValue(property, readTypes[index] ?? property.type, feature.values[index]);
    });
    const id = manner.idField === undefined ? [] : [feature.id];
    const gap = Array.from({ length: before.length - id.length }, () => undefined);
    return { geometry: shapes[at], values: [...id, ...gap, ...values] };
  };
  return {
    name: layer.class.name,
    fields: [...before, ...layer.class.fields()],
    hasGeometry: layer.hasGeometry,
    features: { [Symbol.iterator]: () => mapped(layer.features, toFeature) },
  };
}

/** Made when asked for: a document of many different fields has more cells than fit. */
function* mapped<T, U>(items: readonly T[], make: (item: T, at: number) => U): Generator<U> {
  for (const [at, item] of items.entries()) yield make(item, at);
}

function oriented({ geometry }: GmlFeature, name: string | undefined): OgrGeometry | undefined {
  if (geometry === undefined || geometry === "unreadable") return undefined;
  return name !== undefined && isNorthFirst(name) ? swapped(geometry) : geometry;
}

/** A reference system's name as OGR goes on with it. */
function known(name: string | undefined, manner: Manner): string | undefined {
  if (manner.isEpsgUrn && name?.startsWith("EPSG:")) return `urn:ogc:def:crs:EPSG::${name.slice(5)}`;
  return name;
}

function srsName(feature: GmlFeature, manner: Manner): string | undefined {
  const name = feature.srsName;
  const short = shortEpsgName(name);
  return short === name ? known(name, manner) : short;
}
