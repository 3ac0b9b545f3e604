import { signal } from "@preact/signals";
import type { RequestAnswers, RequestDraft } from "../../request/draft.ts";
import { readDraft, saveDraft } from "../../store/request-drafts.ts";
import { forgetDraft, noteDraft, notedDraft } from "./draft-journal.ts";

export type DraftState =
  | { readonly kind: "loading" }
  | { readonly kind: "none" }
  | { readonly kind: "open"; readonly draft: RequestDraft };

/** The draft this tab shows. */
export const draftState = signal<DraftState>({ kind: "loading" });
/** The browser keeps nothing: said on every page of the request. */
export const notKept = signal(false);

let saving: Promise<void> = Promise.resolve();

/** Shows a draft: from memory when it is the one open, else from this computer. */
export async function openDraft(id: string): Promise<void> {
  const now = draftState.peek();
  if (now.kind === "open" && now.draft.id === id) return;
  draftState.value = { kind: "loading" };
  draftState.value = await storedDraft(id);
}

/** The draft in the database, with a change that it did not get before the tab was closed. */
async function storedDraft(id: string): Promise<DraftState> {
  let stored: RequestDraft | undefined;
  try {
    stored = await readDraft(id);
    // Finished or deleted in another tab: what was noted of it counts no more.
    if (!stored) forgetDraft(id);
  } catch {
    // A browser without a database may still have what was noted.
  }
  const draft = notedDraft(id, stored) ?? stored;
  return draft ? { kind: "open", draft } : { kind: "none" };
}

/** Takes a new draft as the one shown and keeps it. */
export function startDraft(draft: RequestDraft): Promise<void> {
  draftState.value = { kind: "open", draft };
  return keep();
}

export function changeAnswers(changes: Partial<RequestAnswers>): void {
  changeDraft((draft) => ({ ...draft, answers: { ...draft.answers, ...changes } }));
}

/** A question was seen and left: if it is optional, it is answered. */
export function markSeen(question: string): void {
  changeDraft((draft) =>
    draft.seen.includes(question) ? draft : { ...draft, seen: [...draft.seen, question] },
  );
}

/** Changes the open draft and keeps it at once, so that a crash of the tab loses at most a letter. */
export function changeDraft(change: (draft: RequestDraft) => RequestDraft, id?: string): void {
  const now = draftState.peek();
  if (now.kind !== "open" || (id !== undefined && now.draft.id !== id)) return;
  const changed = change(now.draft);
  if (changed === now.draft) return;
  draftState.value = { kind: "open", draft: { ...changed, changedAt: new Date().toISOString() } };
  void keep();
}

/** Resolves when everything said so far is kept. */
export function kept(): Promise<void> {
  return saving;
}

/** The draft was finished or deleted. */
export function closeDraft(): void {
  const now = draftState.peek();
  if (now.kind === "open") forgetDraft(now.draft.id);
  draftState.value = { kind: "none" };
}

function keep(): Promise<void> {
  const changed = draftState.peek();
  if (changed.kind === "open") noteDraft(changed.draft);
  saving = saving.then(async () => {
    const now = draftState.peek();
    if (now.kind !== "open") return;
    try {
      await saveDraft(now.draft);
      forgetDraft(now.draft.id, now.draft.changedAt);
      notKept.value = false;
    } catch {
      notKept.value = true;
    }
  });
  return saving;
}
