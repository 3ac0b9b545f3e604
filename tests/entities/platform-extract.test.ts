import { describe, expect, it } from "vitest";
import { type PlatformExtract, readPlatformExtract } from "../../src/entities/platform-extract.ts";

function read(text: string): PlatformExtract {
  const reply = readPlatformExtract(text, "extract");
  if (!reply.ok) throw new Error(reply.message);
  return reply.extract;
}

describe("an extract of the platform", () => {
  it("reads the CSV of a dataset, with the fields in its JSON column", () => {
    const extract = read(
      '\uFEFFdataset,entity,organisation_entity,reference,geometry,json,entry-date\r\nconservation-area,44000001,67,CA1,"POLYGON ((0 0, 1 0, 1 1, 0 0))","{""designation-date"": ""1971-02-03""}",2026-08-01\r\n',
    );
    const [entity] = extract.entities;
    expect(entity).toMatchObject({ entity: "44000001", organisationEntity: "67", reference: "CA1" });
    expect(entity?.fields.get("designation-date")).toBe("1971-02-03");
    expect(extract).toMatchObject({ complete: "unknown", latestEntryDate: "2026-08-01" });
  });

  it("reads GeoJSON, shapes as text, and says when there are further pages", () => {
    const extract = read(
      JSON.stringify({
        type: "FeatureCollection",
        features: [
          {
            type: "Feature",
            properties: { entity: 7, reference: "T1", dataset: "tree", "organisation-entity": 67 },
            geometry: { type: "Point", coordinates: [-2.1, 52.2] },
          },
          {
            type: "Feature",
            properties: { entity: 8, reference: "T2", dataset: "tree", "organisation-entity": 67 },
            geometry: {
              type: "Polygon",
              coordinates: [
                [
                  [0, 0],
                  [1, 0],
                  [1, 1],
                  [0, 0],
                ],
              ],
            },
          },
        ],
        links: { next: "https://www.planning.data.gov.uk/entity.geojson?offset=2" },
      }),
    );
    expect(extract.entities[0]?.fields.get("point")).toBe("POINT (-2.100000 52.200000)");
    expect(extract.entities[1]?.fields.get("geometry")).toMatch(/^MULTIPOLYGON/);
    expect(extract.complete).toBe("no");
  });

  it("says that a search of 3 entities with 2 in it is not complete", () => {
    const entities = [{ entity: 1 }, { entity: 2, quality: "some" }];
    expect(read(JSON.stringify({ entities, count: 3 }))).toMatchObject({ complete: "no", total: 3 });
    expect(read(JSON.stringify({ entities, count: 2 }))).toMatchObject({
      complete: "yes",
      qualities: ["some"],
    });
  });

  it.each([
    ["a publisher's own file", "reference,name\nCA1,Green\n", /no column/],
    ["JSON that was cut short", '{"entities": [', /cut short/],
    ["JSON of something else", '{"items": []}', /neither/],
    ["a table without rows", "entity,reference\n", /no entity/],
  ])("refuses %s in plain words", (_, text, message) => {
    expect(readPlatformExtract(text, "extract.csv")).toMatchObject({
      ok: false,
      message: expect.stringMatching(message),
    });
  });
});
