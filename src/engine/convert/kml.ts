import { childrenNamed, type KmlContainer, type KmlElement, readKmlDocument } from "./kml-document.ts";
import { type KmlFeature, readKmlFeature, standardFields } from "./kml-feature.ts";
import { parseOgrDate } from "./ogr-date.ts";
import type { OgrFeature, OgrField, OgrFieldType, OgrLayer, OgrValue } from "./ogr-types.ts";
import type { OgrAnswer } from "./reader.ts";

/**
 * KML as OGR's LIBKML driver reads it: a layer for the features directly in the outermost container, then one for each
 * Document and Folder below, in document order, with the columns of `standardFields` and those that schemas or data name.
 *
 * Source: ogr/ogrsf_frmts/libkml/ogrlibkmldatasource.cpp, ogrlibkmllayer.cpp of GDAL 3.6.2
 */
export function readKml(text: Iterable<string>): OgrAnswer {
  const root = readKmlDocument(text, readKmlFeature);
  if (root === "no-container") return unreadable("there is no container element at the root");
  if ("message" in root) return unreadable(root.message);
  const { container } = root;
  const own = container.features.length > 0 ? [layerOf(container, container)] : [];
  const layers = [...own, ...layersBelow(container, container)];
  return layers.length === 0 ? unreadable("there are no features") : { format: "KML", layers };
}

function unreadable(exception: string): OgrAnswer {
  return { format: "KML", failure: { reason: "xml-not-readable", exception } };
}

function layersBelow(container: KmlContainer, root: KmlContainer): OgrLayer[] {
  return container.containers.flatMap((below) => [layerOf(below, root), ...layersBelow(below, root)]);
}

function layerOf(container: KmlContainer, root: KmlContainer): OgrLayer {
  const kmlFeatures = container.features.filter(isFeature);
  const fields = fieldList();
  for (const schema of container.schemas) addSchema(fields, schema);
  if (container.schemas.length === 0) addFieldsOf(kmlFeatures, root, fields);
  const features = kmlFeatures.map((feature): OgrFeature => {
    return { geometry: feature.geometry, values: valuesOf(feature, fields) };
  });
  return { name: "", fields: fields.all, features };
}

function isFeature(feature: unknown): feature is KmlFeature {
  return feature !== undefined;
}

interface FieldList {
  readonly all: readonly OgrField[];
  /** Adds a field unless one of that name, but for case, is there. */
  add(name: string, type: OgrFieldType): void;
  /** Adds it even so; the first of that name keeps getting the values. */
  addAgain(name: string, type: OgrFieldType): void;
  indexOf(name: string): number | undefined;
}

function fieldList(): FieldList {
  const all = [...standardFields];
  const index = new Map(all.map((field, at) => [field.name.toUpperCase(), at]));
  return {
    all,
    add(name, type) {
      if (!index.has(name.toUpperCase())) this.addAgain(name, type);
    },
    addAgain(name, type) {
      const key = name.toUpperCase();
      if (!index.has(key)) index.set(key, all.length);
      all.push({ name, type });
    },
    indexOf: (name) => index.get(name.toUpperCase()),
  };
}

/** Without a schema in the container itself: those its features refer to, and their data by name. */
function addFieldsOf(features: readonly KmlFeature[], root: KmlContainer, fields: FieldList): void {
  const visited = new Set<string>();
  let hasSnippet = false;
  for (const feature of features) {
    if (feature.isPlacemark && feature.hasSchemaData) {
      const url = feature.schemaUrl;
      if (url !== undefined && !visited.has(url)) {
        visited.add(url);
        const schema = findSchema(url, root);
        if (schema !== undefined) addSchema(fields, schema);
      }
    } else if (feature.isPlacemark) {
      for (const { name } of feature.data) fields.add(laundered(name), "string");
    }
    if (feature.snippet !== undefined && !hasSnippet) {
      hasSnippet = true;
      fields.addAgain("snippet", "string");
    }
  }
}

/** `#id` or a name; only the outermost container is asked, and only if it is a Document. */
function findSchema(url: string, root: KmlContainer): KmlElement | undefined {
  if (!root.isDocument) return undefined;
  if (url.startsWith("#")) return root.schemas.find((schema) => schema.attributes.id === url.slice(1));
  if (url.includes("#")) return undefined;
  return root.schemas.find((schema) => schema.attributes.name === url);
}

function addSchema(fields: FieldList, schema: KmlElement): void {
  for (const field of childrenNamed(schema, "SimpleField")) {
    fields.add(field.attributes.name ?? "Unknown", fieldType(field.attributes.type ?? "string"));
  }
}

function fieldType(type: string): OgrFieldType {
  switch (type.toLowerCase()) {
    case "bool":
    case "boolean":
    case "int":
    case "short":
    case "ushort":
      return "integer";
    case "uint":
      return "integer64";
    case "float":
    case "double":
      return "real";
    default:
      return "string";
  }
}

/** Names of data become letters, digits and underscores, byte by byte. */
function laundered(name: string): string {
  return name.replace(/[^0-9A-Za-z_]/gu, (character) =>
    "_".repeat(new TextEncoder().encode(character).length),
  );
}

function valuesOf(feature: KmlFeature, fields: FieldList): OgrValue[] {
  const values = fields.all.map((_, at) => feature.standard[at]);
  const set = (name: string, text: string | undefined): void => {
    const at = fields.indexOf(name);
    const field = at === undefined ? undefined : fields.all[at];
    if (at === undefined || field === undefined || text === undefined) return;
    const value = fieldValue(field, text);
    // A text that is no date leaves the date as it was.
    if (value !== undefined) values[at] = value;
  };
  set("snippet", feature.snippet);
  for (const { name, text } of feature.simpleData) set(name, text);
  if (!feature.hasSchemaData) for (const { name, text } of feature.data) set(laundered(name), text);
  return values;
}

/** As OGR takes text for a number: what it starts with, 0 when that is none. */
function fieldValue(field: OgrField, text: string): OgrValue {
  switch (field.type) {
    case "integer":
      return Math.min(2_147_483_647, Math.max(-2_147_483_648, leading(text, /^\s*[+-]?\d+/)));
    case "integer64":
      return BigInt.asIntN(64, BigInt(/^\s*\+?(-?\d+)/.exec(text)?.[1] ?? 0));
    case "real":
      return leading(text, /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?/);
    case "datetime":
      return parseOgrDate(text);
    default:
      return text;
  }
}

function leading(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[0] ?? 0);
}
