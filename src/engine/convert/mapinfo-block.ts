/** A .map file that is not as it should be; never leaves the reader of MapInfo tables. */
export class MapInfoDamage extends Error {}

const objectBlock = 2;
const coordinateBlock = 3;
const objectHeaderLength = 20;
const coordinateHeaderLength = 8;

/** Reads numbers one after the other, from a block of objects or on through a chain of blocks of coordinates. */
export class MapInfoCursor {
  readonly #view: DataView;
  readonly #blockSize: number;
  #at: number;
  /** Where the data of the current block end, and where they go on; 0 = nowhere. */
  #end: number;
  #next: number;
  /** What compressed coordinates are relative to. */
  originX = 0;
  originY = 0;

  private constructor(view: DataView, blockSize: number, at: number, end: number, next: number) {
    this.#view = view;
    this.#blockSize = blockSize;
    this.#at = at;
    this.#end = end;
    this.#next = next;
  }

  /** At an object; compressed coordinates are relative to the centre of its block. */
  static atObject(view: DataView, blockSize: number, position: number): MapInfoCursor {
    const start = blockStart(view, blockSize, position, objectBlock, objectHeaderLength);
    const cursor = new MapInfoCursor(
      view,
      blockSize,
      position,
      Math.min(start + blockSize, view.byteLength),
      0,
    );
    cursor.originX = view.getInt32(start + 4, true);
    cursor.originY = view.getInt32(start + 8, true);
    return cursor;
  }

  /** At the coordinates of an object. */
  static atCoordinates(
    view: DataView,
    blockSize: number,
    position: number,
    origin: readonly [number, number],
  ): MapInfoCursor {
    const cursor = new MapInfoCursor(view, blockSize, position, 0, 0);
    cursor.#enter(position);
    [cursor.originX, cursor.originY] = origin;
    return cursor;
  }

  #enter(position: number): void {
    const start = blockStart(this.#view, this.#blockSize, position, coordinateBlock, coordinateHeaderLength);
    this.#at = position === start ? start + coordinateHeaderLength : position;
    this.#end = start + coordinateHeaderLength + this.#view.getInt16(start + 2, true);
    this.#next = this.#view.getInt32(start + 4, true);
  }

  byte(): number {
    if (this.#at >= this.#end && this.#next > 0) this.#enter(this.#next);
    if (this.#at >= this.#end || this.#at >= this.#view.byteLength)
      throw new MapInfoDamage("data end too early");
    return this.#view.getUint8(this.#at++);
  }

  skip(count: number): void {
    for (let left = count; left > 0; left--) this.byte();
  }

  int16(): number {
    const low = this.byte();
    return ((low | (this.byte() << 8)) << 16) >> 16;
  }

  int32(): number {
    const low = this.byte() | (this.byte() << 8);
    return low | (this.byte() << 16) | (this.byte() << 24);
  }

  /** A pair of ordinates, made absolute. */
  pair(isCompressed: boolean): readonly [number, number] {
    if (!isCompressed) return [this.int32(), this.int32()];
    return [clamped(this.int16() + this.originX), clamped(this.int16() + this.originY)];
  }
}

function clamped(value: number): number {
  return Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1);
}

/** Where the block starts that a position is in; it must be of that type and hold no more than fits. */
function blockStart(
  view: DataView,
  blockSize: number,
  position: number,
  type: number,
  headerLength: number,
): number {
  const start = Math.trunc(position / blockSize) * blockSize;
  if (position < 0 || start + blockSize > view.byteLength) throw new MapInfoDamage("no such block");
  const length = view.getInt16(start + 2, true);
  const isWhole = length >= 0 && length + headerLength <= blockSize;
  if (view.getUint8(start) !== type || !isWhole) throw new MapInfoDamage("another kind of block");
  return start;
}
