/** A regular expression of Python's `re`, as read. Flags are already worked into the nodes. */
export type Node =
  | { readonly kind: "character"; readonly matches: CharacterTest; readonly literal?: number }
  | { readonly kind: "assertion"; readonly at: Assertion }
  | { readonly kind: "sequence"; readonly items: readonly Node[] }
  | { readonly kind: "choice"; readonly branches: readonly Node[] }
  | { readonly kind: "group"; readonly index: number; readonly body: Node }
  | { readonly kind: "atomic"; readonly body: Node }
  | {
      readonly kind: "repeat";
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
      readonly body: Node;
    }
  | { readonly kind: "look"; readonly behind: boolean; readonly negated: boolean; readonly body: Node }
  | { readonly kind: "reference"; readonly group: number; readonly fold: Fold }
  | { readonly kind: "conditional"; readonly group: number; readonly yes: Node; readonly no: Node };

/** Whether a code point matches. */
export type CharacterTest = (codePoint: number) => boolean;

/** What a code point is compared as: itself, or what all its cases have in common. */
export type Fold = (codePoint: number) => number;

export type RepeatMode = "greedy" | "lazy" | "possessive";

export type Assertion =
  | "text-start"
  | "text-end"
  | "line-start"
  | "line-end"
  | "last-line-end"
  | "word-boundary"
  | "not-word-boundary"
  | "ascii-word-boundary"
  | "not-ascii-word-boundary";

/** A pattern that Python's `re.compile` refuses, or a replacement that `Match.expand` refuses. */
export class RegexError extends Error {}
