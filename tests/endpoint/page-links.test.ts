import { describe, expect, it } from "vitest";
import { readDataPage } from "../../src/endpoint/page-links.ts";

const endpoint = "https://www.example.gov.uk/data/areas.csv?layer=1&v=2";
const page = "https://www.example.gov.uk/open-data/";
const link = (html: string) => readDataPage(html, page, endpoint, "ogl3").link;

describe("a web page about data", () => {
  it("links to the data, however the link is written", () => {
    expect(
      link(`<a class="x" href="https://www.example.gov.uk/data/areas.csv?layer=1&amp;v=2">CSV</a>`),
    ).toBe("exact");
    expect(link(`<a href='../data/areas.csv?layer=1&v=2'>CSV</a>`)).toBe("resolved");
    expect(link(`<A HREF=HTTPS://WWW.EXAMPLE.GOV.UK/data/areas.csv?layer=1&v=2>`)).toBe("resolved");
    expect(link(`<a href="https://cdn.example.net/data/areas.csv">`)).toBe("path");
  });

  it("does not link to it by its words, by another page or by a script", () => {
    expect(link(`<p>${endpoint}</p><a href="/open-data">here</a>`)).toBe("none");
    expect(link(`<a href="javascript:go('/data/areas.csv')">`)).toBe("none");
    expect(link(`<a href="http://[">`)).toBe("none");
  });

  it("names the licence in the usual words", () => {
    const names = (html: string, licence: string) => readDataPage(html, page, endpoint, licence).namesLicence;
    expect(names("under the Open Government\nLicence v3.0", "ogl3")).toBe(true);
    expect(names("All rights reserved", "ogl3")).toBe(false);
    expect(names("CC0 1.0", "cc0")).toBe(true);
    expect(names("Open Government Licence", "unknown")).toBe(false);
  });
});
