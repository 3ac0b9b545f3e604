import { editionOf, serviceOf, spellingOf } from "./address.ts";
import type { RegisteredEndpoint, RegisteredSource } from "./registry.ts";

/**
 * How near a registered address is to one typed. `same`: the very same; `spelling`: scheme, www, letter case, last slash
 * or the like differ; `layer`: another layer of the same ArcGIS service; `edition`: only numbers, dates or months differ.
 */
export type Nearness = "same" | "spelling" | "layer" | "edition";

export interface Near {
  readonly endpoint: RegisteredEndpoint;
  readonly nearness: Nearness;
}

export interface RegistryQuery {
  /** Words that all stand in the address or its documentation page. */
  readonly part?: string;
  readonly organisation?: string;
  readonly dataset?: string;
  /** True: only those that have ended on `today`; false: only those that have not. */
  readonly ended?: boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface RegistryIndex {
  readonly endpoints: readonly RegisteredEndpoint[];
  /** The registered addresses near one, nearest first, then the latest entered. */
  near(address: string): Near[];
  /** The registered addresses a query finds: going ones before ended ones, then the latest entered. */
  find(query: RegistryQuery): RegisteredEndpoint[];
}

const order: readonly Nearness[] = ["same", "spelling", "layer", "edition"];

/** Indexes the registered endpoints once; both searches are then quick enough for every key pressed. */
export function registryIndex(endpoints: readonly RegisteredEndpoint[]): RegistryIndex {
  const bySpelling = groupBy(endpoints, ({ url }) => spellingOf(url));
  const byService = groupBy(endpoints, ({ url }) => serviceOf(url));
  const byEdition = groupBy(endpoints, ({ url }) => editionOf(url));
  return {
    endpoints,
    near(address) {
      const spelling = spellingOf(address);
      if (spelling === "") return [];
      const service = serviceOf(address);
      const candidates = new Set([
        ...(bySpelling.get(spelling) ?? []),
        ...(service === undefined ? [] : (byService.get(service) ?? [])),
        ...(byEdition.get(editionOf(address)) ?? []),
      ]);
      const nearness = ({ url }: RegisteredEndpoint): Nearness => {
        if (url.trim() === address.trim()) return "same";
        if (spellingOf(url) === spelling) return "spelling";
        return service !== undefined && serviceOf(url) === service ? "layer" : "edition";
      };
      return [...candidates]
        .map((endpoint) => ({ endpoint, nearness: nearness(endpoint) }))
        .sort(
          (a, b) =>
            order.indexOf(a.nearness) - order.indexOf(b.nearness) || byLatestEntry(a.endpoint, b.endpoint),
        );
    },
    find(query) {
      const words = (query.part ?? "")
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== "");
      const found = endpoints.filter(
        (endpoint) =>
          sourcesFor(endpoint, query.organisation, query.dataset).length > 0 &&
          (query.ended === undefined || hasEnded(endpoint, query.today) === query.ended) &&
          containsAll(endpoint, words),
      );
      const ended = (endpoint: RegisteredEndpoint) => (hasEnded(endpoint, query.today) ? 1 : 0);
      return found.sort((a, b) => ended(a) - ended(b) || byLatestEntry(a, b));
    },
  };
}

/** Whether collecting from an endpoint, or for a source, had stopped on a day (YYYY-MM-DD). */
export function hasEnded({ endDate }: { readonly endDate: string }, day: string): boolean {
  return endDate !== "" && endDate <= day;
}

/** The sources of an endpoint that are of an organisation and a dataset, where these are given. */
export function sourcesFor(
  endpoint: RegisteredEndpoint,
  organisation: string | undefined,
  dataset: string | undefined,
): RegisteredSource[] {
  return endpoint.sources.filter(
    (source) =>
      (organisation === undefined || source.organisation === organisation) &&
      (dataset === undefined || source.datasets.includes(dataset)),
  );
}

function containsAll({ url, sources }: RegisteredEndpoint, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [url, ...sources.map((source) => source.documentationUrl)].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

function byLatestEntry(a: RegisteredEndpoint, b: RegisteredEndpoint): number {
  return a.entryDate < b.entryDate ? 1 : a.entryDate > b.entryDate ? -1 : 0;
}

function groupBy(
  endpoints: readonly RegisteredEndpoint[],
  keyOf: (endpoint: RegisteredEndpoint) => string | undefined,
): Map<string, RegisteredEndpoint[]> {
  const groups = new Map<string, RegisteredEndpoint[]>();
  for (const endpoint of endpoints) {
    const key = keyOf(endpoint);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [endpoint]);
    else group.push(endpoint);
  }
  return groups;
}
