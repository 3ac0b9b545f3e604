import { unzlibSync, zlibSync } from "fflate";

/** OSTN15's east and north shifts from ETRS89 to OSGB36, at the corners of the kilometre squares of the National Grid. */
export interface Ostn15Grid {
  /** Nodes from west to east, from 0 m easting on. */
  readonly columns: number;
  /** Nodes from south to north, from 0 m northing on. */
  readonly rows: number;
  /** Millimetres, row by row from the south-west corner. */
  readonly east: Int32Array;
  readonly north: Int32Array;
}

const spacing = 1000;
const headerBytes = 12;

/**
 * The shift to be added to an ETRS89 place for its OSGB36 place, between the four nodes about it.
 * @param easting,northing ETRS89 place in metres of the National Grid's projection
 * @returns `[east, north]` in metres; `undefined` outside the table
 */
export function shiftAt(
  { columns, rows, east, north }: Ostn15Grid,
  easting: number,
  northing: number,
): readonly [number, number] | undefined {
  const column = Math.floor(easting / spacing);
  const row = Math.floor(northing / spacing);
  if (!(column >= 0 && row >= 0 && column + 1 < columns && row + 1 < rows)) return undefined;
  const t = easting / spacing - column;
  const u = northing / spacing - row;
  const southWest = row * columns + column;
  const between = (shifts: Int32Array) =>
    ((1 - t) * (1 - u) * shifts[southWest]! +
      t * (1 - u) * shifts[southWest + 1]! +
      t * u * shifts[southWest + columns + 1]! +
      (1 - t) * u * shifts[southWest + columns]!) /
    1000;
  return [between(east), between(north)];
}

/**
 * The packed table: number of columns and rows (two 16-bit numbers, little end first) and the south-western node's shifts
 * (two of 32 bits), then, compressed, how far each shift is from what its western, southern and south-western neighbours foretell (zig-zag, so that small numbers are
 * small whichever their sign): all low bytes, then all high bytes, east before north.
 */
export function packOstn15Grid({ columns, rows, east, north }: Ostn15Grid): Uint8Array {
  const count = columns * rows;
  const planes = new Uint8Array(count * 4);
  for (const [which, shifts] of [east, north].entries()) {
    for (let at = 0; at < count; at += 1) {
      const difference = shifts[at]! - foretold(shifts, at, columns, shifts[0]!);
      const zigZag = difference < 0 ? -2 * difference - 1 : 2 * difference;
      if (zigZag > 0xffff) throw new Error("A shift is too far from its neighbours for the packed form.");
      planes[2 * which * count + at] = zigZag & 0xff;
      planes[(2 * which + 1) * count + at] = zigZag >> 8;
    }
  }
  const compressed = zlibSync(planes, { level: 9 });
  const packed = new Uint8Array(headerBytes + compressed.length);
  const header = new DataView(packed.buffer);
  header.setUint16(0, columns, true);
  header.setUint16(2, rows, true);
  header.setInt32(4, east[0] ?? 0, true);
  header.setInt32(8, north[0] ?? 0, true);
  packed.set(compressed, headerBytes);
  return packed;
}

/** The table from its packed form. @throws an Error when the bytes are something else */
export function readOstn15Grid(packed: Uint8Array): Ostn15Grid {
  if (packed.length < headerBytes) throw new Error("This is not the packed OSTN15 table.");
  const header = new DataView(packed.buffer, packed.byteOffset, headerBytes);
  const columns = header.getUint16(0, true);
  const rows = header.getUint16(2, true);
  const count = columns * rows;
  const planes = unzlibSync(packed.subarray(headerBytes));
  if (planes.length !== count * 4) throw new Error("The packed OSTN15 table is cut short.");
  const shiftsOf = (which: number): Int32Array => {
    const first = header.getInt32(4 + 4 * which, true);
    const shifts = new Int32Array(count);
    for (let at = 0; at < count; at += 1) {
      const zigZag = planes[2 * which * count + at]! | (planes[(2 * which + 1) * count + at]! << 8);
      const difference = zigZag & 1 ? -(zigZag + 1) / 2 : zigZag / 2;
      shifts[at] = foretold(shifts, at, columns, first) + difference;
    }
    return shifts;
  };
  return { columns, rows, east: shiftsOf(0), north: shiftsOf(1) };
}

/** What a plane through the three neighbours before it gives for a node; `first` for the first of all. */
function foretold(shifts: Int32Array, at: number, columns: number, first: number): number {
  const hasWest = at % columns > 0;
  const hasSouth = at >= columns;
  if (hasWest && hasSouth) return shifts[at - 1]! + shifts[at - columns]! - shifts[at - columns - 1]!;
  if (hasWest) return shifts[at - 1]!;
  return hasSouth ? shifts[at - columns]! : first;
}
