import type { DecisionTexts } from "../request/decisions-text.ts";
import { database } from "./database.ts";

/**
 * Entity numbers that were downloaded for a request or an import on this computer: another one must not propose them
 * again while the repository does not hold them yet.
 */
export interface StoredProposal {
  /** Idempotency key of the request, or the import's id. */
  readonly id: string;
  /** As people call it, for the note on the other one. */
  readonly label: string;
  /** Collection to the numbers, as text. */
  readonly entities: Readonly<Record<string, readonly string[]>>;
  /** ISO time of the download; `""`: nothing was downloaded yet. */
  readonly at: string;
  /** What a person decided about the numbers, as written (src/request/decisions-text.ts). */
  readonly decisions?: DecisionTexts;
}

export async function readProposal(id: string): Promise<StoredProposal | undefined> {
  return (await database()).get("proposals", id);
}

export async function saveProposal(proposal: StoredProposal): Promise<void> {
  await (await database()).put("proposals", proposal);
}

/** Everything proposed on this computer but by this request or import itself. */
export async function otherProposals(id: string): Promise<StoredProposal[]> {
  return (await (await database()).getAll("proposals")).filter((one) => one.id !== id);
}

export async function deleteProposal(id: string): Promise<void> {
  await (await database()).delete("proposals", id);
}
