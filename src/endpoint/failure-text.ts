import type { CertificateProblem, FetchFailure } from "./fetch.ts";
import type { RelayRefusal } from "./relay-protocol.ts";

/** What happened, in plain words, and what to do now. */
export interface FailureText {
  readonly title: string;
  readonly what: string;
  readonly todo: string;
  /** Whether it says anything about what the collector will meet: a rule of browsers does not. */
  readonly concernsCollector: boolean;
  /** Whether downloading the file and dropping it here instead is a way on. */
  readonly offerFile: boolean;
}

const dropFile =
  "Download the file yourself and drop it here: it is checked just the same, and the address stays in your request.";

/** Words for each way a fetch can fail. */
export function failureText(failure: FetchFailure): FailureText {
  switch (failure.code) {
    case "unusable-address":
      return site(
        "The address cannot be used",
        "It is not complete, or not written as web addresses are.",
        "Check the address. It should start with https://",
      );
    case "name-not-found":
      return site(
        "There is no such site",
        "The name of the site in the address is not known on the internet.",
        "Check the spelling of the address. If it only works inside your network, publish the data on a public site.",
      );
    case "connection-refused":
      return site(
        "The site does not answer",
        "There is a machine with this name, but no web server answers there.",
        "Try again later. If it stays so, ask whoever runs the site.",
      );
    case "connection-lost":
      return site(
        "The connection was lost",
        "The site ended the connection before it had answered.",
        "Try again. If it stays so, the site may block programs: ask whoever runs it to let “MHCLG Planning Data Collector” through.",
      );
    case "certificate":
      return site(
        "The site's certificate is not in order",
        certificateText(failure.problem),
        "Ask whoever runs the site to renew or complete the certificate. Until then nothing is collected.",
      );
    case "timeout":
      return site(
        "The site takes too long",
        failure.waitingFor === "body"
          ? "It began to answer and then stopped."
          : "It did not answer in the time the collector waits.",
        "Try again at another time of day. Large layers are collected more surely as a file made in advance.",
      );
    case "too-many-redirects":
      return site(
        "The address leads in a circle",
        "It redirects again and again and never arrives.",
        "Open it in a private window of your browser. If you must log in there, the data is not public.",
      );
    case "truncated":
      return site(
        "The answer broke off",
        "Fewer bytes came than the site announced.",
        "Try again. If it stays so, ask whoever runs the site.",
      );
    case "undecodable":
      return site(
        "The answer cannot be unpacked",
        "The site says the answer is compressed, but it is not, or not in the way it says.",
        "Ask whoever runs the site to correct the Content-Encoding header.",
      );
    case "too-large":
      return ours(
        "The answer is too large to check here",
        `More than ${megabytes(failure.limitBytes)} came.`,
        `${dropFile} The live service checks files up to 100 MB.`,
        true,
      );
    case "time-limit":
      return ours(
        "It takes too long to check here",
        `After ${failure.limitSeconds} seconds not everything had come.`,
        dropFile,
        true,
      );
    case "cancelled":
      return ours("Stopped", "You stopped it.", "Start again when you like.", false);
    case "not-allowed-in-browser":
      return ours(
        "Your browser was not allowed to read it",
        failure.answered
          ? "Something is at this address, but its site only lets its own pages read it in a browser. This is a rule for browsers: the collector is not bound by it, and the address can be right."
          : "Your browser could not read this address and does not say why. The site may not be reachable from here, or may only let its own pages read it. The collector is not bound by rules for browsers.",
        dropFile,
        true,
      );
    case "mixed-content":
      return ours(
        "Your browser does not read http:// addresses here",
        "A secure page may only read secure addresses. The collector is not bound by this.",
        `Try the address with https://. Or: ${lowerFirst(dropFile)}`,
        true,
      );
    case "offline":
      return ours(
        "You are offline",
        "There is no connection to the internet just now.",
        "A file you have can be checked all the same: drop it here.",
        true,
      );
    case "relay-refused":
      return ours(
        "The address was not asked",
        relayRefusalText(failure.refusal),
        "Correct the address, or drop the file here.",
        true,
      );
    case "relay-unavailable":
      return ours(
        "The address could not be asked from here",
        "Your browser may not read it, and the server of this tool did not ask for you.",
        dropFile,
        true,
      );
  }
}

/** Why the relay does not ask, by its code. */
export function relayRefusalText(refusal: string): string {
  return refusalTexts[refusal as RelayRefusal] ?? "The server of this tool does not ask this address.";
}

const refusalTexts: Readonly<Record<RelayRefusal, string>> = {
  "other-origin": "Only pages of this tool may ask through its server.",
  "method-not-allowed": "The server of this tool only reads; it sends nothing.",
  "address-missing": "No address was given.",
  "address-too-long": "The address is longer than can be registered.",
  "address-unusable": "The address is not complete, or not written as web addresses are.",
  "scheme-not-allowed": "Only addresses that start with https:// or http:// can be collected.",
  "credentials-in-address": "The address holds a user name or password. The data must be public.",
  "port-not-allowed": "The address names a port other than the usual ones of the web.",
  "host-not-allowed": "The name of the host only means something inside a local network.",
  "address-not-public": "The address leads into a private network. The data must be on the public internet.",
  "not-on-the-list": "The server of this tool only asks certain sites, and this is none of them.",
  "too-many-requests": "Too many addresses were asked in a short time. Wait a minute.",
  busy: "Too many addresses are being asked at this moment. Try again shortly.",
};

function certificateText(problem: CertificateProblem): string {
  switch (problem) {
    case "expired":
      return "It has expired.";
    case "not-yet-valid":
      return "It is not valid yet.";
    case "hostname":
      return "It belongs to another site: the name in the address is not in it.";
    case "self-signed":
      return "The site made it itself, so nobody vouches for it.";
    case "chain":
      return "Nobody known vouches for it. Often the site forgets to send the certificate in between: browsers find it all the same, the collector does not.";
    case "revoked":
      return "It was withdrawn.";
    case "protocol":
      return "The site only speaks versions of the secure connection that are no longer used.";
  }
}

function site(title: string, what: string, todo: string): FailureText {
  return { title, what, todo, concernsCollector: true, offerFile: true };
}

function ours(title: string, what: string, todo: string, offerFile: boolean): FailureText {
  return { title, what, todo, concernsCollector: false, offerFile };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
