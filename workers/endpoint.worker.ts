import { expose } from "comlink";
import { browserCollectEffects, browserFetch, relayExists } from "../src/effects/fetch-browser.ts";
import { failureText } from "../src/endpoint/failure-text.ts";
import { checkEndpoints, healthDefaults } from "../src/endpoint/health.ts";
import { type Inspection, inspectEndpoint } from "../src/endpoint/inspect.ts";
import { findingsOf } from "../src/registry/findings.ts";
import { type RegisteredEndpoint, readRegistryPiece } from "../src/registry/registry.ts";
import { registryIndex } from "../src/registry/search.ts";
import type { AddressFound, EndpointWorker } from "./endpoint-protocol.ts";

/** Asked anew each time: a tool that was offline may have its server again. */
async function surroundings() {
  return {
    fetch: (url: string, init: RequestInit) => fetch(url, init),
    origin: self.location.origin,
    isOnline: () => navigator.onLine,
    hasRelay: await relayExists((url, init) => fetch(url, init), self.location.origin),
  };
}

const registry = once(async () => {
  const response = await fetch(`${import.meta.env.BASE_URL}tables/registry.json`);
  if (!response.ok)
    throw new Error(`the list of registered addresses could not be loaded (${response.status})`);
  const { date, endpoints } = readRegistryPiece(await response.json());
  return { date, index: registryIndex(endpoints) };
});

const worker: EndpointWorker = {
  async inspect(url, organisation, onProgress) {
    const effects = browserCollectEffects(browserFetch(await surroundings()));
    const hosts = await hostsOf(organisation);
    const inspection = await inspectEndpoint(
      { url, now: now(), knowledge: { registeredHosts: hosts } },
      { ...effects, progress: onProgress },
    );
    return found(inspection);
  },
  near: async (proposal) => findingsOf((await registry()).index, proposal).slice(0, 5),
  async find(query) {
    const { date, index } = await registry();
    return { date, endpoints: index.find(query) };
  },
  async health(query, onProgress) {
    const { index } = await registry();
    const effects = browserCollectEffects(browserFetch(await surroundings()));
    const results = await checkEndpoints<RegisteredEndpoint>(
      index.find(query),
      ({ url, plugin, parameters }) => inspectEndpoint({ url, now: now(), plugin, parameters }, effects),
      {
        ...healthDefaults,
        progress: (done, of, last) => onProgress({ unit: "endpoints", done, of }, healthOf(last)),
      },
    );
    return results.map(healthOf);
  },
};

type Health = Awaited<ReturnType<typeof checkEndpoints<RegisteredEndpoint>>>[number];

function healthOf({ endpoint, verdict, advice, status, length }: Health) {
  return {
    endpoint,
    verdict,
    advice,
    answers: status === "OK",
    ...(length === undefined ? {} : { bytes: length }),
  };
}

function found({ url, advice, choices, collected, plugin }: Inspection): AddressFound {
  const answer = collected?.answer;
  const modified =
    answer && [...answer.headers].find(([name]) => name.toLowerCase() === "last-modified")?.[1];
  const modifiedAt = modified === undefined ? Number.NaN : Date.parse(modified);
  return {
    url,
    advice,
    choices,
    plugin,
    ...(collected?.status === "OK" && collected.bytes
      ? { file: new Blob([new Uint8Array(collected.bytes)]) }
      : {}),
    ...(collected?.failure ? { failure: failureText(collected.failure) } : {}),
    ...(answer ? { route: answer.route } : {}),
    ...(Number.isNaN(modifiedAt) ? {} : { lastModified: new Date(modifiedAt).toISOString().slice(0, 10) }),
  };
}

/** Hosts on which the organisation publishes already: known to be its own, or accepted before. */
async function hostsOf(organisation: string | undefined): Promise<readonly string[]> {
  if (organisation === undefined) return [];
  const { index } = await registry();
  const today = now().slice(0, 10);
  const urls = index.find({ organisation, today }).map(({ url }) => url.trim());
  return [...new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname))];
}

function now(): string {
  return new Date().toISOString().slice(0, 23);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

expose(worker);
