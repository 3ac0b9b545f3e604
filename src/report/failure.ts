import type { FailureReason } from "../engine/convert/failure.ts";

/** The ways a check cannot go on, or went on but has nothing to show. Returned, never thrown; each has one plain sentence. */
export type CheckFailure =
  | { readonly code: "unreadable"; readonly reason: FailureReason; readonly detail: string }
  | { readonly code: "no-rows"; readonly detail: string }
  | { readonly code: "pipeline-raises"; readonly detail: string; readonly raisedIn: string }
  | { readonly code: "unknown-dataset"; readonly dataset: string }
  | {
      readonly code: "bad-configuration";
      readonly file: string;
      readonly line: number;
      readonly column: string;
      readonly detail: string;
    }
  /** The table of OSTN15 could not be loaded, and the data needs it. */
  | { readonly code: "grid-unavailable"; readonly detail: string }
  | { readonly code: "cancelled" }
  | { readonly code: "worker-lost"; readonly detail: string };
