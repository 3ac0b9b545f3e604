/**
 * How the collector's HTTP library (requests, urllib3) turns the text of an address into a request: what it refuses,
 * which characters it escapes, and where a redirect leads. Browsers do some of this differently (`'` `|` `[` `\`, `%zz`),
 * and a server may answer differently.
 */

/** An address ready to be asked for. */
export interface PreparedUrl {
  readonly ok: true;
  readonly scheme: "http" | "https";
  /** Lower case, ASCII; IPv6 in square brackets. */
  readonly host: string;
  /** 80 or 443 when the address names none. */
  readonly port: number;
  /** Path and query as sent, never empty. */
  readonly target: string;
  /** The whole address as normalised, with its fragment, without what stood before an `@`. */
  readonly url: string;
  /** `user:password` of the address, still escaped; blank when there is none. */
  readonly credentials: string;
}

/** An address the library refuses before asking, by the name of its exception. */
export interface UnusableUrl {
  readonly ok: false;
  readonly exception: "MissingSchema" | "InvalidSchema" | "InvalidURL";
}

const unreserved = "A-Za-z0-9._~\\-";
const pathUnsafe = new RegExp(`[^${unreserved}!$&'()*+,;=:@/]`, "u");
const queryUnsafe = new RegExp(`[^${unreserved}!$&'()*+,;=:@/?]`, "u");
const userUnsafe = new RegExp(`[^${unreserved}!$&'()*+,;=:]`, "u");
const uriPattern =
  /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^\\/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/;
