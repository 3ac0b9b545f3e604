import { type ArcgisAddress, recogniseArcgis } from "./arcgis.ts";
import { unwrapMailLink, type Wrapped } from "./mail-wrappers.ts";
import { recogniseWfs, type WfsAddress } from "./wfs.ts";

/** An address taken apart once, for all rules to look at. */
export interface AddressSubject {
  /** As typed. */
  readonly text: string;
  readonly trimmed: string;
  /** `undefined` where the text is no address. */
  readonly url: URL | undefined;
  /** Lower case, without brackets or a last dot; blank where there is none. */
  readonly host: string;
  /** Names of the parameters in the query. */
  readonly names: readonly string[];
  /** Ending of the file name, lower case; blank where there is none. */
  readonly ending: string;
  readonly arcgis: ArcgisAddress | undefined;
  readonly wfs: WfsAddress | undefined;
  /** Whether it is one of a map service, whose path is no file name. */
  readonly isService: boolean;
  readonly wrapped: Wrapped | undefined;
  /** The part that should stay the same for ever, as people read it: of a service its name, else path and query. */
  readonly stable: string;
}

export function addressSubject(text: string): AddressSubject {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  const arcgis = recogniseArcgis(trimmed);
  const wfs = recogniseWfs(trimmed);
  const fileName = url?.pathname.split("/").at(-1) ?? "";
  return {
    text,
    trimmed,
    url,
    host: (url?.hostname ?? "").replace(/^\[|\]$/g, "").replace(/\.$/, ""),
    names: url ? Array.from(url.searchParams.keys()) : [],
    ending: /\.([a-z0-9]{1,7})$/i.exec(fileName)?.[1]?.toLowerCase() ?? "",
    arcgis,
    wfs,
    isService: arcgis !== undefined || wfs !== undefined,
    wrapped: unwrapMailLink(trimmed),
    stable: url ? `${datedHost(url)}${stablePart(url, arcgis, wfs)}` : "",
  };
}

// Parameters that say how to answer, or are numbers for ever.
const plainParameters =
  /^(?:out)?(?:sr|srs|srsname|crs|wkid|version|format|outputformat|f|where|layers?|layerid|tablename)$/i;

function stablePart(url: URL, arcgis: ArcgisAddress | undefined, wfs: WfsAddress | undefined): string {
  if (arcgis) {
    // The identifier of an organisation at services.arcgis.com, and the number of the layer, stay.
    return readable(url.pathname.replace(/^.*\/rest\/services/i, "").replace(/(Server)\/.*$/i, "$1"));
  }
  if (wfs) return readable(`${new URL(wfs.service).pathname} ${wfs.typeName}`);
  const query = Array.from(url.searchParams.entries()).filter(([name]) => !plainParameters.test(name));
  return readable(`${url.pathname} ${query.map(([name, value]) => `${name}=${value}`).join(" ")}`.trim());
}

/** The host, where a year is part of its name: a site made for one plan, which ends with it. */
function datedHost(url: URL): string {
  return /(?:19|20)\d\d/.test(url.hostname) ? `${url.hostname} ` : "";
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text).toLowerCase();
  } catch {
    return text.toLowerCase();
  }
}
