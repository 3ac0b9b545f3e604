import { type AddressRule, withUrl } from "./address-rule.ts";

// The live service takes no longer address; the longest registered has 1,037 characters.
const longestAddress = 2048;

/** Rules about the text itself, whatever it names. */
export const textRules: readonly AddressRule[] = [
  {
    id: "blank",
    verdict: "must fix",
    reason: "Enter the web address of the data.",
    applies: ({ trimmed }) => trimmed === "",
    isFinal: true,
  },
  {
    id: "mail-wrapper",
    verdict: "must fix",
    reason: ({ wrapped }) =>
      `This is the link that ${wrapped?.wrapper ?? "a mail filter"} puts around an address in emails. It works for the reader of that email, for a while. ${
        wrapped?.inner === undefined
          ? "Open it and copy the address it leads to."
          : "Use the address inside it."
      }`,
    applies: ({ wrapped }) => wrapped !== undefined,
    better: ({ wrapped }) => wrapped?.inner,
    isFinal: true,
  },
  {
    id: "no-scheme",
    verdict: "must fix",
    reason: "The address does not start with https://, so nothing can be collected from it.",
    applies: ({ trimmed }) => /^(?:\/\/|[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[:/?#]|$))/i.test(trimmed),
    better: ({ trimmed }) => `https://${trimmed.replace(/^\/\//, "")}`,
    isFinal: true,
  },
  {
    id: "not-on-the-web",
    verdict: "must fix",
    reason: "Only addresses that start with https:// or http:// can be collected.",
    applies: ({ trimmed, url }) =>
      (/^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^https?:/i.test(trimmed) && (url?.host ?? "") === "") ||
      (url !== undefined && !/^https?:$/.test(url.protocol)),
    isFinal: true,
  },
  {
    id: "not-an-address",
    verdict: "must fix",
    reason:
      "This is not a web address. It should look like https://www.example.gov.uk/data/conservation-area.csv",
    applies: ({ url }) => url === undefined,
    isFinal: true,
  },
  {
    id: "too-long",
    verdict: "must fix",
    reason: `The address is longer than ${longestAddress} characters, the most that can be registered.`,
    applies: ({ trimmed }) => trimmed.length > longestAddress,
  },
  {
    id: "spaces-around",
    verdict: "must fix",
    reason: "There are spaces before or after the address. They would become part of what is registered.",
    applies: ({ text, trimmed }) => text !== trimmed,
    better: ({ trimmed }) => trimmed,
  },
  {
    id: "spaces-inside",
    verdict: "worth checking",
    reason: "There are spaces in the address. Some programs stop at them; write them as %20.",
    applies: ({ trimmed }) => /\s/.test(trimmed),
    better: ({ trimmed }) => trimmed.replace(/[\t\r\n]/g, "").replaceAll(" ", "%20"),
  },
  {
    id: "credentials",
    verdict: "must fix",
    reason:
      "The address holds a user name or password. What is registered is public, and the data must be public too.",
    applies: ({ url }) => (url?.username ?? "") !== "" || (url?.password ?? "") !== "",
    better: ({ url }) =>
      url &&
      withUrl(url, (copy) => {
        copy.username = "";
        copy.password = "";
      }),
  },
];

/** Rules about where the address leads. */
export const placeRules: readonly AddressRule[] = [
  {
    id: "private-host",
    verdict: "must fix",
    reason:
      "This host can only be reached from inside your own network. The data must be on the public internet.",
    applies: ({ host }) =>
      (!host.includes(".") && !host.includes(":")) ||
      /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/.test(host),
    isFinal: true,
  },
  {
    id: "ip-address",
    verdict: "must fix",
    reason: "The address names a machine by its number, which changes when the machine does. Use its name.",
    applies: ({ host }) => /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.includes(":"),
    isFinal: true,
  },
  {
    id: "port",
    verdict: "must fix",
    reason: ({ url }) =>
      `The address names port ${url?.port}. Many networks let nothing through but the usual ports of the web.`,
    applies: ({ url }) => (url?.port ?? "") !== "" && !["80", "443"].includes(url?.port ?? ""),
  },
  {
    id: "plain-http",
    verdict: "worth checking",
    reason:
      "The address is not secure. Use the https:// address if the site has one; it is registered as a different address, so choose now.",
    applies: ({ url }) => url?.protocol === "http:",
    better: ({ trimmed }) => trimmed.replace(/^http:/i, "https:"),
  },
  {
    id: "code-page",
    verdict: "must fix",
    reason: "This is the page that shows a file on GitHub. The address of the file itself is another.",
    applies: ({ url, host }) => host === "github.com" && /^\/[^/]+\/[^/]+\/blob\//.test(url?.pathname ?? ""),
    better: ({ url }) =>
      url && `https://raw.githubusercontent.com${url.pathname.replace(/^(\/[^/]+\/[^/]+)\/blob\//, "$1/")}`,
  },
  {
    id: "letter-case-of-host",
    verdict: "worth checking",
    reason:
      "The name of the host is written with capitals. It is usually written small, and is registered as written.",
    applies: ({ trimmed }) => /^[a-z]+:\/\/[^/?#]*[A-Z]/.test(trimmed),
    better: ({ trimmed }) => trimmed.replace(/^[a-z]+:\/\/[^/?#]*/i, (start) => start.toLowerCase()),
  },
  {
    id: "usual-port-named",
    verdict: "worth checking",
    reason: "The address names the usual port, which is never written.",
    applies: ({ trimmed }) => /^(?:http:\/\/[^/?#]*:80|https:\/\/[^/?#]*:443)(?=[/?#]|$)/i.test(trimmed),
    better: ({ trimmed }) => trimmed.replace(/:(?:80|443)(?=[/?#]|$)/, ""),
  },
  {
    id: "fragment",
    verdict: "worth checking",
    reason:
      "What follows # is never sent to the server. It makes the address differ from the same address without it.",
    applies: ({ url }) => (url?.hash ?? "") !== "" || /#$/.test(url?.href ?? ""),
    better: ({ trimmed }) => trimmed.replace(/#.*$/s, ""),
  },
];
