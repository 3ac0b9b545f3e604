import fc from "fast-check";
import { expect, it } from "vitest";
import { runProgram } from "../../../src/engine/regex/matcher.ts";
import { parsePattern } from "../../../src/engine/regex/parse.ts";
import { compilePattern } from "../../../src/engine/regex/pattern.ts";
import { compileProgram } from "../../../src/engine/regex/program.ts";
import { subjectOf } from "../../../src/engine/regex/subject.ts";

// Pieces that may each be empty, end the text, repeat, or look around, put together at random.
const piece = fc.constantFrom(
  ...["a", "b", ",", "\\n", ".", "[^,]", "[Aa]", "\\s", "^", "$", "\\Z", "\\b", "(?m:$)", "(?i:B)"],
  ...[
    "a*",
    "b+",
    ",?",
    "[^,]*",
    ".*?",
    "(ab)?",
    "(a|b*)",
    "(,|$)",
    "(?=b)",
    "(?!a)",
    "(?<=a)",
    "ab,a",
    "a{0}",
    "(?>a)",
  ],
);
const pattern = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(""));
const text = fc.string({
  unit: fc.constantFrom("a", "b", "A", "B", ",", "\n", " ", "é", "\u{1f600}"),
  maxLength: 6,
});

it("never turns away a text that matches", () => {
  fc.assert(
    fc.property(pattern, text, fc.boolean(), (source, value, ignoreCase) => {
      const quick = compilePattern(source, { ignoreCase });
      // With a way out that never matches, nothing can be told beforehand.
      const thorough = compilePattern(`(?:${source}|(?!))`, { ignoreCase });
      expect(quick.match(value)?.expand("\\g<0>")).toBe(thorough.match(value)?.expand("\\g<0>"));
    }),
    { numRuns: 3000 },
  );
});

it("passes over no place at which a repeated character may end", () => {
  fc.assert(
    fc.property(pattern, text, (source, value) => {
      const { node, groups } = parsePattern(source, false);
      const end = (runs: boolean) =>
        runProgram(compileProgram(node, groups, runs), subjectOf(value), { steps: 100_000 }, false)?.[1];
      // Without runs every repetition is a step of its own.
      expect(end(true)).toBe(end(false));
    }),
    { numRuns: 3000 },
  );
});

it("tells by the first character what cannot match", () => {
  const { canBegin } = compilePattern("^<*[Nn][Uu][Ll][Ll]>*$");
  expect(["null", "<NULL", "x", "é", ""].map(canBegin)).toEqual([true, true, false, false, false]);
  expect(compilePattern("^\\?*$").canBegin("")).toBe(true);
  expect(compilePattern("^\\?*$").canBegin("a")).toBe(false);
});
