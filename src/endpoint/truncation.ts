import { countFeatures, recogniseArcgis } from "./arcgis.ts";
import { listOf, memberOf, parseJson } from "./ask.ts";
import type { CancelSignal, Fetch } from "./fetch.ts";
import { countWfsFeatures, matchedInXml, recogniseWfs } from "./wfs.ts";
import { decodeXml, rootTag, tags } from "./xml-tags.ts";

/**
 * That an answer holds fewer features than the service has. The pipeline does not notice: the rest is missing.
 * - `server-limit`: the service sends so many at one time and no more;
 * - `limit-in-address`: the address itself asks for so many.
 */
export interface Truncation {
  readonly reason: "server-limit" | "limit-in-address";
  /** Features that came. */
  readonly received: number;
  /** Features the service has; absent where it only says that there are more. */
  readonly available?: number;
}

/** What an answer tells of its own completeness. */
export interface FeatureCount {
  readonly features: number;
  /** It says itself that there are more (`exceededTransferLimit`). */
  readonly saysThereAreMore: boolean;
  /** The number it says there are in all. */
  readonly matched?: number;
}

/** Counts the features of GeoJSON, ArcGIS JSON or a GML collection; `undefined` for anything else. */
export function countReceived(bytes: Uint8Array): FeatureCount | undefined {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  if (start.startsWith("{")) return countJson(parseJson(new TextDecoder().decode(bytes)));
  return start.startsWith("<") ? countXml(decodeXml(bytes)) : undefined;
}

/**
 * Whether what was collected from a service is all of it. Asks the service for its count; a service that does not tell is
 * taken at what the answer says of itself.
 *
 * @param bytes what came
 * @returns `undefined` when all is there, or nobody can tell
 */
export async function findTruncation(
  address: string,
  bytes: Uint8Array,
  fetch: Fetch,
  cancel?: CancelSignal,
): Promise<Truncation | undefined> {
  const received = countReceived(bytes);
  if (!received) return undefined;
  const available = await askAvailable(address, fetch, cancel);
  const most = Math.max(available ?? 0, received.matched ?? 0);
  const reason = hasLimit(address) ? "limit-in-address" : "server-limit";
  if (most > received.features) return { reason, received: received.features, available: most };
  // A count that is not larger settles it, whatever the answer says of itself.
  if (available !== undefined || !received.saysThereAreMore) return undefined;
  return { reason, received: received.features };
}

async function askAvailable(
  address: string,
  fetch: Fetch,
  cancel?: CancelSignal,
): Promise<number | undefined> {
  const arcgis = recogniseArcgis(address);
  if (arcgis?.kind === "layer" || arcgis?.kind === "query") {
    const where = arcgis.kind === "query" ? arcgis.where : "1=1";
    const count = await countFeatures(arcgis.layer, where, fetch, cancel);
    return count.ok ? count.value : undefined;
  }
  if (recogniseWfs(address)?.request !== "getfeature") return undefined;
  const count = await countWfsFeatures(address, fetch, cancel);
  return count.ok ? count.value : undefined;
}

function hasLimit(address: string): boolean {
  const arcgis = recogniseArcgis(address);
  if (arcgis?.kind === "query") {
    return Array.from(new URL(address.trim()).searchParams.entries()).some(
      ([name, value]) => name.toLowerCase() === "resultrecordcount" && value !== "",
    );
  }
  return (recogniseWfs(address)?.limit ?? "") !== "";
}

function countJson(json: unknown): FeatureCount | undefined {
  const features = memberOf(json, "features");
  if (!Array.isArray(features)) return undefined;
  const matched = memberOf(json, "numberMatched") ?? memberOf(json, "totalFeatures");
  return {
    features: listOf(features).length,
    saysThereAreMore:
      memberOf(json, "exceededTransferLimit") === true ||
      memberOf(memberOf(json, "properties"), "exceededTransferLimit") === true,
    ...(typeof matched === "number" ? { matched } : {}),
  };
}

function countXml(xml: string): FeatureCount | undefined {
  if (rootTag(xml)?.name !== "FeatureCollection") return undefined;
  const matched = matchedInXml(xml);
  let features = 0;
  let depth = 0;
  let members = -1;
  for (const tag of tags(xml)) {
    if (tag.kind === "end") depth--;
    if (tag.kind === "end" && depth === members) members = -1;
    if (tag.kind !== "end" && members >= 0 && depth === members + 1) features++;
    if (tag.kind === "start" && depth === 1 && /^(member|featureMembers?)$/.test(tag.name)) members = depth;
    if (tag.kind === "start") depth++;
  }
  return { features, saysThereAreMore: false, ...(matched === undefined ? {} : { matched }) };
}
