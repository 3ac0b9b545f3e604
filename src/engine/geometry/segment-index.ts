/** Entries of a node, at every level. Neighbours in a line lie close together, so the order of adding is a good tree. */
const fanOut = 16;

/** Boxes `[minX, minY, maxX, maxY]` one after the other, growing as needed. */
class Boxes {
  values = new Float64Array(64 * 4);
  count = 0;

  /** Widens box `at`, which is new when `at` equals the count. */
  widen(at: number, minX: number, minY: number, maxX: number, maxY: number): void {
    const i = at * 4;
    if (at < this.count) {
      if (minX < this.values[i]!) this.values[i] = minX;
      if (minY < this.values[i + 1]!) this.values[i + 1] = minY;
      if (maxX > this.values[i + 2]!) this.values[i + 2] = maxX;
      if (maxY > this.values[i + 3]!) this.values[i + 3] = maxY;
      return;
    }
    if (i >= this.values.length) {
      const wider = new Float64Array(this.values.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[i] = minX;
    this.values[i + 1] = minY;
    this.values[i + 2] = maxX;
    this.values[i + 3] = maxY;
    this.count = at + 1;
  }

  meets(at: number, minX: number, minY: number, maxX: number, maxY: number): boolean {
    const i = at * 4;
    const { values } = this;
    return values[i]! <= maxX && values[i + 2]! >= minX && values[i + 1]! <= maxY && values[i + 3]! >= minY;
  }
}

/**
 * Segments by place: a tree of boxes over them in the order they were added. Made for lines, where that order is local.
 * Segments are known by the number `add` returns, counting from 0.
 */
export class SegmentIndex {
  /** `levels[0]` has a box for each segment, `levels[1]` one for each sixteen of those, and so on. */
  private readonly levels: Boxes[] = [new Boxes()];
  private readonly removed = new Set<number>();

  get size(): number {
    return this.levels[0]!.count;
  }

  add(x0: number, y0: number, x1: number, y1: number): number {
    const id = this.size;
    const minX = Math.min(x0, x1);
    const maxX = Math.max(x0, x1);
    const minY = Math.min(y0, y1);
    const maxY = Math.max(y0, y1);
    let at = id;
    for (let level = 0; ; level += 1) {
      let boxes = this.levels[level];
      if (boxes === undefined) {
        boxes = new Boxes();
        this.levels.push(boxes);
      }
      boxes.widen(at, minX, minY, maxX, maxY);
      if (level === this.levels.length - 1 && boxes.count <= 1) return id;
      if (level === this.levels.length - 1) this.startLevel(boxes);
      at = Math.floor(at / fanOut);
    }
  }

  remove(id: number): void {
    this.removed.add(id);
  }

  /** Whether `test` holds for any segment left whose box meets that of a-b. */
  some(ax: number, ay: number, bx: number, by: number, test: (id: number) => boolean): boolean {
    const minX = Math.min(ax, bx);
    const maxX = Math.max(ax, bx);
    const minY = Math.min(ay, by);
    const maxY = Math.max(ay, by);
    const search = (level: number, from: number, to: number): boolean => {
      const boxes = this.levels[level]!;
      const end = Math.min(to, boxes.count);
      for (let at = from; at < end; at += 1) {
        if (!boxes.meets(at, minX, minY, maxX, maxY)) continue;
        if (level > 0) {
          if (search(level - 1, at * fanOut, at * fanOut + fanOut)) return true;
        } else if (!this.removed.has(at) && test(at)) {
          return true;
        }
      }
      return false;
    };
    const top = this.levels.length - 1;
    return search(top, 0, this.levels[top]!.count);
  }

  /** A second box appeared on the top level: a level above it begins, over the first box; the caller adds the second. */
  private startLevel(below: Boxes): void {
    const above = new Boxes();
    const { values } = below;
    above.widen(0, values[0]!, values[1]!, values[2]!, values[3]!);
    this.levels.push(above);
  }
}
