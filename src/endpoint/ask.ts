import { collectorUserAgent } from "./collector.ts";
import {
  type CancelSignal,
  type Fetch,
  type FetchFailure,
  FetchInterrupted,
  header,
  readBody,
} from "./fetch.ts";

/** A small question put to a service besides collecting: what layers it has, how many features. */
export type Asked =
  | { readonly ok: true; readonly status: number; readonly type: string; readonly text: string }
  | { readonly ok: false; readonly failure: FetchFailure };

// Answers to such questions are small; a service that sends the data instead is cut short.
const mostBytes = 20_000_000;

export async function askText(
  fetch: Fetch,
  url: string,
  parameters: readonly (readonly [string, string])[] = [],
  cancel?: CancelSignal,
): Promise<Asked> {
  const reply = await fetch({
    url,
    parameters,
    method: "GET",
    userAgent: collectorUserAgent,
    timeoutSeconds: 60,
    verifyCertificate: true,
    ...(cancel ? { cancel } : {}),
  });
  if (!reply.ok) return reply;
  try {
    const body = await readBody(reply.response, mostBytes);
    return {
      ok: true,
      status: reply.response.status,
      type: header(reply.response.headers, "Content-Type") ?? "",
      text: new TextDecoder().decode(body),
    };
  } catch (error) {
    if (error instanceof FetchInterrupted) return { ok: false, failure: error.failure };
    throw error;
  }
}

/** JSON of unknown shape; `undefined` for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A member of an object of unknown shape. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
