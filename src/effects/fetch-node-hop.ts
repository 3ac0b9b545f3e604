import { lookup } from "node:dns";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { pipeline, Readable } from "node:stream";
import { rootCertificates } from "node:tls";
import { createInflate, createInflateRaw, constants as zlib } from "node:zlib";
import { type CertificateProblem, type FetchFailure, FetchInterrupted } from "../endpoint/fetch.ts";
import type { PreparedUrl } from "../endpoint/prepared-url.ts";
import { gunzipped } from "./fetch-gunzip.ts";

/** One request on a connection of its own, without following redirects. */
export interface HopRequest {
  readonly url: PreparedUrl;
  readonly method: "GET" | "HEAD" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutSeconds: number;
  readonly verifyCertificate: boolean;
  readonly signal?: AbortSignal;
  /** Which address to connect to; the answer is final, so what was judged is what is connected to. */
  readonly resolve: Resolve;
}

/** Finds the address of a host. The port is that of the address asked; another may come back, for servers of tests. */
export type Resolve = (host: string, port: number) => Promise<Resolved | { readonly failure: FetchFailure }>;

export interface Resolved {
  readonly address: string;
  readonly port: number;
  /** Certificates to trust besides those Node trusts (PEM); for servers of tests. */
  readonly authorities?: readonly string[];
}

export type HopReply =
  | { readonly ok: true; readonly response: HopResponse }
  | { readonly ok: false; readonly failure: FetchFailure };

export interface HopResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** Decompressed; throws `FetchInterrupted` when it breaks off. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection; for whoever does not read the body to its end. */
  readonly close: () => void;
}

/** The system's resolver, the first address it finds. */
export const systemResolve: Resolve = (host, port) => {
  const literal = host.replace(/^\[|\]$/g, "");
  if (isIP(literal)) return Promise.resolve({ address: literal, port });
  return new Promise((done) => {
    lookup(host, (error, address) =>
      done(error ? { failure: { code: "name-not-found" } } : { address, port }),
    );
  });
};

/** Asks once. Never rejects for what the network does. */
export async function fetchHop(hop: HopRequest): Promise<HopReply> {
  if (hop.signal?.aborted) return { ok: false, failure: { code: "cancelled" } };
  const resolved = await hop.resolve(hop.url.host, hop.url.port);
  if ("failure" in resolved) return { ok: false, failure: resolved.failure };
  return new Promise((done) => send(hop, resolved, done));
}

function send(hop: HopRequest, resolved: Resolved, done: (reply: HopReply) => void): void {
  const { url } = hop;
  const name = url.host.replace(/^\[|\]$/g, "");
  const usualPort = url.port === (url.scheme === "https" ? 443 : 80);
  const options: RequestOptions = {
    host: name,
    port: resolved.port,
    path: url.target,
    method: hop.method,
    headers: { Host: usualPort ? url.host : `${url.host}:${url.port}`, ...hop.headers },
    agent: false,
    lookup: pinned(resolved.address),
    timeout: hop.timeoutSeconds * 1000,
    // Python's HTTP library takes headers that Node's parser would refuse. Connections are never used again,
    // so nothing can be smuggled into a next request.
    insecureHTTPParser: true,
    maxHeaderSize: 65_536,
    ...(hop.signal ? { signal: hop.signal } : {}),
  };
  let waitingFor: "connection" | "answer" = "connection";
  let failure: FetchFailure | undefined;
  const tls = {
    rejectUnauthorized: hop.verifyCertificate,
    ...(isIP(name) ? {} : { servername: name }),
    ...(resolved.authorities ? { ca: [...rootCertificates, ...resolved.authorities] } : {}),
  };
  const request = url.scheme === "https" ? httpsRequest({ ...options, ...tls }) : httpRequest(options);
  request.on("socket", (socket) => {
    socket.once(url.scheme === "https" ? "secureConnect" : "connect", () => {
      waitingFor = "answer";
    });
  });
  request.on("timeout", () => {
    failure = { code: "timeout", waitingFor };
    request.destroy();
  });
  request.on("error", (error: NodeJS.ErrnoException) => {
    done({
      ok: false,
      failure: failure ?? (hop.signal?.aborted ? { code: "cancelled" } : connectionFailure(error)),
    });
  });
  request.on("response", (message) => {
    request.removeAllListeners("timeout");
    done({
      ok: true,
      response: {
        status: message.statusCode ?? 0,
        headers: joinHeaders(message),
        body: readMessage(message, hop),
        close: () => message.destroy(),
      },
    });
  });
  request.end(hop.body);
}

