import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { type EndpointRequest, endpointRequestSchema } from "./endpoint-request.ts";
import { requestReference } from "./reference.ts";
import type { FieldProblem } from "./validate.ts";

export type RequestReply =
  | { readonly ok: true; readonly request: EndpointRequest }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Reads a request from JSON of unknown make: the one door for files, links, the outbox and the server. */
export function readRequest(json: unknown): RequestReply {
  const parsed = endpointRequestSchema.safeParse(json);
  if (parsed.success) return { ok: true, request: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
  return { ok: false, problems };
}

/** The request file: JSON, indented, ended by a line end. */
export function writeRequestFile(request: EndpointRequest): string {
  return `${JSON.stringify(request, undefined, 2)}\n`;
}

export function readRequestFile(text: string): RequestReply {
  const json = parseJson(text.replace(/^\uFEFF/, ""));
  if (json === undefined) {
    return {
      ok: false,
      problems: [{ field: "", message: "The file is not a request file: it is not JSON" }],
    };
  }
  return readRequest(json);
}

/** `PDC-7K3M-Q9XT.json`. */
export function requestFileName(request: EndpointRequest): string {
  return `${requestReference(request.idempotencyKey)}.json`;
}

/** The request for the fragment of a link, which is never sent to a server: compressed, then base64url. */
export function requestFragment(request: EndpointRequest): string {
  const bytes = deflateSync(strToU8(JSON.stringify(request)), { level: 9 });
  const digits = btoa(String.fromCharCode(...bytes));
  return digits.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function readRequestFragment(fragment: string): RequestReply {
  const broken: RequestReply = {
    ok: false,
    problems: [{ field: "", message: "The link is not complete. Ask for it again, or for the request file" }],
  };
  try {
    const digits = atob(fragment.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(digits, (digit) => digit.charCodeAt(0));
    const json = parseJson(strFromU8(inflateSync(bytes)));
    return json === undefined ? broken : readRequest(json);
  } catch {
    return broken;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
