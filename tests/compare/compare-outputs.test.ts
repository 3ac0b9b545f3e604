import { describe, expect, it } from "vitest";
import { compareOutputs } from "../../src/compare/compare-outputs.ts";
import { readRunOutput } from "../../src/compare/read-output.ts";
import type { FactRow, IssueRow, RunOutput } from "../../src/compare/run-output.ts";
import { shapeDifference } from "../../src/compare/shape-difference.ts";
import { comparisonText } from "../../src/compare/write-comparison.ts";

const fact = (field: string, value: string, more: Partial<FactRow> = {}): FactRow => ({
  entity: "44000001",
  field,
  value,
  entryNumber: 1,
  lineNumber: 0,
  entryDate: "2026-08-01",
  priority: "1",
  referenceEntity: "",
  fact: "",
  ...more,
});
const issue = (issueType: string, more: Partial<IssueRow> = {}): IssueRow => ({
  issueType,
  field: "name",
  value: "",
  message: "",
  lineNumber: 2,
  entryNumber: 1,
  entity: "44000001",
  ...more,
});
const output = (more: Partial<RunOutput>): RunOutput => ({
  label: "a run",
  ours: false,
  source: {},
  ...more,
});
const causes = (before: Partial<RunOutput>, after: Partial<RunOutput>) =>
  compareOutputs(output(before), output(after)).groups.map(({ id, detail, differences }) => [
    id,
    detail,
    differences.length,
  ]);

describe("two runs, difference by difference", () => {
  it("says so when nothing differs, and when only the order of lines does", () => {
    const facts = [fact("name", "a"), fact("reference", "b")];
    const same = compareOutputs(output({ facts }), output({ facts: [...facts] }));
    expect([same.same, same.orderOnly]).toEqual([true, false]);
    const turned = compareOutputs(output({ facts }), output({ facts: [...facts].reverse() }));
    expect([turned.same, turned.orderOnly, turned.groups]).toEqual([true, true, []]);
  });

  it("tells other entity numbers, entry dates, lines and values apart", () => {
    expect(
      causes({ facts: [fact("name", "a")] }, { facts: [fact("name", "a", { entity: "44000002" })] }),
    ).toEqual([["entity-numbers", "", 1]]);
    expect(
      causes({ facts: [fact("name", "a")] }, { facts: [fact("name", "a", { entryDate: "2026-08-02" })] }),
    ).toEqual([["entry-date", "", 1]]);
    expect(
      causes({ facts: [fact("name", "a")] }, { facts: [fact("name", "a", { entryNumber: 5 })] }),
    ).toEqual([["line-numbers", "", 1]]);
    expect(causes({ facts: [fact("name", "a")] }, { facts: [fact("name", "b")] })).toEqual([
      ["value", "name", 1],
    ]);
    expect(causes({ issues: [issue("x")] }, { issues: [issue("x", { lineNumber: 3 })] })).toEqual([
      ["line-numbers", "", 1],
    ]);
    expect(causes({ issues: [issue("x")] }, { issues: [issue("x", { entity: "44000009" })] })).toEqual([
      ["entity-numbers", "", 1],
    ]);
  });

  it("puts a whole row that is gone, and a field that no row has, to their own causes", () => {
    const second = [fact("name", "b", { entryNumber: 2, entity: "44000002" })];
    expect(causes({ facts: [fact("name", "a"), ...second] }, { facts: [fact("name", "a")] })).toEqual([
      ["row-dropped", "", 1],
    ]);
    expect(
      causes({ facts: [fact("name", "a"), fact("notes", "n")] }, { facts: [fact("name", "a")] }),
    ).toEqual([["specification", "notes", 1]]);
  });

  it("names the table that acted, from the issues by which the pipeline says so", () => {
    expect(
      causes(
        { facts: [fact("name", "new")], issues: [issue("patch", { value: "old" })] },
        { facts: [fact("name", "old")], issues: [] },
      ),
    ).toEqual([["configuration-row", "patch.csv name first", 2]]);
  });

  it("names the column where the columns differ", () => {
    expect(
      causes(
        { facts: [fact("name", "a")], columnFields: [{ column: "Title", field: "name" }] },
        { facts: [fact("name", "b")], columnFields: [{ column: "Label", field: "name" }] },
      ),
    ).toEqual([["column", "name", 1]]);
  });

  it("knows shapes that differ by rounding, by the way of converting coordinates, or by the order of vertices", () => {
    const shape = (points: string) => `MULTIPOLYGON (((${points})))`;
    const square = "-1.140000 53.520000,-1.130000 53.520000,-1.130000 53.530000,-1.140000 53.520000";
    const rounded = "-1.140001 53.520000,-1.130000 53.520000,-1.130000 53.530001,-1.140001 53.520000";
    const moved = "-1.140030 53.520012,-1.130030 53.520012,-1.130030 53.530012,-1.140030 53.520012";
    const started = "-1.130000 53.520000,-1.130000 53.530000,-1.140000 53.520000,-1.130000 53.520000";
    expect(shapeDifference(shape(square), shape(rounded))?.kind).toBe("rounding");
    expect(shapeDifference(shape(square), shape(moved))?.kind).toBe("shifted");
    expect(shapeDifference(shape(square), shape(started))?.kind).toBe("order");
    expect(shapeDifference(shape(square), "POINT (1 2)")?.kind).toBe("different");
    expect(shapeDifference("Old Town", shape(square))).toBeUndefined();
    expect(
      causes({ facts: [fact("geometry", shape(square))] }, { facts: [fact("geometry", shape(moved))] }),
    ).toEqual([["coordinates", "", 1]]);
  });

  it("takes a difference for its own error only when resource, configuration and specification agree by their hashes", () => {
    const hashes = { resource: "r", configHash: "c", specificationHash: "s" };
    const nightly = output({ facts: [fact("name", "a")], source: hashes });
    const ours = (source: RunOutput["source"]) => output({ ours: true, facts: [fact("name", "b")], source });
    expect(compareOutputs(nightly, ours(hashes)).ourBug).toBe(true);
    expect(compareOutputs(nightly, ours({ ...hashes, configHash: "other" })).ourBug).toBe(false);
    expect(
      compareOutputs(nightly, output({ ours: true, facts: nightly.facts ?? [], source: hashes })).ourBug,
    ).toBe(false);
    expect(comparisonText(compareOutputs(nightly, ours(hashes)), nightly, ours(hashes), "text")).toContain(
      "an error of this tool",
    );
  });

  it("compares versions of a resource by their references or entities, not by their lines", () => {
    const before = { source: { resource: "a" }, facts: [fact("reference", "CA1"), fact("name", "Old")] };
    const after = {
      source: { resource: "b" },
      facts: [fact("reference", "CA1", { entryNumber: 7 }), fact("name", "New", { entryNumber: 7 })],
    };
    expect(causes(before, after)).toEqual([["value", "name", 1]]);
  });
});

