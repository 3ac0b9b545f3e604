/** How much a finding about an address matters. */
export type Verdict = "must fix" | "worth checking" | "fine";

/** One finding about an address or about what it answered. */
export interface Advice {
  /** Stable, for tests, reports and links: `dated-name`. */
  readonly id: string;
  readonly verdict: Verdict;
  /** Why, in plain words, with what to do. */
  readonly reason: string;
  /** An address that is better and should work as it is. Offered, never applied. */
  readonly better?: string;
  /** What a better address could look like; not one that exists. */
  readonly example?: string;
}

/** The weightiest verdict of a list; `fine` when there is nothing to say. */
export function worstVerdict(advice: readonly Advice[]): Verdict {
  if (advice.some(({ verdict }) => verdict === "must fix")) return "must fix";
  return advice.some(({ verdict }) => verdict === "worth checking") ? "worth checking" : "fine";
}
