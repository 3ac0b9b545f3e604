import type { DataFacts } from "./data-facts.ts";
import type { ChangeRequest, EndpointRequest } from "./endpoint-request.ts";
import type { AddDraft } from "./validate.ts";

export type RequestKind = EndpointRequest["kind"];

/** Answers so far, of whatever kind of request; any may be missing. */
export type RequestAnswers = Omit<AddDraft, "kind"> & {
  readonly kind?: RequestKind | undefined;
  /** Hash of the endpoint whose details change. */
  readonly endpoint?: string | undefined;
  /** What the details were when the endpoint was chosen. */
  readonly before?: ChangeRequest["before"];
  /** All datasets the endpoint feeds from now on; absent: as it is. */
  readonly pipelines?: readonly string[] | undefined;
  /** Why endpoints are retired. */
  readonly reason?: string | undefined;
};

/** A request that is being written. */
export interface RequestDraft {
  /** 32 hex digits: the request's idempotency key from the start, so that it can never become two. */
  readonly id: string;
  /** ISO times. */
  readonly startedAt: string;
  readonly changedAt: string;
  readonly answers: RequestAnswers;
  /** Questions that may be left blank and were seen: they count as answered. */
  readonly seen: readonly string[];
  /** What is known of the data; absent when it was not checked here. */
  readonly facts?: DataFacts;
  /** Check it was begun from, to look at again. */
  readonly checkId?: string;
  /** The publisher's page of a request that was sent before: finishing sends it again to its place, with its reference. */
  readonly correcting?: string;
}

/** A new draft. @param id 32 hex digits, random; @param now ISO time */
export function newDraft(id: string, now: string, answers: RequestAnswers): RequestDraft {
  return { id, startedAt: now, changedAt: now, answers, seen: [] };
}

/**
 * The finished request as JSON, only with the answers its kind asks for: to be read by the schema (request-file.ts),
 * which finds what is missing.
 */
export function draftRequest({ id, answers }: RequestDraft): unknown {
  const { organisation, datasets, contact, notes, consent, kind } = answers;
  const common = {
    schema: "planning-data-check/endpoint-request",
    version: 1,
    idempotencyKey: id,
    kind,
    organisation,
    datasets,
    contact: contact && { name: contact.name.trim(), email: contact.email.trim().toLowerCase() },
    notes: notes ?? "",
    consent,
  };
  switch (kind) {
    case "change-details": {
      const { endpoint, endpointUrl, documentationUrl, licence, pipelines, before } = answers;
      return {
        ...common,
        endpoint,
        endpointUrl,
        documentationUrl: documentationUrl || undefined,
        licence,
        pipelines,
        before,
      };
    }
    case "retire":
      return {
        ...common,
        endpoints: (answers.existingEndpoints ?? []).filter(({ retire }) => retire),
        reason: answers.reason,
      };
    default: {
      const {
        endpoint: _endpoint,
        reason: _reason,
        before: _before,
        pipelines: _pipelines,
        ...rest
      } = answers;
      return {
        ...rest,
        ...common,
        endpointUrl: answers.endpointUrl?.trim(),
        shares: (answers.shares ?? [])
          .filter(({ field, pattern }) => field !== "" && pattern !== "")
          .map((share) => ({ ...share, pattern: literalPattern(share.pattern) })),
      };
    }
  }
}

/** The answers of a finished request, to change it: what the server refused, or a file that was opened. */
export function answersOf(request: EndpointRequest): RequestAnswers {
  const { schema: _, version: __, idempotencyKey: ___, ...answers } = request;
  if (answers.kind === "retire") {
    const { endpoints, ...rest } = answers;
    return { ...rest, existingEndpoints: endpoints };
  }
  if (answers.kind === "change-details") return answers;
  const shares = answers.shares.map((share) => ({
    ...share,
    pattern: share.pattern.replace(/\\([^a-z0-9\s])/gi, "$1"),
  }));
  return { ...answers, shares };
}

/** What a person typed as the beginning of a value, as a pattern that means just that. */
function literalPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