describe("what runs leave behind", () => {
  it("reads the nightly tables by their headers, under any name", () => {
    const reply = readRunOutput(
      [
        {
          name: "abc.csv",
          text: "dataset,resource,line-number,entry-number,field,entity,issue-type,value,message\r\ntree,abc,2,1,name,7002000001.0,patch,x,\r\n",
        },
        {
          name: "log.csv",
          text: "dataset,resource,entity-count,entry-count,line-count,mime-type,internal-path,internal-mime-type,code-version,config-hash,specification-hash\r\ntree,abc,1,1,2,text/csv,,,1,cc,ss\r\n",
        },
        { name: "readme.txt", text: "nothing of a run" },
      ],
      "nightly",
    );
    expect(reply).toEqual({
      ok: true,
      output: {
        label: "nightly",
        ours: false,
        source: {
          resource: "abc",
          dataset: "tree",
          configHash: "cc",
          specificationHash: "ss",
          codeVersion: "1",
        },
        issues: [issue("patch", { value: "x", entity: "7002000001" })],
        counts: { entries: 1, entities: 1, lines: 2 },
      },
    });
  });

  it("reads the response details of the live check", () => {
    const details = [
      {
        converted_row: { ref: "CA1" },
        entry_number: 1,
        issue_logs: [
          {
            dataset: "tree",
            resource: "abc",
            "line-number": "2",
            "entry-number": "1",
            field: "name",
            entity: "",
            "issue-type": "missing value",
            value: "",
            message: "name missing",
            severity: "error",
          },
        ],
        transformed_row: [
          { field: "reference", value: "CA1", "entry-number": "1", resource: "abc", entity: "" },
        ],
      },
    ];
    const reply = readRunOutput([{ name: "details.json", text: JSON.stringify(details) }], "live");
    expect(reply.ok && reply.output.issues?.map(({ issueType, message }) => [issueType, message])).toEqual([
      ["missing value", "name missing"],
    ]);
    expect(reply.ok && reply.output.facts?.map(({ field, value }) => [field, value])).toEqual([
      ["reference", "CA1"],
    ]);
    expect(reply.ok && reply.output.source).toEqual({ mode: "check", resource: "abc", dataset: "tree" });
  });

  it("reads a request of either generation: columns, and numbers of issues where there are any", () => {
    const read = (data: object) => {
      const text = JSON.stringify({ id: "1", params: { dataset: "tree" }, response: { data } });
      const reply = readRunOutput([{ name: "request.json", text }], "live");
      return reply.ok ? reply.output : undefined;
    };
    const older = read({
      "column-field-log": [
        { column: "Ref", field: "reference", missing: false },
        { field: "name", missing: true },
      ],
      "error-summary": ["1 name is missing"],
    });
    expect(older?.columnFields).toEqual([{ column: "Ref", field: "reference" }]);
    expect(older?.missingFields).toEqual(["name"]);
    const newer = read({
      "column-mapping": [{ column: "Ref", field: "reference" }],
      "task-log": [{ details: '{"issue_type": "invalid date", "field": "start-date", "count": 3}' }],
    });
    expect(newer?.issueCounts).toEqual([{ issueType: "invalid date", field: "start-date", count: 3 }]);
    const ours = output({ issues: [issue("invalid date", { field: "start-date" })] });
    const comparison = compareOutputs(newer ?? ours, ours);
    expect(comparison.groups.flatMap(({ differences }) => differences)).toMatchObject([
      { issueType: "invalid date", before: "3 times", after: "1 times" },
    ]);
  });

  it("says of anything else what it is not", () => {
    const reply = readRunOutput([{ name: "data.csv", text: "reference,name\nCA1,a\n" }], "x");
    expect(reply.ok ? "" : reply.detail).toContain("data.csv is no issue.csv");
  });
});
