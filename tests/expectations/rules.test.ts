import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExpectationError } from "../../src/expectations/expectation.ts";
import { expectationsOf, weekday } from "../../src/expectations/rules.ts";
import { fillTemplate } from "../../src/expectations/template.ts";
import { organisationIndex } from "../../src/specification/organisation.ts";

const rows = ["ABC", "DEF"].map(
  (code) =>
    new Map([
      ["organisation", `local-authority:${code}`],
      ["dataset", "local-authority"],
      ["local-planning-authority", `E6000${code}`],
    ]),
);
const organisations = {
  rows,
  index: organisationIndex(
    rows.map((row) => ({
      organisation: row.get("organisation") ?? "",
      name: "",
      entity: "",
      statisticalGeography: "",
      opendatacommunitiesUri: undefined,
      startDate: "",
      endDate: "",
    })),
  ),
};

function load(rule: Record<string, string>, today = "2026-09-01") {
  const row = new Map(Object.entries({ datasets: "tree", operation: "count", parameters: "{}", ...rule }));
  return expectationsOf([row], "tree", organisations, new Set(["count"]), today);
}

describe("rules of expect.csv", () => {
  it("are made once for every organisation of a dataset, with its own values filled in", () => {
    const { expectations } = load({
      organisations: "local-authority",
      name: "{{ organisation.organisation }}",
      parameters: '{"lpa": "{{ organisation.local_planning_authority }}"}',
    });
    expect(expectations.map(({ name, parameters }) => [name, parameters])).toEqual([
      ["local-authority:ABC", { lpa: "E6000ABC" }],
      ["local-authority:DEF", { lpa: "E6000DEF" }],
    ]);
  });

  it("wait for their weekday", () => {
    expect(load({ name: "a", schedule: "Tuesday" }).expectations).toHaveLength(1);
    expect(load({ name: "a", schedule: "friday" })).toEqual({ expectations: [], skipped: ["a"] });
  });

  it("end the run when they cannot be understood", () => {
    expect(() => load({ organisations: "local-authority:ZZZ" })).toThrow(ExpectationError);
    expect(() => load({ operation: "guess" })).toThrow(ExpectationError);
    expect(() => load({ parameters: "{" })).toThrow(ExpectationError);
  });

  it("know the weekday of any date", () => {
    const date = fc.date({ min: new Date("1800-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
    const names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    fc.assert(fc.property(date, (day) => weekday(day.toISOString().slice(0, 10)) === names[day.getUTCDay()]));
  });
});

describe("a rule's template", () => {
  it("fills in columns and leaves unknown ones blank", () => {
    const organisation = new Map([["a_b", "1"]]);
    expect(
      fillTemplate("{{organisation.a_b}} {{ organisation['a_b'] }} {{ organisation.c }}.", organisation),
    ).toBe("1 1 .");
  });

  it("is refused when it asks for more", () => {
    expect(() => fillTemplate("{{ 1 + 1 }}", new Map())).toThrow(ExpectationError);
  });
});
