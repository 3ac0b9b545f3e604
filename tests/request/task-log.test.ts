import { describe, expect, it } from "vitest";
import { issueTasks, logTask, missingFieldTasks } from "../../src/request/task-log.ts";

const scope = { dataset: "tree", organisation: "local-authority:DNC", endpoint: "e1", resource: "r1" };
const issue = (issueType: string, field: string, severity = "error", responsibility = "external") => ({
  issueType,
  field,
  severity,
  responsibility,
});
const told = (tasks: readonly { readonly details: string; readonly reference: string }[]) =>
  tasks.map(({ details, reference }) => [details, reference]);

// The references were made by the pipeline (digital_land/pipeline/task.py) for the same values.
describe("tasks have the pipeline's references", () => {
  it("of issues, counted by type and field, only errors of the publisher", () => {
    const issues = [
      issue("invalid geometry", "geometry"),
      issue("invalid geometry", "geometry"),
      issue("missing value", "name"),
      issue("missing value", "naïve"),
      issue("missing value", "notes", "warning"),
      issue("missing value", "notes", "error", "internal"),
    ];
    expect(told(issueTasks(issues, scope))).toEqual([
      ['{"issue_type": "invalid geometry", "count": 2, "field": "geometry"}', "9f8a07f85a2a592d"],
      ['{"issue_type": "missing value", "count": 1, "field": "name"}', "ef0d180e86567d2f"],
      ['{"issue_type": "missing value", "count": 1, "field": "na\\u00efve"}', "fe7a9f82c3ce2dc5"],
    ]);
  });

  it("of fields without a column", () => {
    expect(told(missingFieldTasks(["reference"], scope))).toEqual([
      ['{"field": "reference", "issue_type": "missing-field"}', "b86b2f9a1720cf40"],
    ]);
  });

  it("of collections that failed", () => {
    const none = { ...scope, resource: "" };
    expect(
      told([logTask("404", "", none), logTask("", "Time out", none), logTask("SSL", 'x "y"', none)]),
    ).toEqual([
      ['{"status": 404, "exception": ""}', "29a0dd1cb888f5a4"],
      ['{"status": "", "exception": "Time out"}', "199c8f6af84890c6"],
      ['{"status": "SSL", "exception": "x \\"y\\""}', "4f56f4d4a5cc69de"],
    ]);
  });
});
