/**
 * What a vector format holds, in the words of OGR's feature model: layers of features with typed fields.
 *
 * Every reader of a format that the pipeline hands to ogr2ogr (GeoJSON, ESRI JSON, shapefile, KML, GML, GeoPackage...)
 * gives these; `ogrCsv` in ogr-table.ts writes the CSV ogr2ogr would write.
 */

/** Field types of OGR, subtypes (boolean) named as types of their own. */
export type OgrFieldType =
  | "string"
  | "integer"
  | "integer64"
  | "boolean"
  | "real"
  | "date"
  | "datetime"
  | "time"
  | "string-list"
  | "integer-list"
  | "integer64-list"
  | "boolean-list"
  | "real-list"
  | "binary";

export interface OgrField {
  readonly name: string;
  readonly type: OgrFieldType;
  /** Declared width, 0 or absent when there is none (a shapefile has one). */
  readonly width?: number;
  /** Declared decimals of a `real` with a width: such numbers are written `%.<precision>f`. */
  readonly precision?: number;
  /** A `real` kept in single precision: written with 8 digits instead of 15. */
  readonly isSingle?: boolean;
}

/** A date, a time or both; members that a type lacks are 0. */
export interface OgrDateTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** With its fraction. */
  readonly second: number;
  /** OGR's time zone flag: 0 unknown, 1 local, 100 UTC, 100 + quarters of an hour east of UTC. */
  readonly timeZone: number;
}

/** A value by its field's type; `undefined` is unset or null (an empty cell). `bigint` for a 64-bit integer beyond 2^53. */
export type OgrValue =
  | string
  | number
  | bigint
  | boolean
  | OgrDateTime
  | readonly (string | number | bigint | boolean)[]
  | Uint8Array
  | undefined;

export type OgrDimension = "XY" | "XYZ" | "XYM" | "XYZM";

/** Ordinates in turn (x, y, then z and m as the dimension has them). Empty = an empty point, line or ring. */
export type OgrOrdinates = readonly number[] | Float64Array;

export interface OgrCurve {
  readonly type: "Point" | "LineString";
  readonly dimension: OgrDimension;
  readonly ordinates: OgrOrdinates;
  /** A line that is a ring by itself, outside any polygon: LINEARRING in text. */
  readonly isRing?: boolean;
}

export interface OgrPolygon {
  readonly type: "Polygon";
  readonly dimension: OgrDimension;
  /** Shell first, then holes; none = empty. */
  readonly rings: readonly OgrOrdinates[];
}

export interface OgrCollection {
  readonly type: "MultiPoint" | "MultiLineString" | "MultiPolygon" | "GeometryCollection";
  readonly dimension: OgrDimension;
  readonly members: readonly OgrGeometry[];
}

export type OgrGeometry = OgrCurve | OgrPolygon | OgrCollection;

export interface OgrFeature {
  readonly geometry?: OgrGeometry | undefined;
  /** By the layer's fields, same order and length. */
  readonly values: readonly OgrValue[];
}

export interface OgrLayer {
  readonly name: string;
  readonly fields: readonly OgrField[];
  /** False for a table without a geometry column. Default true. */
  readonly hasGeometry?: boolean;
  /** Read more than once (an array, or an object whose iterator starts afresh): converted text may be read again. */
  readonly features: Iterable<OgrFeature>;
}
