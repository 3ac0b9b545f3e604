/** Shapefiles made in tests, as bytes of their three files. */

type Point = readonly number[];

export interface ShapefileBytes {
  readonly shp: Uint8Array;
  readonly shx: Uint8Array;
  readonly dbf: Uint8Array;
}

/** Polygons of rings of `[x, y]`, with a table of one row each. `undefined` = a null shape. */
export function polygonShapefile(
  polygons: readonly (readonly (readonly Point[])[] | undefined)[],
  dbf: Uint8Array,
): ShapefileBytes {
  return shapefileOf(
    5,
    polygons.map((rings) => (rings ? polygonRecord(rings) : littleEndian([["int", 0]]))),
    dbf,
  );
}

export function shapefileOf(type: number, records: readonly Uint8Array[], dbf: Uint8Array): ShapefileBytes {
  let offset = 50;
  const shp: Uint8Array[] = [];
  const shx: Uint8Array[] = [];
  for (const [index, record] of records.entries()) {
    shp.push(bigEndian([index + 1, record.length / 2]), record);
    shx.push(bigEndian([offset, record.length / 2]));
    offset += 4 + record.length / 2;
  }
  return {
    shp: joined([header(type, offset), ...shp]),
    shx: joined([header(type, 50 + 4 * records.length), ...shx]),
    dbf,
  };
}

function header(type: number, words: number): Uint8Array {
  const bytes = new Uint8Array(100);
  bytes.set(bigEndian([9994, 0, 0, 0, 0, 0, words]));
  bytes.set(
    littleEndian([
      ["int", 1000],
      ["int", type],
    ]),
    28,
  );
  return bytes;
}

function polygonRecord(rings: readonly (readonly Point[])[]): Uint8Array {
  const starts: number[] = [];
  let count = 0;
  for (const ring of rings) {
    starts.push(count);
    count += ring.length;
  }
  return littleEndian([
    ["int", 5],
    ...[0, 0, 0, 0].map((bound) => ["double", bound] as const),
    ["int", rings.length],
    ["int", count],
    ...starts.map((start) => ["int", start] as const),
    ...rings.flat(2).map((ordinate) => ["double", ordinate] as const),
  ]);
}

/** Columns as `[name, type, width, decimals]`; cells already as wide as their column, `*` first = deleted. */
export function dbfOf(
  columns: readonly (readonly [string, string, number, number])[],
  rows: readonly string[],
  languageDriver = 87,
): Uint8Array {
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const head = new Uint8Array(32);
  const view = new DataView(head.buffer);
  view.setUint8(0, 3);
  view.setUint32(4, rows.length, true);
  view.setUint16(8, 33 + 32 * columns.length, true);
  view.setUint16(10, 1 + columns.reduce((sum, [, , width]) => sum + width, 0), true);
  view.setUint8(29, languageDriver);
  const fields = columns.map(([name, type, width, decimals]) => {
    const field = new Uint8Array(32);
    field.set(bytes(name + "\0".repeat(11 - name.length) + type));
    field[16] = width;
    field[17] = decimals;
    return field;
  });
  return joined([head, ...fields, bytes(`\r${rows.join("")}\x1a`)]);
}

function bigEndian(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setInt32(index * 4, value);
  return bytes;
}

export function littleEndian(values: readonly (readonly ["int" | "double", number])[]): Uint8Array {
  return joined(
    values.map(([type, value]) => {
      const bytes = new Uint8Array(type === "int" ? 4 : 8);
      const view = new DataView(bytes.buffer);
      if (type === "int") view.setInt32(0, value, true);
      else view.setFloat64(0, value, true);
      return bytes;
    }),
  );
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
