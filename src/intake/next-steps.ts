import type { EndpointRequest } from "../request/endpoint-request.ts";
import { liveDates, longDate } from "../request/live-date.ts";
import type { RequestStatus } from "./request-status.ts";

export interface ProgressOf {
  readonly kind: EndpointRequest["kind"];
  readonly status: RequestStatus;
  /** YYYY-MM-DD of the day it got this status. */
  readonly since: string;
}

/** What happens next, for the publisher, with dates as far as they are known. @param today YYYY-MM-DD */
export function nextSteps({ kind, status, since }: ProgressOf, today: string): string[] {
  const what = { add: "your data", "change-details": "the change", retire: "the change" }[kind];
  const later = "Bank holidays and corrections make it later.";
  switch (status) {
    case "received":
    case "checking": {
      const { merged, visible } = liveDates(today);
      return [
        status === "received"
          ? "The Planning Data team looks at the request and checks the data once more. You need to do nothing now."
          : "Somebody of the Planning Data team is looking at it. You need to do nothing now.",
        `If the team accepts it today, it can be added on the evening of ${longDate(merged)}, and ${what} can be seen on the platform from ${longDate(visible)}. ${later}`,
      ];
    }
    case "needs-changes":
      return [
        "The team waits for you. Correct what it names, then change your answers and send the request again, or answer with a message. The reference stays the same.",
      ];
    case "accepted": {
      // The evening after it was accepted may have passed without it: then the next one.
      const { merged, visible } = liveDates(since > today ? since : today);
      return [
        `It can be added on the evening of ${longDate(merged)}, and ${what} can be seen on the platform from ${longDate(visible)}. ${later}`,
      ];
    }
    case "added":
      return [
        `It was added on ${longDate(since)}. The platform collects every night, so ${what} can be seen a day or two later. The team looks whether it is there.`,
      ];
    case "live":
      return kind === "add"
        ? [
            "Your data is on the platform. It is collected from the same address every night: keep the address as it is, and publish corrections there.",
          ]
        : ["The change has been made."];
    case "declined":
      return [
        "The team does not go on with this request. Its message says why. You can answer below, or start a new request.",
      ];
  }
}
