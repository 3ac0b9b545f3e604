import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { govukNotify } from "../../server/intake/govuk-notify.ts";

const service = "11111111-2222-4333-8444-555555555555";
const secret = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const received: { path: string; authorization: string; body: unknown }[] = [];
let status = 201;
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  received.push({
    path: request.url ?? "",
    authorization: request.headers.authorization ?? "",
    body: JSON.parse(Buffer.concat(parts).toString("utf8")),
  });
  response.writeHead(status).end("{}");
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const email = {
  to: "ada@example.gov.uk",
  subject: "PDC-0000-0000: Accepted",
  body: "Your request is accepted.",
};

it("sends an email as GOV.UK Notify takes it, signed with the key's secret", async () => {
  const send = govukNotify({ apiKey: `my-service-${service}-${secret}`, templateId: "template", url });
  expect(await send(email)).toBe("sent");
  expect(received[0]?.path).toBe("/v2/notifications/email");
  expect(received[0]?.body).toEqual({
    email_address: email.to,
    template_id: "template",
    personalisation: { subject: email.subject, body: email.body },
  });
  const token = received[0]?.authorization.replace(/^Bearer /, "") ?? "";
  const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(secret));
  expect(protectedHeader.alg).toBe("HS256");
  expect(payload.iss).toBe(service);
  expect(Math.abs((payload.iat ?? 0) - Date.now() / 1000)).toBeLessThan(30);
});

it.each([
  [400, "refused"],
  [403, "later"],
  [429, "later"],
  [500, "later"],
] as const)("takes the answer %i as %s", async (answer, outcome) => {
  status = answer;
  const send = govukNotify({ apiKey: `my-service-${service}-${secret}`, templateId: "template", url });
  expect(await send(email)).toBe(outcome);
});

it("tries again later when nobody answers", async () => {
  const settings = { apiKey: `my-service-${service}-${secret}`, templateId: "t", url: "http://127.0.0.1:1" };
  expect(await govukNotify(settings)(email)).toBe("later");
});
