import { FeaturesById } from "./features-by-id.ts";
import { featureReader } from "./geojson-feature.ts";
import { GeojsonFieldCollector, type GeojsonFields } from "./geojson-fields.ts";
import { readGeojsonGeometry, typeName } from "./geojson-geometry.ts";
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
  streamingDialect,
} from "./ogr-json.ts";
import type { OgrFeature, OgrFieldType, OgrLayer } from "./ogr-types.ts";

/** Gives the text of a resource afresh each time; it is read once for the columns and once for the features. */
export type OpenText = () => Iterable<string>;

/**
 * The layers of a GeoJSON text as GDAL's GeoJSON driver finds them. Throws OgrJsonError where it gives up.
 *
 * A feature collection is streamed: memory holds one feature at a time. Anything else (a feature, a geometry, an object
 * of such) is read whole.
 *
 * Source: GDAL 3.6.2 ogrgeojsonreader.cpp
 */
export function readGeojson(open: OpenText): readonly OgrLayer[] {
  const collector = new GeojsonFieldCollector();
  const elements = collectionElements(open(), false);
  for (;;) {
    const { value, done } = elements.next();
    if (done) {
      if (value.isCollection) return [collectionLayer(open, collector.finish())];
      break;
    }
    // An element without the right type is a feature all the same, but adds no columns.
    if (value.get("type") === "Feature") collector.add(value);
  }
  const layers = objectLayers(readWhole(open()));
  if (layers.length === 0) throw new OgrJsonError("Failed to read GeoJSON data");
  return layers;
}

function collectionLayer(open: OpenText, columns: GeojsonFields): OgrLayer {
  const read = featureReader(columns);
  return {
    name: "",
    fields: columns.fields,
    features: {
      *[Symbol.iterator]() {
        for (const feature of collectionElements(open(), true)) yield read(feature);
      },
    },
  };
}

interface CollectionEnd {
  /** The type said so and there was an array of features. */
  readonly isCollection: boolean;
}

/**
 * Objects in the `features` array of the top object. Stops early when its type says that it is no collection.
 * @param withGeometry false leaves geometries unread, but for their grammar
 */
function* collectionElements(
  text: Iterable<string>,
  withGeometry: boolean,
): Generator<OgrObject, CollectionEnd, undefined> {
  const reader = new OgrJsonReader(text, streamingDialect);
  if (reader.peek() !== openBrace) return { isCollection: false };
  reader.take();
  let hasType = false;
  let hasFeatures = false;
  for (let isFirst = true; ; isFirst = false) {
    const key = reader.key(isFirst);
    if (key === undefined) break;
    if (key === "features" && reader.peek() === openBracket) {
      hasFeatures = true;
      reader.take();
      for (let isFirstElement = true; reader.member(isFirstElement); isFirstElement = false) {
        if (reader.peek() === openBrace) yield element(reader, withGeometry);
        else reader.value(2, false);
      }
    } else {
      const value = reader.value(1, key === "type");
      if (key !== "type" || typeof value !== "string") continue;
      if (value !== "FeatureCollection") return { isCollection: false };
      hasType = true;
    }
  }
  if (!Number.isNaN(reader.peek())) reader.fail("Unexpected character");
  return { isCollection: hasType && hasFeatures };
}

const openBrace = 0x7b;
const openBracket = 0x5b;

function element(reader: OgrJsonReader, withGeometry: boolean): OgrObject {
  reader.take();
  const object = new Map<string, OgrJson>();
  for (let isFirst = true; ; isFirst = false) {
    const key = reader.key(isFirst);
    if (key === undefined) return object;
    object.set(key, reader.value(3, withGeometry || key !== "geometry"));
  }
}

function readWhole(text: Iterable<string>): OgrJson {
  // What comes behind the value does not count.
  return new OgrJsonReader(text, jsonCDialect).value(0, true);
}

/** A layer for a GeoJSON object; for any other object one for each member that is GeoJSON. */
function objectLayers(value: OgrJson): OgrLayer[] {
  if (!isObject(value)) return [];
  const type = typeName(value);
  if (type === "feature") return [featuresLayer([value])];
  if (type === "featurecollection") {
    const features = member(value, "features");
    if (!isArray(features)) {
      throw new OgrJsonError("Invalid FeatureCollection object. Missing 'features' member.");
    }
    return [featuresLayer(features.filter(isObject))];
  }
  if (geometryTypes.has(type)) {
    const geometry = readGeojsonGeometry(value);
    if (geometry === undefined) return [];
    return [{ name: "", fields: [], features: [{ geometry, values: [] }] }];
  }
  return [...value.values()].flatMap(objectLayersOfMember);
}

