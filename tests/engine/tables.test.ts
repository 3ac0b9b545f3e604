import { expect, it } from "vitest";
import { Row } from "../../src/engine/row.ts";
import {
  checkIssueTable,
  columnFieldTable,
  datasetResourceTable,
  harmonisedTable,
  issueTable,
  transformedTable,
} from "../../src/engine/tables.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { fact } from "./phase-table.ts";

const names = { dataset: "tree", resource: "res" };
const types = new Map([
  [
    "patch",
    {
      issueType: "patch",
      name: "",
      description: "Changed, by rule",
      severity: "info",
      responsibility: "internal",
      qualityDimension: "",
      qualityLevel: "",
    },
  ],
]);

function issue(given: Partial<Issue>): Issue {
  return {
    issueType: "patch",
    field: "name",
    value: "x",
    message: "",
    lineNumber: 2,
    entryNumber: 1,
    entity: "",
    ...given,
  };
}

it("writes facts in the columns of transformed.csv, quoting only what must be", () => {
  const table = transformedTable(names);
  const written = fact({
    entity: "1",
    field: "name",
    value: 'a "b"',
    entryDate: "2024-01-01",
    fact: "f",
    priority: 2,
  });
  expect(table.row(written)).toBe(
    "end-date,entity,entry-date,entry-number,fact,field,priority,reference-entity,resource,start-date,value\r\n" +
      ',1,2024-01-01,1,f,name,2,,res,,"a ""b"""\r\n',
  );
  expect(table.row(fact({ field: "notes", value: "a,b" }))).toBe(',,,1,,notes,1,,res,,"a,b"\r\n');
  expect(table.end()).toBe("");
});

it("writes the header of a table without rows at its end", () => {
  expect(columnFieldTable(names).end()).toBe("dataset,resource,column,field\r\n");
  expect(issueTable(names).end()).toBe(
    "dataset,resource,line-number,entry-number,field,entity,issue-type,value,message\r\n",
  );
});

it("writes harmonised rows by their fields, blank where a row lacks one", () => {
  const table = harmonisedTable(["a", "b"]);
  const entry = { lineNumber: 2, entryNumber: 1, row: Row.from([["b", "2"]]) };
  expect(table.row(entry)).toBe("a,b\r\n,2\r\n");
});

it("quotes the only cell of a row when it is blank", () => {
  const entry = { lineNumber: 2, entryNumber: 1, row: Row.from([]) };
  expect(harmonisedTable(["a"]).row(entry)).toBe('a\r\n""\r\n');
});

it("writes the counts of a run", () => {
  const counts = {
    entityCount: 1,
    entryCount: 2,
    lineCount: 3,
    mimeType: "text/csv",
    internalPath: "",
    internalMimeType: "",
  };
  expect(datasetResourceTable(names).row(counts)).toContain("\r\ntree,res,1,2,3,text/csv,,,,,\r\n");
});

it("adds severities to the live check's issues, blank for a type that has none", () => {
  const table = checkIssueTable(names, types);
  expect(table.row(issue({})).split("\r\n").slice(0, 2)).toEqual([
    "dataset,resource,line-number,entry-number,field,entity,issue-type,value,message,severity,description,responsibility",
    'tree,res,2,1,name,,patch,x,,info,"Changed, by rule",internal',
  ]);
  expect(table.row(issue({ issueType: "new" }))).toBe("tree,res,2,1,name,,new,x,,,,\r\n");
});

it("leaves the columns of severities out when there are no issues at all", () => {
  expect(checkIssueTable(names, types).end()).not.toContain("severity");
});

it("writes entities of the live check as decimals when some issues have none", () => {
  const mixed = checkIssueTable(names, types);
  const rows = mixed.row(issue({})) + mixed.row(issue({ entity: "44" })) + mixed.end();
  expect(rows).toContain("name,44.0,patch");
  const whole = checkIssueTable(names, types);
  expect(whole.row(issue({ entity: "44" })) + whole.end()).toContain("name,44,patch");
});
