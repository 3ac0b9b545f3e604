import type { FieldProblem } from "../../request/validate.ts";
import { claimMilliseconds, type OutboxEntry, type SendResult } from "../../store/outbox-entry.ts";

const api = "/api/v1";

/** Whether there is a server that takes requests; `undefined`: cannot be told, there is no connection. */
export async function serverTakesRequests(fetchPage: typeof fetch = fetch): Promise<boolean | undefined> {
  try {
    const response = await fetchPage(`${api}/health`, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(10_000),
    });
    // A static host answers every address with the app's own page.
    return response.ok && (response.headers.get("Content-Type") ?? "").includes("json");
  } catch {
    return undefined;
  }
}

/** Sends one request, with its key, so that the server stores it once however often it comes. Never rejects. */
export async function sendRequest(
  { request, correction, statusUrl = "" }: OutboxEntry,
  fetchPage: typeof fetch = fetch,
): Promise<SendResult> {
  let response: Response;
  let body: unknown;
  try {
    const secret = encodeURIComponent(statusUrl.split("/").at(-1) ?? "");
    const place = correction ? `${api}/status/${secret}/request` : `${api}/requests`;
    response = await fetchPage(place, {
      method: correction ? "PUT" : "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "Idempotency-Key": request.idempotencyKey,
      },
      body: JSON.stringify(request),
      // Shorter than a tab's claim, so that no other tab begins while this one still waits.
      signal: AbortSignal.timeout(claimMilliseconds / 2),
    });
    body = await response.json().catch(() => undefined);
  } catch {
    return { kind: "failed", problem: "There is no connection to the server" };
  }
  if (response.status === 200 || response.status === 201) return receivedFrom(body);
  // Another request has its key, or a correction comes too late (409); it is too big (413); the place of a correction is
  // gone (404): trying again would not help.
  if ([409, 413, 422].includes(response.status) || (correction && response.status === 404))
    return { kind: "refused", problems: problemsIn(body) };
  const seconds = Number(response.headers.get("Retry-After") ?? "");
  const wait = seconds > 0 ? { waitMilliseconds: Math.min(seconds, 3600) * 1000 } : {};
  return { kind: "failed", problem: `The server answered ${response.status}`, ...wait };
}

function receivedFrom(body: unknown): SendResult {
  const reference = memberOf(body, "reference");
  const statusUrl = memberOf(body, "statusUrl");
  // Without a reference it was not the server that answered, but a page of whatever stands in between.
  if (typeof reference !== "string") {
    return { kind: "failed", problem: "The answer was not from a server that takes requests" };
  }
  return { kind: "received", reference, ...(isPage(statusUrl) ? { statusUrl } : {}) };
}

/** An address on this or another web server: never one that would run a script. */
function isPage(url: unknown): url is string {
  return typeof url === "string" && /^(?:\/(?!\/)|https?:\/\/)/.test(url);
}

function problemsIn(body: unknown): FieldProblem[] {
  const errors = memberOf(body, "errors");
  if (!Array.isArray(errors)) return [{ field: "", message: "The server did not accept the request" }];
  return errors.map((error: unknown) => ({
    field: String(memberOf(error, "field") ?? ""),
    message: String(memberOf(error, "message") ?? "Not accepted"),
  }));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
