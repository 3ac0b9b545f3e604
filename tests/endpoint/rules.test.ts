import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRecords } from "../../src/csv/read.ts";
import { worstVerdict } from "../../src/endpoint/advice.ts";
import { permanentName, unstableParts } from "../../src/endpoint/dated-name.ts";
import { hostVerdict } from "../../src/endpoint/host-verdict.ts";
import { unwrapMailLink } from "../../src/endpoint/mail-wrappers.ts";
import { addressRules, adviseOnAddress } from "../../src/endpoint/rules.ts";
import { sharedIt, sharedPath } from "../shared.ts";

const good = "https://www.example.gov.uk/open-data/conservation-area.csv";

function find(address: string, id: string) {
  return adviseOnAddress(address).find((advice) => advice.id === id);
}

describe("advice about an address", () => {
  it("has nothing against a file on a council's own site", () => {
    expect(adviseOnAddress(good)).toEqual([
      { id: "host-government", verdict: "fine", reason: expect.any(String) },
    ]);
  });

  // Each rule with an address it speaks of, and the better address it gives, if it can.
  const examples: readonly (readonly [string, string] | readonly [string, string, string])[] = [
    ["blank", "  "],
    [
      "mail-wrapper",
      `https://gbr01.safelinks.protection.outlook.com/?url=${encodeURIComponent(good)}&data=05`,
      good,
    ],
    ["no-scheme", "www.example.gov.uk/data.csv", "https://www.example.gov.uk/data.csv"],
    ["no-scheme", "//www.example.gov.uk/data.csv", "https://www.example.gov.uk/data.csv"],
    ["not-on-the-web", "ftp://www.example.gov.uk/data.csv"],
    ["not-on-the-web", "file:///C:/data.csv"],
    ["not-an-address", "conservation areas"],
    ["not-an-address", "https://"],
    ["too-long", `${good}?${"a".repeat(2048)}`],
    ["spaces-around", ` ${good} `, good],
    [
      "spaces-inside",
      "https://www.example.gov.uk/open data.csv",
      "https://www.example.gov.uk/open%20data.csv",
    ],
    ["credentials", "https://me:secret@www.example.gov.uk/data.csv", "https://www.example.gov.uk/data.csv"],
    ["private-host", "http://localhost:8080/data.csv"],
    ["private-host", "https://gis.internal/data.csv"],
    ["private-host", "https://intranet/data.csv"],
    ["ip-address", "http://10.0.0.7/data.csv"],
    ["ip-address", "http://[2001:db8::1]/data.csv"],
    ["port", "https://gis.example.gov.uk:8443/geoserver/wfs"],
    ["plain-http", "http://www.example.gov.uk/data.csv", "https://www.example.gov.uk/data.csv"],
    [
      "code-page",
      "https://github.com/council/data/blob/main/trees.csv",
      "https://raw.githubusercontent.com/council/data/main/trees.csv",
    ],
    ["letter-case-of-host", "https://www.Example.gov.uk/Data.csv", "https://www.example.gov.uk/Data.csv"],
    ["usual-port-named", "https://www.example.gov.uk:443/data.csv", "https://www.example.gov.uk/data.csv"],
    ["fragment", `${good}#sheet1`, good],
    ["token", `${good}?token=J43tCrDY`, good],
    ["token", `${good}?sv=2020&sig=abc%3D&x=1`, `${good}?x=1`],
    ["dated-name", "https://www.example.gov.uk/brownfield-2024.csv"],
    ["version-in-name", "https://www.example.gov.uk/trees_v2.csv"],
    ["number-in-name", "https://www.example.gov.uk/downloads/file/2894/trees"],
    ["hub-export", "https://data-council.opendata.arcgis.com/datasets/abc_0.csv"],
    ["hub-export", "https://hub.arcgis.com/api/download/v1/items/abc/csv?layers=0"],
    ["catalogue-upload", "https://data.example.gov.uk/dataset/x/resource/b26e47d1-aff4/download/trees.csv"],
    ["arcgis-catalogue", "https://gis.example.gov.uk/arcgis/rest/services"],
    ["arcgis-service", "https://gis.example.gov.uk/arcgis/rest/services/Planning/MapServer"],
    [
      "arcgis-query",
      "https://gis.example.gov.uk/arcgis/rest/services/Planning/MapServer/3/query?where=1%3D1&f=geojson",
      "https://gis.example.gov.uk/arcgis/rest/services/Planning/MapServer/3",
    ],
    [
      "arcgis-layer-parameters",
      "https://gis.example.gov.uk/arcgis/rest/services/Planning/FeatureServer/0?f=json",
      "https://gis.example.gov.uk/arcgis/rest/services/Planning/FeatureServer/0",
    ],
    ["wfs-not-data", "https://gis.example.gov.uk/geoserver/wfs?service=WFS&request=GetCapabilities"],
    ["wfs-no-type", "https://gis.example.gov.uk/geoserver/wfs?service=WFS&request=GetFeature"],
    [
      "wfs-limit",
      "https://gis.example.gov.uk/wfs?service=WFS&request=GetFeature&typeNames=a&COUNT=1000",
      "https://gis.example.gov.uk/wfs?service=WFS&request=GetFeature&typeNames=a",
    ],
    ["document", "https://www.example.gov.uk/register.pdf"],
    ["old-spreadsheet", "https://www.example.gov.uk/register.xls"],
    ["spreadsheet", "https://www.example.gov.uk/register.xlsx"],
    ["zip", "https://www.example.gov.uk/areas.zip"],
    ["web-page", "https://www.example.gov.uk/planning/areas.html"],
    ["front-page", "https://www.example.gov.uk/"],
  ];

  it.each(examples)("%s: %s", (...example) => {
    const [id, address, better] = example;
    const advice = find(address, id);
    expect(advice).toMatchObject({ verdict: addressRules.find((rule) => rule.id === id)?.verdict });
    expect(advice?.better).toBe(better);
  });

  it("has an example of every rule, and none speaks against a good address", () => {
    const shown = new Set(examples.map(([id]) => id));
    expect(addressRules.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
    expect(new Set(addressRules.map(({ id }) => id)).size).toBe(addressRules.length);
  });

  it("does not offer the whole layer for a query that takes a part of it", () => {
    const query =
      "https://gis.example.gov.uk/arcgis/rest/services/P/MapServer/3/query?where=kind%3D'A4D'&f=geojson";
    expect(find(query, "arcgis-query")).not.toHaveProperty("better");
  });

  it("says nothing more of an address that cannot be asked", () => {
    expect(adviseOnAddress("http://localhost/brownfield-2024.pdf").map(({ id }) => id)).toEqual([
      "private-host",
    ]);
  });

  it("takes versions of services and coordinate systems for no dates or numbers", () => {
    for (const address of [
      "https://gis.example.gov.uk/geoserver/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=a&srsName=EPSG:27700",
      "https://services7.arcgis.com/z8GJkxrWic0alJoM/arcgis/rest/services/Trees/FeatureServer/10",
      "https://data.example.gov.uk/api/v1/trees.csv",
    ]) {
      expect(
        adviseOnAddress(address)
          .map(({ id }) => id)
          .filter((id) => /-name$/.test(id)),
      ).toEqual([]);
    }
  });

  it("weighs its findings", () => {
    expect(worstVerdict(adviseOnAddress(good))).toBe("fine");
    expect(worstVerdict(adviseOnAddress("http://www.example.gov.uk/a.csv"))).toBe("worth checking");
    expect(worstVerdict(adviseOnAddress("https://www.dropbox.com/s/a/a.csv?dl=0"))).toBe("must fix");
  });
});

describe("dates, versions and numbers in a name", () => {
  it.each([
    ["brownfield-register-2019.csv", "date", "2019"],
    ["register_20190412.csv", "date", "20190412"],
    ["register 31-05-2024.csv", "date", "31-05-2024"],
    ["register-may24.csv", "date", "may24"],
    ["dec_2019/register.csv", "date", "dec_2019"],
    ["s3fs-public/2026-06/register.csv", "date", "2026-06"],
    ["register 2023-24.csv", "date", "2023-24"],
    ["register_31.5.24.csv", "date", "31.5.24"],
    ["register-v2.csv", "version", "v2"],
    ["register (1).csv", "version", "(1)"],
    ["register-final.csv", "version", "final"],
    ["media/10317/register.csv", "number", "10317"],
  ])("%s: %s %s", (text, kind, part) => {
    expect(unstableParts(text)[0]).toEqual({ kind, text: part });
  });

  it.each([
    "conservation-area.csv",
    "article-4-direction.csv",
    "open-data/trees.geojson",
    "maybe/marching.csv",
  ])("finds nothing in %s", (text) => {
    expect(unstableParts(text)).toEqual([]);
  });

  it.each([
    ["Brownfield_Land_Register_2019-12-31_rev1.csv", "brownfield-land-register.csv"],
    ["register (1).CSV", "register.csv"],
    ["2019.csv", undefined],
  ])("would name %s %s", (name, permanent) => {
    expect(permanentName(name)).toBe(permanent);
  });

  sharedIt("finds every registered brownfield address that contains a year", () => {
    const urls = brownfieldAddresses().filter((url) => /(?:19|20)\d\d/.test(url));
    expect(urls.length).toBeGreaterThan(1000);
    const ids = ["dated-name", "version-in-name", "number-in-name"];
    expect(urls.filter((url) => !adviseOnAddress(url).some(({ id }) => ids.includes(id)))).toEqual([]);
  });
});

/** Registered addresses that feed brownfield-land, from the tables of all collections. */
function brownfieldAddresses(): string[] {
  const folder = sharedPath("configuration/collection");
  const rows = (name: string) =>
    readdirSync(folder).flatMap((collection) => {
      const [columns = [], ...records] = readRecords(readFileSync(`${folder}/${collection}/${name}`, "utf8"));
      return records.map((record) => new Map(columns.map((column, index) => [column, record[index] ?? ""])));
    });
  const keys = new Set(
    rows("source.csv")
      .filter((row) => row.get("pipelines")?.split(";").includes("brownfield-land"))
      .map((row) => row.get("endpoint")),
  );
  return rows("endpoint.csv")
    .filter((row) => keys.has(row.get("endpoint")))
    .map((row) => row.get("endpoint-url") ?? "");
}

describe("the verdict on a host", () => {
  it.each([
    ["www.leeds.gov.uk", "host-government", "fine"],
    ["notgov.uk", "host-other", "worth checking"],
    ["services5.arcgis.com", "host-platform", "fine"],
    ["services-eu1.arcgis.com", "host-platform", "fine"],
    ["miltonkeynes.statmap.co.uk", "host-platform", "fine"],
    ["www.southdowns-example.org.uk", "host-organisation", "fine"],
    ["council.maps.arcgis.com", "host-arcgis-online", "worth checking"],
    ["bucket.s3.eu-west-2.amazonaws.com", "host-cloud-storage", "worth checking"],
    ["account.blob.core.windows.net", "host-cloud-storage", "worth checking"],
    ["raw.githubusercontent.com", "host-github", "worth checking"],
    ["council.sharepoint.com", "host-file-sharing", "must fix"],
    ["drive.google.com", "host-file-sharing", "must fix"],
    ["bit.ly", "host-short-link", "must fix"],
  ])("%s: %s, %s", (host, id, verdict) => {
    expect(hostVerdict(host)).toMatchObject({ id, verdict });
  });

  it("knows an organisation's own hosts, and those of its registered addresses", () => {
    const knowledge = {
      ownHosts: ["www.park-example.com"],
      registeredHosts: ["gis.supplier.com", "bucket.s3.amazonaws.com"],
    };
    expect(hostVerdict("maps.park-example.com", knowledge).id).toBe("host-own");
    expect(hostVerdict("gis.supplier.com", knowledge).id).toBe("host-registered");
    expect(hostVerdict("bucket.s3.amazonaws.com", knowledge).id).toBe("host-registered");
    expect(
      hostVerdict("council.sharepoint.com", { registeredHosts: ["council.sharepoint.com"] }).verdict,
    ).toBe("must fix");
  });
});

describe("a mail filter's link", () => {
  it.each([
    [
      "Microsoft's safe links",
      `https://eur02.safelinks.protection.outlook.com/ap/x-59584e83/?url=${encodeURIComponent(good)}&data=05%7C02`,
    ],
    [
      "Proofpoint",
      `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(good).replaceAll("-", "-2D").replaceAll("%", "-").replaceAll("_", "-5F")}&d=DwMF&c=x`,
    ],
    ["Proofpoint", `https://urldefense.com/v3/__${good}__;!!ABC!def$`],
    ["Barracuda", `https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(good)}&c=E,1`],
    ["Cisco", `https://secure-web.cisco.com/1a2b/${encodeURIComponent(good)}`],
    ["Sophos", `https://eu-west-1.protection.sophos.com/?d=example.gov.uk&u=${btoa(good)}&i=x`],
    ["Google", `https://www.google.com/url?q=${encodeURIComponent(good)}&sa=D`],
  ])("of %s is unwrapped", (wrapper, link) => {
    expect(unwrapMailLink(link)).toEqual({ wrapper, inner: good });
  });

  it("gives back the letters that Proofpoint took out", () => {
    const link = "https://urldefense.com/v3/__https://www.example.gov.uk/a*b?x=1*2__;JSs!!A!b$";
    expect(unwrapMailLink(link)?.inner).toBe("https://www.example.gov.uk/a%b?x=1+2");
  });

  it("is unwrapped as often as it was wrapped", () => {
    const once = `https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(good)}`;
    expect(
      unwrapMailLink(`https://gbr01.safelinks.protection.outlook.com/?url=${encodeURIComponent(once)}`)
        ?.inner,
    ).toBe(good);
  });

  it("is known even where only the filter knows what is inside", () => {
    expect(unwrapMailLink("https://protect-eu.mimecast.com/s/AbCd?domain=example.gov.uk")).toEqual({
      wrapper: "Mimecast",
    });
  });

  it.each([
    good,
    "https://www.google.com/search?q=x",
    "not an address",
    "https://notsafelinks.protection.outlook.com.example/?url=x",
  ])("%s is none", (address) => {
    expect(unwrapMailLink(address)).toBeUndefined();
  });
});
