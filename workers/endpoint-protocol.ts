/** What the page and the endpoint worker say to one another. Types only. */
import type { Advice } from "../src/endpoint/advice.ts";
import type { FailureText } from "../src/endpoint/failure-text.ts";
import type { Choice } from "../src/endpoint/inspect.ts";
import type { Finding, Proposal } from "../src/registry/findings.ts";
import type { RegisteredEndpoint } from "../src/registry/registry.ts";
import type { RegistryQuery } from "../src/registry/search.ts";

export interface CollectStep {
  readonly unit: "bytes" | "features" | "endpoints";
  readonly done: number;
  /** Absent where nobody knows how much there is. */
  readonly of?: number;
}

/** What was found at an address. */
export interface AddressFound {
  readonly url: string;
  readonly advice: readonly Advice[];
  /** Layers or feature types to choose from, where the address is that of a service. */
  readonly choices: readonly Choice[];
  /** The data, when there was any: the very bytes the collector would store. */
  readonly file?: Blob;
  /** Why there was none, in words. */
  readonly failure?: FailureText;
  /** The plugin it is registered with. */
  readonly plugin: string;
  /** How it was asked. */
  readonly route?: "direct" | "relay";
  /** ISO date of the Last-Modified header, when there is one. */
  readonly lastModified?: string;
}

/** A registered address and how it is today. */
export interface AddressHealth {
  readonly endpoint: RegisteredEndpoint;
  readonly verdict: Advice["verdict"];
  readonly advice: readonly Advice[];
  readonly answers: boolean;
  readonly bytes?: number;
}

/** Nothing is asked of the network but in `inspect` and `health`, which a person starts. To cancel: terminate. */
export interface EndpointWorker {
  inspect(
    url: string,
    organisation: string | undefined,
    onProgress: (step: CollectStep) => void,
  ): Promise<AddressFound>;
  /** What is registered already, near an address. */
  near(proposal: Proposal): Promise<readonly Finding[]>;
  find(
    query: RegistryQuery,
  ): Promise<{ readonly date: string; readonly endpoints: readonly RegisteredEndpoint[] }>;
  health(
    query: RegistryQuery,
    onProgress: (step: CollectStep, last: AddressHealth) => void,
  ): Promise<readonly AddressHealth[]>;
}
