import { categoryTest, keepCase } from "./characters.ts";
import { type Escape, readEscape } from "./escape.ts";
import { type Flags, foldOf, readInlineFlags, withFlags } from "./flags.ts";
import { groupName, isIdentifier } from "./group-name.ts";
import { Scanner } from "./scanner.ts";
import { readSet } from "./set.ts";
import { type Assertion, type CharacterTest, type Node, RegexError, type RepeatMode } from "./syntax.ts";

export interface Parsed {
  readonly node: Node;
  /** Number of groups, the whole match (group 0) included. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
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
    if (next === "[") return one(this.character(readSet(this.scanner, this.flags)));
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
    return { kind: "reference", group, fold: foldOf(this.flags) };
  }

  private checkBehind(group: number): void {
    if (this.behindGroups === undefined) return;
    if (group >= this.groups || this.open.has(group)) throw new RegexError("cannot refer to an open group");
    if (group >= this.behindGroups) {
      throw new RegexError("cannot refer to group defined in the same lookbehind subpattern");
    }
  }

  private literal(codePoint: number): Node {
    const fold = foldOf(this.flags);
    const wanted = fold(codePoint);
    if (fold === keepCase)
      return { kind: "character", matches: (other) => other === codePoint, literal: codePoint };
    return { kind: "character", matches: (other) => fold(other) === wanted };
  }

  private character(matches: CharacterTest): Node {
    return { kind: "character", matches };
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
    const { set, removed, isWhole } = readInlineFlags(this.scanner, sign);
    const flags = withFlags(this.flags, set, removed);
    if (!isWhole) return one(this.closed(flags));
    if (!first) throw new RegexError("global flags not at the start of the expression");
    this.flags = flags;
    return undefined;
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
