import { browserFetch, relayExists } from "../../effects/fetch-browser.ts";
import { readBody } from "../../endpoint/fetch.ts";
import { type PageFound, readDataPage } from "../../endpoint/page-links.ts";
import type { AddedRequest } from "./run-again.ts";

const longest = 3_000_000;

/** Reads the web page about the data as the reviewer's tool does; `undefined` when it cannot be read. Never rejects. */
export async function lookAtPage(request: AddedRequest, signal: AbortSignal): Promise<PageFound | undefined> {
  try {
    const ask = browserFetch({
      fetch: (url, init) => fetch(url, init),
      origin: location.origin,
      isOnline: () => navigator.onLine,
      hasRelay: await relayExists((url, init) => fetch(url, init), location.origin),
    });
    const reply = await ask({
      url: request.documentationUrl,
      method: "GET",
      timeoutSeconds: 20,
      limitSeconds: 30,
      verifyCertificate: true,
      cancel: signal,
    });
    if (!reply.ok || reply.response.status !== 200) return undefined;
    const html = new TextDecoder().decode(await readBody(reply.response, longest));
    return readDataPage(html, reply.response.url, request.endpointUrl, request.licence);
  } catch {
    return undefined;
  }
}
