import type { Context } from "hono";
import { Hono } from "hono";
import { intakeRoutes, type Received, statusPagePath } from "../../src/intake/intake-api.ts";
import { answersOf } from "../../src/request/draft.ts";
import type { EndpointRequest } from "../../src/request/endpoint-request.ts";
import { readRequest } from "../../src/request/request-file.ts";
import { validateRequest } from "../../src/request/validate.ts";
import type { ServedTables } from "../served-tables.ts";
import { problem, problems, refused, tooMany } from "./answers.ts";
import type { IntakeParts } from "./intake.ts";
import { type Body, jsonBody, limitBody } from "./json-body.ts";

/** Takes requests: once each, however often they come. What is answered 200 or 201 is on the disk. */
export function requestRoutes({ store, key, tables, clock, limits, notices }: IntakeParts): Hono {
  const app = new Hono();
  app.post(intakeRoutes.requests, limitBody, async (context) => {
    const wait = limits.send(context);
    if (wait > 0) return tooMany(context, wait);
    const body = await requestBody(context, tables, clock());
    if (!body.ok) return body.answer;
    const request = body.value;
    const named = context.req.header("Idempotency-Key");
    if (named !== request.idempotencyKey) {
      return problem(
        context,
        422,
        "The header Idempotency-Key must be there and equal the request's own idempotencyKey",
        "idempotencyKey",
      );
    }
    const written = await store.receive(request);
    if (!written.ok) return refused(context, written.refusal);
    if (written.isNew) notices.deliverSoon();
    const received: Received = {
      reference: written.row.reference,
      status: written.row.status,
      statusUrl: statusPagePath + key.linkSecret(request.idempotencyKey),
    };
    return context.json(received, written.isNew ? 201 : 200);
  });
  return app;
}

/** A whole request, by the form's own rules and with the tables served now; or what is wrong with it, by field. */
export async function requestBody(
  context: Context,
  tables: ServedTables,
  now: Date,
): Promise<Body<EndpointRequest>> {
  const body = await jsonBody(context);
  if (!body.ok) return body;
  const read = readRequest(body.value);
  if (!read.ok) return { ok: false, answer: problems(context, 422, [...read.problems]) };
  const { errors } = validateRequest(answersOf(read.request), { ...tables.validation(), today: dayOf(now) });
  if (errors.length > 0) return { ok: false, answer: problems(context, 422, [...errors]) };
  return { ok: true, value: read.request };
}

/** The day it is in England: a request written after midnight in summer is not of tomorrow. */
export function dayOf(now: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", dateStyle: "short" }).format(now);
}
