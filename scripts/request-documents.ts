import { z } from "zod";
import { endpointRequestSchema } from "../src/request/endpoint-request.ts";

/** The documents made from the one schema of endpoint requests, by file name below docs/. */
export function requestDocuments(): ReadonlyMap<string, string> {
  const schema = z.toJSONSchema(endpointRequestSchema, { io: "input", target: "draft-2020-12" });
  const titled = {
    $schema: schema.$schema,
    $id: "planning-data-check/endpoint-request",
    title: "Endpoint request",
    description:
      "A structured request to add, change or retire an endpoint of the national planning data platform. Generated from src/request/endpoint-request.ts.",
    ...withoutDialect(schema),
  };
  return new Map([
    ["endpoint-request.schema.json", print(titled)],
    ["openapi.json", print(openApi(withoutDialect(schema)))],
  ]);
}

function withoutDialect(schema: Record<string, unknown>): Record<string, unknown> {
  const { $schema: _, ...rest } = schema;
  return rest;
}

function print(json: unknown): string {
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
const reference = { type: "string", pattern: "^PDC-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$" };

/** The part of the server's interface that the outbox uses. */
function openApi(request: Record<string, unknown>): unknown {
  const received = {
    description: "It is stored: the same request with the same key is never stored twice.",
    ...json({ $ref: "#/components/schemas/Received" }),
  };
  return {
    openapi: "3.1.0",
    info: {
      title: "Endpoint requests",
      version: "1",
      description:
        "Generated from the schema of endpoint requests; docs/endpoint-request.schema.json is the same schema alone.",
    },
    paths: {
      "/api/v1/health": {
        get: {
          summary: "Whether a server takes requests",
          responses: { "200": { description: "It does." } },
        },
      },
      "/api/v1/requests": {
        post: {
          summary: "Send a request",
          parameters: [
            {
              name: "Idempotency-Key",
              in: "header",
              required: true,
              description: "The request's own idempotencyKey.",
              schema: { type: "string", pattern: "^[0-9a-f]{32}$" },
            },
          ],
          requestBody: { required: true, ...json({ $ref: "#/components/schemas/EndpointRequest" }) },
          responses: {
            "201": received,
            "200": { ...received, description: "It was stored before." },
            "422": {
              description: "Something is wrong with it, by field.",
              ...json({ $ref: "#/components/schemas/Refused" }),
            },
            "429": { description: "Too many requests: try again later." },
          },
        },
      },
    },
    components: {
      schemas: {
        EndpointRequest: request,
        Received: {
          type: "object",
          required: ["reference", "statusUrl"],
          properties: {
            reference,
            statusUrl: { type: "string", description: "The publisher's own page about it." },
          },
        },
        Refused: {
          type: "object",
          required: ["errors"],
          properties: {
            errors: {
              type: "array",
              items: {
                type: "object",
                required: ["field", "message"],
                properties: { field: { type: "string" }, message: { type: "string" } },
              },
            },
          },
        },
      },
    },
  };
}
