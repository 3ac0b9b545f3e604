/** How the server is set up, from environment variables. Nothing here can loosen the guard of the relay. */
export interface Settings {
  /** PORT, 8080 when absent. */
  readonly port: number;
  /** HOST, 127.0.0.1 when absent: a proxy stands in front, or one person uses it. */
  readonly host: string;
  /** PUBLIC_ORIGIN, for example https://check.example.gov.uk. */
  readonly publicOrigin: string | undefined;
  /** TRUSTED_PROXIES: how many of our own proxies add to X-Forwarded-For. */
  readonly trustedProxies: number;
  /** PAGES: folder of the built app. */
  readonly pagesFolder: string | undefined;
  /** RELAY=off: no relay. */
  readonly relay: boolean;
  /** RELAY_HOSTS: the only hosts the relay asks, separated by commas; names below them count. */
  readonly relayHosts: readonly string[] | undefined;
}

/** Throws when a setting cannot be meant, so that a server never starts half set up. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const hosts = environment.RELAY_HOSTS?.split(",")
    .map((host) => host.trim())
    .filter((host) => host !== "");
  const origin = environment.PUBLIC_ORIGIN || undefined;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
    throw new Error(`PUBLIC_ORIGIN must be an origin such as https://check.example.gov.uk, not ${origin}`);
  }
  return {
    port: wholeNumber("PORT", environment.PORT, 8080),
    host: environment.HOST || "127.0.0.1",
    publicOrigin: origin,
    trustedProxies: wholeNumber("TRUSTED_PROXIES", environment.TRUSTED_PROXIES, 0),
    pagesFolder: environment.PAGES || undefined,
    relay: environment.RELAY !== "off",
    relayHosts: hosts && hosts.length > 0 ? hosts : undefined,
  };
}

function wholeNumber(name: string, text: string | undefined, usual: number): number {
  if (text === undefined || text === "") return usual;
  if (!/^\d{1,5}$/.test(text)) throw new Error(`${name} must be a whole number, not ${text}`);
  return Number(text);
}
