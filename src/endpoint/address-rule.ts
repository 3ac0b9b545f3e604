import type { AddressSubject } from "./address-subject.ts";
import type { Verdict } from "./advice.ts";

/**
 * What can be said of an address before anybody asks it, as data: one rule a finding, in the order they are shown.
 *
 * Source: the team's guidance and the rules of the live service; what registered addresses really look like.
 */
export interface AddressRule {
  readonly id: string;
  readonly verdict: Verdict;
  /** Plain words: why it matters and what to do. A function where the words depend on the address. */
  readonly reason: string | ((subject: AddressSubject) => string);
  readonly applies: (subject: AddressSubject) => boolean;
  readonly better?: (subject: AddressSubject) => string | undefined;
  readonly example?: (subject: AddressSubject) => string | undefined;
  /** Nothing else can be said of such an address. */
  readonly isFinal?: boolean;
}

/** A copy of an address with something changed. */
export function withUrl(url: URL, change: (copy: URL) => void): string {
  const copy = new URL(url.href);
  change(copy);
  return copy.href;
}