function objectLayersOfMember(value: OgrJson): OgrLayer[] {
  const type = typeName(value);
  return type === "feature" || type === "featurecollection" || geometryTypes.has(type)
    ? objectLayers(value)
    : [];
}

const geometryTypes = new Set([
  "point",
  "linestring",
  "polygon",
  "multipoint",
  "multilinestring",
  "multipolygon",
  "geometrycollection",
]);

function featuresLayer(features: readonly OgrObject[]): OgrLayer {
  const collector = new GeojsonFieldCollector();
  for (const feature of features) collector.add(feature);
  const columns = collector.finish();
  const read = featureReader(columns);
  const ordered = new FeaturesById();
  for (const feature of features) {
    const { values, geometry } = read(feature);
    ordered.add({ values, geometry }, featureId(feature, values, columns));
  }
  return { name: "", fields: columns.fields, features: ordered.features() };
}

/** OGR's feature id: the feature's own when ids are numbers, else a whole number in a column `id` or without a name. */
function featureId(feature: OgrObject, values: OgrFeature["values"], columns: GeojsonFields): bigint {
  const own = member(feature, "id");
  if (columns.idIsNumber && own !== undefined && own !== null) {
    return isInteger(own) ? own.integer : BigInt(Math.trunc(numberValue(own) ?? 0));
  }
  const place = columns.fields.findIndex(
    ({ name, type }) => (name === "" || (name === "id" && !columns.idIsNumber)) && wholeTypes.has(type),
  );
  const value = values[place];
  return typeof value === "bigint" ? value : -1n;
}

const wholeTypes = new Set<OgrFieldType>(["boolean", "integer", "integer64"]);

/**
 * The layer of a newline-delimited sequence of features and geometries; lines that are neither are passed over.
 *
 * Source: GDAL 3.6.2 ogrgeojsonseqdriver.cpp
 */
export function readGeojsonSequence(open: OpenText): readonly OgrLayer[] {
  const collector = new GeojsonFieldCollector();
  let count = 0;
  for (const object of sequenceObjects(open())) {
    count += 1;
    if (typeName(object) === "feature") collector.add(object);
  }
  if (count === 0) throw new OgrJsonError("Failed to read GeoJSON data");
  const columns = collector.finish();
  const read = featureReader(columns);
  const toFeature = (object: OgrObject): OgrFeature | undefined => {
    const type = typeName(object);
    if (type === "feature") return read(object);
    if (!geometryTypes.has(type)) return undefined;
    const geometry = readGeojsonGeometry(object);
    return geometry && { geometry, values: columns.fields.map(() => undefined) };
  };
  return [
    {
      name: "",
      fields: columns.fields,
      features: {
        *[Symbol.iterator]() {
          for (const object of sequenceObjects(open())) {
            const feature = toFeature(object);
            if (feature !== undefined) yield feature;
          }
        },
      },
    },
  ];
}

function* sequenceObjects(text: Iterable<string>): Generator<OgrObject, void, undefined> {
  for (const line of separated(text)) {
    const content = line.replace(/[\r\n]+$/, "");
    if (content === "") continue;
    try {
      const value = new OgrJsonReader([content], jsonCDialect).value(0, true);
      if (isObject(value)) yield value;
    } catch (error) {
      if (!(error instanceof OgrJsonError)) throw error;
    }
  }
}

/** Pieces between line ends, or between record separators when the text starts with one. */
function* separated(text: Iterable<string>): Generator<string, void, undefined> {
  let separator = "";
  // A piece over many chunks is joined once.
  let parts: string[] = [];
  for (const chunk of text) {
    if (separator === "" && chunk !== "") separator = chunk.startsWith("\x1e") ? "\x1e" : "\n";
    const [first = "", ...others] = separator === "" ? [] : chunk.split(separator);
    parts.push(first);
    for (const other of others) {
      yield parts.join("");
      parts = [other];
    }
  }
  yield parts.join("");
}
