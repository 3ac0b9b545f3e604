/**
 * `std::sort` of GNU libstdc++ (introsort: D. Musser, 1997): not stable, and the order in which it leaves equal keys
 * decides which of several errors the reference meets first. Hence the same steps, not just the same result.
 */

/** Shorter ranges are left to the insertion sort at the end. */
const threshold = 16;

/**
 * Sorts `items[from..to)` by `keys[item]`, ascending.
 */
export function sortByKey(items: Int32Array, keys: Float64Array, from: number, to: number): void {
  if (to - from < 2) return;
  introsort(items, keys, from, to, 2 * Math.floor(Math.log2(to - from)));
  if (to - from > threshold) {
    insertionSort(items, keys, from, from + threshold);
    for (let i = from + threshold; i < to; i += 1) insertLinearly(items, keys, i);
  } else {
    insertionSort(items, keys, from, to);
  }
}

function introsort(
  items: Int32Array,
  keys: Float64Array,
  from: number,
  end: number,
  depthLimit: number,
): void {
  let to = end;
  let depth = depthLimit;
  while (to - from > threshold) {
    if (depth === 0) {
      heapSort(items, keys, from, to);
      return;
    }
    depth -= 1;
    const cut = partition(items, keys, from, to);
    introsort(items, keys, cut, to, depth);
    to = cut;
  }
}

/** Median of the second, middle and last item to the front, then a partition around it that needs no guards. */
function partition(items: Int32Array, keys: Float64Array, from: number, to: number): number {
  moveMedianToFront(items, keys, from, from + 1, from + Math.floor((to - from) / 2), to - 1);
  const pivot = keys[items[from]!]!;
  let left = from + 1;
  let right = to;
  for (;;) {
    while (keys[items[left]!]! < pivot) left += 1;
    right -= 1;
    while (pivot < keys[items[right]!]!) right -= 1;
    if (left >= right) return left;
    swap(items, left, right);
    left += 1;
  }
}

function moveMedianToFront(
  items: Int32Array,
  keys: Float64Array,
  front: number,
  a: number,
  b: number,
  c: number,
): void {
  const keyA = keys[items[a]!]!;
  const keyB = keys[items[b]!]!;
  const keyC = keys[items[c]!]!;
  if (keyA < keyB) swap(items, front, keyB < keyC ? b : keyA < keyC ? c : a);
  else swap(items, front, keyA < keyC ? a : keyB < keyC ? c : b);
}

function insertionSort(items: Int32Array, keys: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i += 1) {
    const item = items[i]!;
    if (keys[item]! < keys[items[from]!]!) {
      items.copyWithin(from + 1, from, i);
      items[from] = item;
    } else {
      insertLinearly(items, keys, i);
    }
  }
}

/** Moves the item at `at` left to its place; something not greater must lie left of it. */
function insertLinearly(items: Int32Array, keys: Float64Array, at: number): void {
  const item = items[at]!;
  const key = keys[item]!;
  let i = at;
  while (key < keys[items[i - 1]!]!) {
    items[i] = items[i - 1]!;
    i -= 1;
  }
  items[i] = item;
}

function heapSort(items: Int32Array, keys: Float64Array, from: number, to: number): void {
  const length = to - from;
  for (let parent = Math.floor((length - 2) / 2); parent >= 0; parent -= 1) {
    siftDown(items, keys, from, parent, length, items[from + parent]!);
  }
  for (let last = to - 1; last > from; last -= 1) {
    const item = items[last]!;
    items[last] = items[from]!;
    siftDown(items, keys, from, 0, last - from, item);
  }
}

/** Lets the hole sink to a leaf along the greater children, then the item rise from there. */
function siftDown(
  items: Int32Array,
  keys: Float64Array,
  from: number,
  top: number,
  length: number,
  item: number,
): void {
  let hole = top;
  let child = hole;
  while (child < Math.floor((length - 1) / 2)) {
    child = 2 * (child + 1);
    if (keys[items[from + child]!]! < keys[items[from + child - 1]!]!) child -= 1;
    items[from + hole] = items[from + child]!;
    hole = child;
  }
  if (length % 2 === 0 && child === (length - 2) / 2) {
    child = 2 * (child + 1);
    items[from + hole] = items[from + child - 1]!;
    hole = child - 1;
  }
  let parent = Math.floor((hole - 1) / 2);
  while (hole > top && keys[items[from + parent]!]! < keys[item]!) {
    items[from + hole] = items[from + parent]!;
    hole = parent;
    parent = Math.floor((hole - 1) / 2);
  }
  items[from + hole] = item;
}

function swap(items: Int32Array, a: number, b: number): void {
  const item = items[a]!;
  items[a] = items[b]!;
  items[b] = item;
}
