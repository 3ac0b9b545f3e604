/**
 * Heavy readers, handed in because they are large, WASM or impure. Each is loaded when a resource first needs it;
 * absent, or answering `undefined`, means that it is not available here (failure `converter-not-loaded`).
 */
export interface ConvertLibraries {
  readonly xlsx?: () => Promise<WorkbookReader | undefined>;
  readonly sqlite?: () => Promise<SqliteReader | undefined>;
  readonly gdal?: () => Promise<GdalReader | undefined>;
}

/** Cells of the first sheet of a workbook. */
export interface WorkbookReader {
  /** `undefined` when the bytes are no workbook the reader knows. */
  firstSheet(bytes: Uint8Array): Sheet | undefined;
}

export interface Sheet {
  /** Rows from the first row of the sheet on; absent cells are `undefined`. */
  readonly rows: readonly (readonly (SheetCell | undefined)[])[];
}

export type SheetCell =
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | {
      readonly type: "date" /** Days since the workbook's epoch, with the time as fraction. */;
      readonly serial: number;
    }
  | { readonly type: "error"; readonly value: string };

export interface SqliteReader {
  /** Throws nothing: `undefined` when the bytes are no database. */
  open(bytes: Uint8Array): SqliteDatabase | undefined;
}

export interface SqliteDatabase {
  rows(sql: string, parameters?: readonly SqliteValue[]): Iterable<readonly SqliteValue[]>;
  close(): void;
}

export type SqliteValue = string | number | bigint | Uint8Array | null;

/** GDAL itself, for formats we do not read ourselves. */
export interface GdalReader {
  /** The CSV text ogr2ogr writes for these files (name -> bytes), read from `path`, or its error text. */
  toCsv(
    files: ReadonlyMap<string, Uint8Array>,
    path: string,
  ): Promise<{ readonly csv: string } | { readonly error: string }>;
}
