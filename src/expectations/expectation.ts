/**
 * Expectations: what the platform tests after the build, on a dataset (rules of expect.csv) and on the tables of the
 * configuration. None of it is part of a check; the words are the platform's own.
 * Source: digital_land/expectations; engine/expectations.md
 */

/** JSON as a rule's parameters hold it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Parameters = { readonly [name: string]: Json };

/** What came of one expectation. */
export interface Outcome {
  readonly passed: boolean;
  readonly message: string;
  readonly details: { readonly [name: string]: Json };
}

/** The platform raises here: the whole run ends and nothing is saved. */
export class ExpectationError extends Error {
  constructor(
    /** Name of the exception, as Python has it. */
    readonly exception: string,
    message: string,
  ) {
    super(message);
  }
}

export function raise(exception: string, message: string): never {
  throw new ExpectationError(exception, message);
}

/** Parameters an operation takes, and those that must be given. */
export interface Signature {
  readonly name: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** @throws ExpectationError as Python does for an argument too many or too few */
export function checkArguments({ name, required, optional }: Signature, parameters: Parameters): void {
  const unexpected = Object.keys(parameters).find(
    (key) => !required.includes(key) && !optional.includes(key),
  );
  if (unexpected !== undefined) {
    raise("TypeError", `${name}() got an unexpected keyword argument '${unexpected}'`);
  }
  const missing = required.filter((key) => !(key in parameters));
  if (missing.length === 0) return;
  const quoted = missing.map((key) => `'${key}'`);
  const list = quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}` : quoted[0];
  const arguments_ = `positional argument${missing.length > 1 ? "s" : ""}`;
  raise("TypeError", `${name}() missing ${missing.length} required ${arguments_}: ${list}`);
}

/** A parameter as text; what is no text as Python would write it into one. */
export function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const comparisons: Readonly<Record<string, (actual: number, expected: number) => boolean>> = {
  equals_to: (actual, expected) => actual === expected,
  not_equal_to: (actual, expected) => actual !== expected,
  greater_than: (actual, expected) => actual > expected,
  greater_than_or_equal_to: (actual, expected) => actual >= expected,
  less_than: (actual, expected) => actual < expected,
  less_than_or_equal_to: (actual, expected) => actual <= expected,
};

/** Whether a count is as expected. @param word what the rule's name is called in the platform's message */
export function compareCount(
  actual: number,
  expected: Json | undefined,
  rule: Json | undefined,
  word: "comparison_rule" | "comparison_operator",
): boolean {
  if (typeof expected !== "number" && typeof expected !== "boolean") {
    const type = expected === null ? "NoneType" : typeof expected === "string" ? "str" : "list";
    raise("TypeError", `'>' not supported between instances of 'int' and '${type}'`);
  }
  const compare = Object.hasOwn(comparisons, textOf(rule)) ? comparisons[textOf(rule)] : undefined;
  const names = Object.keys(comparisons).map((name) => `'${name}'`);
  if (!compare)
    raise("ValueError", `Invalid ${word}: '${textOf(rule)}'. Must be one of [${names.join(", ")}].`);
  return compare(actual, Number(expected));
}
