/** How near two addresses are: forms of an address in which what rarely matters is gone. */

const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const monthName = new RegExp(`(?<![a-z])(?:${months})(?![a-z])`, "g");
const layerNumber = /((?:map|feature)server\/)\d+(?![^/?])/;

/**
 * The address without what two spellings of one address differ in: scheme, `www.`, letter case, default port, fragment,
 * last slash, percent-encoding of ordinary characters, spaces at the ends.
 */
export function spellingOf(address: string): string {
  const text = decoded(address.trim()).toLowerCase().replace(/#.*$/s, "");
  return text
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/^www\./, "")
    .replace(/^([^/?]*):(?:80|443)(?=[/?]|$)/, "$1")
    .replace(/\/(?=\?|$)/, "");
}

/**
 * The address without what the editions of one publication differ in: numbers, dates, names of months. The host's own
 * digits (`services7.arcgis.com`) stay.
 */
export function editionOf(address: string): string {
  const spelling = spellingOf(address);
  const slash = spelling.search(/[/?]|$/);
  const path = spelling.slice(slash).replace(monthName, "0").replace(/\d+/g, "0");
  return spelling.slice(0, slash) + path.replace(/0(?:[-_. /]*0)+/g, "0");
}

/** The address of an ArcGIS layer without the number of the layer; `undefined` when it is none. */
export function serviceOf(address: string): string | undefined {
  const spelling = spellingOf(address);
  const service = spelling.replace(layerNumber, "$1");
  return service === spelling ? undefined : service;
}

/** Percent-encoded text as people read it; as it stands when it is no such text. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
