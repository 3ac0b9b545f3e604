import { z } from "zod";

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
  /** TABLES: folder of newer public tables than the built app's. */
  readonly tablesFolder: string | undefined;
  /** RELAY=off: no relay. */
  readonly relay: boolean;
  /** RELAY_HOSTS: the only hosts the relay asks, separated by commas; names below them count. */
  readonly relayHosts: readonly string[] | undefined;
  /** INTAKE=off: no requests are taken. */
  readonly intake: IntakeSettings | undefined;
}

export interface IntakeSettings extends StorageSettings {
  /** RETENTION_DAYS, 365 when absent: personal data is deleted so long after the last change of its request. */
  readonly retentionDays: number;
  /** REQUESTS_PER_MINUTE of one client, 60 when absent. */
  readonly requestsPerMinute: number;
  /** REVIEWER_TOKEN; absent: a new one is printed at each start, unless reviewers sign in by OpenID Connect. */
  readonly reviewerToken: string | undefined;
  /** OIDC_ISSUER and OIDC_CLIENT_ID, OIDC_CLIENT_SECRET when the provider gave one, and REVIEWERS, who may sign in. */
  readonly openId:
    | {
        readonly issuer: string;
        readonly clientId: string;
        readonly clientSecret: string | undefined;
        readonly allowed: readonly string[];
        readonly origin: string;
      }
    | undefined;
  /** NOTIFY_API_KEY, NOTIFY_TEMPLATE and, if it is not GOV.UK's own, NOTIFY_URL; TEAM_EMAIL is told of every request. */
  readonly notify:
    | {
        readonly apiKey: string;
        readonly templateId: string;
        readonly url: string;
        readonly team: string | undefined;
        readonly origin: string;
      }
    | undefined;
}

/** Where things are kept; backups need no more. */
export interface StorageSettings {
  /** DATA: folder of the embedded database and the server's key, ./data when absent. */
  readonly dataFolder: string;
  /** DATABASE_URL: a PostgreSQL in the place of the embedded database. */
  readonly databaseUrl: string | undefined;
  /** SERVER_KEY: at least 32 random characters, the same on every server; absent: a file in the data folder. */
  readonly serverKey: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws when a setting cannot be meant, so that a server never starts half set up. */
export function readSettings(environment: Environment): Settings {
  const hosts = list(environment.RELAY_HOSTS);
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
    tablesFolder: environment.TABLES || undefined,
    relay: environment.RELAY !== "off",
    relayHosts: hosts.length > 0 ? hosts : undefined,
    intake: environment.INTAKE === "off" ? undefined : intakeSettings(environment, origin),
  };
}

export function storageSettings(environment: Environment): StorageSettings {
  const url = environment.DATABASE_URL || undefined;
  if (url !== undefined && !/^postgres(?:ql)?:\/\//.test(url)) {
    // Not the value: it may hold a password.
    throw new Error("DATABASE_URL must be an address such as postgres://user:password@host:5432/name");
  }
  const key = environment.SERVER_KEY || undefined;
  if (key !== undefined && key.length < 32) throw new Error("SERVER_KEY must be at least 32 characters long");
  return { dataFolder: environment.DATA || "data", databaseUrl: url, serverKey: key };
}

function intakeSettings(environment: Environment, origin: string | undefined): IntakeSettings {
  const token = environment.REVIEWER_TOKEN || undefined;
  if (token !== undefined && token.length < 16) {
    throw new Error("REVIEWER_TOKEN must be at least 16 characters long, best random ones");
  }
  const retentionDays = wholeNumber("RETENTION_DAYS", environment.RETENTION_DAYS, 365);
  const requestsPerMinute = wholeNumber("REQUESTS_PER_MINUTE", environment.REQUESTS_PER_MINUTE, 60);
  for (const [name, value] of Object.entries({
    RETENTION_DAYS: retentionDays,
    REQUESTS_PER_MINUTE: requestsPerMinute,
  })) {
    if (value < 1) throw new Error(`${name} must be 1 or more`);
  }
  return {
    ...storageSettings(environment),
    retentionDays,
    requestsPerMinute,
    reviewerToken: token,
    openId: openIdSettings(environment, origin),
    notify: notifySettings(environment, origin),
  };
}

function openIdSettings(environment: Environment, origin: string | undefined): IntakeSettings["openId"] {
  const issuer = environment.OIDC_ISSUER;
  if (!issuer) return undefined;
  const clientId = environment.OIDC_CLIENT_ID;
  const allowed = list(environment.REVIEWERS).map((entry) => entry.toLowerCase());
  if (!URL.canParse(issuer)) throw new Error(`OIDC_ISSUER must be the address of a provider, not ${issuer}`);
  if (!clientId)
    throw new Error("OIDC_ISSUER needs OIDC_CLIENT_ID: the name the provider knows this server by");
  if (origin === undefined)
    throw new Error("OIDC_ISSUER needs PUBLIC_ORIGIN: where the provider leads back to");
  if (allowed.length === 0 || allowed.some((entry) => !/^[^@\s]*@[^@\s]+$/.test(entry))) {
    throw new Error(
      "OIDC_ISSUER needs REVIEWERS: email addresses, or domains such as @example.gov.uk, separated by commas",
    );
  }
  return { issuer, clientId, clientSecret: environment.OIDC_CLIENT_SECRET || undefined, allowed, origin };
}

function notifySettings(environment: Environment, origin: string | undefined): IntakeSettings["notify"] {
  const apiKey = environment.NOTIFY_API_KEY;
  if (!apiKey) return undefined;
  const templateId = environment.NOTIFY_TEMPLATE;
  if (!templateId) throw new Error("NOTIFY_API_KEY needs NOTIFY_TEMPLATE: the id of the template");
  if (origin === undefined)
    throw new Error("NOTIFY_API_KEY needs PUBLIC_ORIGIN: emails hold links to this server");
  const url = environment.NOTIFY_URL || "https://api.notifications.service.gov.uk";
  const team = environment.TEAM_EMAIL || undefined;
  if (team !== undefined && !z.email().safeParse(team).success) {
    throw new Error("TEAM_EMAIL must be an email address");
  }
  return { apiKey, templateId, url, team, origin };
}

function list(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

function wholeNumber(name: string, text: string | undefined, usual: number): number {
  if (text === undefined || text === "") return usual;
  if (!/^\d{1,5}$/.test(text)) throw new Error(`${name} must be a whole number, not ${text}`);
  return Number(text);
}
