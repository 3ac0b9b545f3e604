import { foldAsciiCase, foldCase, keepCase } from "./characters.ts";
import type { Scanner } from "./scanner.ts";
import { type Fold, RegexError } from "./syntax.ts";

/** The flags in force where a part of a pattern is read. */
export interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
  readonly ascii: boolean;
}

export function foldOf({ ignoreCase, ascii }: Flags): Fold {
  if (!ignoreCase) return keepCase;
  return ascii ? foldAsciiCase : foldCase;
}

export function withFlags(flags: Flags, set: string, removed: string): Flags {
  const on = (flag: string, before: boolean) => (before || set.includes(flag)) && !removed.includes(flag);
  return {
    ignoreCase: on("i", flags.ignoreCase),
    multiline: on("m", flags.multiline),
    dotAll: on("s", flags.dotAll),
    verbose: on("x", flags.verbose),
    ascii: on("a", flags.ascii) && !set.includes("u"),
  };
}

interface InlineFlags {
  readonly set: string;
  readonly removed: string;
  /** Closed at once, as in `(?i)`: for the whole pattern. Otherwise for what follows in the parenthesis. */
  readonly isWhole: boolean;
}

/** Reads the flags after `(?`; `sign` is the first character of them. */
export function readInlineFlags(scanner: Scanner, sign: string): InlineFlags {
  const first = letters(scanner, sign);
  const set = first.read;
  if (set.includes("L")) throw new RegexError("bad inline flags: cannot use 'L' flag with a str pattern");
  if (set.includes("a") && set.includes("u")) {
    throw new RegexError("bad inline flags: flags 'a' and 'u' are incompatible");
  }
  if (first.next === ")") return { set, removed: "", isWhole: true };
  if (first.next === ":") return { set, removed: "", isWhole: false };
  if (first.next !== "-") throw new RegexError("missing -, : or )");
  const { read: removed, next } = letters(scanner, scanner.get());
  if (removed === "") throw new RegexError("missing flag");
  if (/[aLu]/.test(removed)) throw new RegexError("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
  if (next !== ":") throw new RegexError("missing :");
  if ([...set].some((flag) => removed.includes(flag))) {
    throw new RegexError("bad inline flags: flag turned on and off");
  }
  return { set, removed, isWhole: false };
}

function letters(scanner: Scanner, start: string | undefined): { read: string; next: string | undefined } {
  let read = "";
  let next = start;
  while (next !== undefined && "aiLmsux".includes(next)) {
    read += next;
    next = scanner.get();
  }
  return { read, next };
}
