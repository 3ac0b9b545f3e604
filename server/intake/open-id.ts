import { type Context, Hono } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import * as client from "openid-client";
import { z } from "zod";
import { intakeRoutes } from "../../src/intake/intake-api.ts";
import { tooMany } from "./answers.ts";
import type { IntakeParts } from "./intake.ts";

export interface OpenIdSettings {
  /** Address of the provider, below which `.well-known/openid-configuration` is. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** Who may sign in: email addresses, and domains written `@example.gov.uk`; lower case. */
  readonly allowed: readonly string[];
  /** Origin of this server: the provider sends the browser back to `/auth/callback` below it. */
  readonly origin: string;
}

const callbackPath = "/auth/callback";
/** What the page is told in `?sign-in=`: refused (not on the list), or failed (did not come to its end). */
type Outcome = "refused" | "failed";

// The sign-in that is under way, in the browser it was begun in.
const cookieName = "sign-in";
const begunSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  until: z.number(),
});
const minutesToSignIn = 10;

/**
 * Signing in by OpenID Connect: authorization code with PKCE, state and nonce; the ID token's signature is checked. Then
 * the same session as with a token. Source: OpenID Connect Core 1.0, RFC 9700.
 */
export function openIdRoutes(parts: IntakeParts, settings: OpenIdSettings): Hono {
  const { reviewers, sessions, limits, key, clock } = parts;
  const app = new Hono();
  const secret = key.digest("cookie", cookieName);
  const redirectUri = settings.origin + callbackPath;
  // Sent along when the provider's page leads back here: a cookie that is strict would not be.
  const cookie = {
    path: "/auth",
    httpOnly: true,
    sameSite: "Lax",
    secure: settings.origin.startsWith("https:"),
  } as const;
  let found: Promise<client.Configuration> | undefined;

  /** The provider's own description, asked for once; again after a failure. */
  function provider(): Promise<client.Configuration> {
    found ??= discover(settings).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  }

  app.get(intakeRoutes.signIn, async (context) => {
    const wait = limits.read(context);
    if (wait > 0) return tooMany(context, wait);
    const state = client.randomState();
    const nonce = client.randomNonce();
    const verifier = client.randomPKCECodeVerifier();
    let address: URL;
    try {
      address = client.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: "openid email",
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
    } catch {
      console.error("The sign-in provider could not be reached.");
      return toDesk(context, "failed");
    }
    const begun = { state, nonce, verifier, until: clock().getTime() + minutesToSignIn * 60_000 };
    const text = Buffer.from(JSON.stringify(begun)).toString("base64url");
    await setSignedCookie(context, cookieName, text, secret, { ...cookie, maxAge: minutesToSignIn * 60 });
    return context.redirect(address.href, 303);
  });

  app.get(callbackPath, async (context) => {
    const text = await getSignedCookie(context, secret, cookieName);
    // Good for one answer, right or wrong.
    deleteCookie(context, cookieName, cookie);
    const begun = typeof text === "string" ? readBegun(text) : undefined;
    if (!begun || begun.until < clock().getTime()) return refuse(context, "failed", "not begun here");
    let claims: client.IDToken | undefined;
    try {
      const tokens = await client.authorizationCodeGrant(
        await provider(),
        new URL(redirectUri + new URL(context.req.url).search),
        { pkceCodeVerifier: begun.verifier, expectedState: begun.state, expectedNonce: begun.nonce },
      );
      claims = tokens.claims();
    } catch {
      return refuse(context, "failed", "the provider's answer was not accepted");
    }
    const email = claims && allowedEmail(claims, settings.allowed);
    if (email === undefined) return refuse(context, "refused", "not on the list of reviewers");
    await reviewers.signIn(context, email);
    return toDesk(context);
  });
  return app;

  async function refuse(context: Context, outcome: Outcome, why: string): Promise<Response> {
    await sessions.refused(why);
    return toDesk(context, outcome);
  }
}

function toDesk(context: Context, outcome?: Outcome): Response {
  return context.redirect(outcome === undefined ? "/review" : `/review?sign-in=${outcome}`, 303);
}

async function discover({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<client.Configuration> {
  const url = new URL(issuer);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  const configuration = await client.discovery(
    url,
    clientId,
    undefined,
    clientSecret === undefined ? client.None() : client.ClientSecretPost(clientSecret),
    // Without https only for a provider on this computer: to try it out.
    {
      timeout: 15,
      ...(url.protocol === "http:" && isLocal ? { execute: [client.allowInsecureRequests] } : {}),
    },
  );
  // Signatures are checked also where the transport would be proof enough.
  client.enableNonRepudiationChecks(configuration);
  return configuration;
}

function readBegun(text: string): z.infer<typeof begunSchema> | undefined {
  const read = begunSchema.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  return read.success ? read.data : undefined;
}

/** The address of somebody who may review; `undefined`: not on the list, or the provider does not vouch for the address. */
function allowedEmail(claims: client.IDToken, allowed: readonly string[]): string | undefined {
  const { email, email_verified: verified } = claims;
  if (typeof email !== "string" || verified === false || verified === "false") return undefined;
  const address = email.trim().toLowerCase();
  const at = address.lastIndexOf("@");
  if (at < 1) return undefined;
  return allowed.includes(address) || allowed.includes(address.slice(at)) ? address : undefined;
}
