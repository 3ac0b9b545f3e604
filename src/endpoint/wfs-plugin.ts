import {
  type CollectEffects,
  type CollectInput,
  collectorTimeoutSeconds,
  type PluginResult,
  usualLimitBytes,
} from "./collector.ts";
import { FetchInterrupted, readBody } from "./fetch.ts";
import { exceptionText, findFeatureType, readCapabilities } from "./wfs-capabilities.ts";
import { decodeXml, rootTag, type Tag, tags } from "./xml-tags.ts";

// GDAL's own page size: the option the plugin sets (OGR_WFS_PAGING_PAGE_SIZE) is not one GDAL 3.6 knows.
const gdalPageSize = 100;

/**
 * A whole feature type, page by page, as one GML collection.
 *
 * The collector has GDAL do this and stores a GeoPackage, whose bytes carry the time. The features here are the same and
 * in the same order, the bytes are not: GML, as the service sent it, without times of writing.
 *
 * Source: digital_land/plugins/wfs.py (get_paged_wfs), GDAL 3.6 WFS driver by its requests
 */
export async function collectPagedWfs(input: CollectInput, effects: CollectEffects): Promise<PluginResult> {
  // The name of a layer is looked for in the query; without one ogr2ogr is given an empty name and fails.
  const { service, layer } = sourceAndLayer(input.url);
  try {
    const capabilities = readCapabilities(
      await ask(
        requestUrl(service, [
          ["SERVICE", "WFS"],
          ["REQUEST", "GetCapabilities"],
        ]),
        input,
        effects,
      ),
    );
    const type = capabilities && findFeatureType(capabilities, layer);
    if (!type) return commandFailed();
    const { version, countDefault } = capabilities;
    const base: Query = [
      ["SERVICE", "WFS"],
      ["VERSION", version],
    ];
    // GDAL asks what the fields are and carries on when it is not told; services count on being asked.
    await ask(
      requestUrl(service, [...base, ["REQUEST", "DescribeFeatureType"], ["TYPENAME", type.name]]),
      input,
      effects,
    );
    const pageSize = version.startsWith("2") ? (countDefault ?? gdalPageSize) : gdalPageSize;
    const [names, count] = version.startsWith("2") ? ["TYPENAMES", "COUNT"] : ["TYPENAME", "MAXFEATURES"];
    const pages: Page[] = [];
    for (let start = 0; ; start += pageSize) {
      const query: Query = [
        ...base,
        ["REQUEST", "GetFeature"],
        [names, type.name],
        ["STARTINDEX", String(start)],
        [count, String(pageSize)],
      ];
      const text = await ask(requestUrl(service, query), input, effects);
      const page = exceptionText(text) === undefined ? readPage(text) : undefined;
      if (!page) return commandFailed();
      // GDAL would go on for ever with a service that does not mind STARTINDEX.
      if (start > 0 && page.members !== "" && page.members === pages.at(-1)?.members) return commandFailed();
      pages.push(page);
      effects.progress?.({ unit: "features", done: start + page.count });
      if (page.count < pageSize) break;
    }
    return { log: { status: "200" }, bytes: merge(pages) };
  } catch (error) {
    if (!(error instanceof FetchInterrupted)) throw error;
    return { ...commandFailed(), failure: error.failure };
  }
}

type Query = readonly (readonly [string, string])[];

/** The command GDAL is run by ends with 1, whatever the reason. */
function commandFailed(): PluginResult {
  return { log: { status: "1", exception: "CalledProcessError" } };
}

function sourceAndLayer(url: string): { readonly service: string; readonly layer: string } {
  const [address = ""] = url.split("#");
  const mark = address.indexOf("?");
  const query = new URLSearchParams(mark < 0 ? "" : address.slice(mark + 1));
  const named = new Map<string, string>();
  // As the plugin: the last spelling of a name wins, of one spelling the first value.
  for (const key of new Set(query.keys()))
    if (query.get(key)) named.set(key.toLowerCase(), query.get(key) ?? "");
  const layer = named.get("typename") ?? named.get("typenames") ?? "";
  return { service: layer === "" || mark < 0 ? address : address.slice(0, mark), layer };
}

function requestUrl(service: string, query: Query): string {
  const text = query
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%3A", ":")}`)
    .join("&");
  return `${service}${service.includes("?") ? "&" : "?"}${text}`;
}

async function ask(url: string, input: CollectInput, effects: CollectEffects): Promise<string> {
  const reply = await effects.fetch({
    url,
    method: "GET",
    timeoutSeconds: input.timeoutSeconds ?? collectorTimeoutSeconds,
    verifyCertificate: true,
    ...(input.limitSeconds === undefined ? {} : { limitSeconds: input.limitSeconds }),
    ...(effects.cancel ? { cancel: effects.cancel } : {}),
  });
  if (!reply.ok) throw new FetchInterrupted(reply.failure);
  if (reply.response.status !== 200) return "";
  return decodeXml(await readBody(reply.response, input.limitBytes ?? usualLimitBytes));
}

interface Page {
  /** Everything before the first member, the tag of the collection included. */
  readonly head: string;
  readonly root: Tag;
  readonly members: string;
  readonly count: number;
}

/** The members of a feature collection; `undefined` when the text is none. */
function readPage(xml: string): Page | undefined {
  const root = rootTag(xml);
  if (root?.name !== "FeatureCollection") return undefined;
  let depth = 0;
  let from = -1;
  let to = root.to;
  let count = 0;
  let inMembers = false;
  for (const tag of tags(xml)) {
    if (tag.kind === "end") depth--;
    const isMember = ["member", "featureMember", "featureMembers"].includes(tag.name);
    if (depth === 1 && isMember) {
      if (tag.kind !== "end" && from < 0) from = tag.from;
      if (tag.kind !== "start") to = tag.to;
      inMembers = tag.kind === "start" && tag.name === "featureMembers";
      if (tag.kind === "start" && tag.name !== "featureMembers") count++;
    } else if (depth === 2 && inMembers && tag.kind !== "end") count++;
    if (tag.kind === "start") depth++;
  }
  const start = from < 0 ? root.to : from;
  return { head: xml.slice(0, start), root, members: from < 0 ? "" : xml.slice(from, to), count };
}

function merge(pages: readonly Page[]): Uint8Array {
  const [first] = pages;
  if (!first) return new Uint8Array();
  const { root } = first;
  const total = pages.reduce((sum, page) => sum + page.count, 0);
  const tag = root.text
    .replace(/\s+timeStamp\s*=\s*("[^"]*"|'[^']*')/, "")
    .replace(/(\snumber(?:Matched|Returned|OfFeatures)\s*=\s*)("[^"]*"|'[^']*')/g, `$1"${total}"`)
    .replace(/\/\s*>$/, ">");
  const open = first.head
    .slice(0, root.from)
    .replace(/(<\?xml[^>]*encoding\s*=\s*)("[^"]*"|'[^']*')/, '$1"UTF-8"');
  const name = /^<([^\s/>]+)/.exec(root.text)?.[1] ?? "FeatureCollection";
  const text = [
    open,
    tag,
    first.head.slice(root.to),
    ...pages.map((page) => page.members),
    `\n</${name}>\n`,
  ].join("");
  return new TextEncoder().encode(text);
}
