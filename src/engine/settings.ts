import type { RunConfiguration } from "../configuration/configuration.ts";
import type { OrganisationIndex } from "../specification/organisation.ts";
import type { Specification } from "../specification/specification.ts";
import type { ToWgs84 } from "./geometry/geometry-context.ts";
import type { GeometryEngine } from "./geometry/geometry-engine.ts";

/** What decides a run, besides the bytes: no clock, no network, no globals. */
export interface RunSettings {
  readonly dataset: string;
  /** Name of the resource in every output: the SHA-256 of its bytes unless told otherwise. */
  readonly resource: string;
  /** False: entity lookup and entity pruning are left out, as the live check does. */
  readonly lookupsEnabled: boolean;
  /** Providers of the resource; exactly one becomes the default organisation. */
  readonly organisations: readonly string[];
  /** Endpoint hashes, for rules by endpoint. */
  readonly endpoints: readonly string[];
  /** Default entry-date, `""` for none. */
  readonly entryDate: string;
  /** YYYY-MM-DD; dates after it are in the future. */
  readonly today: string;
  /** Field to its allowed values; a field without a list is not checked. */
  readonly categoryValues: ReadonlyMap<string, readonly string[]>;
}

/** The read-only tables a run needs. */
export interface RunTables {
  readonly specification: Specification;
  readonly organisations: OrganisationIndex;
  readonly configuration: RunConfiguration;
}

/** What comes from outside the engine: the geometry library. */
export interface RunLibraries {
  readonly geometry: GeometryEngine;
  /** How National Grid coordinates become WGS84; the live check's Helmert transformation unless told otherwise. */
  readonly toWgs84?: ToWgs84;
}

/** How a run ended. `raised`: the pipeline itself stops with an exception; rows already written stay. */
export type RunOutcome =
  | { readonly outcome: "transformed" }
  | { readonly outcome: "unreadable"; readonly exception: string }
  | { readonly outcome: "raised"; readonly exception: string; readonly raisedIn: string };

/** The counts of dataset-resource.csv. */
export interface DatasetResource {
  readonly entityCount: number;
  readonly entryCount: number;
  readonly lineCount: number;
  readonly mimeType: string;
  readonly internalPath: string;
  readonly internalMimeType: string;
}
