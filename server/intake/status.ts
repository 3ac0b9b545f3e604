import { type Context, Hono } from "hono";
import { apiPath, newMessageSchema } from "../../src/intake/intake-api.ts";
import { findBySecret, newestRequest, requestView } from "../storage/reading.ts";
import type { Written } from "../storage/submissions.ts";
import type { SubmissionRow } from "../storage/tables.ts";
import { notThere, refused, tooMany } from "./answers.ts";
import type { IntakeParts } from "./intake.ts";
import { limitBody, readBody } from "./json-body.ts";
import { requestBody } from "./requests.ts";

/** What whoever has a publisher's link can see and do. A wrong link looks like any address where nothing is. */
export function statusRoutes({ database, store, tables, clock, limits, notices }: IntakeParts): Hono {
  const app = new Hono();
  const { queries } = database;
  const page = `${apiPath}/status/:secret`;

  app.get(page, (context) => withRow(context, async (row) => context.json(await requestView(queries, row))));
  app.get(`${page}/request`, (context) =>
    withRow(context, async (row) => context.json(await newestRequest(queries, row))),
  );
  app.put(`${page}/request`, limitBody, (context) =>
    withRow(context, async () => {
      const wait = limits.send(context);
      if (wait > 0) return tooMany(context, wait);
      const body = await requestBody(context, tables, clock());
      return body.ok ? answer(context, await store.correct(secretOf(context), body.value)) : body.answer;
    }),
  );
  app.post(`${page}/messages`, limitBody, (context) =>
    withRow(context, async () => {
      const wait = limits.send(context);
      if (wait > 0) return tooMany(context, wait);
      const body = await readBody(context, newMessageSchema);
      return body.ok
        ? answer(context, await store.addPublisherMessage(secretOf(context), body.value.text))
        : body.answer;
    }),
  );
  return app;

  async function withRow(
    context: Context,
    work: (row: SubmissionRow) => Promise<Response>,
  ): Promise<Response> {
    const wait = limits.read(context);
    if (wait > 0) return tooMany(context, wait);
    const secret = secretOf(context);
    const row = /^[A-Za-z0-9_-]{43}$/.test(secret) ? await findBySecret(queries, secret) : undefined;
    return row ? work(row) : notThere(context);
  }

  async function answer(context: Context, written: Written): Promise<Response> {
    if (!written.ok) return refused(context, written.refusal);
    notices.deliverSoon();
    return context.json(await requestView(queries, written.row));
  }
}

function secretOf(context: Context): string {
  return context.req.param("secret") ?? "";
}
