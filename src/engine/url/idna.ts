import { prepareLabel } from "./nameprep.ts";
import { encodePunycode } from "./punycode.ts";

const ascii = /^[\0-\x7f]*$/;
const longestLabel = 63;

/**
 * A host name in ASCII, as Python's `idna` codec writes it (IDNA 2003); `undefined` where it raises.
 * Source: Python 3.11, encodings/idna.py; RFC 3490
 */
export function encodeHost(host: string): string | undefined {
  if (ascii.test(host)) return hasFairLabels(host) ? host : undefined;
  const labels = host.split(/[.\u3002\uff0e\uff61]/);
  const rooted = labels.at(-1) === "";
  if (rooted) labels.pop();
  const encoded: string[] = [];
  for (const label of labels) {
    const text = encodeLabel(label);
    if (text === undefined) return undefined;
    encoded.push(text);
  }
  return encoded.join(".") + (rooted ? "." : "");
}

/** Every label has 1 to 63 characters; the last may be empty. */
function hasFairLabels(host: string): boolean {
  const labels = host.split(".");
  const last = labels.pop() ?? "";
  return last.length <= longestLabel && labels.every((label) => label !== "" && label.length <= longestLabel);
}

function encodeLabel(label: string): string | undefined {
  const prepared = ascii.test(label) ? label : prepareLabel(label);
  if (prepared === undefined) return undefined;
  let encoded = prepared;
  if (!ascii.test(prepared)) {
    if (prepared.startsWith("xn--")) return undefined;
    encoded = `xn--${encodePunycode(prepared)}`;
  }
  return encoded !== "" && encoded.length <= longestLabel ? encoded : undefined;
}
