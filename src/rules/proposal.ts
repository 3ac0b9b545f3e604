import type { RuleEdit } from "./edit.ts";

/** Configuration rows that would change what was complained about, and why they would. */
export interface Proposal {
  /** The same for the same proposal of the same run. */
  readonly id: string;
  /** What it does: "Read the column Area Ref as reference". */
  readonly title: string;
  /** One sentence: what is the matter. */
  readonly cause: string;
  readonly edits: readonly RuleEdit[];
  /** Cells that only a person can fill. */
  readonly asks: readonly ProposalAsk[];
  /** What the publisher should put right, so that the row is not needed for ever: "write ... instead of ...". `""`: nothing. */
  readonly publisher: string;
}

export interface ProposalAsk {
  readonly edit: number;
  readonly column: string;
  readonly hint: string;
}

type Draft = Omit<Proposal, "id" | "asks"> & { readonly asks?: readonly ProposalAsk[] };

export function proposal(draft: Draft): Proposal {
  return { asks: [], ...draft, id: JSON.stringify(draft.edits) };
}
