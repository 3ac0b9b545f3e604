import type { Context } from "hono";
import { Hono } from "hono";
import {
  apiPath,
  intakeRoutes,
  type ListQuery,
  listQuerySchema,
  newMessageSchema,
  type ReviewView,
  statusChangeSchema,
} from "../../src/intake/intake-api.ts";
import { readReference } from "../../src/request/reference.ts";
import { allRequests, findByReference, listRequests, reviewParts } from "../storage/reading.ts";
import type { Written } from "../storage/submissions.ts";
import type { SubmissionRow } from "../storage/tables.ts";
import { notThere, problem, refused } from "./answers.ts";
import type { IntakeParts } from "./intake.ts";
import { limitBody, readBody } from "./json-body.ts";
import type { ReviewerEnvironment } from "./reviewer.ts";
import { listForSpreadsheet } from "./spreadsheet.ts";

type ReviewContext = Context<ReviewerEnvironment>;

/** The reviewer's desk: the list, one request with all that is known of it, and what the team decides. */
export function reviewRoutes(parts: IntakeParts): Hono<ReviewerEnvironment> {
  const { database, store, clock, notices, reviewers, retentionDays, publicOrigin } = parts;
  const { queries } = database;
  const app = new Hono<ReviewerEnvironment>();
  const one = `${apiPath}/review/requests/:reference`;
  app.use(intakeRoutes.reviewRequests, reviewers.required);
  app.use(intakeRoutes.reviewRequestsCsv, reviewers.required);
  app.use(`${intakeRoutes.reviewRequests}/*`, reviewers.required);

  app.get(intakeRoutes.reviewRequests, async (context) => {
    const query = queryOf(context);
    return query
      ? context.json(await listRequests(queries, query, clock()))
      : problem(context, 422, "The list cannot be asked for in this way");
  });

  app.get(intakeRoutes.reviewRequestsCsv, async (context) => {
    const query = queryOf(context);
    if (!query) return problem(context, 422, "The list cannot be asked for in this way");
    const text = listForSpreadsheet(await allRequests(queries, query, clock()));
    return context.body(text, 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="requests.csv"',
    });
  });

  app.get(one, async (context) => {
    const row = await findByReference(queries, referenceOf(context));
    return row ? context.json(await view(context, row)) : notThere(context);
  });

  app.post(`${one}/status`, limitBody, async (context) => {
    const body = await readBody(context, statusChangeSchema);
    if (!body.ok) return body.answer;
    return answer(context, await store.setStatus(referenceOf(context), body.value, context.get("reviewer")));
  });

  app.post(`${one}/messages`, limitBody, async (context) => {
    const body = await readBody(context, newMessageSchema);
    if (!body.ok) return body.answer;
    return answer(
      context,
      await store.addTeamMessage(referenceOf(context), body.value.text, context.get("reviewer")),
    );
  });
  return app;

  async function answer(context: ReviewContext, written: Written): Promise<Response> {
    if (!written.ok) return refused(context, written.refusal);
    notices.deliverSoon();
    return context.json(await view(context, written.row));
  }

  async function view(context: ReviewContext, row: SubmissionRow): Promise<ReviewView> {
    const origin = publicOrigin ?? new URL(context.req.url).origin;
    return {
      ...(await reviewParts(queries, row, clock(), retentionDays)),
      notifications: await notices.of(row, origin),
    };
  }
}

function queryOf(context: ReviewContext): ListQuery | undefined {
  const read = listQuerySchema.safeParse(context.req.query());
  return read.success ? read.data : undefined;
}

function referenceOf(context: ReviewContext): string {
  return readReference(context.req.param("reference") ?? "") ?? "";
}
