import type { RequestDraft } from "../request/draft.ts";
import { database } from "./database.ts";

export async function saveDraft(draft: RequestDraft): Promise<void> {
  const step = (await database()).transaction(["drafts", "outbox"], "readwrite");
  const finished = await step.objectStore("outbox").get(draft.id);
  // Another tab has finished it meanwhile: a draft beside the finished request would be sent as nothing.
  const replaces = finished?.state === "needs-changes" || (draft.correcting && finished?.state !== "waiting");
  if (!finished || replaces) await step.objectStore("drafts").put(draft);
  await step.done;
}

export async function readDraft(id: string): Promise<RequestDraft | undefined> {
  return (await database()).get("drafts", id);
}

/** The one changed last first. */
export async function listDrafts(): Promise<RequestDraft[]> {
  const drafts = await (await database()).getAll("drafts");
  return drafts.sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
}

export async function deleteDraft(id: string): Promise<void> {
  await (await database()).delete("drafts", id);
}
