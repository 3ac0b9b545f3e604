import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { intakeRoutes, sessionSchema } from "../../src/intake/intake-api.ts";
import { temporaryFolders } from "./databases.ts";
import { type IntakeServer, read, reviewerWith, startIntakeServer } from "./intake-server.ts";
import {
  honest,
  type OpenIdProvider,
  type ProviderBehaviour,
  startOpenIdProvider,
} from "./open-id-provider.ts";

const folders = temporaryFolders();
let provider: OpenIdProvider;
let server: IntakeServer;
beforeAll(async () => {
  provider = await startOpenIdProvider("planning-data-check", "a secret of the client");
  server = await startIntakeServer(
    { DATA: folders.make() },
    {
      openId: (origin) => ({
        issuer: provider.issuer,
        clientId: "planning-data-check",
        clientSecret: "a secret of the client",
        allowed: ["ada@reviewers.example", "@team.example"],
        origin,
      }),
    },
  );
}, 120_000);
afterAll(async () => {
  await server?.close();
  await provider?.close();
}, 120_000);
beforeEach(() => {
  provider.behaviour = honest;
});

/** The browser begins to sign in. */
async function begin(): Promise<{ readonly to: string; readonly cookie: string }> {
  const answer = await server.ask(intakeRoutes.signIn, { headers: { "Sec-Fetch-Mode": "navigate" } });
  const cookie = answer.headers.get("Set-Cookie") ?? "";
  expect(cookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/);
  return { to: answer.headers.get("Location") ?? "", cookie: cookie.split(";")[0] ?? "" };
}

/** The browser comes back from the provider's page, which is another site's. */
async function comeBack(to: string, cookie: string): Promise<{ page: string; session: string | undefined }> {
  const { pathname, search } = new URL(to);
  const answer = await server.ask(pathname + search, {
    headers: { Cookie: cookie, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" },
  });
  expect(answer.status).toBe(303);
  const session = answer.headers.getSetCookie().find((one) => one.startsWith("review="));
  return { page: answer.headers.get("Location") ?? "", session: session?.split(";")[0] };
}

async function signInAs(behaviour: Partial<ProviderBehaviour>) {
  provider.behaviour = { ...honest, ...behaviour };
  const { to, cookie } = await begin();
  return comeBack(await provider.signIn(to), cookie);
}

it("signs in who is on the list, by code, PKCE, state and nonce", async () => {
  const signedIn = await signInAs({});
  expect(signedIn.page).toBe("/review");
  const reviewer = await reviewerWith(server, signedIn.session ?? "");
  expect((await reviewer.get(intakeRoutes.reviewRequests)).status).toBe(200);
  const session = await read(await reviewer.get(intakeRoutes.reviewSession), sessionSchema);
  expect(session).toMatchObject({ signedIn: true, reviewer: "ada@reviewers.example" });
  const asked = provider.asked.at(-1);
  expect(asked?.get("code_challenge_method")).toBe("S256");
  for (const name of ["state", "nonce", "code_challenge"])
    expect(asked?.get(name)?.length).toBeGreaterThan(30);
});

it("signs in everybody of a domain on the list", async () => {
  expect((await signInAs({ email: "Grace@Team.Example" })).page).toBe("/review");
});

it.each<[string, Partial<ProviderBehaviour>]>([
  ["is not on the list", { email: "mallory@elsewhere.example" }],
  ["has an address that only looks like one on the list", { email: "ada@reviewers.example.evil.example" }],
  ["has a domain that only ends like one on the list", { email: "x@evilteam.example" }],
  ["hides another domain in the address", { email: '"x@team.example"@evil.example' }],
  ["has an address the provider does not vouch for", { emailVerified: false }],
  ["has no address", { email: "" }],
])("refuses who %s", async (_name, behaviour) => {
  expect(await signInAs(behaviour)).toEqual({ page: "/review?sign-in=refused", session: undefined });
});

it.each<[string, Partial<ProviderBehaviour>]>([
  ["the wrong nonce", { nonce: "wrong" }],
  ["no nonce", { nonce: "none" }],
  ["somebody else's signature", { signedBy: "somebody else" }],
  ["another issuer's name", { issuer: "somebody else" }],
  ["another client's name", { audience: "somebody else" }],
])("refuses an ID token with %s", async (_name, behaviour) => {
  expect(await signInAs(behaviour)).toEqual({ page: "/review?sign-in=failed", session: undefined });
});

it("refuses an answer that was asked for by nobody, by another browser, or twice", async () => {
  const failed = { page: "/review?sign-in=failed", session: undefined };
  const { to, cookie } = await begin();
  const back = await provider.signIn(to);
  const withState = (state: string) => {
    const url = new URL(back);
    url.searchParams.set("state", state);
    return url.href;
  };
  expect(await comeBack(back, "")).toEqual(failed);
  expect(await comeBack(back, "sign-in=forged.value")).toEqual(failed);
  expect(await comeBack(withState("another"), cookie)).toEqual(failed);
  // A reviewer's browser led to an attacker's answer.
  const attacker = await begin();
  expect(await comeBack(await provider.signIn(attacker.to), cookie)).toEqual(failed);
  expect((await comeBack(back, cookie)).page).toBe("/review");
  expect(await comeBack(back, cookie)).toEqual(failed);
  const denied = new URL(back);
  denied.searchParams.delete("code");
  denied.searchParams.set("error", "access_denied");
  expect(await comeBack(denied.href, cookie)).toEqual(failed);
});

it("refuses an answer that comes too late", async () => {
  const { to, cookie } = await begin();
  const back = await provider.signIn(to);
  server.time.daysAhead = 11 / 24 / 60;
  expect((await comeBack(back, cookie)).page).toBe("/review?sign-in=failed");
  server.time.daysAhead = 0;
});
