/**
 * How far a request has come on the server, in the words the publisher and the team read. Source: issue 8.
 */
export const requestStatuses = [
  "received",
  "checking",
  "needs-changes",
  "accepted",
  "added",
  "live",
  "declined",
] as const;

export type RequestStatus = (typeof requestStatuses)[number];

/** `label` stands in a tag; `meaning` tells the publisher what it means for them. */
export const statusWords: Readonly<
  Record<RequestStatus, { readonly label: string; readonly meaning: string }>
> = {
  received: {
    label: "Received",
    meaning: "The Planning Data team has your request and has not looked at it yet.",
  },
  checking: { label: "Being checked", meaning: "The Planning Data team is looking at your request." },
  "needs-changes": {
    label: "Needs changes",
    meaning: "The Planning Data team needs something from you before it can go on.",
  },
  accepted: {
    label: "Accepted",
    meaning: "Your request is accepted. The team will now change how the platform collects your data.",
  },
  added: {
    label: "Added",
    meaning: "The change is made. The platform collects data every night, so it shows within a few days.",
  },
  live: { label: "Live", meaning: "What you asked for can be seen on planning.data.gov.uk." },
  declined: { label: "Declined", meaning: "The Planning Data team will not go on with this request." },
};

/**
 * What the team may set a request to next. A step taken by mistake can be taken back to `checking`; `needs-changes`
 * goes back to `received` when the publisher sends the corrected request, which only the publisher does.
 */
export const nextStatuses: Readonly<Record<RequestStatus, readonly RequestStatus[]>> = {
  received: ["checking", "needs-changes", "accepted", "declined"],
  checking: ["needs-changes", "accepted", "declined"],
  "needs-changes": ["checking", "accepted", "declined"],
  accepted: ["added", "checking", "declined"],
  added: ["live", "checking"],
  live: ["checking"],
  declined: ["checking"],
};

/** Statuses that mean nothing to the publisher without words of the team. */
export const needsMessage: readonly RequestStatus[] = ["needs-changes", "declined"];

/** Whether the team may take a request from one status to another. */
export function mayBecome(from: RequestStatus, to: RequestStatus): boolean {
  return nextStatuses[from].includes(to);
}
