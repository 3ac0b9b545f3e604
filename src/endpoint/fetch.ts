/**
 * The one way this folder reaches the network: a function handed in. In Node it is ours over `node:https`
 * (src/effects/fetch-node.ts), in a browser its own fetch and then the relay (src/effects/fetch-browser.ts),
 * in tests a plain object.
 */
export type Fetch = (request: FetchRequest) => Promise<FetchReply>;

export interface FetchRequest {
  /** As registered; the fetch prepares it as `prepareUrl` does. */
  readonly url: string;
  /** Added to the query of a GET, form-encoded as the body of a POST. */
  readonly parameters?: readonly (readonly [string, string])[];
  readonly method: "GET" | "HEAD" | "POST";
  /** Absent: the fetch's own. A browser cannot choose it. */
  readonly userAgent?: string;
  /** Seconds to wait for the connection, and between two pieces of the answer. */
  readonly timeoutSeconds: number;
  /** Seconds for the whole exchange; none when absent. */
  readonly limitSeconds?: number;
  /** `false`: a certificate that cannot be trusted is accepted. Only Node can do that. */
  readonly verifyCertificate: boolean;
  readonly cancel?: CancelSignal;
}

/** The part of an AbortSignal that is used. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export type FetchReply =
  | { readonly ok: true; readonly response: FetchResponse }
  | { readonly ok: false; readonly failure: FetchFailure };

export interface FetchResponse {
  readonly status: number;
  /** Names as sent, values of one name joined by `, `. */
  readonly headers: ReadonlyMap<string, string>;
  /** What was sent; empty when the fetch cannot know. */
  readonly requestHeaders: ReadonlyMap<string, string>;
  /** The last address asked. */
  readonly url: string;
  /** The addresses redirected from, first to last; empty when the fetch cannot know. */
  readonly redirects: readonly string[];
  /** How it was reached. */
  readonly route: "direct" | "relay";
  /** The body with its transfer and content encodings undone. Iterating throws `FetchInterrupted` when it breaks off. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Why there was no answer, or no whole answer. The words for people are in failure-text.ts. */
export type FetchFailure =
  /** The address is refused before asking, as the collector's library refuses it. */
  | { readonly code: "unusable-address"; readonly exception: string }
  | { readonly code: "name-not-found" }
  | { readonly code: "connection-refused" }
  | { readonly code: "connection-lost"; readonly detail: string }
  | { readonly code: "certificate"; readonly problem: CertificateProblem; readonly detail: string }
  | { readonly code: "timeout"; readonly waitingFor: "connection" | "answer" | "body" }
  | { readonly code: "too-many-redirects" }
  /** Fewer bytes than announced, or a broken chunk. */
  | { readonly code: "truncated" }
  /** The compression announced is not the one used. */
  | { readonly code: "undecodable" }
  | { readonly code: "too-large"; readonly limitBytes: number }
  | { readonly code: "time-limit"; readonly limitSeconds: number }
  | { readonly code: "cancelled" }
  /** A browser may not read it; `answered` when something is there. Says nothing about the collector. */
  | { readonly code: "not-allowed-in-browser"; readonly answered: boolean }
  | { readonly code: "mixed-content" }
  | { readonly code: "offline" }
  /** The relay did not want to ask; its own stable code. */
  | { readonly code: "relay-refused"; readonly refusal: string }
  | { readonly code: "relay-unavailable"; readonly detail: string };

/** `chain`: an issuer is missing or not trusted; `protocol`: no common version or cipher. */
export type CertificateProblem =
  | "expired"
  | "not-yet-valid"
  | "hostname"
  | "self-signed"
  | "chain"
  | "revoked"
  | "protocol";

/** Thrown while a body is read, for an async iterator has no other way to say it. */
export class FetchInterrupted extends Error {
  constructor(readonly failure: FetchFailure) {
    super(failure.code);
  }
}

/** The name of the exception Python's requests raises in the same place; what the collector's log would say. */
export function pythonException(failure: FetchFailure): string {
  switch (failure.code) {
    case "unusable-address":
      return failure.exception;
    case "certificate":
      return "SSLError";
    case "timeout":
      // A body that stalls is a ConnectionError there, not a ReadTimeout.
      if (failure.waitingFor === "connection") return "ConnectTimeout";
      return failure.waitingFor === "answer" ? "ReadTimeout" : "ConnectionError";
    case "too-many-redirects":
      return "TooManyRedirects";
    case "truncated":
      return "ChunkedEncodingError";
    case "undecodable":
      return "ContentDecodingError";
    default:
      return "ConnectionError";
  }
}

/** A header by name, whatever its letter case. */
export function header(headers: ReadonlyMap<string, string>, name: string): string | undefined {
  const exact = headers.get(name);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  for (const [key, value] of headers) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/** Reads a whole body; throws `FetchInterrupted` as the body does, and when it is larger than `limitBytes`. */
export async function readBody(
  response: FetchResponse,
  limitBytes: number,
  received: (bytes: number) => void = () => {},
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > limitBytes) throw new FetchInterrupted({ code: "too-large", limitBytes });
    chunks.push(chunk);
    received(size);
  }
  const [only] = chunks;
  if (chunks.length === 1 && only) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
