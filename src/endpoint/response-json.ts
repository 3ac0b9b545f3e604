import { header } from "./fetch.ts";
import { type PyValue, parsePythonJson } from "./python-json.ts";

/**
 * The body of an answer as requests' `response.json()` reads it. The character set is that of the content type; a
 * `text/...` without one is read as ISO 8859-1 whatever it holds, anything else without one is looked at.
 *
 * Throws `PythonJsonError` for what is not JSON.
 * Source: requests/models.py (json, text), requests/utils.py (get_encoding_from_headers, guess_json_utf)
 */
export function responseJson(headers: ReadonlyMap<string, string>, body: Uint8Array): PyValue {
  return parsePythonJson(decodeBody(body, declaredCharset(headers)));
}

function declaredCharset(headers: ReadonlyMap<string, string>): string | undefined {
  const [type = "", ...parameters] = (header(headers, "Content-Type") ?? "").split(";");
  for (const parameter of parameters) {
    const [name = "", ...rest] = parameter.trim().split("=");
    if (name.trim().toLowerCase() !== "charset") continue;
    return rest
      .join("=")
      .trim()
      .replace(/^['" ]+|['" ]+$/g, "");
  }
  if (type.includes("text")) return "iso-8859-1";
  return type.includes("application/json") ? "utf-8" : undefined;
}

function decodeBody(body: Uint8Array, charset: string | undefined): string {
  const name = (charset ?? guessUnicode(body)).toLowerCase().replaceAll("_", "-");
  if (["iso-8859-1", "iso8859-1", "latin-1", "latin1", "l1"].includes(name)) return latin1(body);
  // Python's "utf-8" keeps a byte order mark, and its JSON parser refuses it; "utf-8-sig" drops it.
  if (name === "utf-8-sig") return decodeAs("utf-8", body, false);
  if (name === "utf-16") return decodeAs(body[0] === 0xfe ? "utf-16be" : "utf-16le", body, false);
  return decodeAs(name, body, true);
}

/** A name nobody knows is read as UTF-8. */
function decodeAs(name: string, body: Uint8Array, keepMark: boolean): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(name, { ignoreBOM: keepMark });
  } catch {
    decoder = new TextDecoder("utf-8", { ignoreBOM: keepMark });
  }
  return decoder.decode(body);
}

/** The first four bytes of JSON tell the encoding: a mark, or where the zeros are. */
function guessUnicode(body: Uint8Array): string {
  const [a, b, c, d] = body;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8-sig";
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "utf-16";
  if (a === 0 && c === 0 && b !== 0 && d !== 0) return "utf-16be";
  if (b === 0 && d === 0 && a !== 0 && c !== 0) return "utf-16le";
  return "utf-8";
}

/** Every byte the letter of its number; TextDecoder's "iso-8859-1" is Windows-1252. */
function latin1(body: Uint8Array): string {
  let text = "";
  for (let at = 0; at < body.length; at += 8192) text += String.fromCharCode(...body.subarray(at, at + 8192));
  return text;
}
