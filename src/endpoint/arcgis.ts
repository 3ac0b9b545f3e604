import { askText, listOf, memberOf, parseJson, textOf } from "./ask.ts";
import type { CancelSignal, Fetch, FetchFailure } from "./fetch.ts";

/** What an address of an ArcGIS server names. */
export type ArcgisAddress =
  /** The list of services: no data. */
  | { readonly kind: "catalogue"; readonly catalogue: string }
  /** A service with any number of layers: no data until a layer is chosen. */
  | { readonly kind: "service"; readonly service: string }
  /** A layer: what the collector's plugin takes. */
  | { readonly kind: "layer"; readonly service: string; readonly layer: string }
  /** A query of a layer: at most one page of features. */
  | { readonly kind: "query"; readonly service: string; readonly layer: string; readonly where: string };

/** Recognises an address of an ArcGIS REST service; `undefined` for any other, a WFS of an ArcGIS server included. */
export function recogniseArcgis(address: string): ArcgisAddress | undefined {
  if (!URL.canParse(address.trim())) return undefined;
  const url = new URL(address.trim());
  const match =
    /^(.*\/rest\/services(?:\/.+?)?\/(?:Map|Feature|Image)Server)(?:\/(\d+))?(?:\/(query))?\/?$/i.exec(
      url.pathname,
    );
  if (!match) {
    const isCatalogue = /\/rest\/services(?:\/[^/]+)?\/?$/i.test(url.pathname);
    return isCatalogue
      ? { kind: "catalogue", catalogue: url.origin + url.pathname.replace(/\/$/, "") }
      : undefined;
  }
  const [, path = "", layerNumber, query] = match;
  const service = url.origin + path;
  if (layerNumber === undefined) return { kind: "service", service };
  const layer = `${service}/${layerNumber}`;
  if (query === undefined) return { kind: "layer", service, layer };
  const where = Array.from(url.searchParams.entries()).find(([name]) => name.toLowerCase() === "where")?.[1];
  return { kind: "query", service, layer, where: where?.trim() || "1=1" };
}

/** A layer or table of a service. */
export interface ArcgisLayer {
  readonly id: number;
  readonly name: string;
  /** The address to register. */
  readonly url: string;
  /** `esriGeometryPolygon` and the like; blank for a table or where the service does not say. */
  readonly geometryType: string;
  /** A group holds other layers and no features. */
  readonly isGroup: boolean;
}

export type ArcgisAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: FetchFailure }
  /** It answered, but not with what was asked for: an error of the service, or no ArcGIS at all. */
  | { readonly ok: false; readonly status: number; readonly message: string };

/** The layers and tables of a service, for a person to choose from. */
export async function listLayers(
  service: string,
  fetch: Fetch,
  cancel?: CancelSignal,
): Promise<ArcgisAnswer<ArcgisLayer[]>> {
  const answer = await askArcgis(fetch, service, [["f", "json"]], cancel);
  if (!answer.ok) return answer;
  const members = [...listOf(memberOf(answer.value, "layers")), ...listOf(memberOf(answer.value, "tables"))];
  const layers = members.map((layer): ArcgisLayer => {
    const id = Number(memberOf(layer, "id"));
    return {
      id,
      name: textOf(memberOf(layer, "name")),
      url: `${service}/${id}`,
      geometryType: textOf(memberOf(layer, "geometryType")),
      isGroup: listOf(memberOf(layer, "subLayerIds")).length > 0,
    };
  });
  return { ok: true, value: layers.filter(({ id }) => Number.isInteger(id)) };
}

/**
 * The layer whose name says most of a dataset's, for a picker to offer first; `undefined` when none says anything.
 * @param dataset for example `conservation-area`
 */
export function suggestLayer(layers: readonly ArcgisLayer[], dataset: string): ArcgisLayer | undefined {
  const words = wordsOf(dataset);
  let best: ArcgisLayer | undefined;
  let most = 0;
  for (const layer of layers.filter(({ isGroup }) => !isGroup)) {
    const said = wordsOf(layer.name);
    const shared = words.filter((word) => said.includes(word)).length;
    // Of two that say the same, the one that says little else.
    const score = shared === 0 ? 0 : shared + 1 / (1 + said.length);
    if (score > most) [best, most] = [layer, score];
  }
  return best;
}

/** What a layer says of itself. */
export interface LayerInformation {
  readonly name: string;
  readonly geometryType: string;
  /** Most features one query brings; absent where the layer does not say. */
  readonly maxRecordCount?: number;
  readonly supportsPagination: boolean;
  readonly fields: readonly string[];
}

export async function readLayer(
  layer: string,
  fetch: Fetch,
  cancel?: CancelSignal,
): Promise<ArcgisAnswer<LayerInformation>> {
  const answer = await askArcgis(fetch, layer, [["f", "json"]], cancel);
  if (!answer.ok) return answer;
  const most = memberOf(answer.value, "maxRecordCount");
  return {
    ok: true,
    value: {
      name: textOf(memberOf(answer.value, "name")),
      geometryType: textOf(memberOf(answer.value, "geometryType")),
      supportsPagination:
        memberOf(answer.value, "supportsPagination") === true ||
        memberOf(memberOf(answer.value, "advancedQueryCapabilities"), "supportsPagination") === true,
      fields: listOf(memberOf(answer.value, "fields")).map((field) => textOf(memberOf(field, "name"))),
      ...(typeof most === "number" ? { maxRecordCount: most } : {}),
    },
  };
}

/** How many features a layer holds that meet a condition. */
export async function countFeatures(
  layer: string,
  where: string,
  fetch: Fetch,
  cancel?: CancelSignal,
): Promise<ArcgisAnswer<number>> {
  const parameters = [
    ["where", where],
    ["returnCountOnly", "true"],
    ["f", "json"],
  ] as const;
  const answer = await askArcgis(fetch, `${layer}/query`, parameters, cancel);
  if (!answer.ok) return answer;
  const count = memberOf(answer.value, "count");
  if (typeof count === "number") return { ok: true, value: count };
  return { ok: false, status: 200, message: "The service does not say how many features it has." };
}

/** The words of an error an ArcGIS server sends with status 200; `undefined` for anything else. */
export function arcgisError(json: unknown): { readonly code: number; readonly message: string } | undefined {
  const error = memberOf(json, "error");
  if (error === undefined || error === null) return undefined;
  const details = listOf(memberOf(error, "details")).map(textOf);
  const message = [textOf(memberOf(error, "message")), ...details].filter((part) => part !== "").join(" ");
  return { code: Number(memberOf(error, "code") ?? 0), message: message || "no reason given" };
}

async function askArcgis(
  fetch: Fetch,
  url: string,
  parameters: readonly (readonly [string, string])[],
  cancel: CancelSignal | undefined,
): Promise<ArcgisAnswer<unknown>> {
  const asked = await askText(fetch, url, parameters, cancel);
  if (!asked.ok) return asked;
  const json = parseJson(asked.text);
  const error = arcgisError(json);
  if (error) return { ok: false, status: error.code || asked.status, message: error.message };
  if (asked.status !== 200 || json === undefined) {
    return { ok: false, status: asked.status, message: "This is not the answer of an ArcGIS service." };
  }
  return { ok: true, value: json };
}

/** Plurals count as their singulars: layers are named "Conservation Areas". */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.replace(/s$/, ""));
}
