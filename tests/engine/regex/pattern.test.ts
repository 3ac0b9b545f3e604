import { describe, expect, it } from "vitest";
import { PipelineError } from "../../../src/engine/pipeline-error.ts";
import { compilePattern, literalMatch } from "../../../src/engine/regex/pattern.ts";

/** The text that the pattern matches, or `undefined`. */
function matched(pattern: string, text: string, ignoreCase = false): string | undefined {
  return compilePattern(pattern, { ignoreCase }).match(text)?.expand("\\g<0>");
}

function expanded(pattern: string, text: string, replacement: string): string | undefined {
  return compilePattern(pattern).match(text)?.expand(replacement);
}

describe("a pattern matches from the start of the text, as Python understands it", () => {
  it.each([
    ["a|ab", "abc", "a"],
    ["a{2}b{,1}", "aab", "aab"],
    ["a{,", "a{,", "a{,"],
    ["\\d+\\w", "\u0661\u0662é", "\u0661\u0662é"],
    ["a\\sb", "a\u0085b", "a\u0085b"],
    ["a$", "a\n", "a"],
    ["a\\Z", "a", "a"],
    ["(?m)a$\\n^b", "a\nb", "a\nb"],
    ["(?s)a.b", "a\nb", "a\nb"],
    ["(?x) a b # note", "ab", "ab"],
    ["(?i:A)b", "ab", "ab"],
    ["[]a-c^-]+", "b]-^x", "b]-^"],
    [".", "\u{1f600}x", "\u{1f600}"],
    ["(?<=^)a(?=b)", "ab", "a"],
    ["(?P<x>a)(?P=x)", "aa", "aa"],
    ["(a)?(?(1)b|c)", "c", "c"],
    ["(?>a*)b", "aab", "aab"],
    ["a*?b", "aab", "aab"],
    ["\\bé\\b", "é", "é"],
    ["\\x41\\101\\u00e9", "AAé", "AAé"],
  ])("%s matches %j", (pattern, text, match) => expect(matched(pattern, text)).toBe(match));

  it.each([
    ["b", "ab"],
    ["a\\sb", "a\ufeffb"],
    ["a\\Z", "a\n"],
    ["a.b", "a\nb"],
    ["(?>a*)ab", "aaab"],
    ["a++a", "aaa"],
    ["(?!ab)a", "ab"],
    ["(a)?\\1b", "b"],
    ["\\B", ""],
  ])("%s does not match %j", (pattern, text) => expect(matched(pattern, text)).toBeUndefined());

  it("takes letters as the same that differ in case only, when asked to", () => {
    expect(matched("straSSe", "STRasse", true)).toBe("STRasse");
    expect(matched("[k-k]", "\u212a", true)).toBe("\u212a");
    expect(matched("i", "\u0131", true)).toBe("\u0131");
    expect(matched("ß", "ss", true)).toBeUndefined();
  });
});

describe("a replacement", () => {
  it.each([
    ["(.)(.)?", "a", "\\1\\2!", "a!"],
    ["(?P<n>.)(b)", "ab", "\\g<n>\\g<2>\\g<0>", "abab"],
    ["(?:(a)|b)*", "ab", "[\\1]", "[a]"],
    ["(a*)*", "b", "[\\1]", "[]"],
    ["a", "a", "x\\ty\\\\\\.", "x\ty\\\\."],
    ["a", "a", "\\0\\101", "\u0000A"],
  ])("for %s in %s, %s gives %j", (pattern, text, replacement, result) => {
    expect(expanded(pattern, text, replacement)).toBe(result);
  });

  it.each(["\\2", "\\q", "\\g<", "\\g<x>", "\\g<9>", "\\400"])("%s raises", (replacement) => {
    expect(() => expanded("(a)", "a", replacement)).toThrow(PipelineError);
  });

  it("of a literal match knows the whole text only", () => {
    expect(literalMatch("(x").expand("[\\g<0>]")).toBe("[(x]");
    expect(() => literalMatch("x").expand("\\1")).toThrow(PipelineError);
  });
});

it.each([
  "(",
  ")",
  "[",
  "*",
  "a**",
  "a{2,1}",
  "\\",
  "\\q",
  "(?<=a*)b",
  "(?P<1>a)",
  "(?P=x)",
  "a(?i)",
  "(?<n>a)",
  "[b-a]",
])("%s is no pattern", (pattern) => expect(() => compilePattern(pattern)).toThrow(PipelineError));

describe("a pattern that could go on for ever", () => {
  it("is matched in time that grows with the text", () => {
    expect(matched("(a+)+$", `${"a".repeat(20_000)}!`)).toBeUndefined();
    expect(matched("(a|a)*b", "a".repeat(20_000))).toBeUndefined();
    expect(matched(".*.*.*x", "a".repeat(5_000))).toBeUndefined();
  });

  it("is given up where that cannot be had", () => {
    expect(() => matched("(?=(a+)+$)a", `${"a".repeat(40)}!`)).toThrow("takes too long");
  });
});