const hostAndPort =
  /^((?:[^[\]%:/?#]|%[a-fA-F0-9]{2})*|\[[0-9A-Fa-f:.]+(?:%[^\]]+)?\])(?::0*?(|0|[1-9][0-9]{0,4}))?$/u;
// What Python's str.lstrip() takes away.
const leadingSpace = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * Prepares an address as `requests` does.
 * @param text the address as registered
 * @param parameters names and values added to its query, form-encoded
 */
export function prepareUrl(
  text: string,
  parameters: readonly (readonly [string, string])[] = [],
): PreparedUrl | UnusableUrl {
  const trimmed = text.replace(leadingSpace, "");
  if (trimmed.includes(":") && !trimmed.toLowerCase().startsWith("http")) return refuse("InvalidSchema");
  const withScheme = /^(?:[a-zA-Z][a-zA-Z0-9+-]*:|\/)/.test(trimmed) ? trimmed : `//${trimmed}`;
  const parts = uriPattern.exec(withScheme);
  if (!parts) return refuse("InvalidURL");
  const [, schemeText, authority = "", pathText = "", queryText, fragment] = parts;
  const place = readAuthority(authority);
  if (!place) return refuse("InvalidURL");
  if (schemeText === undefined) return refuse("MissingSchema");
  if (place.host === "" || /^[*.]/.test(place.host)) return refuse("InvalidURL");
  const scheme = schemeText.toLowerCase();
  if (scheme !== "http" && scheme !== "https") return refuse("InvalidSchema");

  const path = escapePart(
    withoutDotSegments(pathText.startsWith("/") || pathText === "" ? pathText : `/${pathText}`),
    pathUnsafe,
  );
  const added = formEncode(parameters);
  let query = queryText === undefined ? "" : escapePart(queryText, queryUnsafe);
  if (added !== "") query = query === "" ? added : `${query}&${added}`;
  return finish(
    scheme,
    place,
    path === "" ? "/" : path,
    query,
    fragment ? escapePart(fragment, queryUnsafe) : "",
  );
}

/**
 * Where a `Location` header leads, as `requests` resolves it.
 * @param location its value, one character a byte as HTTP headers come
 * @param fragment of the address asked before; it is kept when the new one has none
 */
export function redirectUrl(from: PreparedUrl, location: string): PreparedUrl | UnusableUrl {
  // Python's urlparse drops tabs and line ends, and what stands before the address.
  let url = decodeHeader(location)
    .replace(/[\t\r\n]/g, "")
    .replace(/^[\x00-\x20]+/, "");
  if (url.startsWith("//")) url = `${from.scheme}:${url}`;
  const parts = uriPattern.exec(url);
  if (!parts) return refuse("InvalidURL");
  const [, schemeText, authority, pathText = "", queryText, fragmentText] = parts;
  const fragment = fragmentText || fragmentOf(from.url);
  if (schemeText !== undefined && !/^https?$/i.test(schemeText)) return refuse("InvalidSchema");
  if (authority !== undefined && authority !== "") {
    if (schemeText === undefined) return refuse("MissingSchema");
    const place = readAuthority(authority);
    if (!place || place.host === "") return refuse("InvalidURL");
    const scheme = schemeText.toLowerCase() === "https" ? "https" : "http";
    return finish(
      scheme,
      place,
      encodeTarget(requote(pathText.startsWith("/") ? pathText : `/${pathText}`), pathUnsafe),
      requoteQuery(queryText),
      fragment,
    );
  }
  const place = { credentials: from.credentials, host: from.host, port: from.port };
  const base = splitTarget(from.target);
  const path = requote(pathText);
  if (path === "") {
    return finish(from.scheme, place, base.path, queryText ? requoteQuery(queryText) : base.query, fragment);
  }
  const segments = path.split("/");
  const merged = path.startsWith("/")
    ? segments
    : withoutBlanks([...base.path.split("/").slice(0, -1), ...segments]);
  return finish(
    from.scheme,
    place,
    encodeTarget(resolveDots(merged), pathUnsafe),
    requoteQuery(queryText),
    fragment,
  );
}

/** `application/x-www-form-urlencoded` as Python's `urlencode`: a space becomes `+`, `~` stays. */
export function formEncode(parameters: readonly (readonly [string, string])[]): string {
  const encode = (text: string): string =>
    percentEncode(text, new RegExp(`[^${unreserved} ]`, "u")).replaceAll(" ", "+");
  return parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}

interface Place {
  readonly credentials: string;
  readonly host: string;
  readonly port: number | undefined;
}

function refuse(exception: UnusableUrl["exception"]): UnusableUrl {
  return { ok: false, exception };
}

function finish(
  scheme: "http" | "https",
  place: Place,
  path: string,
  query: string,
  fragment: string,
): PreparedUrl {
  const target = requote(path) + (query === "" ? "" : `?${requote(query)}`);
  const usual = scheme === "https" ? 443 : 80;
  // urllib3 and requests: a request for `//x` would be read as naming a host.
  const sent = target.startsWith("//") ? `/${target.replace(/^\/+/, "")}` : target;
  const port = place.port === undefined || place.port === usual ? "" : `:${place.port}`;
  return {
    ok: true,
    scheme,
    host: place.host,
    port: place.port ?? usual,
    target: sent,
    url: `${scheme}://${place.host}${port}${target}${fragment === "" ? "" : `#${requote(fragment)}`}`,
    credentials: place.credentials,
  };
}

function readAuthority(authority: string): Place | undefined {
  const at = authority.lastIndexOf("@");
  const credentials = at > 0 ? escapePart(authority.slice(0, at), userUnsafe) : "";
  const match = hostAndPort.exec(authority.slice(at + 1));
  if (!match) return undefined;
  const [, hostText = "", portText] = match;
  const host = readHost(hostText);
  if (host === undefined) return undefined;
  const port = portText ? Number(portText) : undefined;
  if (port !== undefined && port > 65535) return undefined;
  // requests writes no port when it is 0.
  return { credentials, host, port: port === 0 ? undefined : port };
}

function readHost(text: string): string | undefined {
  if (/[\x00-\x20\x7f]|%(?:[01][0-9a-f]|7f)/i.test(text)) return undefined;
  const host = text.replace(/%([0-9a-f]{2})/gi, (octet, digits: string) => {
    const letter = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9._~-]/.test(letter) ? letter : octet.toUpperCase();
  });
  if (/^[\x00-\x7f]*$/.test(host)) return host.toLowerCase();
  return URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).hostname : undefined;
}

/** Escapes what is not allowed; `%` is left when every `%` of the part already begins an escape (urllib3). */
function escapePart(part: string, unsafe: RegExp): string {
  const upper = part.replace(/%[a-fA-F0-9]{2}/g, (octet) => octet.toUpperCase());
  const escapes = upper.match(/%[A-F0-9]{2}/g)?.length ?? 0;
  const percents = upper.match(/%/g)?.length ?? 0;
  if (escapes !== percents) return percentEncode(upper, unsafe);
  return upper
    .split("%")
    .map((piece) => percentEncode(piece, unsafe))
    .join("%");
}

function percentEncode(text: string, unsafe: RegExp): string {
  if (!unsafe.test(text)) return text;
  let encoded = "";
  for (const letter of text) {
    if (!unsafe.test(letter)) encoded += letter;
    else
      for (const byte of utf8.encode(letter))
        encoded += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

const utf8 = new TextEncoder();
const quoteUnsafe = new RegExp(`[^${unreserved}!#$%&'()*+,/:;=?@[\\]]`, "u");
const quoteUnsafePercent = new RegExp(`[^${unreserved}!#$&'()*+,/:;=?@[\\]]`, "u");

/** requests.utils.requote_uri: escapes of unreserved characters are undone, and what is illegal is escaped. */
function requote(text: string): string {
  let broken = false;
  const undone = text.replace(/%([A-Za-z0-9]{2})?/g, (octet, digits: string | undefined) => {
    if (digits === undefined) return octet;
    if (!/^[0-9a-f]{2}$/i.test(digits)) {
      broken = true;
      return octet;
    }
    const letter = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9._~-]/.test(letter) ? letter : octet;
  });
  return broken ? percentEncode(text, quoteUnsafePercent) : percentEncode(undone, quoteUnsafe);
}

function requoteQuery(query: string | undefined): string {
  return query ? encodeTarget(requote(query), queryUnsafe) : "";
}

/** urllib3 escapes the request target once more before it is sent. */
function encodeTarget(text: string, unsafe: RegExp): string {
  return escapePart(text, unsafe);
}

function withoutDotSegments(path: string): string {
  const output: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === ".") continue;
    if (segment !== "..") output.push(segment);
    else output.pop();
  }
  if (path.startsWith("/") && (output.length === 0 || output[0] !== "")) output.unshift("");
  if (path.endsWith("/.") || path.endsWith("/..")) output.push("");
  return output.join("/");
}

/** Python's urljoin drops blank segments between the first and the last, but only where it merged two paths. */
function withoutBlanks(segments: readonly string[]): string[] {
  return [
    segments[0] ?? "",
    ...segments.slice(1, -1).filter((segment) => segment !== ""),
    segments.at(-1) ?? "",
  ];
}

/** As Python's urljoin resolves the path it has merged. */
function resolveDots(segments: readonly string[]): string {
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === "..") resolved.pop();
    else if (segment !== ".") resolved.push(segment);
  }
  const last = segments.at(-1);
  if (last === "." || last === "..") resolved.push("");
  const joined = resolved.join("/");
  return joined.startsWith("/") ? joined : `/${joined}`;
}

function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf("?");
  return mark < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

function fragmentOf(url: string): string {
  const mark = url.indexOf("#");
  return mark < 0 ? "" : url.slice(mark + 1);
}

/** Header bytes as UTF-8, which servers send; what is not UTF-8 stays as it came. */
function decodeHeader(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(value, (letter) => letter.charCodeAt(0)),
    );
  } catch {
    return value;
  }
}
