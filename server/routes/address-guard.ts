import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";
import type { Resolve, Resolved } from "../../src/effects/fetch-node-hop.ts";
import type { PreparedUrl } from "../../src/endpoint/prepared-url.ts";
import type { RelayRefusal } from "../../src/endpoint/relay-protocol.ts";

/**
 * Decides what the relay may connect to: public addresses on the two ports of the web, judged after the name is
 * resolved. The connection is then made to the very address judged, so a name that changes its answer gains nothing.
 */
export interface AddressGuard {
  /** What can be said of an address before its name is resolved; `undefined`: nothing against it. */
  judge(url: PreparedUrl): RelayRefusal | undefined;
  /** Resolves and judges. All addresses of a name must be public, not just the one that is used. */
  resolve(
    url: PreparedUrl,
  ): Promise<Resolved | { readonly refusal: RelayRefusal } | { readonly notFound: true }>;
}

export interface AddressGuardOptions {
  /** Hosts, and names below them, the relay may ask; any when absent. */
  readonly allowedHosts?: readonly string[];
  /** All addresses of a name; the system's resolver when absent. Rejects when there are none. */
  readonly lookupAll?: (host: string) => Promise<readonly string[]>;
  /** Addresses of this machine, which are refused even where they are public; looked up when absent. */
  readonly ownAddresses?: readonly string[];
  /**
   * For tests only, and never read from a setting: where on loopback a public `address:port` is served. It is looked at
   * after everything is judged, so it loosens nothing.
   */
  readonly servedInTests?: ReadonlyMap<string, Resolved>;
}

// Names that mean something only inside a network (RFC 6761, 6762, 8375 and ICANN's list of names never to be delegated).
const localNames = [
  "localhost",
  "local",
  "internal",
  "intranet",
  "lan",
  "home",
  "corp",
  "private",
  "home.arpa",
  "onion",
];
// Public by its number, but Azure's own service for virtual machines.
const privateServices = ["168.63.129.16"];
const lookupSeconds = 10;

export function addressGuard(options: AddressGuardOptions = {}): AddressGuard {
  const lookupAll = options.lookupAll ?? systemLookup;
  const own = new Set((options.ownAddresses ?? interfaceAddresses()).map(canonicalAddress));

  function judge(url: PreparedUrl): RelayRefusal | undefined {
    if (url.credentials !== "") return "credentials-in-address";
    if (url.port !== 80 && url.port !== 443) return "port-not-allowed";
    const host = plainHost(url.host);
    if (host === undefined) return "host-not-allowed";
    if (isIP(host))
      return isPublicAddress(host) && !own.has(canonicalAddress(host)) ? allowed(host) : "address-not-public";
    if (!host.includes(".") || localNames.some((name) => isAtOrBelow(host, name))) return "host-not-allowed";
    return allowed(host);
  }

  function allowed(host: string): RelayRefusal | undefined {
    const hosts = options.allowedHosts;
    return hosts && !hosts.some((name) => isAtOrBelow(host, name.toLowerCase()))
      ? "not-on-the-list"
      : undefined;
  }

  return {
    judge,
    async resolve(url) {
      const refusal = judge(url);
      if (refusal) return { refusal };
      const host = plainHost(url.host) ?? "";
      if (isIP(host)) return place(host, url.port);
      let addresses: readonly string[];
      try {
        addresses = await lookupAll(host);
      } catch {
        return { notFound: true };
      }
      const [first] = addresses;
      if (first === undefined) return { notFound: true };
      const isSafe = (address: string): boolean =>
        isPublicAddress(address) && !own.has(canonicalAddress(address));
      return addresses.every(isSafe) ? place(first, url.port) : { refusal: "address-not-public" };
    },
  };

  function place(address: string, port: number): Resolved {
    return options.servedInTests?.get(`${address}:${port}`) ?? { address, port };
  }
}

/** The guard as a resolver of the fetch. A refusal travels as the failure the relay reports. */
export function guardedResolve(guard: AddressGuard, url: PreparedUrl): Resolve {
  return async () => {
    const resolved = await guard.resolve(url);
    if ("refusal" in resolved) return { failure: { code: "relay-refused", refusal: resolved.refusal } };
    return "notFound" in resolved ? { failure: { code: "name-not-found" } } : resolved;
  };
}

/**
 * Whether an address is one of the public internet. IPv6 must be global unicast (2000::/3) and must not carry an IPv4
 * address for a gateway to unpack: mapped, compatible, NAT64, 6to4, Teredo and ISATAP are all refused, whatever is inside.
 */
export function isPublicAddress(text: string): boolean {
  if (!isIP(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast" || privateServices.includes(text)) return false;
  if (address.kind() === "ipv4") return true;
  const parts = address.toByteArray();
  const [first = 0] = parts;
  const isGlobalUnicast = first >= 0x20 && first <= 0x3f;
  const isIsatap =
    parts[9] === 0 && parts[10] === 0x5e && parts[11] === 0xfe && ((parts[8] ?? 0) & 0xfd) === 0;
  return isGlobalUnicast && !isIsatap;
}

/**
 * The host as names and numbers are compared: lower case, no brackets, no last dot. `undefined` for what is no host, and
 * for a number written any other way than four decimal parts (0177.0.0.1, 0x7f.1, 2130706433, 127.1).
 */
function plainHost(host: string): string | undefined {
  if (!URL.canParse(`http://${host}/`)) return undefined;
  const { hostname } = new URL(`http://${host}/`);
  const plain = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const written = host.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(plain) === 4 && written !== plain) return undefined;
  return plain === "" || plain.endsWith(".") ? undefined : plain;
}

function isAtOrBelow(host: string, name: string): boolean {
  return host === name || host.endsWith(`.${name}`);
}

function canonicalAddress(text: string): string {
  return isIP(text) ? ipaddr.process(text).toNormalizedString() : text;
}

function interfaceAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address.split("%")[0] ?? ""),
  );
}

async function systemLookup(host: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), lookupSeconds * 1000);
  });
  try {
    const found = await Promise.race([lookup(host, { all: true, verbatim: true }), late]);
    return found.map(({ address }) => address);
  } finally {
    clearTimeout(timer);
  }
}
