import { replaceable } from "../../registry/findings.ts";
import type { RegisteredEndpoint } from "../../registry/registry.ts";
import type { RequestAnswers } from "../../request/draft.ts";
import { endpointKeyOf } from "../../request/endpoint-key.ts";
import { predecessorsOf } from "../../specification/successors.ts";
import { type RequestTables, today } from "./request-tables.ts";

export type ExistingEndpoint = NonNullable<RequestAnswers["existingEndpoints"]>[number];

/** The going endpoints of the organisation for the datasets, the likeliest to be replaced first, with the choices made. */
export function existingEndpoints(answers: RequestAnswers, { registry }: RequestTables): ExistingEndpoint[] {
  const { organisation, datasets = [], endpointUrl = "" } = answers;
  if (!registry || !organisation) return [];
  const chosen = new Map((answers.existingEndpoints ?? []).map((one) => [one.endpoint, one.retire]));
  const found = datasets.flatMap((dataset) =>
    replaceable(registry, {
      url: endpointUrl,
      organisation,
      predecessors: predecessorsOf(organisation),
      dataset,
      today: today(),
    }),
  );
  const endpoints = new Map(found.map(({ endpoint }) => [keyOf(endpoint), endpoint]));
  return [...endpoints].map(([endpoint, { url, entryDate }]) => ({
    endpoint,
    url,
    ...(entryDate && { entryDate }),
    retire: chosen.get(endpoint) ?? false,
  }));
}

export function keyOf({ url, unusualKey }: RegisteredEndpoint): string {
  return unusualKey ?? endpointKeyOf(url);
}
