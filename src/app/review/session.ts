import { signal } from "@preact/signals";
import { z } from "zod";
import { csrfHeader, intakeRoutes, type Session, sessionSchema } from "../../intake/intake-api.ts";
import { type ApiReply, askApi } from "../api-client.ts";

export type SessionState =
  | { readonly kind: "loading" }
  /** Somebody signed out by hand: nothing of the desk stays on the screen or in the tab. */
  | { readonly kind: "left" }
  | { readonly kind: "known"; readonly session: Session }
  | { readonly kind: "unknown"; readonly reply: Exclude<ApiReply<unknown>, { kind: "ok" }> };

/** Who is signed in to the reviewer's desk in this browser. The cookie itself is out of reach of scripts. */
export const sessionState = signal<SessionState>({ kind: "loading" });

export async function loadSession(): Promise<void> {
  take(await askApi(intakeRoutes.reviewSession, sessionSchema));
}

/** Resolves to what is wrong, in words; `undefined` when signed in. */
export async function signIn(token: string): Promise<ApiReply<Session>> {
  const reply = await askApi(intakeRoutes.reviewSession, sessionSchema, { method: "POST", body: { token } });
  if (reply.kind === "ok") take(reply);
  return reply;
}

export async function signOut(): Promise<void> {
  const reply = await askApi(intakeRoutes.reviewSession, z.unknown(), {
    method: "DELETE",
    headers: writeHeaders(),
  });
  if (reply.kind === "ok") sessionState.value = { kind: "left" };
  await loadSession();
}

/** What every write of a reviewer carries, so that no other site can make it. */
export function writeHeaders(): Readonly<Record<string, string>> {
  const state = sessionState.peek();
  return state.kind === "known" && state.session.signedIn ? { [csrfHeader]: state.session.csrf } : {};
}

function take(reply: ApiReply<Session>): void {
  sessionState.value =
    reply.kind === "ok" ? { kind: "known", session: reply.value } : { kind: "unknown", reply };
}
