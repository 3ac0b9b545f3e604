import type { Context } from "hono";

/**
 * Whether a page of this tool made the request. Browsers say where a request comes from (`Sec-Fetch-Site`) and scripts
 * cannot change it; older ones are known by `Origin` or `Referer`. A request that says nothing is not a page's.
 * @param publicOrigin the origin people see, where a proxy hides it; the request's own `Host` when absent
 */
export function isSameOrigin(context: Context, publicOrigin: string | undefined): boolean {
  const site = context.req.header("Sec-Fetch-Site");
  if (site !== undefined)
    return site === "same-origin" && context.req.header("Sec-Fetch-Mode") !== "navigate";
  const claimed = context.req.header("Origin") ?? originOf(context.req.header("Referer"));
  if (claimed === undefined) return false;
  if (publicOrigin !== undefined) return claimed === publicOrigin;
  return URL.canParse(claimed) && new URL(claimed).host === context.req.header("Host");
}

function originOf(referer: string | undefined): string | undefined {
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined;
}
