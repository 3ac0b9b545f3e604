import { proxy, type Remote, releaseProxy, wrap } from "comlink";
import type {
  AddressFound,
  AddressHealth,
  CollectStep,
  EndpointWorker,
} from "../../workers/endpoint-protocol.ts";
import type { Finding, Proposal } from "../registry/findings.ts";
import type { RegisteredEndpoint } from "../registry/registry.ts";
import type { RegistryQuery } from "../registry/search.ts";

let worker: Worker | undefined;
let remote: Remote<EndpointWorker> | undefined;

function endpoints(): Remote<EndpointWorker> {
  worker ??= new Worker(new URL("../../workers/endpoint.worker.ts", import.meta.url), {
    type: "module",
    name: "endpoint",
  });
  remote ??= wrap<EndpointWorker>(worker);
  return remote;
}

/** Ends whatever is being asked; the next question starts a worker anew. */
function close(): void {
  remote?.[releaseProxy]();
  worker?.terminate();
  worker = undefined;
  remote = undefined;
}

/** Resolves to `undefined` when it was cancelled. Rejects only when the worker is lost. */
function cancellable<T>(ask: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener("abort", () => {
      close();
      resolve(undefined);
    });
  });
  return Promise.race([ask, aborted]);
}

/** Looks at an address as the collector would meet it, and fetches what is there. */
export function inspectAddress(
  url: string,
  organisation: string | undefined,
  onProgress: (step: CollectStep) => void,
  signal: AbortSignal,
): Promise<AddressFound | undefined> {
  return cancellable(endpoints().inspect(url, organisation, proxy(onProgress)), signal);
}

/** What is registered already, near an address as it is typed; nothing is asked of the network. */
export function nearAddress(proposal: Proposal): Promise<readonly Finding[]> {
  return endpoints().near(proposal);
}

export function findRegistered(
  query: RegistryQuery,
): Promise<{ readonly date: string; readonly endpoints: readonly RegisteredEndpoint[] }> {
  return endpoints().find(query);
}

/** Asks every address a query finds. */
export function healthOf(
  query: RegistryQuery,
  onProgress: (step: CollectStep, last: AddressHealth) => void,
  signal: AbortSignal,
): Promise<readonly AddressHealth[] | undefined> {
  return cancellable(endpoints().health(query, proxy(onProgress)), signal);
}
