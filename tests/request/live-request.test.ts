import { describe, expect, it } from "vitest";
import { type LivePaper, readLive } from "../../src/request/live-request.ts";
import { toRequestApi } from "../../src/request/request-api.ts";
import { referenceSpecification } from "../conformance/reference-data.ts";
import { sampleRequest } from "./sample-request.ts";

function opened(json: unknown): LivePaper {
  const reply = readLive(JSON.stringify(json));
  if (!reply.ok) throw new Error(reply.message);
  return reply.paper;
}

describe("a request of the live service", () => {
  const whole = {
    id: "abcDEF123",
    type: "add_data",
    status: "COMPLETE",
    created: "2026-07-01T10:00:00",
    params: {
      type: "add_data",
      dataset: "tree",
      organisation: "local-authority:DNC",
      url: "https://a.gov.uk/t.csv",
      geom_type: "point",
      authoritative: true,
      plugin: "arcgis",
      endpoint_parameters: { max_page_size: 200 },
    },
  };

  it("of the newer generation is read with its tasks, and the reference of each is checked", () => {
    const paper = opened({
      ...whole,
      response: {
        data: {
          "column-mapping": [
            { field: "reference", column: "Ref", mandatory: true },
            { field: "name", column: null, mandatory: true },
          ],
          "task-log": [
            {
              dataset: "tree",
              endpoint: "",
              resource: "r1",
              "task-source": "column-field",
              details: '{"field": "reference", "issue_type": "missing-field"}',
              reference: "b86b2f9a1720cf40",
              summary: "reference is missing",
            },
            { dataset: "tree", "task-source": "issue", details: "{", reference: "0000000000000000" },
          ],
          "pipeline-summary": {
            "new-in-resource": 1,
            "existing-in-resource": 4,
            "new-entities": [{ reference: "T1", entity: "7002000001" }],
            "entity-organisation": [],
          },
          "endpoint-summary": { endpoint_url_in_endpoint_csv: false },
        },
      },
    });
    if (paper.kind !== "request") throw new Error(paper.kind);
    expect(paper.tasks.map(({ words, field, referenceAgrees }) => [words, field, referenceAgrees])).toEqual([
      ["reference is missing", "reference", true],
      ["", "", false],
    ]);
    expect(paper.missingFields).toEqual(["name"]);
    expect(paper.addition).toMatchObject({
      newEntities: 1,
      endpointIsRegistered: false,
      sourceIsRegistered: undefined,
      lookups: [{ reference: "T1", entity: "7002000001" }],
    });
    expect(paper.request.draft).toMatchObject({
      datasets: ["tree"],
      geometryType: "point",
      authoritative: true,
      plugin: "arcgis",
      parameters: { max_page_size: 200 },
    });
  });

  it("of the older generation is read too, and one that failed says why", () => {
    const older = opened({
      ...whole,
      response: {
        data: {
          "column-field-log": [
            { column: "Ref", field: "reference", missing: false },
            { field: "geometry", missing: true },
          ],
          "error-summary": ["2 geometries must be in England"],
        },
      },
    });
    expect(older).toMatchObject({
      missingFields: ["geometry"],
      tasks: [{ words: "2 geometries must be in England", reference: "" }],
      request: { columns: { Ref: "reference" } },
      addition: undefined,
    });
    const failed = opened({
      ...whole,
      status: "COMPLETE",
      response: { data: null, error: { errCode: "404", errMsg: "The URL does not exist" } },
    });
    expect(failed).toMatchObject({
      request: { error: "The URL does not exist" },
      errorDetails: [
        ["errCode", "404"],
        ["errMsg", "The URL does not exist"],
      ],
    });
  });

  it("takes the details of a response row by row", () => {
    const paper = opened([
      {
        entry_number: 3,
        converted_row: { Ref: "A", Name: null },
        transformed_row: [],
        issue_logs: [{ "issue-type": "invalid date", field: "start-date", value: "x", severity: "error" }],
      },
    ]);
    expect(paper).toEqual({
      kind: "details",
      rows: [
        {
          entryNumber: "3",
          cells: [
            ["Ref", "A"],
            ["Name", ""],
          ],
          issues: [{ issueType: "invalid date", field: "start-date", value: "x", severity: "error" }],
        },
      ],
    });
  });

  it.each([
    ["no JSON", "nope"],
    ["another object", "{}"],
    ["another list", "[1, 2]"],
    ["nothing", "null"],
  ])("refuses %s in plain words", (_, text) => {
    expect(readLive(text)).toMatchObject({ ok: false });
  });

  it("is written from a request of ours and read back", () => {
    const request = sampleRequest({
      parameters: { max_page_size: 5 },
      plugin: "arcgis",
      columnMapping: { a: "name" },
    });
    const [json] = toRequestApi(request, {
      organisationName: "Lambeth",
      specification: referenceSpecification(),
    });
    const paper = opened({ ...json, id: "1", status: "NEW", response: null });
    if (paper.kind !== "request") throw new Error(paper.kind);
    expect(paper.request.draft).toEqual({
      kind: "add",
      organisation: request.organisation,
      datasets: request.datasets,
      endpointUrl: request.endpointUrl,
      documentationUrl: request.documentationUrl,
      licence: "ogl3",
      startDate: "2026-03-15",
      authoritative: true,
      columnMapping: { a: "name" },
      plugin: "arcgis",
      parameters: { max_page_size: 5 },
    });
  });
});
