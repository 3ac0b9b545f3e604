import { isIpv4, isIpv6 } from "./ip-address.ts";
import { isNetworkLocation } from "./network-location.ts";

const schemes = new Set([
  "file",
  "ftp",
  "ftps",
  "git",
  "http",
  "https",
  "irc",
  "rtmp",
  "rtmps",
  "rtsp",
  "sftp",
  "ssh",
  "telnet",
]);

// Case-insensitive in Python also takes in the Kelvin sign, long s and the dotted and dotless i.
const fragmentCharacters = /^[0-9a-z?/:@\-._~%!$&'()*+,;=#\u017f\u212a\u0130\u0131]*$/i;
const pathCharacters =
  /^[/a-z0-9\-._~!$&'()*+,;=:@%\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{1f300}-\u{1f5ff}\u{1f600}-\u{1f64f}]+$/iu;

interface Parts {
  readonly scheme: string;
  readonly location: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/**
 * Whether an address without white space is one, as the validators package (0.36) says with its defaults.
 * Host names need a dot; every part of a query needs an equals sign.
 * Source: validators/url.py; Python 3.11, urllib/parse.py
 */
export function isUrl(text: string): boolean {
  return isUsualUrl(text) || isUnusualUrl(text);
}

/** Whether it is an address as most are, without white space; told at once. */
export function isUsualUrl(text: string): boolean {
  return usual.test(text);
}

// What most addresses are: a host name of fair length and a path of plain characters, nothing else.
const usual =
  /^https?:\/\/(?=[^/]{1,253}(?:\/|$))(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z](?:\/[a-z0-9/._~!$&'()*+,;=:@%-]*)?$/i;

function isUnusualUrl(text: string): boolean {
  const parts = splitUrl(text);
  if (parts === undefined || !schemes.has(parts.scheme)) return false;
  const { location } = parts;
  const isLocalFile = parts.scheme === "file" && (location === "" || location === "localhost");
  if (!isLocalFile && !isNetworkLocation(location)) return false;
  if (parts.path !== "" && !pathCharacters.test(parts.path)) return false;
  if (parts.query !== "" && !isQuery(parts.query)) return false;
  return fragmentCharacters.test(parts.fragment);
}

/** `urllib.parse.urlsplit`; `undefined` where it raises. */
function splitUrl(text: string): Parts | undefined {
  let rest = text.replace(/^[\0- ]+/, "");
  const colon = rest.indexOf(":");
  let scheme = "";
  if (colon > 0 && /^[A-Za-z][A-Za-z0-9+.-]*$/.test(rest.slice(0, colon))) {
    scheme = rest.slice(0, colon).toLowerCase();
    rest = rest.slice(colon + 1);
  }
  let location = "";
  if (rest.startsWith("//")) {
    const end = rest.slice(2).search(/[/?#]/);
    location = end < 0 ? rest.slice(2) : rest.slice(2, end + 2);
    rest = rest.slice(2 + location.length);
    if (!hasFairBrackets(location)) return undefined;
  }
  const hash = rest.indexOf("#");
  const fragment = hash < 0 ? "" : rest.slice(hash + 1);
  if (hash >= 0) rest = rest.slice(0, hash);
  const mark = rest.indexOf("?");
  const query = mark < 0 ? "" : rest.slice(mark + 1);
  if (mark >= 0) rest = rest.slice(0, mark);
  return hidesSeparator(location) ? undefined : { scheme, location, path: rest, query, fragment };
}

/** Brackets come in pairs and hold an address of version 6, or of a version to come. */
function hasFairBrackets(location: string): boolean {
  const opening = location.indexOf("[");
  if (opening < 0 && !location.includes("]")) return true;
  if (opening < 0 || !location.includes("]")) return false;
  const host = location.slice(opening + 1).split("]")[0] ?? "";
  if (host.startsWith("v")) return /^v[a-fA-F0-9]+\.[^\n]+$/.test(host);
  return isIpv6(host) && !isIpv4(host);
}

/** Whether a letter stands for a separator of addresses, as `℀` does for `a/c`. */
function hidesSeparator(location: string): boolean {
  if (/^[\0-\x7f]*$/.test(location)) return false;
  const plain = location.replace(/[@:#?]/g, "");
  const composed = plain.normalize("NFKC");
  return composed !== plain && /[/?#@:]/.test(composed);
}

/**
 * As the pipeline: split at `&` and again at `;`, every part must have an equals sign; but the second split is only
 * looked at when the first found a value.
 */
function isQuery(query: string): boolean {
  const values = queryValues(query, "&");
  if (values === undefined) return false;
  return values === 0 || queryValues(query, ";") !== undefined;
}

/** How many parts have a value; `undefined` when one has no equals sign. */
function queryValues(query: string, separator: string): number | undefined {
  let values = 0;
  for (const part of query.split(separator)) {
    const equals = part.indexOf("=");
    if (equals < 0) return undefined;
    if (equals < part.length - 1) values += 1;
  }
  return values;
}
