import { describe, expect, it } from "vitest";
import { pythonIsoDay } from "../../src/repository/python-iso-date.ts";
import { endpointSummary, sourceSummary } from "../../src/repository/registration.ts";

// Answers of datetime.fromisoformat in Python 3.11.
describe("dates as Python reads them", () => {
  it.each([
    ["2026-03-05 10:00", "2026-03-05"],
    ["2026-03-05x10:00:00,5", "2026-03-05"],
    ["20260305", "2026-03-05"],
    ["20260305 1000", "2026-03-05"],
    ["2026-W10-4", "2026-03-05"],
    ["2026W104", "2026-03-05"],
    ["2020-W53-7", "2021-01-03"],
    ["2026-03-05 10:00+01:00", "2026-03-05"],
  ])("%s is %s", (text, day) => {
    expect(pythonIsoDay(text)).toBe(day);
  });

  it.each([
    "2026-02-30 10:00",
    "2026-03-05 25:00",
    "2026-03-05 ",
    "2026-3-5",
    "2026-03",
    "2021-W53-1",
    "05/03/2026",
    "",
  ])("%s is none", (text) => {
    expect(pythonIsoDay(text)).toBeUndefined();
  });
});

describe("what is registered", () => {
  const registration = {
    url: "https://a.gov.uk/x.csv",
    documentationUrl: "https://a.gov.uk/x",
    collection: "tree-preservation-order",
    organisation: "local-authority:SKP",
    dataset: "tree",
    licence: "ogl3",
    plugin: "",
    startDate: "2026-02-30 10:00",
    today: "2026-09-01",
  };
  const endpointHeader = "endpoint,endpoint-url,parameters,plugin,entry-date,start-date,end-date\r\n";
  const sourceHeader =
    "source,attribution,collection,documentation-url,endpoint,licence,organisation,pipelines,entry-date,start-date,end-date\r\n";

  it("is not found after a record that is too short, as the service gives up there", () => {
    const csv = `${endpointHeader}short\r\nk1, https://a.gov.uk/x.csv ,,,2020-01-01,,\r\n`;
    expect(endpointSummary(csv, registration)).toMatchObject({
      endpoint_url_in_endpoint_csv: false,
      new_endpoint_entry: { "endpoint-url": registration.url, "start-date": "2026-02-30 10:00" },
    });
    const exact = `${endpointHeader}short\r\nk1,https://a.gov.uk/x.csv,,,2020-01-01,,\r\n`;
    expect(endpointSummary(exact, registration)).toEqual({ endpoint_url_in_endpoint_csv: false });
  });

  it("names no other endpoint of the provision when a record does not say whose it is", () => {
    const endpoint = endpointSummary(undefined, registration);
    const own = "s1,,tree-preservation-order,https://d,k1,ogl3,local-authority:SKP,tree,2020-01-01,,\r\n";
    const others = (csv: string) =>
      sourceSummary(sourceHeader + csv, registration, endpoint).existing_endpoint_for_organisation_dataset;
    expect(others(own)).toEqual(["k1"]);
    expect(others(`${own}s2,,tree-preservation-order\r\n`)).toEqual([]);
    // Another organisation's record need not say more.
    expect(others(`${own}s2,,c,d,k2,ogl3,local-authority:LBH\r\n`)).toEqual(["k1"]);
  });
});
