/**
 * What the browser's fetch and the relay of the project's server say to each other.
 *
 *     GET or HEAD /relay?url=<address>[&agent=tool]
 *
 * The answer's `X-Relay-Outcome` is `answered` (the body is the body, decompressed; `X-Relay-Answer` has the rest),
 * `refused` or `failed` (the body is JSON). Without that header it was not the relay that answered.
 */
export const relayPath = "/relay";
export const relayOutcomeHeader = "X-Relay-Outcome";
export const relayAnswerHeader = "X-Relay-Answer";
/** The most bytes the relay passes on, so that a body that breaks off there is known to be too large. */
export const relayLimitHeader = "X-Relay-Limit";

/** Why the relay does not ask. Stable: shown to people, and tested. */
export type RelayRefusal =
  /** Not a page of this tool asked. */
  | "other-origin"
  | "method-not-allowed"
  | "address-missing"
  | "address-too-long"
  | "address-unusable"
  | "scheme-not-allowed"
  | "credentials-in-address"
  | "port-not-allowed"
  /** A name only a local network knows, or a number written oddly. */
  | "host-not-allowed"
  | "address-not-public"
  /** This relay only asks certain hosts. */
  | "not-on-the-list"
  | "too-many-requests"
  | "busy";

/** What `X-Relay-Answer` holds, as JSON in base64url. */
export interface RelayAnswer {
  readonly status: number;
  readonly url: string;
  readonly redirects: readonly string[];
  readonly headers: readonly (readonly [string, string])[];
  readonly requestHeaders: readonly (readonly [string, string])[];
}
