import { kindRules } from "./address-kind-rules.ts";
import type { AddressRule } from "./address-rule.ts";
import { stabilityRules } from "./address-stability-rules.ts";
import { type AddressSubject, addressSubject } from "./address-subject.ts";
import { placeRules, textRules } from "./address-text-rules.ts";
import type { Advice } from "./advice.ts";
import { type HostKnowledge, hostVerdict } from "./host-verdict.ts";

/** All rules, for tests and for the list of them that people read. */
export const addressRules: readonly AddressRule[] = [
  ...textRules,
  ...placeRules,
  ...stabilityRules,
  ...kindRules,
];

/**
 * Everything there is to say of an address before asking it, at most one finding a rule, the host's verdict among them.
 * @param text exactly as typed
 */
export function adviseOnAddress(text: string, knowledge: HostKnowledge = {}): Advice[] {
  const subject = addressSubject(text);
  const advice: Advice[] = [];
  for (const rule of addressRules) {
    if (!rule.applies(subject)) continue;
    advice.push(written(rule, subject));
    if (rule.isFinal) return advice;
  }
  return [...advice, hostVerdict(subject.host, knowledge)];
}

/** Whether an address is not worth asking: it is none, or leads nowhere the collector could go. */
export function isHopeless(advice: readonly Advice[]): boolean {
  return advice.some(({ id }) => hopeless.has(id));
}

const hopeless: ReadonlySet<string> = new Set(
  addressRules.filter(({ isFinal }) => isFinal).map(({ id }) => id),
);

function written(rule: AddressRule, subject: AddressSubject): Advice {
  const better = rule.better?.(subject);
  const example = rule.example?.(subject);
  return {
    id: rule.id,
    verdict: rule.verdict,
    reason: typeof rule.reason === "string" ? rule.reason : rule.reason(subject),
    ...(better === undefined || better === subject.text ? {} : { better }),
    ...(example === undefined ? {} : { example }),
  };
}
