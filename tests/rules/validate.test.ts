import { describe, expect, it } from "vitest";
import type { RuleEdit } from "../../src/rules/edit.ts";
import { rowsTouched, untouchedProblems } from "../../src/rules/touched.ts";
import { validateEdits } from "../../src/rules/validate.ts";
import { endpoint, trial } from "./try.ts";

const csv = "reference,name,Status\nCA1,Old Town,Adopted\nCA2,New Town,Draft\n";
const lookups =
  "prefix,resource,endpoint,entry-number,organisation,reference,entity,entry-date,start-date,end-date\r\n" +
  "conservation-area,,,,local-authority:DNC,CA1,44000001,,,\r\n";

async function problems(edits: readonly RuleEdit[], tables: Readonly<Record<string, string>> = {}) {
  const { observed } = await trial({ csv, tables: { "lookup.csv": lookups, ...tables } });
  return validateEdits(observed, edits).map(({ column, level, words }) => `${level} ${column}: ${words}`);
}

const add = (file: RuleEdit["file"], cells: Readonly<Record<string, string>>): RuleEdit => ({
  op: "add",
  file,
  cells: { dataset: "conservation-area", ...cells },
});

describe("what is wrong with a configuration row", () => {
  it("finds nothing wrong with a good one", async () => {
    expect(
      await problems([add("patch.csv", { endpoint, field: "name", pattern: "^Old (.*)", value: "\\1" })]),
    ).toEqual([]);
    expect(await problems([add("column.csv", { endpoint, column: "Status", field: "IGNORE" })])).toEqual([]);
  });

  it("names fields, datasets, columns and organisations that do not exist", async () => {
    expect(await problems([add("patch.csv", { endpoint, field: "colour", pattern: "x" })])).toEqual([
      "error field: colour is no field of conservation-area.",
    ]);
    expect(await problems([add("column.csv", { endpoint, column: "Statsu", field: "notes" })])).toEqual([
      "warning column: The file has no column Statsu.",
    ]);
    expect(
      await problems([
        add("column.csv", { dataset: "conservation", endpoint, column: "Status", field: "notes" }),
      ]),
    ).toContain("error dataset: conservation is no dataset of the specification.");
    expect(
      await problems([
        {
          op: "add",
          file: "lookup.csv",
          cells: {
            prefix: "conservation-area",
            organisation: "local-authority:XXX",
            reference: "CA9",
            entity: "44000009",
          },
        },
      ]),
    ).toEqual(["error organisation: local-authority:XXX is no known organisation."]);
  });

  it("compiles patterns in the pipeline's own dialect", async () => {
    const [unclosed] = await problems([add("filter.csv", { endpoint, field: "name", pattern: "(" })]);
    expect(unclosed).toMatch(
      /^error pattern: The pattern cannot be used \(.*\)\. The pipeline would stop before the first row\.$/,
    );
    // Fine in JavaScript, an error in Python.
    const [group] = await problems([add("patch.csv", { endpoint, field: "name", pattern: "(?<place>Old)" })]);
    expect(group).toMatch(/^error pattern/);
    // Fine in Python, an error in JavaScript.
    expect(
      await problems([
        add("patch.csv", { endpoint, field: "name", pattern: "(?P<place>Old)", value: "\\g<place>" }),
      ]),
    ).toEqual([]);
  });

  it("warns of a row that is for more than it seems", async () => {
    expect(await problems([add("patch.csv", { endpoint, field: "name", value: "x" })])).toEqual([
      "warning pattern: Without a pattern every value of name is replaced.",
    ]);
    expect(await problems([add("patch.csv", { endpoint, pattern: "x" })])).toEqual([
      "warning field: Without a field the row is for every field.",
    ]);
  });

  it("says whom a row is for, and that two tables do not know resources", async () => {
    const resource = "f".repeat(64);
    expect(await problems([add("default-value.csv", { resource, field: "notes", value: "x" })])).toContain(
      "warning resource: default-value.csv does not know resources: the row would be for every file of the dataset.",
    );
    expect(await problems([add("patch.csv", { resource, field: "name", pattern: "x" })])).toEqual([
      "warning resource: The row is for other files than this one.",
    ]);
    expect(await problems([add("patch.csv", { endpoint: "abc", field: "name", pattern: "x" })])).toContain(
      "error endpoint: An endpoint is named by the SHA-256 of its address: 64 digits and letters a to f.",
    );
    expect(await problems([add("filter.csv", { endpoint, field: "Status", pattern: "Adopted" })])).toEqual([
      "error field: Status is a column. Filters on columns work for a resource or for all; for an endpoint name a field.",
    ]);
  });

  it("takes real dates only, and says that an end date does not end a row", async () => {
    const row = { endpoint, field: "name", pattern: "x" };
    expect(await problems([add("patch.csv", { ...row, "start-date": "2026-02-30" })])).toEqual([
      "error start-date: start-date must be a real date like 2026-03-27.",
    ]);
    expect(await problems([add("patch.csv", { ...row, "end-date": "2026-02-28" })])).toEqual([
      "warning end-date: The pipeline does not look at end dates of rows: an ended row still applies.",
    ]);
  });

  it("keeps the rules of redirects", async () => {
    const old = (cells: Readonly<Record<string, string>>): RuleEdit => ({
      op: "add",
      file: "old-entity.csv",
      cells,
    });
    const table = {
      "old-entity.csv":
        "old-entity,status,entity,notes,end-date,entry-date,start-date\r\n44000005,301,44000006,,,,\r\n44000007,410,,,,,\r\n",
    };
    const words = async (cells: Readonly<Record<string, string>>) =>
      (await problems([old(cells)], table)).join(" ");
    expect(await words({ "old-entity": "44000001", status: "302", entity: "44000002" })).toContain(
      "301 (moved) or 410",
    );
    expect(await words({ "old-entity": "44000001", status: "301", entity: "" })).toContain(
      "which number it moves to",
    );
    expect(await words({ "old-entity": "44000001", status: "301", entity: "44000001" })).toContain(
      "to itself",
    );
    expect(await words({ "old-entity": "44000005", status: "410" })).toContain(
      "is in old-entity.csv line 2 already",
    );
    expect(await words({ "old-entity": "44000001", status: "301", entity: "44000005" })).toContain(
      "one step only",
    );
    expect(await words({ "old-entity": "44000006", status: "301", entity: "44000008" })).toContain(
      "must name the new number too",
    );
    expect(await words({ "old-entity": "44000001", status: "301", entity: "44000002" })).toBe("");
  });

  it("finds ranges that overlap, of the same organisation and of others, also among the changes themselves", async () => {
    const range = (minimum: string, maximum: string, organisation: string): RuleEdit =>
      add("entity-organisation.csv", { "entity-minimum": minimum, "entity-maximum": maximum, organisation });
    const table = {
      "entity-organisation.csv":
        "dataset,entity-minimum,entity-maximum,organisation\r\nconservation-area,44000010,44000020,local-authority:DNC\r\n",
    };
    expect(await problems([range("44000020", "44000025", "local-authority:ROT")], table)).toEqual([
      "error entity-minimum: The range overlaps another organisation's: entity-organisation.csv line 2 has 44000010 to 44000020 for local-authority:DNC. One number has one owner.",
    ]);
    expect(await problems([range("44000015", "44000016", "local-authority:DNC")], table)).toEqual([
      "warning entity-minimum: The range overlaps another of the same organisation: entity-organisation.csv line 2 has 44000010 to 44000020 for local-authority:DNC.",
    ]);
    const change: RuleEdit = {
      op: "change",
      file: "entity-organisation.csv",
      line: 2,
      cells: { "entity-maximum": "44000019" },
    };
    expect(await problems([change, range("44000020", "44000025", "local-authority:ROT")], table)).toEqual([]);
    expect(await problems([range("44000031", "44000030", "local-authority:DNC")])).toEqual([
      "error entity-maximum: The range ends before it begins.",
    ]);
  });

  it("refuses a second number for one reference, and warns of a number that is another's", async () => {
    const row = (reference: string, entity: string): RuleEdit => ({
      op: "add",
      file: "lookup.csv",
      cells: { prefix: "conservation-area", organisation: "local-authority:DNC", reference, entity },
    });
    expect(await problems([row("CA/1", "44000009")])).toEqual([
      "error reference: lookup.csv line 2 gives this reference number 44000001 already; of two such rows the last in the file counts.",
    ]);
    expect(await problems([row("CA2", "44000001")])).toEqual([
      "warning entity: 44000001 is the number of CA1 of local-authority:DNC already (lookup.csv line 2): the two become one.",
    ]);
    expect(await problems([row("CA2", "44999999")])).toEqual([
      "warning entity: 44999999 is the last number: the pipeline reports it as out of range.",
    ]);
  });

  it("tells which stronger row hides one", async () => {
    const { observed } = await trial({ csv, tables: {} });
    const { resource } = observed.run.settings;
    const columns = {
      "column.csv": `dataset,endpoint,resource,column,field,start-date,end-date,entry-date\r\nconservation-area,,${resource},Status,notes,,,\r\n`,
    };
    expect(
      await problems([add("column.csv", { endpoint, column: "Status", field: "IGNORE" })], columns),
    ).toEqual([
      "warning column: column.csv line 2 (column=Status, field=notes) is stronger for this file and hides the row.",
    ]);
    const patches = {
      "patch.csv":
        "dataset,resource,field,pattern,value,entry-number,start-date,end-date,entry-date,endpoint\r\nconservation-area,,name,.*Town,x,,,,,\r\n",
    };
    expect(
      await problems(
        [add("patch.csv", { endpoint, field: "name", pattern: "Old Town", value: "y" })],
        patches,
      ),
    ).toEqual([
      "warning pattern: patch.csv line 2 (field=name, pattern=.*Town, value=x) is for all files, is tried first and takes the same values.",
    ]);
  });
});

describe("how many rows a configuration row touches", () => {
  it("counts them in the trial, and warns when there are none", async () => {
    const run = await trial({ csv, tables: { "lookup.csv": lookups } });
    const edits: RuleEdit[] = [
      add("patch.csv", { endpoint, field: "name", pattern: ".*Town", value: "Town" }),
      add("patch.csv", { endpoint, field: "name", pattern: "Castle", value: "x" }),
      add("skip.csv", { endpoint, pattern: "^CA2" }),
      add("column.csv", { endpoint, column: "Status", field: "notes" }),
      { op: "delete", file: "lookup.csv", line: 2 },
      {
        op: "add",
        file: "lookup.csv",
        cells: {
          prefix: "conservation-area",
          organisation: "local-authority:DNC",
          reference: "CA1",
          entity: "44000002",
        },
      },
    ];
    const { observed, edited } = await run.apply(edits);
    const touched = rowsTouched(observed, edits, edited);
    expect(touched).toEqual([1, 0, 1, 1, undefined, 1]);
    expect(untouchedProblems(touched).map(({ edit, level }) => [edit, level])).toEqual([[1, "warning"]]);
  });
});
