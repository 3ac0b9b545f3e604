import { unpackTable } from "./pack.ts";
import type { CsvTable } from "./read.ts";

/**
 * The bundle: the public tables compiled by `npm run bundle` into pieces that load one by one. A piece is
 * `{ format, piece, date, hash, tables }`, its tables packed by column (pack.ts).
 */
export const bundleFormat = 1;

/** Where pieces come from: the app's own files, the package's folder, or a test's object. */
export interface PieceLoader {
  /** The parsed JSON of a piece (`specification`, `configuration/tree-preservation-order`...). Rejects when it cannot be had. */
  load(piece: string): Promise<unknown>;
}

export interface Piece {
  readonly piece: string;
  /** Date for people, and hash, of the tables it was made of. */
  readonly version: { readonly date: string; readonly hash: string };
  readonly tables: ReadonlyMap<string, CsvTable>;
}

/** Reads a piece, from JSON to tables. Throws an Error saying what is wrong with it. */
export function readPiece(json: unknown, piece: string): Piece {
  if (typeof json !== "object" || json === null) throw new Error(`bundle piece ${piece}: no object`);
  const { format, date, hash, tables, piece: name } = json as Record<string, unknown>;
  if (format !== bundleFormat || name !== piece) {
    throw new Error(`bundle piece ${piece}: found piece ${String(name)} of format ${String(format)}`);
  }
  if (typeof tables !== "object" || tables === null) throw new Error(`bundle piece ${piece}: no tables`);
  const unpacked = Object.entries(tables).map(([file, table]) => [file, unpackTable(table)] as const);
  return { piece, version: { date: String(date), hash: String(hash) }, tables: new Map(unpacked) };
}
