import { compilePattern } from "../engine/regex/pattern.ts";

const special = /[\\^$.|?*+()[\]{}]/g;

/** A text as a pattern that matches it, in the dialect of the configuration's patterns. */
export function escapedPattern(text: string): string {
  return text.replace(special, "\\$&");
}

/**
 * The pattern of a patch for one value and no other: the value itself where no other value begins with it (a pattern
 * matches from the start, in any case of letters), else the value between anchors.
 */
export function valuePattern(value: string, others: Iterable<string>): string {
  const start = value.toLowerCase();
  let begins = false;
  for (const other of others) {
    if (other !== value && other.toLowerCase().startsWith(start)) {
      begins = true;
      break;
    }
  }
  const plain = value !== "" && value.replace(special, "") === value && !begins;
  return plain ? value : `^${escapedPattern(value)}$`;
}

/** Why a pattern cannot be used, `undefined` when it can. The words are the pipeline's own regular expressions'. */
export function patternFault(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A pattern that matches what another matches, and one value besides. Flags stand first, as they must. */
export function widenedPattern(pattern: string, value: string): string {
  const flags = /^(?:\(\?[aiLmsux]+\))+/.exec(pattern)?.[0] ?? "";
  return `${flags}(?:${pattern.slice(flags.length)})|${escapedPattern(value)}$`;
}
