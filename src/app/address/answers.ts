import type { AddressFound } from "../../../workers/endpoint-protocol.ts";

/** What an address answered, and when it was asked. */
export interface Answered {
  readonly found: AddressFound;
  /** ISO time. */
  readonly at: string;
}

/** Under this the tab keeps what was said of its last addresses, so that a reload asks nobody anew. */
const tabKey = "addresses";
const most = 10;
const held = new Map<string, Answered>();

/** Keeps an answer for this tab: with its data until the page is loaded anew, without it after that. */
export function holdAnswer(answered: Answered): void {
  held.set(answered.found.url, answered);
  const without = [...held.values()]
    .slice(-most)
    .map(({ found: { file: _, ...found }, at }) => ({ found, at }));
  try {
    sessionStorage.setItem(tabKey, JSON.stringify(without));
  } catch {
    // No room or not allowed: a reload will show the form.
  }
}

/** What was said of an address in this tab; `undefined` when it has not been asked. */
export function heldAnswer(url: string): Answered | undefined {
  if (!held.has(url))
    for (const answered of stored())
      if (!held.has(answered.found.url)) held.set(answered.found.url, answered);
  return held.get(url);
}

function stored(): readonly Answered[] {
  try {
    // Written by `holdAnswer` in this tab.
    return JSON.parse(sessionStorage.getItem(tabKey) ?? "[]") as readonly Answered[];
  } catch {
    return [];
  }
}
