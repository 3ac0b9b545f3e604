import { isIPv6 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import ipaddr from "ipaddr.js";

/**
 * Who asks, for limits only: the address of the connection, or the one the last of our own proxies saw. IPv6 clients are
 * counted by their /64, for one household has that many addresses.
 * @param trustedProxies how many proxies of our own stand in front; 0: the header is not believed
 */
export function clientOf(context: Context, trustedProxies: number): string {
  const forwarded = (context.req.header("X-Forwarded-For") ?? "").split(",").map((part) => part.trim());
  const seen = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
  const address = seen || (getConnInfo(context).remote.address ?? "unknown");
  if (!isIPv6(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4"
    ? parsed.toString()
    : `${parsed.toNormalizedString().split(":").slice(0, 4).join(":")}::/64`;
}
