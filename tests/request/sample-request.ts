import { type AddRequest, addSchema } from "../../src/request/endpoint-request.ts";

export const hashOfFile = "ab".repeat(32);

/** A made-up request, all mandatory answers given. */
export function sampleRequest(changes: Partial<AddRequest> = {}): AddRequest {
  return addSchema.parse({
    schema: "planning-data-check/endpoint-request",
    version: 1,
    kind: "add",
    idempotencyKey: "0123456789abcdef0123456789abcdef",
    organisation: "local-authority:LBH",
    datasets: ["conservation-area"],
    contact: { name: "Ada Byron", email: "ada@lambeth.gov.uk" },
    consent: true,
    endpointUrl: "https://www.example-council.gov.uk/open-data/conservation-area.csv",
    documentationUrl: "https://www.example-council.gov.uk/planning-data",
    licence: "ogl3",
    startDate: "2026-03-15",
    authoritative: true,
    updateFrequency: "monthly",
    ...changes,
  });
}
