import { askText } from "./ask.ts";
import type { CancelSignal, Fetch, FetchFailure } from "./fetch.ts";
import { exceptionText, readCapabilities, type WfsCapabilities } from "./wfs-capabilities.ts";
import { attribute, rootTag } from "./xml-tags.ts";

/** What an address of a web feature service asks for. Parameter names are taken in any letter case. */
export interface WfsAddress {
  /** Without the parameters of WFS; others, such as `map=`, belong to the service. */
  readonly service: string;
  /** `getfeature`, `getcapabilities` or whatever else, in lower case; blank when it names none. */
  readonly request: string;
  /** Blank when it names none: the service then takes its latest. */
  readonly version: string;
  readonly typeName: string;
  readonly outputFormat: string;
  readonly srsName: string;
  /** `count` or `maxFeatures`: cuts the data. */
  readonly limit: string;
}

const wfsParameters = [
  ...[
    "service",
    "request",
    "version",
    "typename",
    "typenames",
    "outputformat",
    "srsname",
    "count",
    "maxfeatures",
  ],
  ...["startindex", "resulttype"],
];

/** Recognises an address of a WFS, by its parameters or by the names such services have; `undefined` for any other. */
export function recogniseWfs(address: string): WfsAddress | undefined {
  if (!URL.canParse(address.trim())) return undefined;
  const url = new URL(address.trim());
  const given = new Map<string, string>();
  const own = new URLSearchParams();
  for (const [name, value] of url.searchParams.entries()) {
    if (wfsParameters.includes(name.toLowerCase())) given.set(name.toLowerCase(), value);
    else own.append(name, value);
  }
  const get = (name: string): string => given.get(name) ?? "";
  const request = get("request").toLowerCase();
  const saysSo =
    get("service").toLowerCase() === "wfs" || ["getfeature", "describefeaturetype"].includes(request);
  const looksSo = /\/(?:wfs|wfsserver|getows\.ashx)\/?$/i.test(url.pathname);
  if (!saysSo && !looksSo) return undefined;
  const query = own.toString();
  return {
    service: url.origin + url.pathname + (query === "" ? "" : `?${query}`),
    request,
    version: get("version"),
    typeName: get("typenames") || get("typename"),
    outputFormat: get("outputformat"),
    srsName: get("srsname"),
    limit: get("count") || get("maxfeatures"),
  };
}

export type WfsAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: FetchFailure }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** What a service offers, for a person to choose from. */
export async function askCapabilities(
  service: string,
  fetch: Fetch,
  cancel?: CancelSignal,
): Promise<WfsAnswer<WfsCapabilities>> {
  const asked = await askText(
    fetch,
    service,
    [
      ["service", "WFS"],
      ["request", "GetCapabilities"],
    ],
    cancel,
  );
  if (!asked.ok) return asked;
  const capabilities = asked.status === 200 ? readCapabilities(asked.text) : undefined;
  if (capabilities) return { ok: true, value: capabilities };
  const message = exceptionText(asked.text) ?? "This is not the answer of a web feature service.";
  return { ok: false, status: asked.status, message };
}

/**
 * The address that brings all features of a type: GeoJSON in longitude and latitude where the service offers it, for in
 * GML the order of the two depends on version and spelling.
 */
export function getFeatureUrl(service: string, typeName: string, capabilities: WfsCapabilities): string {
  const json = capabilities.outputFormats.find(
    (format) => /json/i.test(format) && !/javascript/i.test(format),
  );
  const query = new URLSearchParams({
    service: "WFS",
    version: capabilities.version,
    request: "GetFeature",
    [capabilities.version.startsWith("2") ? "typeNames" : "typeName"]: typeName,
    ...(json === undefined ? {} : { outputFormat: json, srsName: "EPSG:4326" }),
  });
  return `${service}${service.includes("?") ? "&" : "?"}${query}`;
}

/** How many features a GetFeature address has in all, by asking for the number only. */
export async function countWfsFeatures(
  address: string,
  fetch: Fetch,
  cancel?: CancelSignal,
): Promise<WfsAnswer<number>> {
  const asked = await askText(fetch, hitsUrl(address), [], cancel);
  if (!asked.ok) return asked;
  const matched = matchedInXml(asked.text);
  if (matched !== undefined) return { ok: true, value: matched };
  const message = exceptionText(asked.text) ?? "The service does not say how many features it has.";
  return { ok: false, status: asked.status, message };
}

/** `numberMatched` (2.0) or `numberOfFeatures` (1.1) of a collection; `undefined` where it is not told. */
export function matchedInXml(xml: string): number | undefined {
  const root = rootTag(xml);
  if (root?.name !== "FeatureCollection") return undefined;
  const told = attribute(root, "numberMatched") ?? attribute(root, "numberOfFeatures");
  return told !== undefined && /^\d+$/.test(told) ? Number(told) : undefined;
}

/** The address with `resultType=hits`, and without what cuts or shapes the answer. */
function hitsUrl(address: string): string {
  const url = new URL(address.trim());
  for (const name of Array.from(url.searchParams.keys())) {
    const isShaping = [
      "count",
      "maxfeatures",
      "startindex",
      "outputformat",
      "resulttype",
      "propertyname",
      "sortby",
    ];
    if (isShaping.includes(name.toLowerCase())) url.searchParams.delete(name);
  }
  url.searchParams.set("resultType", "hits");
  url.hash = "";
  return url.href;
}
