import type { RequestStatus } from "../intake/request-status.ts";
import type { EndpointRequest } from "../request/endpoint-request.ts";
import type { FieldProblem } from "../request/validate.ts";

/**
 * How far a finished request has come.
 * - `waiting`: it is stored here and will be sent;
 * - `received`: the server has it;
 * - `needs-changes`: the server refused it, by field;
 * - `handed-over`: there is no server; the person sent the file or email.
 */
export type OutboxState = "waiting" | "received" | "needs-changes" | "handed-over";

/** A finished request as the outbox keeps it. */
export interface OutboxEntry {
  /** The request's idempotency key. */
  readonly id: string;
  /** As both sides quote it. */
  readonly reference: string;
  readonly request: EndpointRequest;
  readonly state: OutboxState;
  /** ISO time it was finished. */
  readonly finishedAt: string;
  /** Sending attempts that failed. */
  readonly attempts: number;
  /** Milliseconds since 1970: not tried again before. */
  readonly nextAttempt: number;
  /** Milliseconds since 1970: a tab is sending it until then at the latest. */
  readonly claimedUntil: number;
  /** Why the last attempt failed, in words. */
  readonly lastProblem?: string;
  /** ISO time of the server's answer, or of handing over. */
  readonly settledAt?: string;
  /** The publisher's page about it, from the server. */
  readonly statusUrl?: string;
  readonly problems?: readonly FieldProblem[];
  /** The server has it, and this is a corrected version for the same place (`statusUrl`). */
  readonly correction?: true;
  /** What the server said last of how far it is. */
  readonly progress?: RequestProgress;
}

export interface RequestProgress {
  readonly status: RequestStatus;
  /** ISO time of the last thing that happened. */
  readonly changedAt: string;
  /** The team wrote or did something last. */
  readonly teamWasLast: boolean;
}

/** The state in words, as pages show it. */
export const stateWords: Readonly<Record<OutboxState, string>> = {
  waiting: "Waiting to send",
  received: "Received",
  "needs-changes": "Needs changes",
  "handed-over": "Sent by you",
};

/** How long one attempt may take, and with it how long a tab keeps an entry to itself. */
export const claimMilliseconds = 60_000;

/** Whether an entry may be tried at this time. */
export function isDue({ state, nextAttempt, claimedUntil }: OutboxEntry, now: number): boolean {
  return state === "waiting" && nextAttempt <= now && claimedUntil <= now;
}

/** The entry while this tab sends it. */
export function claimed(entry: OutboxEntry, now: number): OutboxEntry {
  return { ...entry, claimedUntil: now + claimMilliseconds };
}

/** Doubling from 5 seconds to half an hour. */
export function waitAfter(attempts: number): number {
  return Math.min(30 * 60_000, 5_000 * 2 ** Math.min(attempts - 1, 20));
}

/** What came of an attempt to send. */
export type SendResult =
  | { readonly kind: "received"; readonly reference?: string; readonly statusUrl?: string }
  | { readonly kind: "refused"; readonly problems: readonly FieldProblem[] }
  | { readonly kind: "failed"; readonly problem: string; readonly waitMilliseconds?: number };

/** The entry after an attempt. @param now milliseconds since 1970 */
export function afterAttempt(entry: OutboxEntry, result: SendResult, now: number): OutboxEntry {
  const { lastProblem: _, problems: __, ...rest } = entry;
  const settledAt = new Date(now).toISOString();
  switch (result.kind) {
    case "received": {
      const { correction: ___, ...received } = rest;
      return {
        ...received,
        state: "received",
        claimedUntil: 0,
        settledAt,
        ...(result.reference === undefined ? {} : { reference: result.reference }),
        ...(result.statusUrl === undefined ? {} : { statusUrl: result.statusUrl }),
      };
    }
    case "refused":
      return { ...rest, state: "needs-changes", claimedUntil: 0, settledAt, problems: result.problems };
    case "failed": {
      const attempts = entry.attempts + 1;
      const wait = Math.max(waitAfter(attempts), result.waitMilliseconds ?? 0);
      return { ...rest, attempts, claimedUntil: 0, nextAttempt: now + wait, lastProblem: result.problem };
    }
  }
}
