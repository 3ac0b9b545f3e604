import type { Converted, ConvertFailure } from "./converted.ts";
import type { ConvertLibraries } from "./libraries.ts";
import type { OgrLayer } from "./ogr-types.ts";
import type { ByteSource } from "./source.ts";

/**
 * One of the pipeline's tests of a resource, in its order: Excel, zip, SQLite. `undefined` = not this, try the next.
 *
 * Never rejects for anything that is in the bytes; a resource that is this format but cannot be read is a `Converted`
 * with a `failure`.
 */
export type ResourceReader = (
  source: ByteSource,
  libraries: ConvertLibraries,
) => Promise<Converted | undefined>;

/** What a vector driver makes of bytes: the layers as ogr2ogr sees them, or why it would give up. */
export type OgrAnswer =
  | { readonly format: string; readonly layers: readonly OgrLayer[] }
  | { readonly format: string; readonly failure: ConvertFailure };

/** A driver that reads one vector format, for example GeoJSON, KML. Same promise: it never rejects over bytes. */
export type OgrDriver = (source: ByteSource, libraries: ConvertLibraries) => Promise<OgrAnswer>;
