import { type AddressRule, withUrl } from "./address-rule.ts";
import type { AddressSubject } from "./address-subject.ts";
import { permanentName, unstableParts } from "./dated-name.ts";

const secretName =
  /^(?:(?:access_?|auth_?|api_?|security_?)?token|api_?key|app_?key|subscription-key|sig|signature|x-amz-[a-z-]+|x-goog-[a-z-]+|awsaccesskeyid|expires|key-pair-id|policy|se|sp|sv|sr|st|spr|skoid|sktid|jwt|session_?id|sid|phpsessid|auth_?key|hmac|hash|nonce|temp_url_[a-z]+|code)$/i;

/** Rules about whether the address will still work, and bring new data, in a year. */
export const stabilityRules: readonly AddressRule[] = [
  {
    id: "token",
    verdict: "worth checking",
    reason: ({ names }) =>
      `The address carries something like a key or signature (${names.filter(isSecret).join(", ") || "jsessionid"}). These expire, and become public when registered. Publish without one.`,
    applies: ({ names, url }) => names.some(isSecret) || /;jsessionid=/i.test(url?.pathname ?? ""),
    better: ({ url }) =>
      url &&
      withUrl(url, (copy) => {
        for (const name of Array.from(copy.searchParams.keys()))
          if (isSecret(name)) copy.searchParams.delete(name);
        copy.pathname = copy.pathname.replace(/;jsessionid=[^/]*/i, "");
      }),
  },
  {
    id: "dated-name",
    verdict: "worth checking",
    reason: ({ stable }) =>
      `The address contains a date (${firstPart(stable, "date")}). If the next edition has another address, it has to be registered again, and until then old data is used. Publish every edition at one address.`,
    applies: ({ stable }) => hasPart(stable, "date"),
    example: permanentExample,
  },
  {
    id: "version-in-name",
    verdict: "worth checking",
    reason: ({ stable }) =>
      `The address looks like one edition of several (${firstPart(stable, "version")}). Publish every edition at one address.`,
    applies: ({ stable }) => hasPart(stable, "version") && !hasPart(stable, "date"),
    example: permanentExample,
  },
  {
    id: "number-in-name",
    verdict: "worth checking",
    reason: ({ stable }) =>
      `The address contains a number (${firstPart(stable, "number")}) that may change with the next upload. Ask whoever runs the site to replace the file under the same address.`,
    applies: ({ stable }) =>
      hasPart(stable, "number") && !hasPart(stable, "date") && !hasPart(stable, "version"),
    example: permanentExample,
  },
  {
    id: "hub-export",
    verdict: "worth checking",
    reason:
      "This is an export that an open data site makes when asked. It may answer that it is not ready yet, and can be hours behind. The address of the layer behind it is steadier.",
    applies: ({ url }) =>
      /\/api\/(?:download\/v1|v3\/datasets)\/|\/datasets\/[^/]+\.(?:csv|geojson|kml|zip)$/i.test(
        url?.pathname ?? "",
      ),
  },
  {
    id: "catalogue-upload",
    verdict: "worth checking",
    reason:
      "In this kind of data catalogue the address of a file changes with each upload. Use the stable link of the resource.",
    applies: ({ url }) => /\/resource\/[0-9a-f-]{8,}\/download\//i.test(url?.pathname ?? ""),
  },
];

function isSecret(name: string): boolean {
  return secretName.test(name);
}

function hasPart(text: string, kind: string): boolean {
  return unstableParts(text).some((part) => part.kind === kind);
}

function firstPart(text: string, kind: string): string {
  return unstableParts(text).find((part) => part.kind === kind)?.text ?? "";
}

/** A name without the date, on the same site where it is a public body's, else on one made up. */
function permanentExample({ url, host, isService }: AddressSubject): string | undefined {
  if (!url || isService) return undefined;
  const name = permanentName(decodeURIComponentSafely(url.pathname.split("/").at(-1) ?? ""));
  const site = /\.(?:gov|org)\.uk$/.test(host) ? url.origin : "https://www.example.gov.uk";
  return name === undefined ? undefined : `${site}/open-data/${name}`;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
