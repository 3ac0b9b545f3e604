import type { PublicRequest, RequestView } from "../../intake/intake-api.ts";
import { statusPagePath } from "../../intake/intake-api.ts";
import type { RequestDraft } from "../../request/draft.ts";
import { evidenceOf } from "../../request/evidence.ts";
import { reopenedDraft } from "../../request/reopen.ts";
import { listChecks, type StoredCheck } from "../../store/checks.ts";
import { readOutbox } from "../../store/outbox.ts";
import { readDraft } from "../../store/request-drafts.ts";
import { startDraft } from "./draft-state.ts";

/**
 * Opens what was sent as a draft again, to be sent to the same place with the same reference. A correction begun before
 * goes on. Name, email and notes come from this computer; elsewhere they are asked once more, because the server gives
 * them to nobody with the link alone.
 */
export async function correctRequest(
  secret: string,
  sent: PublicRequest,
  view: RequestView,
): Promise<RequestDraft> {
  const page = statusPagePath + secret;
  const id = sent.idempotencyKey;
  const begun = await readDraft(id).catch(() => undefined);
  const own = (await readOutbox(id).catch(() => undefined))?.request;
  const request = { ...sent, contact: own?.contact ?? { name: "", email: "" }, notes: own?.notes ?? "" };
  const reopened =
    begun?.correcting === page ? begun : reopenedDraft(request, new Date().toISOString(), page);
  const check = sent.kind === "add" ? await newestCheck(sent, lastSent(view)) : undefined;
  const draft: RequestDraft = check
    ? {
        ...reopened,
        checkId: check.id,
        answers: { ...reopened.answers, ...withResult(check) },
      }
    : reopened;
  await startDraft(draft);
  return draft;
}

/** The result of the newer check; what was said about things to fix goes when there are none. */
function withResult({ report }: StoredCheck): Pick<RequestDraft["answers"], "evidence" | "mustFixReason"> {
  const evidence = evidenceOf(report);
  return evidence.mustFix === 0 ? { evidence, mustFixReason: "" } : { evidence };
}

/** When the newest version was sent, ISO. */
function lastSent({ history, sentAt }: RequestView): string {
  return history.findLast((entry) => entry.sent !== undefined)?.at ?? sentAt;
}

/**
 * The newest check on this computer of the request's data since it was sent: of its address, or of a file for its dataset
 * and organisation. Its result then goes with the correction.
 */
export async function newestCheck(
  request: Extract<PublicRequest, { kind: "add" }>,
  since: string,
): Promise<StoredCheck | undefined> {
  const checks = await listChecks().catch(() => []);
  return checks.find(
    ({ at, settings, report }) =>
      at > since &&
      !report.failure &&
      request.datasets.includes(settings.dataset) &&
      (settings.endpoints?.includes(request.endpointUrl) ||
        (settings.endpoints === undefined && settings.organisation === request.organisation)),
  );
}
