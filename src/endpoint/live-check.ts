import { type Collected, collect } from "./collect.ts";
import type { CollectEffects, CollectInput } from "./collector.ts";

/** How the live check gets a resource by its address, and what it tells a person when it cannot. */
export interface LiveCheck {
  /** The attempt that counted: the first that worked, or the last made. */
  readonly collected: Collected;
  /** All attempts, in order. */
  readonly attempts: readonly Collected[];
  /** What the live service says; absent when it got the resource. */
  readonly message?: string;
}

// The live check tries the plugins in this order. It never gets as far as wfs: a failed arcgis attempt always ends it.
const plugins = ["", "arcgis", "wfs"];

/**
 * Collects as the live check does: no plugin, then arcgis, then wfs, until one works. It gives up where an attempt ends with
 * an exception or a status of the 400s.
 *
 * Source: async-request-backend, request-processor/src/tasks.py (_fetch_resource), core/utils.py (create_user_friendly_error_log)
 */
export async function collectAsLiveCheck(
  input: Omit<CollectInput, "plugin">,
  effects: CollectEffects,
): Promise<LiveCheck> {
  const attempts: Collected[] = [];
  for (const plugin of plugins) {
    const collected = await collect({ ...input, plugin }, effects);
    attempts.push(collected);
    if (collected.status === "OK") return { collected, attempts };
    const { exception, status = "" } = collected.log ?? {};
    if (exception !== undefined || status.startsWith("4") || collected.failure) {
      return { collected, attempts, message: messageOf(attempts, plugin) };
    }
  }
  const [last] = attempts.slice(-1);
  if (!last) throw new Error("there is at least one plugin to try");
  return { collected: last, attempts, message: messageOf(attempts, undefined) };
}

/** The first that fits, in the live service's order. @param plugin of the attempt that ended it, if one did */
function messageOf(attempts: readonly Collected[], plugin: string | undefined): string {
  const { exception, status } = attempts.at(-1)?.log ?? {};
  // It looks for the header by its name in small letters, though headers keep the letters they were sent with.
  const contentType = attempts[0]?.log?.["response-headers"]?.["content-type"] ?? "";
  if (exception === "SSLError" || exception === "SSLCertVerificationError")
    return "SSL certificate verification failed";
  if (contentType.includes("text/html"))
    return "The selected file must be a CSV, GeoJSON, GML or GeoPackage file";
  if (status === "403") return "The URL must be accessible";
  if (status === "404")
    return "The URL does not exist. Check the URL you've entered is correct (HTTP 404 error)";
  if (plugin === "arcgis" && status === "200") return "URL must be the data layer";
  return "An error occurred, please try again later.";
}
