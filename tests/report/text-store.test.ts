import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinParts, splitParts, TextStore } from "../../src/report/text-store.ts";

function stored(texts: readonly string[]): TextStore {
  const store = new TextStore();
  for (const [index, text] of texts.entries()) expect(store.add(text)).toBe(index);
  return store;
}

describe("text store", () => {
  const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), { maxLength: 60 });

  it("gives back what was put in", () => {
    fc.assert(
      fc.property(texts, (all) => {
        const store = stored(all);
        expect(all.map((_, index) => store.get(index))).toEqual(all);
      }),
    );
  });

  it("finds the texts that contain another, ignoring case", () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "A", "é", "İ", " "), maxLength: 8 }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        words,
        fc.string({ unit: fc.constantFrom("a", "b", "é"), minLength: 1, maxLength: 3 }),
        (all, needle) => {
          const expected = all.flatMap((text, index) =>
            text.toLowerCase().includes(needle.toLowerCase()) ? [index] : [],
          );
          expect([...stored(all).search(needle)]).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("keeps long texts beside short ones, and old ones packed, without mixing them up", () => {
    const store = new TextStore();
    const texts: string[] = [];
    // 75 MB: more than is kept as it is.
    for (let n = 0; n < 750; n++) texts.push(`${n} `.repeat(n % 3 === 0 ? 50_000 : 10), "x".repeat(n % 90));
    for (const text of texts) store.add(text);
    for (let index = texts.length - 1; index >= 0; index -= 7)
      expect(store.get(index) === texts[index]).toBe(true);
    expect([...store.search("749 749")].at(-1)).toBe(texts.length - 2);
  });

  it("joins cells so that they come apart again; a separator inside a cell is shown by its sign", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
        const plain = cells.map((cell) => cell.replaceAll("\u001f", "\u241f"));
        expect(splitParts(joinParts(cells))).toEqual(plain);
      }),
    );
    expect(splitParts(joinParts(["a\u001fb", "c"]))).toEqual(["a␟b", "c"]);
  });
});
