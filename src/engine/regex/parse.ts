import { categoryTest, foldAsciiCase, foldCase, keepCase } from "./characters.ts";
import { type Escape, readClassEscape, readEscape } from "./escape.ts";
import { Scanner } from "./scanner.ts";
import {
  type Assertion,
  type CharacterTest,
  type Fold,
  type Node,
  RegexError,
  type RepeatMode,
} from "./syntax.ts";

export interface Parsed {
  readonly node: Node;
  /** Number of groups, the whole match (group 0) included. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
  readonly ascii: boolean;
}

/** An item of a sequence, and what a quantifier after it may do. */
interface Item {
  readonly node: Node;
  readonly repeatable: "yes" | "nothing" | "multiple";
}

const unlimited = Number.POSITIVE_INFINITY;
const largestRepeat = 4294967295;

/**
 * Reads a pattern of Python's `re` (3.11).
 * @throws RegexError where `re.compile` raises
 * Source: Python 3.11, re/_parser.py
 */
export function parsePattern(pattern: string, ignoreCase: boolean): Parsed {
  return new Parser(pattern, ignoreCase).parse();
}

class Parser {
  private readonly scanner: Scanner;
  private flags: Flags;
  private groups = 1;
  private readonly names = new Map<string, number>();
  private readonly open = new Set<number>();
  /** Number of groups before the lookbehind that is being read. */
  private behindGroups: number | undefined;
  private readonly conditions = new Set<number>();

  constructor(pattern: string, ignoreCase: boolean) {
    this.scanner = new Scanner(pattern);
    this.flags = { ignoreCase, multiline: false, dotAll: false, verbose: false, ascii: false };
  }

  parse(): Parsed {
    const node = this.choice(true);
    if (this.scanner.next !== undefined) throw new RegexError("unbalanced parenthesis");
    for (const group of this.conditions) {
      if (group >= this.groups) throw new RegexError(`invalid group reference ${group}`);
    }
    return { node, groups: this.groups, names: this.names };
  }

  private choice(outermost: boolean): Node {
    const branches = [this.sequence(outermost)];
    while (this.scanner.match("|")) branches.push(this.sequence(false));
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { kind: "choice", branches };
  }

  private sequence(first: boolean): Node {
    const items: Item[] = [];
    const { scanner } = this;
    for (;;) {
      const next = scanner.next;
      if (next === undefined || next === "|" || next === ")") break;
      scanner.get();
      if (this.flags.verbose && this.skipVerbose(next)) continue;
      if (next === "(") {
        const item = this.parenthesis(first && items.length === 0);
        if (item !== undefined) items.push(item);
      } else if ("*+?{".includes(next)) this.quantifier(next, items);
      else items.push(this.single(next));
    }
    return { kind: "sequence", items: items.map((item) => item.node) };
  }

  private skipVerbose(next: string): boolean {
    if (" \t\n\r\v\f".includes(next)) return true;
    if (next !== "#") return false;
    for (;;) {
      const comment = this.scanner.get();
      if (comment === undefined || comment === "\n") return true;
    }
  }

  private single(next: string): Item {
    const { multiline, dotAll } = this.flags;
    if (next === ".") return one(this.character(dotAll ? () => true : (codePoint) => codePoint !== 10));
    if (next === "^") return assertion(multiline ? "line-start" : "text-start");
    if (next === "$") return assertion(multiline ? "line-end" : "last-line-end");
    if (next === "[") return one(this.set());
    if (next.startsWith("\\")) return this.escaped(readEscape(this.scanner, next, this.groups));
    return one(this.literal(next.codePointAt(0) ?? 0));
  }

  private escaped(code: Escape): Item {
    switch (code.kind) {
      case "literal":
        return one(this.literal(code.codePoint));
      case "category":
        return one(this.character(categoryTest(code.letter, this.flags.ascii)));
      case "assertion":
        return assertion(this.flags.ascii ? asciiAssertion(code.at) : code.at);
      case "reference":
        return one(this.reference(code.group));
    }
  }

  private reference(group: number): Node {
    if (this.open.has(group)) throw new RegexError("cannot refer to an open group");
    this.checkBehind(group);
    return { kind: "reference", group, fold: this.fold() };
  }

  private checkBehind(group: number): void {
    if (this.behindGroups === undefined) return;
    if (group >= this.groups || this.open.has(group)) throw new RegexError("cannot refer to an open group");
    if (group >= this.behindGroups) {
      throw new RegexError("cannot refer to group defined in the same lookbehind subpattern");
    }
  }

  private fold(): Fold {
    if (!this.flags.ignoreCase) return keepCase;
    return this.flags.ascii ? foldAsciiCase : foldCase;
  }

  private literal(codePoint: number): Node {
    const fold = this.fold();
    const wanted = fold(codePoint);
    if (fold === keepCase)
      return { kind: "character", matches: (other) => other === codePoint, literal: codePoint };
    return { kind: "character", matches: (other) => fold(other) === wanted };
  }

