import { describe, expect, it } from "vitest";
import { afterAttempt, claimed, isDue, type OutboxEntry, waitAfter } from "../../src/store/outbox-entry.ts";
import { sampleRequest } from "../request/sample-request.ts";

const now = Date.UTC(2026, 10, 22);
const waiting: OutboxEntry = {
  id: "0123456789abcdef0123456789abcdef",
  reference: "PDC-AAAA-BBBB",
  request: sampleRequest(),
  state: "waiting",
  finishedAt: "2026-11-22T00:00:00.000Z",
  attempts: 0,
  nextAttempt: 0,
  claimedUntil: 0,
};

describe("a request in the outbox", () => {
  it("is one tab's alone while that tab sends it, and free again when the tab has died", () => {
    expect(isDue(waiting, now)).toBe(true);
    const sending = claimed(waiting, now);
    expect(isDue(sending, now + 59_000)).toBe(false);
    expect(isDue(sending, now + 60_000)).toBe(true);
  });

  it("is tried again after ever longer pauses, half an hour at most", () => {
    expect([1, 2, 3, 4, 20, 1000].map(waitAfter)).toEqual([
      5_000, 10_000, 20_000, 40_000, 1_800_000, 1_800_000,
    ]);
    const failed = afterAttempt(claimed(waiting, now), { kind: "failed", problem: "no connection" }, now);
    expect(failed).toMatchObject({
      state: "waiting",
      attempts: 1,
      claimedUntil: 0,
      lastProblem: "no connection",
    });
    expect(isDue(failed, now + 4_999)).toBe(false);
    expect(isDue(failed, now + 5_000)).toBe(true);
  });

  it("waits as long as the server asks", () => {
    const told = afterAttempt(waiting, { kind: "failed", problem: "429", waitMilliseconds: 90_000 }, now);
    expect(told.nextAttempt).toBe(now + 90_000);
  });

  it("is never sent again once it is received or refused", () => {
    const received = afterAttempt(waiting, { kind: "received", reference: "PDC-CCCC-DDDD" }, now);
    expect(received).toMatchObject({ state: "received", reference: "PDC-CCCC-DDDD" });
    const refused = afterAttempt(
      waiting,
      { kind: "refused", problems: [{ field: "notes", message: "more" }] },
      now,
    );
    expect([received, refused].map((entry) => isDue(entry, now + 1e9))).toEqual([false, false]);
  });

  it("is a correction until the server has it, and keeps the page of the request", () => {
    const correction: OutboxEntry = {
      ...waiting,
      correction: true,
      statusUrl: "/request/status/secret",
      problems: [{ field: "notes", message: "Say more" }],
    };
    const refused = afterAttempt(correction, { kind: "refused", problems: [] }, now);
    expect(refused).toMatchObject({ state: "needs-changes", correction: true });
    const received = afterAttempt(correction, { kind: "received", reference: "PDC-AAAA-BBBB" }, now);
    expect(received).toMatchObject({ state: "received", statusUrl: "/request/status/secret" });
    expect(received.correction).toBeUndefined();
    expect(received.problems).toBeUndefined();
  });
});
