import type { RequestDraft } from "../../request/draft.ts";

/**
 * The last change of a draft, written before the answer to the key is drawn: the database takes a moment, and a tab may be
 * killed in it. Gone again as soon as the database has the change. Drafts are small; nothing of this leaves the computer.
 */
export function noteDraft(draft: RequestDraft): void {
  try {
    localStorage.setItem(keyOf(draft.id), JSON.stringify(draft));
  } catch {
    // No room, or a browser that keeps nothing: the database is tried all the same.
  }
}

/** What was noted and not yet forgotten, when it is later than what the database has. */
export function notedDraft(id: string, stored: RequestDraft | undefined): RequestDraft | undefined {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? "");
    if (!isDraft(draft) || draft.id !== id) return undefined;
    return stored && stored.changedAt >= draft.changedAt ? undefined : draft;
  } catch {
    return undefined;
  }
}

/** The database has this change, or the draft is finished or deleted. A later change stays noted. */
export function forgetDraft(id: string, changedAt?: string): void {
  try {
    const noted = notedDraft(id, undefined);
    if (changedAt === undefined || (noted && noted.changedAt <= changedAt))
      localStorage.removeItem(keyOf(id));
  } catch {
    // Nothing is kept there then.
  }
}

function keyOf(id: string): string {
  return `draft-${id}`;
}

/** Written by ourselves: enough to see that it is a draft. */
function isDraft(value: unknown): value is RequestDraft {
  return (
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    "changedAt" in value &&
    "answers" in value &&
    "seen" in value
  );
}
