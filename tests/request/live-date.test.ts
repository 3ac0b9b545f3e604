import { describe, expect, it } from "vitest";
import { liveDates, liveWords } from "../../src/request/live-date.ts";

describe("when it will be live", () => {
  it.each([
    ["2026-11-20", "a Friday", "2026-11-20", "2026-11-21"],
    ["2026-11-21", "a Saturday", "2026-11-23", "2026-11-24"],
    ["2026-11-22", "a Sunday", "2026-11-23", "2026-11-24"],
    ["2026-12-31", "the last day of a year", "2026-12-31", "2027-01-01"],
  ])("accepted on %s, %s: merged on %s, seen on %s", (accepted, _, merged, visible) => {
    expect(liveDates(accepted)).toEqual({ merged, visible });
  });

  it("waits for the next evening when this one's merge is over", () => {
    expect(liveWords("2026-11-19", 18)).toContain("Thursday 19 November 2026");
    expect(liveWords("2026-11-19", 19)).toContain("evening of Friday 20 November 2026");
    expect(liveWords("2026-11-20", 20)).toContain("evening of Monday 23 November 2026");
  });

  it("says what the day means for each kind of request", () => {
    expect(liveWords("2026-11-19", 9, "change-details")).toContain("details are changed");
    expect(liveWords("2026-11-19", 9, "retire")).toContain("for the last time before the evening");
  });
});
