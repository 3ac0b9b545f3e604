import { describe, expect, it } from "vitest";
import { nextSteps } from "../../src/intake/next-steps.ts";
import { requestStatuses } from "../../src/intake/request-status.ts";

const words = (status: (typeof requestStatuses)[number], since = "2026-11-20", today = "2026-11-22") =>
  nextSteps({ kind: "add", status, since }, today).join(" ");

describe("what happens next", () => {
  it("is said for every status", () => {
    for (const status of requestStatuses) expect(words(status), status).not.toBe("");
  });

  it("reckons with weekdays: what is accepted on a Sunday is added on Monday evening", () => {
    expect(words("received")).toContain("Monday 23 November 2026");
    expect(words("received")).toContain("from Tuesday 24 November 2026");
  });

  it("never promises an evening that is over", () => {
    expect(words("accepted", "2026-11-16")).toContain("Monday 23 November 2026");
    expect(words("accepted", "2026-11-24", "2026-11-24")).toContain("Tuesday 24 November 2026");
  });
});
