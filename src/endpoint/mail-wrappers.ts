/** A mail filter's link around an address: what people copy out of an email instead of the address itself. */
export interface Wrapped {
  /** Who wraps so, for people. */
  readonly wrapper: string;
  /** The address inside; absent where only the filter knows it. */
  readonly inner?: string;
}

interface Wrapper {
  readonly name: string;
  readonly host: RegExp;
  /** Reads the address inside; `undefined` where the link does not hold it. */
  readonly unwrap: (url: URL) => string | undefined;
}

const parameter =
  (...names: readonly string[]) =>
  (url: URL): string | undefined =>
    names.map((name) => url.searchParams.get(name) ?? "").find((value) => value !== "");

const wrappers: readonly Wrapper[] = [
  {
    name: "Microsoft's safe links",
    host: /(^|\.)safelinks\.protection\.outlook\.com$/,
    unwrap: parameter("url"),
  },
  {
    name: "Microsoft Teams' safe links",
    host: /^statics\.teams\.cdn\.office\.net$/,
    unwrap: parameter("url"),
  },
  { name: "Proofpoint", host: /^urldefense(\.proofpoint)?\.(com|us)$/, unwrap: proofpoint },
  { name: "Barracuda", host: /^linkprotect\.cudasvc\.com$/, unwrap: parameter("a") },
  { name: "Trend Micro", host: /(^|\.)trendmicro\.(com|eu)$/, unwrap: parameter("url") },
  { name: "Cisco", host: /^secure-web\.cisco\.com$/, unwrap: encodedInPath },
  { name: "FireEye", host: /^protect\d?\.fireeye\.com$/, unwrap: parameter("u") },
  { name: "Symantec", host: /^clicktime\.symantec\.com$/, unwrap: parameter("u") },
  { name: "Sophos", host: /(^|\.)protection\.sophos\.com$/, unwrap: sophos },
  { name: "Google", host: /^(www\.)?google\.(com|co\.uk)$/, unwrap: google },
  { name: "Mimecast", host: /(^|\.)(mimecast\.com|mimecastprotect\.com)$/, unwrap: () => undefined },
  { name: "GovDelivery", host: /^(lnks\.gd|links(-\d+)?\.govdelivery\.com)$/, unwrap: parameter("url") },
];

/** Whether an address is a mail filter's, and the address inside, however often it is wrapped. */
export function unwrapMailLink(address: string): Wrapped | undefined {
  let wrapper = "";
  let inner = address.trim();
  // Forwarded mail is wrapped again at every filter it passes.
  for (let layer = 0; layer < 5; layer++) {
    if (!URL.canParse(inner)) break;
    const url = new URL(inner);
    const found = wrappers.find(
      ({ name, host }) => host.test(url.hostname) && (name !== "Google" || url.pathname === "/url"),
    );
    if (!found) break;
    wrapper ||= found.name;
    const next = found.unwrap(url);
    if (next === undefined || !/^https?:\/\//i.test(next)) return { wrapper };
    inner = next;
  }
  return wrapper === "" ? undefined : { wrapper, inner };
}

function google(url: URL): string | undefined {
  return parameter("q", "url")(url);
}

/** https://secure-web.cisco.com/CODE/https%3A%2F%2Fwww.example.gov.uk%2Fdata.csv */
function encodedInPath(url: URL): string | undefined {
  const encoded = /https?%3A%2F%2F.*$/i.exec(url.pathname)?.[0];
  return encoded === undefined ? undefined : decode(encoded);
}

/** Version 1 escapes as usual, 2 writes `-3A` for `%3A` and `_` for `/`, 3 has the address between two pairs of `_`. */
function proofpoint(url: URL): string | undefined {
  const inPath = /\/v3\/__(.+?)__;([^!]*)!/.exec(url.pathname + url.search);
  if (inPath) return proofpoint3(inPath[1] ?? "", inPath[2] ?? "");
  const encoded = url.searchParams.get("u");
  if (!encoded) return undefined;
  return url.pathname.includes("/v2/") ? decode(encoded.replaceAll("-", "%").replaceAll("_", "/")) : encoded;
}

/** Letters the filter took out stand in base64 at the end; `*` marks where each was, `**X` several in a row. */
function proofpoint3(text: string, takenOut: string): string | undefined {
  const lengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const letters = [...(fromBase64(takenOut) ?? "")];
  const take = (count: number): string => letters.splice(0, count).join("");
  const restored = text.replace(/\*(?:\*([A-Za-z0-9_-]))?/g, (_, run: string | undefined) =>
    take(run === undefined ? 1 : lengths.indexOf(run) + 2),
  );
  return restored.replace(/^(https?:)\/(?!\/)/, "$1//");
}

function sophos(url: URL): string | undefined {
  const encoded = url.searchParams.get("u");
  return encoded ? fromBase64(encoded) : undefined;
}

function fromBase64(text: string): string | undefined {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "")) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
    held &= (1 << bits) - 1;
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
