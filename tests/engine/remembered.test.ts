import { expect, it } from "vitest";
import { Remembered } from "../../src/engine/remembered.ts";

it("remembers what it was told of a text, and nothing of others", () => {
  const remembered = new Remembered<number>();
  remembered.set("a longer text than most", 1);
  expect(remembered.get("a longer text than most")).toBe(1);
  expect(remembered.get("another")).toBeUndefined();
});

it("forgets rather than grow without end", () => {
  const remembered = new Remembered<number>();
  for (let number = 0; number < 5000; number += 1) remembered.set(`text ${number}`, number);
  expect(remembered.get("text 0")).toBeUndefined();
  expect(remembered.get("text 4999")).toBe(4999);
  remembered.set("x".repeat(10_000), 1);
  expect(remembered.get("x".repeat(10_000))).toBeUndefined();
});