  private character(matches: CharacterTest): Node {
    return { kind: "character", matches };
  }

  private set(): Node {
    const { scanner } = this;
    const negated = scanner.match("^");
    const members: CharacterTest[] = [];
    for (;;) {
      const next = scanner.get();
      if (next === undefined) throw new RegexError("unterminated character set");
      if (next === "]" && members.length > 0) break;
      const low = this.member(next);
      if (!scanner.match("-")) {
        members.push(this.memberTest(low));
        continue;
      }
      const last = scanner.get();
      if (last === undefined) throw new RegexError("unterminated character set");
      if (last === "]") {
        members.push(this.memberTest(low), this.rangeTest(45, 45));
        break;
      }
      const high = this.member(last);
      if (low.kind !== "literal" || high.kind !== "literal" || high.codePoint < low.codePoint) {
        throw new RegexError(`bad character range ${next}-${last}`);
      }
      members.push(this.rangeTest(low.codePoint, high.codePoint));
    }
    const matches: CharacterTest = (codePoint) => members.some((member) => member(codePoint));
    return this.character(negated ? (codePoint) => !matches(codePoint) : matches);
  }

  private member(next: string): Escape {
    if (next.startsWith("\\")) return readClassEscape(this.scanner, next);
    return { kind: "literal", codePoint: next.codePointAt(0) ?? 0 };
  }

  private memberTest(member: Escape): CharacterTest {
    if (member.kind === "literal") return this.rangeTest(member.codePoint, member.codePoint);
    if (member.kind === "category") {
      const matches = categoryTest(member.letter, this.flags.ascii);
      const fold = this.fold();
      return (codePoint) => matches(fold(codePoint));
    }
    throw new RegexError("bad escape in a character set");
  }

  private rangeTest(low: number, high: number): CharacterTest {
    const fold = this.fold();
    const within: CharacterTest = (codePoint) => codePoint >= low && codePoint <= high;
    if (fold === keepCase) return within;
    // Of the letters of any script only the usual cases, so that a huge range is not enumerated.
    if (high - low > 10_000) return (codePoint) => within(codePoint) || within(fold(codePoint));
    const folds = new Set<number>();
    for (let codePoint = low; codePoint <= high; codePoint += 1) folds.add(fold(codePoint));
    return (codePoint) => folds.has(fold(codePoint));
  }

  private quantifier(next: string, items: Item[]): void {
    const range = next === "{" ? this.braces() : starRange(next);
    if (range === undefined) {
      items.push(one(this.literal(123)));
      return;
    }
    const item = items.pop();
    if (item === undefined || item.repeatable === "nothing") throw new RegexError("nothing to repeat");
    if (item.repeatable === "multiple") throw new RegexError("multiple repeat");
    const mode: RepeatMode = this.scanner.match("?")
      ? "lazy"
      : this.scanner.match("+")
        ? "possessive"
        : "greedy";
    items.push({ node: { kind: "repeat", ...range, mode, body: item.node }, repeatable: "multiple" });
  }

  /** `{n}`, `{n,}`, `{,m}` or `{n,m}`; `undefined` when the brace is only a brace. */
  private braces(): { min: number; max: number } | undefined {
    const { scanner } = this;
    if (scanner.next === "}") return undefined;
    const here = scanner.position;
    const low = scanner.digits();
    const high = scanner.match(",") ? scanner.digits() : low;
    if (!scanner.match("}")) {
      scanner.seek(here);
      return undefined;
    }
    const min = low === "" ? 0 : Number(low);
    const max = high === "" ? unlimited : Number(high);
    if (min >= largestRepeat || (max >= largestRepeat && max !== unlimited)) {
      throw new RegexError("the repetition number is too large");
    }
    if (max < min) throw new RegexError("min repeat greater than max repeat");
    return { min, max };
  }

  /** What stands in parentheses; `undefined` for what matches nothing (a comment, flags). */
  private parenthesis(first: boolean): Item | undefined {
    const { scanner } = this;
    if (!scanner.match("?")) return this.group(undefined);
    const sign = scanner.get();
    if (sign === undefined) throw new RegexError("unexpected end of pattern");
    if (sign === "P") return this.pythonExtension();
    if (sign === ":") return one(this.closed(this.flags));
    if (sign === "#") return this.comment();
    if (sign === "=" || sign === "!" || sign === "<") return this.look(sign);
    if (sign === "(") return this.conditional();
    if (sign === ">") return one({ kind: "atomic", body: this.closed(this.flags) });
    if ("aiLmsux-".includes(sign)) return this.inlineFlags(sign, first);
    throw new RegexError(`unknown extension ?${sign}`);
  }

  private pythonExtension(): Item {
    const { scanner } = this;
    if (scanner.match("<")) return this.group(groupName(scanner.until(">")));
    if (scanner.match("=")) {
      const name = groupName(scanner.until(")"));
      const group = this.names.get(name);
      if (group === undefined) throw new RegexError(`unknown group name '${name}'`);
      return one(this.reference(group));
    }
    throw new RegexError(`unknown extension ?P${scanner.next ?? ""}`);
  }

