import { Hono } from "hono";
import { intakeRoutes, newSessionSchema, type Session } from "../../src/intake/intake-api.ts";
import { isSameOrigin } from "../same-origin.ts";
import { isSameSecret } from "../storage/server-key.ts";
import type { ReviewSession } from "../storage/sessions.ts";
import { problem, tooMany } from "./answers.ts";
import type { IntakeParts } from "./intake.ts";
import { limitBody, readBody } from "./json-body.ts";
import type { ReviewerEnvironment } from "./reviewer.ts";

/** Who a reviewer with the token is, in the audit: the token does not say more. */
const tokenReviewer = "the reviewer's token";

/** Signing in by token, signing out, and who is signed in. OpenID Connect: open-id.ts */
export function signInRoutes(parts: IntakeParts): Hono<ReviewerEnvironment> {
  const { reviewers, sessions, limits, reviewerToken, openId, publicOrigin } = parts;
  const app = new Hono<ReviewerEnvironment>();
  const path = intakeRoutes.reviewSession;

  app.get(path, async (context) => {
    const session = await reviewers.session(context);
    if (session) return context.json(signedIn(session));
    return context.json({
      signedIn: false,
      token: reviewerToken !== undefined,
      openIdConnect: openId !== undefined,
    } satisfies Session);
  });

  app.post(path, limitBody, async (context) => {
    const wait = limits.signIn(context);
    if (wait > 0) return tooMany(context, wait);
    // Otherwise another site could sign a reviewer in as somebody else.
    if (!isSameOrigin(context, publicOrigin)) {
      return problem(context, 403, "This was not sent by a page of this tool. Load the page again");
    }
    const body = await readBody(context, newSessionSchema);
    if (!body.ok) return body.answer;
    if (reviewerToken === undefined || !isSameSecret(body.value.token, reviewerToken)) {
      await sessions.refused("wrong token");
      return problem(context, 403, "This is not the token. It is printed when the server starts", "token");
    }
    return context.json(signedIn(await reviewers.signIn(context, tokenReviewer)));
  });

  app.delete(path, reviewers.required, async (context) => {
    await reviewers.signOut(context);
    return context.body(null, 204);
  });
  return app;
}

function signedIn({ reviewer, csrf, expiresAt }: ReviewSession): Session {
  return { signedIn: true, reviewer, csrf, expiresAt: expiresAt.toISOString() };
}
