import { fieldWords, say } from "../issues/issue-text.ts";
import { textOf } from "../issues/text.ts";
import { findingText, isFindingId } from "./findings.ts";
import type { LineWords } from "./report.ts";

/** The words of a line besides its sentence: the same for every file, so they can be put back into a report without them. */
export function explanationOf(type: string, field: string): Omit<LineWords, "sentence"> {
  const words = fieldWords(field);
  if (isFindingId(type)) {
    const text = findingText[type];
    return {
      what: say(text.what, words),
      why: say(text.why, words),
      effect: say(text.platform, words),
      fix: say(text.fix, words),
      ...("example" in text && text.example ? { example: text.example } : {}),
    };
  }
  const text = textOf(type);
  const { raises, passes } = text.example;
  const fits = text.exampleFits?.(field) ?? true;
  return {
    what: say(text.what, words),
    why: say(text.why, words),
    effect: say(text.platform, words),
    fix: say(text.fix, words),
    ...(fits ? { example: { before: raises, after: passes } } : {}),
    ...(text.note === undefined ? {} : { note: text.note }),
  };
}
