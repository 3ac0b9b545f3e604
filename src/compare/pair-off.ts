/** What is left of two lists after equal items were paired off, and the pairs. */
export interface PairedOff<Item> {
  readonly pairs: readonly (readonly [before: Item, after: Item])[];
  readonly before: readonly Item[];
  readonly after: readonly Item[];
}

/**
 * Pairs items of two lists that have the same key, first with first, each item once. Order does not matter otherwise.
 * @param keyOf `undefined` for an item that can have no partner
 */
export function pairOff<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): PairedOff<Item> {
  const waiting = new Map<string, { items: Item[]; next: number }>();
  for (const item of after) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const list = waiting.get(key);
    if (list) list.items.push(item);
    else waiting.set(key, { items: [item], next: 0 });
  }
  const pairs: [Item, Item][] = [];
  const taken = new Set<Item>();
  const left: Item[] = [];
  for (const item of before) {
    const key = keyOf(item);
    const list = key === undefined ? undefined : waiting.get(key);
    const partner = list?.items[list.next];
    if (list === undefined || partner === undefined) {
      left.push(item);
      continue;
    }
    list.next += 1;
    taken.add(partner);
    pairs.push([item, partner]);
  }
  return { pairs, before: left, after: after.filter((item) => !taken.has(item)) };
}
