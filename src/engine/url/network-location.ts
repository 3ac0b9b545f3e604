import { encodeHost } from "./idna.ts";
import { isIpv4, isIpv6 } from "./ip-address.ts";

const port = /^(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})$/;
const domainName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z]$/i;
const longestDomain = 253;

// Extended Latin at the start is enough; else dots between words of these characters, or characters of a quoted text.
const userName =
  /^(?:[\u0100-\u024f]|[-!#$%&'*+/=?^_`{}|~0-9a-z\u017f\u212a\u0130\u0131]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9a-z\u017f\u212a\u0130\u0131]+)*$|(?:[\x01-\x08\x0b\x0c\x0e-\x1f!#-[\]-\x7f\u017f\u212a\u0130\u0131]|\\[\t.])*$)/iu;

/**
 * Whether what stands between `//` and the path is a host, perhaps with a user and a port.
 * Source: validators/url.py, hostname.py, domain.py
 */
export function isNetworkLocation(location: string): boolean {
  const parts = location.split("@");
  if (location === "" || parts.length > 2) return false;
  const [first = "", second] = parts;
  const host = second ?? first;
  const allowsIpv6 = host.split(":").length > 2 && host.startsWith("[");
  const bare = !allowsIpv6 || location.includes("]:") ? host : host.replace(/^\[+/, "").replace("]", "");
  return isHost(bare, allowsIpv6) && (second === undefined || isUser(first));
}

function isHost(text: string, allowsIpv6: boolean): boolean {
  if (text === "") return false;
  const host = beforePort(text) || text;
  return isDomain(host) || isIpv4(host) || (allowsIpv6 && isIpv6(host));
}

/** The host before a valid port; `""` when there is no port, or no valid one. */
function beforePort(text: string): string {
  const colon = text.lastIndexOf(":");
  if (colon < 0 || !port.test(text.slice(colon + 1))) return "";
  const host = text.slice(0, colon);
  if (text.split("]:").length === 2) return host.replace(/^\[+/, "").replace(/\]+$/, "");
  return host.includes(":") ? "" : host;
}

function isDomain(host: string): boolean {
  const encoded = encodeHost(host);
  if (encoded === undefined || encoded.replace(/\.+$/, "").length > longestDomain) return false;
  return !host.includes("__") && domainName.test(encoded);
}

function isUser(text: string): boolean {
  const colons = text.split(":").length - 1;
  if (text === "") return true;
  // With more than one colon everything is the user.
  if (colons > 1) return userName.test(unquote(text));
  if (colons === 0) return userName.test(text);
  const [user = "", password = ""] = text.split(":");
  return userName.test(user) && !/[/?#@]/.test(password);
}

/** Percent escapes to the text of their UTF-8 bytes. */
function unquote(text: string): string {
  return text.replace(/[\0-\x7f]+/g, (ascii) => {
    if (!ascii.includes("%")) return ascii;
    const bytes: number[] = [];
    for (let at = 0; at < ascii.length; at += 1) {
      const escaped = /^%([0-9A-Fa-f]{2})/.exec(ascii.slice(at, at + 3));
      bytes.push(escaped === null ? ascii.charCodeAt(at) : Number.parseInt(escaped[1] ?? "", 16));
      if (escaped !== null) at += 2;
    }
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  });
}
