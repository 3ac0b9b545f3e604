import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ApiProblem } from "../../src/intake/intake-api.ts";
import type { Refusal } from "../storage/submissions.ts";

/** What stands in the way, in words; `field` is blank when it is not about one answer. */
export function problem(
  context: Context,
  status: ContentfulStatusCode,
  message: string,
  field = "",
): Response {
  return problems(context, status, [{ field, message }]);
}

export function problems(
  context: Context,
  status: ContentfulStatusCode,
  errors: ApiProblem["errors"],
): Response {
  return context.json({ errors } satisfies ApiProblem, status);
}

export function tooMany(context: Context, seconds: number): Response {
  context.header("Retry-After", String(seconds));
  return problem(context, 429, `Too many requests from here. Try again in ${seconds} seconds`);
}

export function notThere(context: Context): Response {
  return problem(context, 404, "There is nothing at this address");
}

const refusals: Readonly<Record<Refusal, readonly [ContentfulStatusCode, string]>> = {
  "not-found": [404, "There is no such request"],
  "other-request": [
    409,
    "A different request was sent with the same key before. Begin a new request, or correct the one that was sent from its status page",
  ],
  "reference-taken": [409, "The reference of this request belongs to another one. Begin a new request"],
  "not-asked": [
    409,
    "The request can be changed only while the Planning Data team asks for changes. Write a message instead",
  ],
  "other-kind": [422, "The correction must ask for the same kind of change as the request"],
  "changed-meanwhile": [
    409,
    "Somebody changed this request since you opened it. Load it again, look at what changed, and then decide",
  ],
  "not-a-next-status": [409, "The request cannot go from the status it has to this one"],
  "message-missing": [422, "Enter a message: the publisher must know what to do, or why"],
};

const refusedFields: Partial<Record<Refusal, string>> = {
  "other-kind": "kind",
  "not-a-next-status": "status",
  "message-missing": "message",
};

export function refused(context: Context, refusal: Refusal): Response {
  const [status, message] = refusals[refusal];
  return problem(context, status, message, refusedFields[refusal]);
}
