import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

/** What the provider does wrong, or who signs in, this time. */
export interface ProviderBehaviour {
  email: string;
  emailVerified: boolean | undefined;
  nonce: "asked" | "wrong" | "none";
  signedBy: "itself" | "somebody else";
  issuer: "itself" | "somebody else";
  audience: "asked" | "somebody else";
}

export const honest: ProviderBehaviour = {
  email: "ada@reviewers.example",
  emailVerified: true,
  nonce: "asked",
  signedBy: "itself",
  issuer: "itself",
  audience: "asked",
};

export interface OpenIdProvider {
  readonly issuer: string;
  behaviour: ProviderBehaviour;
  /** What the browser was asked for at the last sign-in. */
  readonly asked: URLSearchParams[];
  /**
   * The person signs in at the page they were led to.
   * @returns the address that the browser is led back to
   */
  signIn(authorizationUrl: string): Promise<string>;
  close(): Promise<void>;
}

/** A small OpenID provider on this computer: discovery, keys, authorization code with PKCE, and what can go wrong. */
export async function startOpenIdProvider(clientId: string, clientSecret: string): Promise<OpenIdProvider> {
  const own = await generateKeyPair("RS256", { extractable: true });
  const foreign = await generateKeyPair("RS256", { extractable: true });
  const codes = new Map<string, { challenge: string; nonce: string; redirectUri: string }>();
  const asked: URLSearchParams[] = [];
  let issuer = "";

  const token = async (nonce: string): Promise<string> => {
    const { behaviour } = provider;
    const claims = {
      email: behaviour.email,
      ...(behaviour.emailVerified === undefined ? {} : { email_verified: behaviour.emailVerified }),
      ...(behaviour.nonce === "none" ? {} : { nonce: behaviour.nonce === "asked" ? nonce : "another" }),
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "1" })
      .setIssuer(behaviour.issuer === "itself" ? issuer : "https://evil.example")
      .setAudience(behaviour.audience === "asked" ? clientId : "another-client")
      .setSubject("somebody")
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(behaviour.signedBy === "itself" ? own.privateKey : foreign.privateKey);
  };

  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const answer = (json: unknown, status = 200) => {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(json));
    };
    if (url.pathname === "/.well-known/openid-configuration") {
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
        code_challenge_methods_supported: ["S256"],
      });
    }
    if (url.pathname === "/keys") {
      return answer({ keys: [{ ...(await exportJWK(own.publicKey)), kid: "1", alg: "RS256", use: "sig" }] });
    }
    if (url.pathname === "/authorize") {
      asked.push(url.searchParams);
      const code = `code-${codes.size}-${Math.random()}`;
      const redirectUri = url.searchParams.get("redirect_uri") ?? "";
      codes.set(code, {
        challenge: url.searchParams.get("code_challenge") ?? "",
        nonce: url.searchParams.get("nonce") ?? "",
        redirectUri,
      });
      const back = new URL(redirectUri);
      back.searchParams.set("code", code);
      back.searchParams.set("state", url.searchParams.get("state") ?? "");
      response.writeHead(302, { Location: back.href }).end();
      return;
    }
    if (url.pathname === "/token" && request.method === "POST") {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(Buffer.from(part));
      const form = new URLSearchParams(Buffer.concat(parts).toString("utf8"));
      const given = codes.get(form.get("code") ?? "");
      // A code is good once, for the client it was made for, and only with what its challenge was made of.
      codes.delete(form.get("code") ?? "");
      const verifier = new TextEncoder().encode(form.get("code_verifier") ?? "");
      const hash = Buffer.from(await crypto.subtle.digest("SHA-256", verifier)).toString("base64url");
      const isRight =
        given !== undefined &&
        hash === given.challenge &&
        form.get("client_id") === clientId &&
        form.get("client_secret") === clientSecret &&
        form.get("redirect_uri") === given.redirectUri;
      if (!isRight) return answer({ error: "invalid_grant" }, 400);
      return answer({
        access_token: "unused",
        token_type: "Bearer",
        expires_in: 300,
        id_token: await token(given.nonce),
      });
    }
    answer({}, 404);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OpenIdProvider = {
    issuer,
    behaviour: honest,
    asked,
    signIn: async (authorizationUrl) => {
      const answer = await fetch(authorizationUrl, { redirect: "manual" });
      return answer.headers.get("Location") ?? "";
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
  return provider;
}
