import type { MapInfoParts } from "../../../src/engine/convert/mapinfo.ts";

/** Little-endian numbers one after the other: letters say how many bytes each has. */
export function packed(layout: string, ...values: number[]): Uint8Array {
  const sizes = [...layout].map((letter) => ({ b: 1, h: 2, i: 4, d: 8 })[letter] ?? 0);
  const view = new DataView(new ArrayBuffer(sizes.reduce((sum, size) => sum + size, 0)));
  let at = 0;
  for (const [index, size] of sizes.entries()) {
    const value = values[index] ?? 0;
    if (size === 1) view.setUint8(at, value & 255);
    else if (size === 2) view.setInt16(at, value, true);
    else if (size === 4) view.setInt32(at, value, true);
    else view.setFloat64(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const blockSize = 512;

/** A column as the .tab file has it, its letter and length in the .dat file, and its bytes in each row. */
export interface ColumnBytes {
  readonly definition: string;
  readonly letter: string;
  readonly length: number;
  readonly cells: readonly Uint8Array[];
}

export interface TableBytes {
  readonly columns: readonly ColumnBytes[];
  /** Type and what follows the row number, one object a row; `undefined` for a row without. */
  readonly objects: readonly (readonly [type: number, body: Uint8Array] | undefined)[];
  /** The block of coordinates, which starts at byte 1024; its data at `coordinatesAt`. */
  readonly coordinates?: Uint8Array;
  readonly charset?: string;
  readonly quadrant?: number;
  readonly scale?: number;
  readonly deleted?: readonly number[];
}

export const coordinatesAt = 2 * blockSize + 8;
/** What packed coordinates of single points are relative to. */
export const centre = [1000, 2000] as const;

/** The files of a MapInfo table with one block of objects and one of coordinates. */
export function mapInfoOf(table: TableBytes): MapInfoParts {
  const { columns, objects } = table;
  const fields = columns.map(({ definition }) => `    ${definition} ;`);
  const tab = [
    "!table",
    "!version 300",
    `!charset ${table.charset ?? "WindowsLatin1"}`,
    "",
    "Definition Table",
    '  Type NATIVE Charset "WindowsLatin1"',
    `  Fields ${fields.length}`,
    ...fields,
    "",
  ].join("\r\n");
  const { map, id } = mapOf(table);
  return {
    name: "areas",
    tab: new TextEncoder().encode(tab),
    dat: datOf(table, objects.length),
    dbf: undefined,
    map,
    id,
  };
}

function datOf({ columns, deleted = [] }: TableBytes, count: number): Uint8Array {
  const start = (columns.length + 1) * 32 + 1;
  const length = 1 + columns.reduce((sum, column) => sum + column.length, 0);
  const definitions = columns.map(({ letter, length: width }) =>
    joined(new Uint8Array(11), packed("bibb", letter.charCodeAt(0), 0, width, 0), new Uint8Array(14)),
  );
  const rows = Array.from({ length: count }, (_, row) => {
    const cells = columns.map((column) => padded(column.cells[row] ?? new Uint8Array(), column.length));
    return joined(packed("b", deleted.includes(row) ? 0x2a : 0x20), ...cells);
  });
  const header = joined(packed("bbbbihh", 3, 99, 9, 9, count, start, length), new Uint8Array(20));
  return joined(header, ...definitions, packed("b", 13), ...rows);
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const result = new Uint8Array(length);
  result.set(bytes.subarray(0, length));
  return result;
}

function mapOf({ objects, coordinates, quadrant = 1, scale = 1 }: TableBytes) {
  const header = new Uint8Array(blockSize);
  header.set(packed("ihh", 42424242, 300, blockSize), 0x100);
  header.set(packed("iiii", 1, 1, 1, 1), 0x13c);
  header.set(packed("b", quadrant), 0x161);
  header.set(packed("dddd", scale, scale, 0, 0), 0x170);
  let data: Uint8Array = new Uint8Array();
  const places = objects.map((object, row) => {
    if (object === undefined) return 0;
    const [type, body] = object;
    const place = blockSize + 20 + data.length;
    data = joined(data, packed("bi", type, row + 1), body);
    return place;
  });
  const block = joined(packed("bbhiiii", 2, 0, data.length, ...centre, 0, 0), data);
  const vertices = coordinates ?? new Uint8Array();
  const chain = joined(packed("bbhi", 3, 0, vertices.length, 0), vertices);
  const map = joined(header, padded(block, blockSize), padded(chain, blockSize));
  return { map, id: packed("i".repeat(places.length), ...places) };
}
