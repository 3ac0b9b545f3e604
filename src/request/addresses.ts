/**
 * Rules for the addresses in a request: the email and the documentation page. The endpoint's own rules are in
 * src/endpoint/rules.ts. Source: service/request.md 1.
 *
 * Where we differ from the live service, on purpose: it asks whether a host *ends with* `gov.uk`, so `notgov.uk` passes;
 * we compare whole labels. And it refuses every documentation page that is not on gov.uk or org.uk, though 22 % of the
 * pages that people accepted are on other hosts; we say what is odd and let the Planning Data team decide.
 */

/** Whether a host is this domain or below it, by whole labels: `notgov.uk` is not under `gov.uk`. */
export function isUnder(host: string, domain: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return name === domain || name.endsWith(`.${domain}`);
}

export type EmailProblem = "blank" | "not-an-email" | "not-a-work-email";

/** What is wrong with a work email; group addresses are fine. `undefined` when nothing is. */
export function emailProblem(email: string): EmailProblem | undefined {
  const trimmed = email.trim();
  if (trimmed === "") return "blank";
  const parts = /^[^\s@"(),:;<>[\\\]]+@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/i.exec(trimmed);
  const domain = parts?.[1];
  const oneDot = domain?.includes(".") && !domain.includes("..");
  if (domain === undefined || !oneDot || /^\.|\.\.|\.@/.test(trimmed)) return "not-an-email";
  // Somebody below gov.uk or org.uk, never those domains themselves.
  return ["gov.uk", "org.uk"].some((suffix) => isUnder(domain, suffix) && domain.toLowerCase() !== suffix)
    ? undefined
    : "not-a-work-email";
}

export type DocumentationProblem = "blank" | "not-an-address" | "too-long" | "is-a-file" | "same-as-endpoint";

const dataFile =
  /\.(csv|tsv|json|geojson|xml|gml|kml|kmz|zip|xls|xlsx|xlsm|xlsb|ods|gpkg|sqlite|shp|tab|pdf|docx?)$/i;

/** What is wrong with a documentation page's address. `undefined` when nothing is. */
export function documentationProblem(url: string, endpointUrl: string): DocumentationProblem | undefined {
  const trimmed = url.trim();
  if (trimmed === "") return "blank";
  if (trimmed.length > 2048) return "too-long";
  const parsed = readUrl(trimmed);
  if (parsed === undefined) return "not-an-address";
  if (trimmed.toLowerCase() === endpointUrl.trim().toLowerCase()) return "same-as-endpoint";
  return dataFile.test(parsed.pathname) ? "is-a-file" : undefined;
}

/** True when the page is not on an official site, which the Planning Data team will ask about. */
export function isUnofficialPage(url: string): boolean {
  const host = readUrl(url.trim())?.hostname ?? "";
  return !isUnder(host, "gov.uk") && !isUnder(host, "org.uk");
}

/** An http or https address whose host has a dot, without spaces or a user name. */
export function readUrl(text: string): URL | undefined {
  if (/\s/.test(text) || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.hostname.includes(".") && url.username === "" ? url : undefined;
}
