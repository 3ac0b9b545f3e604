/** Internet addresses, as Python's ipaddress module reads them. */

const octet = /^(?:0|[1-9][0-9]{0,2})$/;
const hextet = /^[0-9A-Fa-f]{0,4}$/;
const hextets = 8;

export function isIpv4(text: string): boolean {
  const octets = text.split(".");
  return octets.length === 4 && octets.every((part) => octet.test(part) && Number(part) <= 255);
}

export function isIpv6(text: string): boolean {
  if (text.includes("/")) return false;
  const [address = "", ...scope] = text.split("%");
  if (scope.length > 1 || scope[0] === "") return false;
  let parts = address.split(":");
  if (address === "" || parts.length < 3) return false;
  const last = parts.at(-1) ?? "";
  if (last.includes(".")) {
    if (!isIpv4(last)) return false;
    parts = [...parts.slice(0, -1), "0", "0"];
  }
  return parts.length <= hextets + 1 && hasRightLength(parts) && parts.every((part) => hextet.test(part));
}

/** Eight parts, or fewer with one `::`; a colon at either end only as part of it. */
function hasRightLength(parts: readonly string[]): boolean {
  const skips = parts
    .map((part, at) => (part === "" && at > 0 && at < parts.length - 1 ? at : -1))
    .filter((at) => at > 0);
  const [skip] = skips;
  if (skips.length > 1) return false;
  if (skip === undefined) return parts.length === hextets && parts[0] !== "" && parts.at(-1) !== "";
  let before = skip;
  let after = parts.length - skip - 1;
  if (parts[0] === "") {
    before -= 1;
    if (before > 0) return false;
  }
  if (parts.at(-1) === "") {
    after -= 1;
    if (after > 0) return false;
  }
  return before + after < hextets;
}
