import type { Advice } from "./advice.ts";
import { adviseOnAnswer } from "./answer-rules.ts";
import { type ArcgisLayer, listLayers, recogniseArcgis } from "./arcgis.ts";
import { type Collected, collect } from "./collect.ts";
import type { CollectEffects, CollectInput } from "./collector.ts";
import type { Fetch } from "./fetch.ts";
import type { HostKnowledge } from "./host-verdict.ts";
import { adviseOnAddress, isHopeless } from "./rules.ts";
import { findTruncation, type Truncation } from "./truncation.ts";
import { askCapabilities, getFeatureUrl, recogniseWfs } from "./wfs.ts";

export interface InspectInput extends CollectInput {
  readonly knowledge?: HostKnowledge;
}

/** Everything there is to tell of an address: what it looks like, what came, and what to choose where it is no data yet. */
export interface Inspection {
  readonly url: string;
  /** The plugin it was collected with, given or found by the form of the address. */
  readonly plugin: string;
  readonly advice: readonly Advice[];
  /** Absent where the address is not worth asking. */
  readonly collected?: Collected;
  readonly truncation?: Truncation;
  /** To choose from, where the address is that of a service. */
  readonly choices: readonly Choice[];
}

/** A layer or feature type, and the address that brings it. */
export interface Choice {
  readonly name: string;
  readonly url: string;
  readonly plugin: string;
}

/** The plugin an address is registered with: layers need `arcgis`; all else, WFS included, is asked as it is. */
export function pluginFor(url: string): string {
  return recogniseArcgis(url)?.kind === "layer" ? "arcgis" : "";
}

/** Looks at an address, asks it as the collector does, and says what is right and wrong with it. */
export async function inspectEndpoint(input: InspectInput, effects: CollectEffects): Promise<Inspection> {
  const { url } = input;
  const plugin = input.plugin ?? pluginFor(url);
  const addressAdvice = adviseOnAddress(url, input.knowledge);
  if (isHopeless(addressAdvice)) return { url, plugin, advice: addressAdvice, choices: [] };

  const choices = await findChoices(url, effects);
  const collected = await collect({ ...input, plugin }, effects);
  const truncation =
    collected.bytes && (await findTruncation(url, collected.bytes, effects.fetch, effects.cancel));
  const blocksCollector = isRefusal(collected) && (await answersOthers(url, effects.fetch));
  const answerAdvice = adviseOnAnswer(url, collected, {
    blocksCollector,
    ...(truncation ? { truncation } : {}),
  });
  return {
    url,
    plugin,
    advice: [...answerAdvice, ...addressAdvice],
    collected,
    choices,
    ...(truncation ? { truncation } : {}),
  };
}

/** The layers of a service, or the feature types of a WFS that is asked for no features. */
async function findChoices(url: string, effects: CollectEffects): Promise<Choice[]> {
  const arcgis = recogniseArcgis(url);
  if (arcgis?.kind === "service") {
    const layers = await listLayers(arcgis.service, effects.fetch, effects.cancel);
    return layers.ok ? layers.value.filter(({ isGroup }) => !isGroup).map(layerChoice) : [];
  }
  const wfs = recogniseWfs(url);
  if (!wfs || wfs.request === "getfeature") return [];
  const capabilities = await askCapabilities(wfs.service, effects.fetch, effects.cancel);
  if (!capabilities.ok) return [];
  return capabilities.value.featureTypes.map(({ name, title }) => ({
    name: title || name,
    url: getFeatureUrl(wfs.service, name, capabilities.value),
    plugin: "",
  }));
}

function layerChoice({ name, url }: ArcgisLayer): Choice {
  return { name, url, plugin: "arcgis" };
}

/** An answer as programs get it that are not wanted. */
function isRefusal({ answer, failure }: Collected): boolean {
  return answer ? [403, 406].includes(answer.status) : failure?.code === "connection-lost";
}

/** Whether the address answers when asked under this tool's name. A browser's own fetch never goes by the collector's. */
async function answersOthers(url: string, fetch: Fetch): Promise<boolean> {
  const reply = await fetch({
    url,
    method: "HEAD",
    userAgent: "planning-data-check",
    timeoutSeconds: 30,
    verifyCertificate: true,
  });
  return reply.ok && reply.response.status === 200;
}
