/**
 * What the page and the check worker say to one another. Types only: the one file both sides import.
 * Everything is plain data; a file goes in as a Blob, so that nothing is copied.
 */
import type { CheckFailure } from "../src/report/failure.ts";
import type { Interim } from "../src/report/interim.ts";
import type { Mode } from "../src/report/mode.ts";
import type { BoundaryReading } from "../src/report/read-boundary.ts";
import type { Report } from "../src/report/report.ts";
import type { RowDetail, RowPage, RowQuery, ShapePage, ShapeQuery } from "../src/report/rows.ts";

export interface CheckRequest {
  readonly file: Blob;
  /** What a person calls it; never looked at by the engine. */
  readonly name: string;
  readonly dataset: string;
  readonly mode: Mode;
  readonly organisations?: readonly string[];
  /** Endpoint URLs, when the file came from one. */
  readonly endpoints?: readonly string[];
  /** YYYY-MM-DD. */
  readonly entryDate?: string;
  /** YYYY-MM-DD; absent: the computer's date. */
  readonly today?: string;
  /** The publisher's own column to field or `IGNORE`. */
  readonly columnMapping?: Readonly<Record<string, string>>;
  /** For `tree` only. */
  readonly geometryType?: "point" | "polygon";
  /** Field to allowed values, laid over the bundle's lists. */
  readonly categoryValues?: Readonly<Record<string, readonly string[]>>;
  /** The character set to read text in, by Python's name; absent: the one the pipeline guesses. */
  readonly charset?: string;
  /** The authority's boundary, WKT in longitude and latitude. */
  readonly boundary?: string;
  /** A zip of configuration tables that replaces the bundle's for this collection. */
  readonly configuration?: File;
}

/** At most ten times a second. */
export interface CheckProgress {
  /** What is going on, in order: the tables and the engine are loaded, the file is read, rows are checked, results are put together. */
  readonly phase: "loading" | "reading" | "checking" | "summarising";
  /** Records done so far. */
  readonly records: number;
  /** 0 to 1 of the phase's work where it can be told, else `undefined`. */
  readonly fraction?: number;
  /** What was found so far: about once a second, and not for a check that is over in a moment. */
  readonly interim?: Interim;
}

export type CheckReply =
  | { readonly ok: true; readonly report: Report }
  /** `report` holds what was found before the check could not go on, when there is anything. */
  | { readonly ok: false; readonly failure: CheckFailure; readonly report?: Report };

/** The pipeline's own file names. */
export type TableName =
  | "issue.csv"
  | "transformed.csv"
  | "harmonised.csv"
  | "column-field.csv"
  | "dataset-resource.csv"
  | "converted.csv";

/** One check at a time; to cancel, terminate the worker and start another. */
export interface CheckWorker {
  check(request: CheckRequest, onProgress: (progress: CheckProgress) => void): Promise<CheckReply>;
  /** About the last check, also one that the pipeline stopped; reject with an Error when there is none. */
  page(query: RowQuery): Promise<RowPage>;
  row(entryNumber: number): Promise<RowDetail | undefined>;
  rowAtLine(lineNumber: number): Promise<RowDetail | undefined>;
  shapes(query: ShapeQuery): Promise<ShapePage>;
  /** The pipeline's table of the last check, written by running it once more: nothing is kept that nobody asked for. */
  table(name: TableName): Promise<Blob>;
  /** An authority's boundary out of a file, its areas chosen by what the organisation goes by; needs no check. */
  readBoundary(file: Blob, names: readonly string[]): Promise<BoundaryReading>;
  /** The publisher's rows with one more column: what is wrong with each (CSV). */
  problems(): Promise<Blob>;
}
