import { endpointKey } from "../repository/keys.ts";

/** Key of an endpoint, for pages: SHA-256 hex of the address exactly as registered. */
export function endpointKeyOf(url: string): string {
  return endpointKey(url);
}
