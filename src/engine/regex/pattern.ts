import { PipelineError } from "../pipeline-error.ts";
import { BudgetSpent, runProgram } from "./matcher.ts";
import { needsOf } from "./needs.ts";
import { type Parsed, parsePattern } from "./parse.ts";
import { compileProgram, type Program } from "./program.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { RegexError } from "./syntax.ts";
import { parseTemplate } from "./template.ts";

/** A pattern of a configuration table, as Python's `re` understands it. */
export interface Pattern {
  /** `re.match`: from the start of the text, not necessarily to its end. */
  match(text: string): Match | undefined;
  /** Whether any text that begins with the same character could match; cheap. */
  canBegin(text: string): boolean;
}

export interface Match {
  /** `Match.expand`: the replacement with the matched groups put in; a group that took no part is blank. */
  expand(replacement: string): string;
}

/** Steps until the slower way with bounded time is taken. */
const quickSteps = 20_000;
/** Steps until a pattern that cannot be bounded is given up. */
const mostSteps = 20_000_000;

/**
 * Compiles a pattern with Python's syntax and meaning, which differ from JavaScript's in classes (`\d`, `\w`, `\s` are
 * Unicode's), `$`, repeated groups, inline flags and more.
 *
 * A match takes time in proportion to the text, but for patterns with lookarounds, references to groups or repeated
 * groups that may be empty: those are given up when they take too long.
 *
 * @throws PipelineError where Python raises, and for a pattern that takes too long
 */
export function compilePattern(source: string, options: { readonly ignoreCase?: boolean } = {}): Pattern {
  const parsed = raising("re.compile", () => parsePattern(source, options.ignoreCase ?? false));
  const quick = raising("re.compile", () => compileProgram(parsed.node, parsed.groups, true));
  const { canBegin, held } = needsOf(parsed.node);
  let bounded: Program | undefined;
  return {
    canBegin,
    match(text) {
      if (!canBegin(text) || !text.includes(held)) return undefined;
      const subject = subjectOf(text);
      const slots = raising("re.match", () => {
        try {
          return runProgram(quick, subject, { steps: quickSteps }, false);
        } catch (error) {
          if (!(error instanceof BudgetSpent)) throw error;
        }
        bounded ??= compileProgram(parsed.node, parsed.groups, false);
        const steps = bounded.memoryless ? Number.POSITIVE_INFINITY : mostSteps;
        return runProgram(bounded.memoryless ? bounded : quick, subject, { steps }, true);
      });
      return slots === undefined ? undefined : matchOf(slots, subject, parsed);
    },
  };
}

/** The match of a text with itself: what a patch whose pattern is the very value finds. */
export function literalMatch(text: string): Match {
  const subject = subjectOf(text);
  return matchOf([0, subject.length], subject, { groups: 1, names: new Map() });
}

function matchOf(slots: readonly number[], subject: Subject, { groups, names }: Omit<Parsed, "node">): Match {
  return {
    expand(replacement) {
      if (!replacement.includes("\\")) return replacement;
      return raising("re.expand", () =>
        parseTemplate(replacement, groups, names)
          .map((part) => (typeof part === "string" ? part : groupText(slots, subject, part)))
          .join(""),
      );
    },
  };
}

function groupText(slots: readonly number[], subject: Subject, group: number): string {
  const start = slots[2 * group] ?? -1;
  const end = slots[2 * group + 1] ?? -1;
  return start < 0 || end < 0 ? "" : subject.slice(start, end);
}

function raising<Result>(raisedIn: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof RegexError) throw new PipelineError("error", raisedIn, error.message);
    throw error;
  }
}
