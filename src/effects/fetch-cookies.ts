import type { PreparedUrl } from "../endpoint/prepared-url.ts";

/**
 * Cookies of one exchange, from one redirect to the next. Some sites set one and send the asker on to the same address
 * to see whether it comes back; the collector's library plays along. Nothing is kept from one exchange to another.
 */
export interface ExchangeCookies {
  /** Takes up what an answer sets. @param header `Set-Cookie`, several joined by `, ` */
  take(from: PreparedUrl, header: string | undefined): void;
  /** The `Cookie` header for an address; `undefined` when there is none to send. */
  headerFor(url: PreparedUrl): string | undefined;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Whether names below the domain get it too. */
  readonly below: boolean;
  readonly path: string;
  readonly secure: boolean;
}

export function exchangeCookies(): ExchangeCookies {
  let cookies: Cookie[] = [];
  return {
    take(from, header) {
      if (header === undefined) return;
      // A comma parts two cookies only where a name follows it: dates have commas too.
      for (const text of header.split(/,\s*(?=[^;,\s=]+=)/)) {
        const cookie = readCookie(text, from);
        if (!cookie) continue;
        cookies = cookies.filter(
          ({ name, domain, path }) =>
            name !== cookie.name || domain !== cookie.domain || path !== cookie.path,
        );
        cookies.push(cookie);
      }
    },
    headerFor(url) {
      const sent = cookies.filter((cookie) => isFor(cookie, url));
      return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
    },
  };
}

function readCookie(text: string, from: PreparedUrl): Cookie | undefined {
  const [pair = "", ...attributes] = text.split(";").map((part) => part.trim());
  const mark = pair.indexOf("=");
  if (mark < 1) return undefined;
  const attribute = (name: string): string | undefined =>
    attributes.find((part) => part.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const domain = attribute("domain")?.toLowerCase().replace(/^\./, "");
  const belongs =
    domain === undefined ||
    from.host === domain ||
    (domain.includes(".") && from.host.endsWith(`.${domain}`));
  if (!belongs) return undefined;
  const path = attribute("path");
  return {
    name: pair.slice(0, mark),
    value: pair.slice(mark + 1),
    domain: domain ?? from.host,
    below: domain !== undefined,
    path: path?.startsWith("/") ? path : "/",
    secure: attributes.some((part) => part.toLowerCase() === "secure"),
  };
}

function isFor({ domain, below, path, secure }: Cookie, url: PreparedUrl): boolean {
  const isHost = url.host === domain || (below && url.host.endsWith(`.${domain}`));
  return isHost && url.target.startsWith(path) && (!secure || url.scheme === "https");
}
