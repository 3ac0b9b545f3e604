import { type PublicRequest, publicRequestSchema } from "../../src/intake/intake-api.ts";
import type { EndpointRequest } from "../../src/request/endpoint-request.ts";
import type { ServerKey } from "./server-key.ts";

/** The request as it is kept: JSON without contact and notes. */
export function publicText(request: EndpointRequest): string {
  return JSON.stringify(publicRequestSchema.parse(request));
}

/** What was kept, read again. */
export function publicRequest(text: string): PublicRequest {
  return publicRequestSchema.parse(JSON.parse(text));
}

/** Keyed hash of all that was sent: the same for the same answers, in whatever order their names come. */
export function digestOf(request: EndpointRequest, key: ServerKey): string {
  return key.digest("request", JSON.stringify(request, sortedMembers));
}

function sortedMembers(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
