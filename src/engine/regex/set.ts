import { asciiTable, categoryTest, keepCase } from "./characters.ts";
import { type Escape, readClassEscape } from "./escape.ts";
import { type Flags, foldOf } from "./flags.ts";
import type { Scanner } from "./scanner.ts";
import { type CharacterTest, RegexError } from "./syntax.ts";

/** Largest range of which every letter's other cases are looked up. */
const largestFoldedRange = 10_000;

/** Reads the rest of a set, after its opening bracket. */
export function readSet(scanner: Scanner, flags: Flags): CharacterTest {
  const negated = scanner.match("^");
  const members: CharacterTest[] = [];
  for (;;) {
    const next = scanner.get();
    if (next === undefined) throw new RegexError("unterminated character set");
    if (next === "]" && members.length > 0) break;
    const low = readMember(scanner, next);
    if (!scanner.match("-")) {
      members.push(memberTest(low, flags));
      continue;
    }
    const last = scanner.get();
    if (last === undefined) throw new RegexError("unterminated character set");
    if (last === "]") {
      members.push(memberTest(low, flags), rangeTest(45, 45, flags));
      break;
    }
    const high = readMember(scanner, last);
    if (low.kind !== "literal" || high.kind !== "literal" || high.codePoint < low.codePoint) {
      throw new RegexError(`bad character range ${next}-${last}`);
    }
    members.push(rangeTest(low.codePoint, high.codePoint, flags));
  }
  const matches: CharacterTest = (codePoint) => members.some((member) => member(codePoint));
  return asciiTable(negated ? (codePoint) => !matches(codePoint) : matches);
}

function readMember(scanner: Scanner, next: string): Escape {
  if (next.startsWith("\\")) return readClassEscape(scanner, next);
  return { kind: "literal", codePoint: next.codePointAt(0) ?? 0 };
}

function memberTest(member: Escape, flags: Flags): CharacterTest {
  if (member.kind === "literal") return rangeTest(member.codePoint, member.codePoint, flags);
  if (member.kind !== "category") throw new RegexError("bad escape in a character set");
  const matches = categoryTest(member.letter, flags.ascii);
  const fold = foldOf(flags);
  return (codePoint) => matches(fold(codePoint));
}

function rangeTest(low: number, high: number, flags: Flags): CharacterTest {
  const fold = foldOf(flags);
  const within: CharacterTest = (codePoint) => codePoint >= low && codePoint <= high;
  if (fold === keepCase) return within;
  if (high - low > largestFoldedRange) return (codePoint) => within(codePoint) || within(fold(codePoint));
  const folds = new Set<number>();
  for (let codePoint = low; codePoint <= high; codePoint += 1) folds.add(fold(codePoint));
  return (codePoint) => folds.has(fold(codePoint));
}
