import type { Configuration, ConfigurationFile } from "../configuration/configuration.ts";
import type { ByteSource } from "../engine/convert/source.ts";
import type { Mode } from "../report/mode.ts";

export interface CheckInput {
  readonly source: ByteSource;
  /** What a person calls it; never looked at by the engine. */
  readonly name: string;
  readonly dataset: string;
  readonly mode: Mode;
  /** Name of the resource; absent: the SHA-256 of its bytes. */
  readonly resource?: string;
  readonly organisations?: readonly string[];
  /** Endpoint URLs or hashes. */
  readonly endpoints?: readonly string[];
  readonly entryDate?: string;
  /** Column to field or `IGNORE`, as the user of the live check chooses them. */
  readonly columnMapping?: Readonly<Record<string, string>>;
  /** The mapping is for everything the first endpoint publishes, not for this resource only: so it is once added. */
  readonly mapsEndpoint?: boolean;
  /** For `tree` only: what a column named WKT holds. */
  readonly geometryType?: "point" | "polygon";
  /** Field to allowed values, laid over those of the bundle. */
  readonly categoryValues?: Readonly<Record<string, readonly string[]>>;
  /** The character set to read text in, by Python's name; absent: the one the pipeline guesses. */
  readonly charset?: string;
  /** The authority's boundary, WKT in longitude and latitude, to look for shapes outside it. */
  readonly boundary?: string;
  /** Replaces the bundle's configuration of the dataset's collection. */
  readonly configuration?: Configuration;
  /** Which of its tables are used; absent: those the mode uses. For reproducing a run exactly. */
  readonly configurationFiles?: ReadonlySet<ConfigurationFile>;
  readonly transformation?: "helmert" | "ostn15";
}
