import type { RegisteredEndpoint, RegisteredSource } from "./registry.ts";
import { hasEnded, type Nearness, type RegistryIndex, sourcesFor } from "./search.ts";

/** An address somebody is about to register, and what for. What is not known yet is left out. */
export interface Proposal {
  readonly url: string;
  readonly organisation?: string;
  /** Organisations it took over from, whose addresses it may replace too. */
  readonly predecessors?: readonly string[];
  readonly dataset?: string;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/**
 * What is registered already.
 * - `collected`: this address, for this organisation and dataset, and going: nothing to submit;
 * - `other-dataset`: this address, for this organisation, but other datasets: add the dataset to it;
 * - `other-organisation`: this address, for other organisations;
 * - `ended`: this address was retired;
 * - `replaces`: another address of this organisation and dataset, going, of which the proposed one looks like a newer
 *   edition (or is another spelling, or another layer of the same service);
 * - `follows`: the same, but that one has ended already.
 */
export type FindingKind =
  | "collected"
  | "other-dataset"
  | "other-organisation"
  | "ended"
  | "replaces"
  | "follows";

export interface Finding {
  readonly kind: FindingKind;
  readonly nearness: Nearness;
  readonly endpoint: RegisteredEndpoint;
  /** The sources the finding is about. */
  readonly sources: readonly RegisteredSource[];
}

/**
 * What the registry knows of a proposed address, the weightiest finding first. As long as the organisation or the dataset
 * is not known, any counts as the one meant, and addresses that are only similar are left out.
 */
export function findingsOf(index: RegistryIndex, proposal: Proposal): Finding[] {
  const findings: Finding[] = [];
  for (const { endpoint, nearness } of index.near(proposal.url)) {
    const finding =
      nearness === "same" || nearness === "spelling"
        ? findingOfAddress(endpoint, proposal)
        : findingOfSimilar(endpoint, proposal);
    if (finding !== undefined) findings.push({ ...finding, nearness, endpoint });
  }
  return findings.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

const kinds: readonly FindingKind[] = [
  "collected",
  "other-dataset",
  "other-organisation",
  "ended",
  "replaces",
  "follows",
];

type Found = Pick<Finding, "kind" | "sources">;

function findingOfAddress(endpoint: RegisteredEndpoint, proposal: Proposal): Found {
  const { organisation, dataset, today } = proposal;
  const going = endpoint.sources.filter((source) => !hasEnded(source, today));
  if (hasEnded(endpoint, today) || going.length === 0) return { kind: "ended", sources: endpoint.sources };
  const current = { ...endpoint, sources: going };
  const own = sourcesFor(current, organisation, undefined);
  if (own.length === 0) return { kind: "other-organisation", sources: going };
  const ofDataset = sourcesFor(current, organisation, dataset);
  return ofDataset.length === 0
    ? { kind: "other-dataset", sources: own }
    : { kind: "collected", sources: ofDataset };
}

function findingOfSimilar(endpoint: RegisteredEndpoint, proposal: Proposal): Found | undefined {
  const { organisation, predecessors = [], dataset, today } = proposal;
  if (organisation === undefined || dataset === undefined) return undefined;
  const sources = [organisation, ...predecessors].flatMap((key) => sourcesFor(endpoint, key, dataset));
  if (sources.length === 0) return undefined;
  const ended = hasEnded(endpoint, today) || sources.every((source) => hasEnded(source, today));
  return { kind: ended ? "follows" : "replaces", sources };
}

/** A going address that a new one could replace, and why it is likely. */
export interface Replaceable {
  readonly endpoint: RegisteredEndpoint;
  /** How near the proposed address is; `undefined` when they have nothing in common. */
  readonly nearness: Nearness | undefined;
}

/**
 * Every going address of the organisation (and of those it took over from) for the dataset, the most likely to be
 * replaced first: the list to tick in a request.
 */
export function replaceable(index: RegistryIndex, proposal: Proposal): Replaceable[] {
  const { organisation, predecessors = [], dataset, today, url } = proposal;
  if (organisation === undefined || dataset === undefined) return [];
  const near = new Map(index.near(url).map(({ endpoint, nearness }) => [endpoint, nearness]));
  const going = new Set(
    [organisation, ...predecessors].flatMap((key) =>
      index
        .find({ organisation: key, dataset, ended: false, today })
        .filter((endpoint) => sourcesFor(endpoint, key, dataset).some((source) => !hasEnded(source, today))),
    ),
  );
  const all = [...going].map((endpoint) => ({ endpoint, nearness: near.get(endpoint) }));
  const likely = all.filter(({ nearness }) => nearness !== undefined);
  const others = all.filter(({ nearness }) => nearness === undefined);
  return [...likely, ...others].filter(({ nearness }) => nearness !== "same");
}
