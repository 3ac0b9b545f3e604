import { describe, expect, it } from "vitest";
import { readImport } from "../../src/repository/import-csv.ts";
import { draftOfImport, importCsvOf } from "../../src/request/import-requests.ts";
import { readRequestApi, toRequestApi } from "../../src/request/request-api.ts";
import {
  readRequestFile,
  readRequestFragment,
  requestFileName,
  requestFragment,
  writeRequestFile,
} from "../../src/request/request-file.ts";
import { mailtoLink, requestText } from "../../src/request/write-text.ts";
import { referenceSpecification } from "../conformance/reference-data.ts";
import { sampleRequest } from "./sample-request.ts";

describe("a request outside the tool", () => {
  const request = sampleRequest({ notes: "Grüße, 'ok'", columnMapping: { REF: "reference" } });

  it("comes back from its file as it was", () => {
    expect(readRequestFile(writeRequestFile(request))).toEqual({ ok: true, request });
    expect(requestFileName(request)).toMatch(/^PDC-.{4}-.{4}\.json$/);
  });

  it("comes back from a link, and a cut link says so", () => {
    const fragment = requestFragment(request);
    expect(fragment).toMatch(/^[\w-]+$/);
    expect(readRequestFragment(fragment)).toEqual({ ok: true, request });
    expect(readRequestFragment(fragment.slice(0, 40)).ok).toBe(false);
  });

  it("is refused by field when something is missing", () => {
    const { licence, ...rest } = request;
    const reply = readRequestFile(JSON.stringify(rest));
    expect(reply.ok ? [] : reply.problems.map(({ field }) => field)).toEqual(["licence"]);
    expect(readRequestFile("no JSON").ok).toBe(false);
    expect(licence).toBe("ogl3");
  });

  it("is a short text, and an email that is not too long for mail programs", () => {
    expect(requestText(request)).toContain("Columns: REF to reference\n");
    const link = mailtoLink("data@example.gov.uk", sampleRequest({ notes: "x".repeat(2000) }));
    expect(decodeURIComponent(link)).toContain("Reference: PDC-");
    expect(link.length).toBeLessThan(8000);
  });

  it("is a line of import.csv, which is read back", () => {
    const read = readImport(importCsvOf([request]));
    expect(read.ok && read.rows.map(draftOfImport)).toContainEqual({
      kind: "add",
      organisation: request.organisation,
      datasets: request.datasets,
      endpointUrl: request.endpointUrl,
      documentationUrl: request.documentationUrl,
      startDate: request.startDate,
      licence: request.licence,
    });
  });

  it("is what the live request API takes, and is read back from it", () => {
    const [json] = toRequestApi(request, {
      organisationName: "Lambeth",
      specification: referenceSpecification(),
    });
    const read = readRequestApi({ id: "x", status: "NEW", ...json, response: null });
    expect(read.draft).toMatchObject({
      endpointUrl: request.endpointUrl,
      columnMapping: { REF: "reference" },
    });
  });

  it.each([
    [
      "older",
      {
        "column-field-log": [{ column: "REF", field: "reference", missing: false }],
        "error-summary": ["2 dates"],
      },
      { words: "2 dates", count: 1, issueType: "", field: "" },
    ],
    [
      "newer",
      {
        "column-mapping": [{ column: "REF", field: "reference", mandatory: true }],
        "task-log": [
          {
            details: '{"issue_type":"invalid date","count":2,"field":"start-date"}',
            summary: "2 dates",
            "task-source": "issue",
          },
        ],
      },
      { words: "2 dates", count: 2, issueType: "invalid date", field: "start-date" },
    ],
  ])("understands the %s generation of the live API's answers", (_, data, task) => {
    const read = readRequestApi({ status: "COMPLETE", params: { type: "check_url" }, response: { data } });
    expect(read.columns).toEqual({ REF: "reference" });
    expect(read.tasks).toEqual([task]);
  });
});
