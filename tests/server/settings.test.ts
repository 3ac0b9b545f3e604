import { describe, expect, it } from "vitest";
import { govukNotify } from "../../server/intake/govuk-notify.ts";
import { readSettings } from "../../server/settings.ts";

describe("the settings of the intake", () => {
  it("are all absent at first", () => {
    expect(readSettings({}).intake).toEqual({
      dataFolder: "data",
      databaseUrl: undefined,
      serverKey: undefined,
      retentionDays: 365,
      requestsPerMinute: 60,
      reviewerToken: undefined,
      openId: undefined,
      notify: undefined,
    });
    expect(readSettings({ INTAKE: "off" }).intake).toBeUndefined();
  });

  it("name who may sign in, and where the provider leads back to", () => {
    const { intake } = readSettings({
      PUBLIC_ORIGIN: "https://check.example.gov.uk",
      OIDC_ISSUER: "https://login.example.gov.uk/tenant",
      OIDC_CLIENT_ID: "check",
      REVIEWERS: "Ada@Example.gov.uk, @team.example.gov.uk",
    });
    expect(intake?.openId).toMatchObject({
      allowed: ["ada@example.gov.uk", "@team.example.gov.uk"],
      origin: "https://check.example.gov.uk",
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ["a database of another kind", { DATABASE_URL: "mysql://user:hush@host/name" }, "DATABASE_URL must be"],
    ["a short key", { SERVER_KEY: "short" }, "SERVER_KEY must be at least 32"],
    ["a short token", { REVIEWER_TOKEN: "letmein" }, "REVIEWER_TOKEN must be at least 16"],
    ["no days", { RETENTION_DAYS: "0" }, "RETENTION_DAYS must be 1"],
    ["a provider without a client", { OIDC_ISSUER: "https://login.example" }, "needs OIDC_CLIENT_ID"],
    [
      "a provider without our own address",
      { OIDC_ISSUER: "https://login.example", OIDC_CLIENT_ID: "check" },
      "needs PUBLIC_ORIGIN",
    ],
    [
      "a provider that lets everybody in",
      { OIDC_ISSUER: "https://login.example", OIDC_CLIENT_ID: "check", PUBLIC_ORIGIN: "https://a.example" },
      "needs REVIEWERS",
    ],
    [
      "a reviewer who is nobody",
      {
        OIDC_ISSUER: "https://login.example",
        OIDC_CLIENT_ID: "check",
        PUBLIC_ORIGIN: "https://a.example",
        REVIEWERS: "ada",
      },
      "needs REVIEWERS",
    ],
    ["emails without a template", { NOTIFY_API_KEY: "x" }, "needs NOTIFY_TEMPLATE"],
    ["emails without our own address", { NOTIFY_API_KEY: "x", NOTIFY_TEMPLATE: "y" }, "needs PUBLIC_ORIGIN"],
  ])("stop the server with %s", (_name, environment, words) => {
    expect(() => readSettings(environment)).toThrow(words);
    // A message ends in a log: no password of an address may stand in it.
    expect(() => readSettings(environment)).not.toThrow("hush");
  });
});

it("knows a key of GOV.UK Notify", () => {
  const settings = { templateId: "t", url: "http://127.0.0.1:1" };
  expect(() => govukNotify({ ...settings, apiKey: "nonsense" })).toThrow("NOTIFY_API_KEY");
});
