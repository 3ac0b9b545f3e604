import { z } from "zod";
import { endpointRequestSchema } from "../src/request/endpoint-request.ts";
import { openApiDocument } from "./openapi-document.ts";

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
    ["openapi.json", print(openApiDocument())],
  ]);
}

function withoutDialect(schema: Record<string, unknown>): Record<string, unknown> {
  const { $schema: _, ...rest } = schema;
  return rest;
}

function print(json: unknown): string {
  return `${JSON.stringify(json, undefined, 2)}\n`;
}
