import { joinWords } from "../python-text.ts";
import { isUrl, isUsualUrl } from "../url/url.ts";
import type { Cell } from "./datatype.ts";

/**
 * An address, with all white space removed.
 * Logs: `invalid URI`, with the value as published.
 * Source: digital_land/datatype/uri.py
 */
export function uriDatatype(value: string, cell: Cell): string {
  if (isUsualUrl(value)) return value;
  const uri = joinWords(value, "");
  if (isUrl(uri)) return uri;
  cell.log("invalid URI", value, `${cell.field} must be a real URL`);
  return "";
}
