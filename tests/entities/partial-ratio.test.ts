import { describe, expect, it } from "vitest";
import { partialRatio } from "../../src/entities/partial-ratio.ts";

// Answers of RapidFuzz 3.14.6; the first seven also in service/data-team.md 6.1.
describe("partial ratio", () => {
  it.each([
    ["old town conservation area", "old town", 100],
    ["rectory lane", "rectory road", 81.81818181818181],
    ["st mary's, barnes", "st marys barnes", 86.66666666666667],
    ["castle hill", "castle street", 77.77777777777779],
    ["queen's park", "queens park", 90.9090909090909],
    ["willow green conservation area", "willow green ca", 96.55172413793103],
    ["market place", "market place and church street conservation area", 100],
    ["", "a", 0],
    ["", "", 100],
    ["Old Town", "old town", 80],
  ])("%s against %s is %d", (a, b, likeness) => {
    expect(partialRatio(a, b)).toBe(likeness);
    expect(partialRatio(b, a)).toBe(likeness);
  });
});
