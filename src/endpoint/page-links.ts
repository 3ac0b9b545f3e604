/**
 * What a web page about some data says of it: whether it links to the data, and whether it names the licence. By the page's
 * text alone; a page that is put together by scripts shows neither. Source: service/request.md 1 ("links to the endpoint")
 */
export interface PageFound {
  /**
   * - `exact`: a link has the very address;
   * - `resolved`: a link leads to it, written another way (relative, other letter case of the host, a slash at the end);
   * - `path`: a link has the same path, on another host or with another query.
   */
  readonly link: "exact" | "resolved" | "path" | "none";
  readonly namesLicence: boolean;
}

const licenceWords: Readonly<Record<string, RegExp>> = {
  ogl3: /open\s+government\s+licen[cs]e|\bOGL\b|open-government-licence/i,
  cc0: /\bCC0\b|creative\s+commons\s+zero|publicdomain\/zero/i,
  "odc-by": /open\s+data\s+commons\s+attribution|\bODC[- ]?BY\b/i,
};

/**
 * @param html the page as sent
 * @param pageUrl its address, from which relative links are read
 * @param endpointUrl the address of the data
 * @param licence key of the licence asked for: `ogl3`
 */
export function readDataPage(html: string, pageUrl: string, endpointUrl: string, licence: string): PageFound {
  const ranks = ["exact", "resolved", "path", "none"] as const;
  const found = linksOf(html).map((link) => likeness(link, pageUrl, endpointUrl));
  return {
    link: ranks.find((rank) => found.includes(rank)) ?? "none",
    namesLicence: licenceWords[licence]?.test(html) === true,
  };
}

/** The addresses of all links, entities of HTML resolved as far as addresses have them. */
function linksOf(html: string): string[] {
  const links = html.matchAll(/<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi);
  return [...links].map(([, double, single, bare]) => unescapeHtml(double ?? single ?? bare ?? "").trim());
}

function unescapeHtml(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function likeness(link: string, pageUrl: string, endpointUrl: string): PageFound["link"] {
  if (link === endpointUrl) return "exact";
  if (!URL.canParse(link, pageUrl) || !URL.canParse(endpointUrl)) return "none";
  const [a, b] = [new URL(link, pageUrl), new URL(endpointUrl)];
  if (!/^https?:$/.test(a.protocol)) return "none";
  const path = (url: URL) => url.pathname.replace(/\/$/, "");
  if (path(a) === "" || path(a) !== path(b)) return "none";
  return a.host === b.host && a.search === b.search ? "resolved" : "path";
}
