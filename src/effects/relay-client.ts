import {
  type Fetch,
  type FetchFailure,
  type FetchReply,
  type FetchRequest,
  header,
} from "../endpoint/fetch.ts";
import { formEncode } from "../endpoint/prepared-url.ts";
import {
  type RelayAnswer,
  relayAnswerHeader,
  relayLimitHeader,
  relayOutcomeHeader,
  relayPath,
} from "../endpoint/relay-protocol.ts";
import { readStream, type WebFetch, webSignal } from "./fetch-web.ts";

export interface RelayClientOptions {
  /** Where the relay stands: the page's own origin, `https://check.example.gov.uk`. */
  readonly origin: string;
  readonly fetch: WebFetch;
}

/**
 * A `Fetch` through the relay of the project's server. The relay only does GET and HEAD, so a POST with a form becomes a
 * GET with the same parameters, which ArcGIS answers alike. Certificates are always verified there.
 */
export function relayFetch(options: RelayClientOptions): Fetch {
  return async (request) => {
    const limit = webSignal(request);
    let reply: Response;
    try {
      reply = await options.fetch(
        `${options.origin}${relayPath}?${new URLSearchParams(relayQuery(request))}`,
        {
          method: request.method === "HEAD" ? "HEAD" : "GET",
          credentials: "omit",
          cache: "no-store",
          signal: limit.signal,
        },
      );
    } catch {
      limit.end();
      return failed(limit.failure() ?? { code: "relay-unavailable", detail: "no answer" });
    }
    const outcome = reply.headers.get(relayOutcomeHeader);
    if (outcome === "answered") return answered(reply, limit);
    limit.end();
    if (outcome === null) return failed({ code: "relay-unavailable", detail: String(reply.status) });
    return failed(
      readTrouble(request.method === "HEAD" ? undefined : await reply.json().catch(() => undefined)),
    );
  };
}

function relayQuery(request: FetchRequest): Record<string, string> {
  const added = formEncode(request.parameters ?? []);
  const [address = "", ...fragment] = request.url.split("#");
  const joined = added === "" ? address : `${address}${address.includes("?") ? "&" : "?"}${added}`;
  const url = [joined, ...fragment].join("#");
  // The relay speaks as the collector does unless another agent is wanted.
  return request.userAgent === "planning-data-check" ? { url, agent: "tool" } : { url };
}

async function answered(reply: Response, limit: ReturnType<typeof webSignal>): Promise<FetchReply> {
  const answer = readAnswer(reply.headers.get(relayAnswerHeader) ?? "");
  if (!answer) {
    limit.end();
    return failed({ code: "relay-unavailable", detail: "an answer it did not describe" });
  }
  const limitBytes = Number(reply.headers.get(relayLimitHeader) ?? Number.POSITIVE_INFINITY);
  const headers = new Map(answer.headers);
  return {
    ok: true,
    response: {
      status: answer.status,
      url: answer.url,
      redirects: answer.redirects,
      headers,
      requestHeaders: new Map(answer.requestHeaders),
      route: "relay",
      body: readStream(reply, limit, (received) => whyBroken(received, limitBytes, headers)),
    },
  };
}

/** The relay breaks a body off for one of two reasons: its limit, or the server did. */
function whyBroken(received: number, limitBytes: number, headers: ReadonlyMap<string, string>): FetchFailure {
  const announced = Number(header(headers, "Content-Length") ?? Number.NaN);
  const wasAtLimit = !(announced <= limitBytes) && received > limitBytes * 0.9;
  return wasAtLimit ? { code: "too-large", limitBytes } : { code: "truncated" };
}

function readAnswer(encoded: string): RelayAnswer | undefined {
  try {
    const bytes = Uint8Array.from(atob(encoded.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
      letter.charCodeAt(0),
    );
    // Written by our own relay, of our own origin.
    return JSON.parse(new TextDecoder().decode(bytes)) as RelayAnswer;
  } catch {
    return undefined;
  }
}

function readTrouble(body: unknown): FetchFailure {
  if (typeof body === "object" && body !== null) {
    if ("refusal" in body && typeof body.refusal === "string")
      return { code: "relay-refused", refusal: body.refusal };
    if (
      "failure" in body &&
      typeof body.failure === "object" &&
      body.failure !== null &&
      "code" in body.failure
    ) {
      return body.failure as FetchFailure;
    }
  }
  return { code: "relay-unavailable", detail: "no reason given" };
}

function failed(failure: FetchFailure): FetchReply {
  return { ok: false, failure };
}
