import { sortByKey } from "./libstdcxx-sort.ts";

/** Children of a node, as GEOS has it. */
const capacity = 10;

/**
 * A packed R-tree by Sort-Tile-Recursive (S. T. Leutenegger et al., 1997) over boxes `[minX, minY, maxX, maxY]`.
 * It answers in exactly the order GEOS 3.11's TemplateSTRtree does, since that order decides which error is met first.
 */
export class StrTree {
  private readonly itemCount: number;
  /** Boxes of the items, then of the nodes above them. */
  private boxes: Float64Array;
  /** What stands at each place of the tree: an item below `itemCount`, else a node. Sorting changes places. */
  private readonly places: Int32Array;
  /** Places of a node's children, by node minus `itemCount`. */
  private readonly childrenFrom: Int32Array;
  private readonly childrenTo: Int32Array;
  private count: number;

  /** @param boxes four numbers for each item; item i is number i in the answers */
  constructor(boxes: Float64Array) {
    this.itemCount = boxes.length / 4;
    const total = treeSize(this.itemCount);
    this.boxes = new Float64Array(total * 4);
    this.boxes.set(boxes);
    this.places = new Int32Array(total);
    for (let place = 0; place < total; place += 1) this.places[place] = place;
    this.childrenFrom = new Int32Array(total - this.itemCount);
    this.childrenTo = new Int32Array(total - this.itemCount);
    this.count = this.itemCount;
    this.build();
  }

  /**
   * Visits the items whose box meets the given one.
   * @param visit returns false to stop
   */
  query(minX: number, minY: number, maxX: number, maxY: number, visit: (item: number) => boolean): void {
    if (this.count === 0) return;
    const root = this.count - 1;
    if (!this.meets(root, minX, minY, maxX, maxY)) return;
    if (root < this.itemCount) visit(root);
    else this.visitChildren(root, minX, minY, maxX, maxY, visit);
  }

  /** The items as they stand in the tree, neighbours together. */
  itemsInOrder(): number[] {
    return Array.from(this.places.subarray(0, this.itemCount));
  }

  private visitChildren(
    node: number,
    minX: number,
    minY: number,
    maxX: number,
    maxY: number,
    visit: (item: number) => boolean,
  ): boolean {
    const to = this.childrenTo[node - this.itemCount]!;
    for (let place = this.childrenFrom[node - this.itemCount]!; place < to; place += 1) {
      const child = this.places[place]!;
      if (!this.meets(child, minX, minY, maxX, maxY)) continue;
      const goOn =
        child < this.itemCount ? visit(child) : this.visitChildren(child, minX, minY, maxX, maxY, visit);
      if (!goOn) return false;
    }
    return true;
  }

  private meets(node: number, minX: number, minY: number, maxX: number, maxY: number): boolean {
    const { boxes } = this;
    const i = node * 4;
    return boxes[i]! <= maxX && boxes[i + 2]! >= minX && boxes[i + 1]! <= maxY && boxes[i + 3]! >= minY;
  }

  private build(): void {
    const nodes = this.places.length;
    const keysX = new Float64Array(nodes);
    const keysY = new Float64Array(nodes);
    for (let i = 0; i < this.itemCount; i += 1) this.setKeys(keysX, keysY, i);
    let from = 0;
    for (let number = this.itemCount; number > 1; number = this.count - from) {
      const end = from + number;
      const slices = sliceCount(number);
      const perSlice = Math.ceil(number / slices);
      sortByKey(this.places, keysX, from, end);
      for (let start = from; start < end; start += perSlice) {
        const stop = Math.min(start + perSlice, end);
        sortByKey(this.places, keysY, start, stop);
        for (let first = start; first < stop; first += capacity) {
          this.addNode(first, Math.min(first + capacity, stop));
          this.setKeys(keysX, keysY, this.count - 1);
        }
      }
      from = end;
    }
  }

  private setKeys(keysX: Float64Array, keysY: Float64Array, node: number): void {
    const i = node * 4;
    keysX[node] = this.boxes[i]! + this.boxes[i + 2]!;
    keysY[node] = this.boxes[i + 1]! + this.boxes[i + 3]!;
  }

  private addNode(from: number, to: number): void {
    const { boxes, places } = this;
    const node = this.count;
    this.childrenFrom[node - this.itemCount] = from;
    this.childrenTo[node - this.itemCount] = to;
    const first = places[from]! * 4;
    let minX = boxes[first]!;
    let minY = boxes[first + 1]!;
    let maxX = boxes[first + 2]!;
    let maxY = boxes[first + 3]!;
    for (let place = from + 1; place < to; place += 1) {
      const i = places[place]! * 4;
      if (boxes[i]! < minX) minX = boxes[i]!;
      if (boxes[i + 1]! < minY) minY = boxes[i + 1]!;
      if (boxes[i + 2]! > maxX) maxX = boxes[i + 2]!;
      if (boxes[i + 3]! > maxY) maxY = boxes[i + 3]!;
    }
    boxes[node * 4] = minX;
    boxes[node * 4 + 1] = minY;
    boxes[node * 4 + 2] = maxX;
    boxes[node * 4 + 3] = maxY;
    this.count = node + 1;
  }
}

function sliceCount(nodes: number): number {
  return Math.ceil(Math.sqrt(Math.ceil(nodes / capacity)));
}

/** Items and all the nodes above them. */
function treeSize(items: number): number {
  let total = items;
  let level = items;
  while (level > 1) {
    const perSlice = Math.ceil(level / sliceCount(level));
    let parents = 0;
    for (let left = level; left > 0; left -= perSlice) {
      parents += Math.ceil(Math.min(left, perSlice) / capacity);
    }
    total += parents;
    level = parents;
  }
  return total;
}