/** A lookup that knows one answer. */
function pinned(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, options, callback) => {
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

/** Names keep the letter case of the first of each, values of one name are joined, as urllib3 does. */
function joinHeaders(message: IncomingMessage): Map<string, string> {
  const headers = new Map<string, string>();
  const spelled = new Map<string, string>();
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    const [name = "", value = ""] = message.rawHeaders.slice(index, index + 2);
    const known = spelled.get(name.toLowerCase());
    if (known === undefined) {
      spelled.set(name.toLowerCase(), name);
      headers.set(name, value);
    } else headers.set(known, `${headers.get(known)}, ${value}`);
  }
  return headers;
}

async function* readMessage(message: IncomingMessage, hop: HopRequest): AsyncGenerator<Uint8Array> {
  let stalled = false;
  let broken: NodeJS.ErrnoException | undefined;
  message.setTimeout(hop.timeoutSeconds * 1000, () => {
    stalled = true;
    message.destroy(new Error("stalled"));
  });
  message.on("error", (error) => {
    broken = error;
  });
  try {
    for await (const chunk of decoded(message)) yield chunk as Uint8Array;
    // A decompressor may be done before it is noticed that the rest never came.
    if (!message.complete) throw new Error("incomplete");
  } catch {
    if (hop.signal?.aborted) throw new FetchInterrupted({ code: "cancelled" });
    if (stalled) throw new FetchInterrupted({ code: "timeout", waitingFor: "body" });
    throw new FetchInterrupted({ code: broken || !message.complete ? "truncated" : "undecodable" });
  } finally {
    message.destroy();
  }
}

/** Undoes the encodings the collector's library knows; others are left as they came, as it leaves them. */
function decoded(message: IncomingMessage): Readable {
  const encodings = (message.headers["content-encoding"] ?? "")
    .toLowerCase()
    .split(",")
    .map((encoding) => encoding.trim())
    .filter((encoding) => ["gzip", "x-gzip", "deflate"].includes(encoding));
  let stream: Readable = message;
  for (const encoding of encodings.reverse()) {
    // Z_SYNC_FLUSH: a stream that ends early gives what it had, as Python's zlib does.
    const options = { finishFlush: zlib.Z_SYNC_FLUSH };
    stream = Readable.from(encoding === "deflate" ? inflated(stream, options) : gunzipped(stream));
  }
  return stream;
}

/** "deflate" is zlib by the standard and raw by some servers; the first bytes tell. */
async function* inflated(
  stream: Readable,
  options: { readonly finishFlush: number },
): AsyncGenerator<Buffer> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head = Buffer.alloc(0);
  let ended = false;
  while (head.length < 2 && !ended) {
    const next = await chunks.next();
    if (next.done) ended = true;
    else head = Buffer.concat([head, next.value]);
  }
  if (head.length === 0) return;
  const isZlib = ((head[0] ?? 0) & 0x0f) === 8 && head.length > 1 && head.readUInt16BE(0) % 31 === 0;
  const rest = Readable.from(
    (async function* () {
      yield head;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    })(),
  );
  yield* pipeline(rest, isZlib ? createInflate(options) : createInflateRaw(options), ignore);
}

/** Errors of a pipeline reach the reader of its last stream. */
function ignore(): void {}

function connectionFailure(error: NodeJS.ErrnoException): FetchFailure {
  const code = error.code ?? "";
  const problem = certificateProblem(code);
  if (problem) return { code: "certificate", problem, detail: code };
  if (code === "ECONNREFUSED") return { code: "connection-refused" };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return { code: "name-not-found" };
  if (code === "ETIMEDOUT") return { code: "timeout", waitingFor: "connection" };
  return { code: "connection-lost", detail: code || error.message };
}

/** OpenSSL's and Node's names for what is wrong with a certificate. */
function certificateProblem(code: string): CertificateProblem | undefined {
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return "expired";
    case "CERT_NOT_YET_VALID":
      return "not-yet-valid";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
    case "HOSTNAME_MISMATCH":
      return "hostname";
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return "self-signed";
    case "CERT_REVOKED":
      return "revoked";
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "CERT_UNTRUSTED":
    case "CERT_REJECTED":
    case "CERT_CHAIN_TOO_LONG":
    case "INVALID_CA":
    case "INVALID_PURPOSE":
    case "CERT_SIGNATURE_FAILURE":
      return "chain";
    default:
      return /^(ERR_SSL_|EPROTO)/.test(code) ? "protocol" : undefined;
  }
}
