import type { z } from "zod";

/** What became of a question to the server of requests. Never rejects: every end is one of these. */
export type ApiReply<Value> =
  | { readonly kind: "ok"; readonly value: Value }
  /** There is no connection, or the server did not answer in time. */
  | { readonly kind: "offline" }
  /** No server of requests stands behind this copy of the tool. */
  | { readonly kind: "no-server" }
  | { readonly kind: "signed-out"; readonly message: string }
  | { readonly kind: "not-found" }
  /** Somebody else was faster, or it is not possible in this status. */
  | { readonly kind: "conflict"; readonly message: string }
  /** What was sent cannot be taken; in words. */
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string };

export interface ApiCall {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const timeout = 30_000;

/**
 * Asks the server and reads the answer by its schema.
 * @param schema absent: the answer's content does not matter
 */
export async function askApi<Value>(
  path: string,
  schema: z.ZodType<Value>,
  { method = "GET", body, headers = {} }: ApiCall = {},
): Promise<ApiReply<Value>> {
  let response: Response;
  let json: unknown;
  try {
    response = await fetch(path, {
      method,
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: "no-store",
      signal: AbortSignal.timeout(timeout),
    });
    json = await response.json().catch(() => undefined);
  } catch {
    return { kind: "offline" };
  }
  // A static host answers with the app's own page, or with a page that says that there is none.
  if (json === undefined && [200, 404, 405, 501].includes(response.status)) return { kind: "no-server" };
  if (response.ok) {
    const read = schema.safeParse(json);
    if (read.success) return { kind: "ok", value: read.data };
    return { kind: "failed", message: "The server's answer cannot be read: it may be of another version" };
  }
  const message = messageIn(json) ?? `The server answered ${response.status}`;
  switch (response.status) {
    case 401:
    case 403:
      return { kind: "signed-out", message };
    case 404:
      return { kind: "not-found" };
    case 409:
      return { kind: "conflict", message };
    case 400:
    case 413:
    case 422:
      return { kind: "refused", message };
    default:
      return { kind: "failed", message };
  }
}

/** The server's own words, all of them. */
function messageIn(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null || !("errors" in json) || !Array.isArray(json.errors))
    return undefined;
  const messages = json.errors.flatMap((error: unknown) =>
    typeof error === "object" && error !== null && "message" in error ? [String(error.message)] : [],
  );
  return messages.length > 0 ? messages.join(". ") : undefined;
}

/** Why there is nothing to show or nothing was done, in words for people. */
export function replyWords(reply: Exclude<ApiReply<unknown>, { kind: "ok" }>): string {
  switch (reply.kind) {
    case "offline":
      return "There is no connection to the server. Nothing was lost: try again when you are online";
    case "no-server":
      return "This copy of the tool has no server for requests";
    case "signed-out":
      return "You are not signed in any more. Sign in again";
    case "not-found":
      return "There is no such request";
    case "conflict":
    case "refused":
    case "failed":
      return reply.message;
  }
}
