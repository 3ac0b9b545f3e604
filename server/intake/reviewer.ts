import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { csrfHeader } from "../../src/intake/intake-api.ts";
import { isSameOrigin } from "../same-origin.ts";
import { isSameSecret } from "../storage/server-key.ts";
import { type ReviewSession, type SessionStore, sessionHours } from "../storage/sessions.ts";
import { problem } from "./answers.ts";

/** Who is signed in, by a cookie that no script can read and no other site can send. */
export interface Reviewers {
  /** The session of this request, if there is one. */
  session(context: Context): Promise<ReviewSession | undefined>;
  signIn(context: Context, reviewer: string): Promise<ReviewSession>;
  signOut(context: Context): Promise<void>;
  /** Lets only reviewers through, and writes only from our own pages with the session's token. */
  readonly required: MiddlewareHandler<ReviewerEnvironment>;
}

export interface ReviewerEnvironment {
  Variables: { reviewer: string };
}

export function reviewers(sessions: SessionStore, publicOrigin: string | undefined): Reviewers {
  const isSecure = publicOrigin?.startsWith("https:") ?? false;
  // `__Host-`: the browser takes it only from this host, over https, for all of it.
  const name = isSecure ? "__Host-review" : "review";
  const attributes = { path: "/", httpOnly: true, sameSite: "Strict", secure: isSecure } as const;

  const session = async (context: Context): Promise<ReviewSession | undefined> => {
    const token = getCookie(context, name);
    return token === undefined ? undefined : sessions.find(token);
  };

  return {
    session,
    async signIn(context, reviewer) {
      const { token, session } = await sessions.begin(reviewer);
      setCookie(context, name, token, { ...attributes, maxAge: sessionHours * 3600 });
      return session;
    },
    async signOut(context) {
      const token = getCookie(context, name);
      const known = await session(context);
      if (token !== undefined && known) await sessions.end(token, known.reviewer);
      deleteCookie(context, name, attributes);
    },
    required: async (context, next) => {
      const known = await session(context);
      if (!known) return problem(context, 401, "Sign in first");
      if (!["GET", "HEAD"].includes(context.req.method)) {
        const token = context.req.header(csrfHeader) ?? "";
        if (!isSameOrigin(context, publicOrigin) || !isSameSecret(token, known.csrf)) {
          return problem(context, 403, "This was not sent by a page of this tool. Load the page again");
        }
      }
      context.set("reviewer", known.reviewer);
      await next();
    },
  };
}
