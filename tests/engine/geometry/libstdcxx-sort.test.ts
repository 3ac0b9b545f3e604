import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortByKey } from "../../../src/engine/geometry/libstdcxx-sort.ts";

function sorted(keys: Float64Array): Int32Array {
  const items = Int32Array.from(keys, (_, i) => i);
  sortByKey(items, keys, 0, keys.length);
  return items;
}

/** A short name for an order of items. */
function hash(items: Int32Array): number {
  return items.reduce((sum, item) => (Math.imul(sum, 31) + item) >>> 0, 0) >>> 0;
}

/** The numbers of a linear congruential generator, C's way. */
function* numbers(): Generator<number> {
  let state = 12345;
  for (;;) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    yield (state >>> 16) & 0x7fff;
  }
}

describe("sortByKey", () => {
  it("sorts", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), (values) => {
        const keys = Float64Array.from(values);
        const items = sorted(keys);
        expect(Float64Array.from(items, (item) => keys[item]!)).toEqual(keys.toSorted());
        expect([...items].sort((a, b) => a - b)).toEqual(values.map((_, i) => i));
      }),
    );
  });

  it("sorts within its bounds only", () => {
    const items = Int32Array.of(0, 1, 2, 3, 4);
    sortByKey(items, Float64Array.of(9, 8, 7, 6, 5), 1, 4);
    expect([...items]).toEqual([0, 3, 2, 1, 4]);
  });

  it("leaves equal keys in the order std::sort leaves them in", () => {
    const random = numbers();
    const orders: [number, number, number][] = [];
    for (const length of [5, 17, 40, 1000]) {
      for (const kinds of [3, 7, 1_000_000]) {
        const keys = Float64Array.from({ length }, () => random.next().value % kinds);
        orders.push([length, kinds, hash(sorted(keys))]);
      }
    }
    expect(orders).toEqual([
      [5, 3, 90400],
      [5, 7, 32800],
      [5, 1_000_000, 986110],
      [17, 3, 2786315126],
      [17, 7, 2194872770],
      [17, 1_000_000, 3767705316],
      [40, 3, 2738422730],
      [40, 7, 3124266424],
      [40, 1_000_000, 2143349520],
      [1000, 3, 4059110070],
      [1000, 7, 1073175948],
      [1000, 1_000_000, 1822949770],
    ]);
  });

  it("falls back to heap sort as std::sort does", () => {
    // The order that makes a median of three the worst choice each time (D. Musser).
    const half = 1000;
    const killer = new Float64Array(2 * half);
    for (let i = 1; i <= half; i += 1) {
      if (i % 2 === 1) {
        killer[i - 1] = i;
        killer[i] = half + i;
      }
      killer[half + i - 1] = 2 * i;
    }
    expect(hash(sorted(killer.map((key) => Math.floor(key / 3))))).toBe(2374938982);
  });
});
