import type { Configuration } from "../configuration/configuration.ts";
import type { ConvertLibraries } from "../engine/convert/convert.ts";
import type { GeometryEngine } from "../engine/geometry/geometry-engine.ts";
import type { OrganisationIndex } from "../specification/organisation.ts";
import type { Specification, TableVersion } from "../specification/specification.ts";

/** Everything impure a check needs, handed in: tests give plain objects, no mocking library is needed. */
export interface Effects {
  /** YYYY-MM-DD. */
  today(): string;
  readonly tables: Tables;
  /** The geometry library, loaded once. */
  geometry(): Promise<GeometryEngine>;
  /** OSTN15's packed table, read at once: it is asked for in the middle of a run. May throw when it is not at hand. */
  ostn15(): Uint8Array;
  /** Readers of the heavy formats, loaded when first met. */
  readonly convert: ConvertLibraries;
}

/** The public tables: from the product's bundle, from a folder, or the ones the recorded runs saw. */
export interface Tables {
  /** The tables needed to check `dataset`; of all 281 when it is not one of those offered. */
  specification(dataset: string): Promise<Specification>;
  organisations(): Promise<OrganisationIndex>;
  /** Which list of organisations that is; absent where nobody knows. */
  organisationVersion?(): Promise<TableVersion>;
  /** Configuration of a collection; `undefined` when there is none. Lookups come with it only when asked for. */
  configuration(collection: string, withLookups: boolean): Promise<Configuration | undefined>;
  /** Allowed values by field, of the fields of `dataset` whose list is known. */
  categoryValues(dataset: string): Promise<ReadonlyMap<string, readonly string[]>>;
}