  private comment(): undefined {
    for (;;) {
      const next = this.scanner.get();
      if (next === undefined) throw new RegexError("missing ), unterminated comment");
      if (next === ")") return undefined;
    }
  }

  private group(name: string | undefined): Item {
    const index = this.groups;
    this.groups += 1;
    if (name !== undefined) {
      if (this.names.has(name)) throw new RegexError(`redefinition of group name '${name}'`);
      this.names.set(name, index);
    }
    this.open.add(index);
    const body = this.closed(this.flags);
    this.open.delete(index);
    return one({ kind: "group", index, body });
  }

  /** The rest of a parenthesis, read with these flags. */
  private closed(flags: Flags): Node {
    const outer = this.flags;
    this.flags = flags;
    const node = this.choice(false);
    this.flags = outer;
    if (!this.scanner.match(")")) throw new RegexError("missing ), unterminated subpattern");
    return node;
  }

  private look(sign: string): Item {
    let meaning = sign;
    const behind = sign === "<";
    if (behind) {
      const next = this.scanner.get();
      if (next !== "=" && next !== "!") throw new RegexError(`unknown extension ?<${next ?? ""}`);
      meaning = next;
    }
    const outerGroups = this.behindGroups;
    if (behind) this.behindGroups ??= this.groups;
    const body = this.closed(this.flags);
    this.behindGroups = outerGroups;
    return one({ kind: "look", behind, negated: meaning === "!", body });
  }

  private conditional(): Item {
    const name = this.scanner.until(")");
    let group = this.names.get(name);
    if (group === undefined) {
      if (isIdentifier(name)) throw new RegexError(`unknown group name '${name}'`);
      if (!/^[0-9]+$/.test(name)) throw new RegexError(`bad character in group name '${name}'`);
      group = Number(name);
      if (group === 0) throw new RegexError("bad group number");
      this.conditions.add(group);
    }
    this.checkBehind(group);
    const yes = this.sequence(false);
    const no: Node = this.scanner.match("|") ? this.sequence(false) : { kind: "sequence", items: [] };
    if (this.scanner.next === "|") throw new RegexError("conditional backref with more than two branches");
    if (!this.scanner.match(")")) throw new RegexError("missing ), unterminated subpattern");
    return one({ kind: "conditional", group, yes, no });
  }

  /** `(?i)` at the start sets flags for the whole pattern; `(?i-s:...)` for its own parenthesis. */
  private inlineFlags(sign: string, first: boolean): Item | undefined {
    const { scanner } = this;
    let set = "";
    let next: string | undefined = sign;
    while (next !== undefined && "aiLmsux".includes(next)) {
      if (next === "L") throw new RegexError("bad inline flags: cannot use 'L' flag with a str pattern");
      set += next;
      next = scanner.get();
    }
    if (set.includes("a") && set.includes("u"))
      throw new RegexError("bad inline flags: flags 'a' and 'u' are incompatible");
    if (next === ")") {
      if (!first) throw new RegexError("global flags not at the start of the expression");
      this.flags = withFlags(this.flags, set, "");
      return undefined;
    }
    let removed = "";
    if (next === "-") {
      next = scanner.get();
      while (next !== undefined && "aiLmsux".includes(next)) {
        if ("aLu".includes(next))
          throw new RegexError("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        removed += next;
        next = scanner.get();
      }
      if (removed === "") throw new RegexError("missing flag");
    }
    if (next !== ":") throw new RegexError("missing -, : or )");
    if ([...set].some((flag) => removed.includes(flag))) {
      throw new RegexError("bad inline flags: flag turned on and off");
    }
    return one(this.closed(withFlags(this.flags, set, removed)));
  }
}

function one(node: Node): Item {
  return { node, repeatable: "yes" };
}

function assertion(at: Assertion): Item {
  return { node: { kind: "assertion", at }, repeatable: "nothing" };
}

function asciiAssertion(at: Assertion): Assertion {
  if (at === "word-boundary") return "ascii-word-boundary";
  return at === "not-word-boundary" ? "not-ascii-word-boundary" : at;
}

function starRange(sign: string): { min: number; max: number } {
  if (sign === "?") return { min: 0, max: 1 };
  return { min: sign === "+" ? 1 : 0, max: unlimited };
}

function withFlags(flags: Flags, set: string, removed: string): Flags {
  const on = (flag: string, before: boolean) => (before || set.includes(flag)) && !removed.includes(flag);
  return {
    ignoreCase: on("i", flags.ignoreCase),
    multiline: on("m", flags.multiline),
    dotAll: on("s", flags.dotAll),
    verbose: on("x", flags.verbose),
    ascii: on("a", flags.ascii) && !set.includes("u"),
  };
}

export function isIdentifier(name: string): boolean {
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name.normalize("NFKC"));
}

function groupName(name: string): string {
  if (!isIdentifier(name)) throw new RegexError(`bad character in group name '${name}'`);
  return name;
}
