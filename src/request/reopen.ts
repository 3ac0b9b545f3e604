import { answersOf, newDraft, type RequestDraft } from "./draft.ts";
import type { EndpointRequest } from "./endpoint-request.ts";
import { questionIds } from "./questions.ts";

/**
 * A finished request as a draft again, every question answered: to change what was refused, or a file that was opened.
 * @param correcting the publisher's page, when the server has the request already
 */
export function reopenedDraft(request: EndpointRequest, now: string, correcting?: string): RequestDraft {
  return {
    ...newDraft(request.idempotencyKey, now, answersOf(request)),
    seen: [...questionIds],
    ...(correcting === undefined ? {} : { correcting }),
  };
}
