import { z } from "zod";
import {
  apiPath,
  csrfHeader,
  dataVersionSchema,
  healthSchema,
  listSorts,
  newMessageSchema,
  newSessionSchema,
  problemSchema,
  publicRequestSchema,
  receivedSchema,
  requestListSchema,
  requestViewSchema,
  reviewViewSchema,
  sessionSchema,
  statusChangeSchema,
} from "../src/intake/intake-api.ts";
import { requestStatuses } from "../src/intake/request-status.ts";
import { endpointRequestSchema } from "../src/request/endpoint-request.ts";

// What comes in is described as it may be sent, what goes out as it is.
const incoming = {
  EndpointRequest: endpointRequestSchema,
  NewMessage: newMessageSchema,
  NewSession: newSessionSchema,
  StatusChange: statusChangeSchema,
};
const outgoing = {
  Health: healthSchema,
  DataVersion: dataVersionSchema,
  Received: receivedSchema,
  Problem: problemSchema,
  PublicRequest: publicRequestSchema,
  RequestView: requestViewSchema,
  Session: sessionSchema,
  RequestList: requestListSchema,
  ReviewView: reviewViewSchema,
};
type SchemaName = keyof typeof incoming | keyof typeof outgoing;

const json = (name: SchemaName) => ({
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const answer = (description: string, name: SchemaName) => ({ description, ...json(name) });
const problem = (description: string) => answer(description, "Problem");
const body = (name: SchemaName) => ({ requestBody: { required: true, ...json(name) } });
const parameter = (
  where: "path" | "query" | "header",
  name: string,
  schema: unknown,
  description: string,
) => ({
  name,
  in: where,
  required: where !== "query",
  description,
  schema,
});
const text = { type: "string" };

const unreadable = {
  "400": problem("It is not JSON in UTF-8."),
  "413": problem("It is longer than 1 MB."),
  "415": problem("It is not sent as application/json."),
  "422": problem("Something is wrong with it, by field."),
};
const limited = {
  "429": problem("Too many from one client: Retry-After says in how many seconds to try again."),
};
const secret = parameter("path", "secret", text, "The last part of the publisher's link.");
const reference = parameter("path", "reference", text, "For example PDC-7K3M-Q9XT.");
const csrf = parameter("header", csrfHeader, text, "The csrf of the session.");
const signedIn = { security: [{ reviewer: [] }] };
const closed = {
  "401": problem("Nobody is signed in."),
  "403": problem("It was not sent by a page of this server with the session's token."),
};
const missing = (what: string) => ({ "404": problem(`There is no ${what}.`) });
const listParameters = [
  parameter("query", "status", text, `One or several of ${requestStatuses.join(", ")}, separated by commas.`),
  parameter("query", "search", text, "Words of the reference, organisation, dataset or endpoint URL."),
  parameter(
    "query",
    "sort",
    { type: "string", enum: [...listSorts] },
    "By the time it was sent, or last changed.",
  ),
];
const view = answer("The request, as it is now.", "RequestView");
const reviewView = answer("All that is known of the request.", "ReviewView");

/** docs/openapi.json: the server's whole interface, from the schemas that it reads and writes with. */
export function openApiDocument(): unknown {
  return {
    openapi: "3.1.0",
    info: {
      title: "Endpoint requests",
      version: "1",
      description:
        "Generated from src/intake/intake-api.ts; docs/endpoint-request.schema.json is the schema of a request alone.",
    },
    paths: {
      [`${apiPath}/health`]: {
        get: {
          summary: "Whether a server takes requests, and which tables it serves",
          responses: {
            "200": answer("It does.", "Health"),
            "503": problem("Not now: the database cannot be reached."),
          },
        },
      },
      [`${apiPath}/data-version`]: {
        get: {
          summary: "The version of the public tables that are served",
          responses: {
            "200": answer("It changes when the operator puts newer tables there.", "DataVersion"),
          },
        },
      },
      [`${apiPath}/requests`]: {
        post: {
          summary: "Send a request",
          parameters: [
            parameter(
              "header",
              "Idempotency-Key",
              { type: "string", pattern: "^[0-9a-f]{32}$" },
              "The request's own idempotencyKey.",
            ),
          ],
          ...body("EndpointRequest"),
          responses: {
            "201": answer(
              "It is stored: the same request with the same key is never stored twice.",
              "Received",
            ),
            "200": answer("It was stored before.", "Received"),
            "409": problem("Another request was sent with this key."),
            ...unreadable,
            ...limited,
          },
        },
      },
      [`${apiPath}/status/{secret}`]: {
        get: {
          summary: "How far a request is",
          parameters: [secret],
          responses: { "200": view, ...missing("such link"), ...limited },
        },
      },
      [`${apiPath}/status/{secret}/request`]: {
        get: {
          summary: "What was sent last, without name, email and notes",
          parameters: [secret],
          responses: {
            "200": answer("The request.", "PublicRequest"),
            ...missing("such link"),
            ...limited,
          },
        },
        put: {
          summary: "Send the corrected request, while changes are asked for",
          parameters: [secret],
          ...body("EndpointRequest"),
          responses: {
            "200": view,
            ...missing("such link"),
            "409": problem("No changes are asked for."),
            ...unreadable,
            ...limited,
          },
        },
      },
      [`${apiPath}/status/{secret}/messages`]: {
        post: {
          summary: "Write to the Planning Data team",
          parameters: [secret],
          ...body("NewMessage"),
          responses: { "200": view, ...missing("such link"), ...unreadable, ...limited },
        },
      },
      [`${apiPath}/review/session`]: {
        get: {
          summary: "Who is signed in, or how to sign in",
          responses: { "200": answer("The session.", "Session") },
        },
        post: {
          summary: "Sign in with the reviewer's token; OpenID Connect begins at /auth/login",
          ...body("NewSession"),
          responses: {
            "200": answer("Signed in; the cookie is set.", "Session"),
            "403": problem("It is not the token, or another site sent it."),
            ...unreadable,
            ...limited,
          },
        },
        delete: {
          summary: "Sign out",
          parameters: [csrf],
          ...signedIn,
          responses: { "204": { description: "Signed out." }, ...closed },
        },
      },
      [`${apiPath}/review/requests`]: {
        get: {
          summary: "The list of requests, by page",
          parameters: [
            ...listParameters,
            parameter("query", "page", { type: "integer", minimum: 1 }, "Counted from 1."),
          ],
          ...signedIn,
          responses: {
            "200": answer("A page of the list.", "RequestList"),
            "401": closed["401"],
            "422": problem("It cannot be asked for in this way."),
          },
        },
      },
      [`${apiPath}/review/requests.csv`]: {
        get: {
          summary: "The list for a spreadsheet: nothing personal, no cell that is a formula",
          parameters: listParameters,
          ...signedIn,
          responses: {
            "200": { description: "The list.", content: { "text/csv": { schema: text } } },
            "401": closed["401"],
          },
        },
      },
      [`${apiPath}/review/requests/{reference}`]: {
        get: {
          summary: "One request with its versions, history, audit and messages",
          parameters: [reference],
          ...signedIn,
          responses: { "200": reviewView, "401": closed["401"], ...missing("such request") },
        },
      },
      [`${apiPath}/review/requests/{reference}/status`]: {
        post: {
          summary: "Decide about a request",
          parameters: [reference, csrf],
          ...body("StatusChange"),
          ...signedIn,
          responses: {
            "200": reviewView,
            ...closed,
            ...missing("such request"),
            "409": problem("Somebody else changed it meanwhile, or it cannot go to this status."),
            ...unreadable,
          },
        },
      },
      [`${apiPath}/review/requests/{reference}/messages`]: {
        post: {
          summary: "Write to the publisher",
          parameters: [reference, csrf],
          ...body("NewMessage"),
          ...signedIn,
          responses: { "200": reviewView, ...closed, ...missing("such request"), ...unreadable },
        },
      },
    },
    components: {
      securitySchemes: {
        reviewer: {
          type: "apiKey",
          in: "cookie",
          name: "review",
          description: "Set on signing in; called __Host-review where the server is reached by https.",
        },
      },
      schemas: {
        ...schemasOf(incoming, "input"),
        ...schemasOf(outgoing, "output"),
      },
    },
  };
}

/** Schemas that refer to each other instead of being repeated. */
function schemasOf(schemas: Readonly<Record<string, z.ZodType>>, io: "input" | "output") {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) named.add(schema, { id });
  const uri = (id: string) => `#/components/schemas/${id}`;
  const made = z.toJSONSchema(named, { io, target: "draft-2020-12", uri }).schemas;
  return Object.fromEntries(
    Object.entries(made).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
  );
}
