import { describe, expect, it } from "vitest";
import { publisherMessage } from "../../src/rules/publisher-message.ts";
import { validateEdits } from "../../src/rules/validate.ts";
import { issue, rowsOf, rowText, trial } from "./try.ts";

const lookup = (...references: string[]) =>
  [
    "prefix,resource,endpoint,entry-number,organisation,reference,entity,entry-date,start-date,end-date",
    ...references.map(
      (reference, at) => `conservation-area,,,,local-authority:DNC,${reference},${44000001 + at},,,`,
    ),
    "",
  ].join("\r\n");

/** The twelve rows of service/data-team.md 12: the tool finds the cause, proposes the row, and the new run is without the issue. */
describe("worked examples: which configuration fixes what", () => {
  it("a header nobody knows: reads the column as reference", async () => {
    const run = await trial({
      csv: "Area Ref,name\nCA1,Old Town\nCA2,New Town\n",
      tables: { "lookup.csv": lookup("CA1", "CA2") },
    });
    const symptom = issue(run.observed, "unknown entity - missing reference");
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual(["column.csv endpoint=E column=Area Ref field=reference"]);
    const { result, observed } = await run.apply(first?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(result.linesGained).toEqual([2, 3]);
    expect(observed.facts.find(({ field }) => field === "reference")?.entity).toBe("44000001");
  });

  it("an unmapped column of dates: reads it, and shows the date nobody can read", async () => {
    const run = await trial({
      csv: "reference,name,Designated\nCA1,Old Town,01/02/1975\nCA2,New Town,1980-13-40\n",
      tables: { "lookup.csv": lookup("CA1", "CA2") },
    });
    const symptom = { kind: "empty-field" as const, field: "designation-date", entries: [1] };
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual([
      "column.csv endpoint=E column=Designated field=designation-date",
    ]);
    const { result, observed } = await run.apply(first?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(result.facts).toEqual([
      { lineNumber: 2, entity: "44000001", field: "designation-date", after: "1975-02-01" },
    ]);
    expect(result.issuesNew.map(({ issueType, value }) => [issueType, value])).toContainEqual([
      "invalid date",
      "1980-13-40",
    ]);
  });

  it("a season for a date: replaces it by the season's first day", async () => {
    const run = await trial({
      csv: "reference,name,designation-date\nCA1,Old Town,Spring 1975\n",
      tables: { "lookup.csv": lookup("CA1") },
    });
    const symptom = issue(run.observed, "invalid date");
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual([
      "patch.csv endpoint=E field=designation-date pattern=Spring 1975 value=1975-03-01",
    ]);
    const { result, observed } = await run.apply(first?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(result.issuesNew).toEqual([
      { issueType: "patch", field: "designation-date", value: "Spring 1975", lineNumber: 2 },
    ]);
    expect(
      publisherMessage(first ?? { cause: "", publisher: "" }, "areas.csv", "conservation-area"),
    ).toContain('write 1975-03-01 instead of "Spring 1975" in line 2');
  });

  it("words around a name: takes them off every name that has them", async () => {
    const run = await trial({
      csv: "reference,name\nCA1,This site is within Old Town\nCA2,This site is within Castle Hill\nCA3,Market\n",
      tables: { "lookup.csv": lookup("CA1", "CA2", "CA3") },
    });
    const symptom = { kind: "wrong-value" as const, field: "name", entryNumber: 1, expected: "Old Town" };
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual([
      "patch.csv endpoint=E field=name pattern=^This site is within (.*) value=\\1",
    ]);
    const { result, observed } = await run.apply(first?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(result.facts.map(({ before, after }) => [before, after])).toEqual([
      ["This site is within Old Town", "Old Town"],
      ["This site is within Castle Hill", "Castle Hill"],
    ]);
    // Also without being told what is meant.
    const guessed = run.propose({ kind: "wrong-value", field: "name", entryNumber: 1 });
    expect(rowsOf(guessed)[0]).toEqual(first?.edits.map(rowText));
  });

  it("no single column tells the rows apart: joins two", async () => {
    const run = await trial({
      csv: "ID,LABEL,name\n7,A,Old Town\n7,B,New Town\n8,A,Market\n",
      tables: { "lookup.csv": lookup("7/A", "7/B", "8/A") },
    });
    const symptom = issue(run.observed, "unknown entity - missing reference");
    const proposals = run.propose(symptom);
    const join = proposals.find(({ edits }) => edits[0]?.file === "concat.csv");
    expect(join?.edits.map(rowText)).toEqual([
      "concat.csv endpoint=E field=reference fields=ID;LABEL separator=/",
    ]);
    const { observed } = await run.apply(join?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(observed.facts.filter(({ field }) => field === "reference").map(({ value }) => value)).toEqual([
      "7/A",
      "7/B",
      "8/A",
    ]);
  });

  it("drafts among the records: keeps only those adopted", async () => {
    const run = await trial({
      csv: "reference,name,Status\nCA1,Old Town,Adopted\nCA2,New Town,Draft\nCA3,Market,Adopted\n",
      tables: { "lookup.csv": lookup("CA1", "CA2", "CA3") },
    });
    const symptom = { kind: "unwanted-rows" as const, lineNumbers: [3] };
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual([
      "column.csv endpoint=E column=Status field=notes",
      "filter.csv endpoint=E field=notes pattern=Adopted",
    ]);
    const { result, observed } = await run.apply(first?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(result.linesLost).toEqual([3]);
  });

  it("a title above the header and totals below: leaves the lines out", async () => {
    const run = await trial({
      csv: "Exported from GIS on 3 May\nreference,name,notes\nCA1,Old Town,a\nTotal,1,\n",
      tables: { "lookup.csv": lookup("CA1") },
    });
    const symptom = issue(run.observed, "unknown entity - missing reference");
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual(["skip.csv endpoint=E pattern=^Exported from"]);
    const once = await run.apply(first?.edits ?? []);
    expect(once.observed.facts.length).toBeGreaterThan(0);
    expect(once.observed.issues.map(({ issueType, lineNumber }) => [issueType, lineNumber])).toContainEqual([
      "unknown entity",
      4,
    ]);
    const total = run.propose({ kind: "unwanted-rows", lineNumbers: [4] });
    const skip = total.find(({ edits }) => edits[0]?.file === "skip.csv");
    expect(skip?.edits.map(rowText)).toEqual(["skip.csv endpoint=E pattern=^Total,"]);
    const both = await run.apply([...(first?.edits ?? []), ...(skip?.edits ?? [])]);
    expect(both.observed.issues.filter(({ issueType }) => issueType.startsWith("unknown"))).toEqual([]);
    expect(both.observed.drops.map(({ lineNumber, reason }) => [lineNumber, reason])).toEqual([
      [1, "skip-pattern"],
      [4, "skip-pattern"],
    ]);
  });

  it("a field never given, the same for all: fills it with what a person knows", async () => {
    const run = await trial({
      csv: "reference,name\nCA1,Old Town\nCA2,New Town\n",
      tables: { "lookup.csv": lookup("CA1", "CA2") },
    });
    const symptom = { kind: "empty-field" as const, field: "documentation-url", entries: [1, 2] };
    const proposals = run.propose(symptom);
    const fill = proposals.find(({ edits }) => edits[0]?.file === "default-value.csv");
    expect(fill?.edits.map(rowText)).toEqual(["default-value.csv endpoint=E field=documentation-url"]);
    expect(fill?.asks.map(({ column }) => column)).toEqual(["value"]);
    const edits = (fill?.edits ?? []).map((edit) =>
      edit.op === "add"
        ? { ...edit, cells: { ...edit.cells, value: "https://www.example.gov.uk/areas" } }
        : edit,
    );
    const { result, observed } = await run.apply(edits);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(result.issuesNew.map(({ issueType }) => issueType)).toEqual(["default-value", "default-value"]);
  });

  it("a field implied by another: fills it from there", async () => {
    const run = await trial({
      csv: "reference,name,designation-date\nCA1,Old Town,1975-03-01\n",
      tables: { "lookup.csv": lookup("CA1") },
    });
    const symptom = { kind: "empty-field" as const, field: "start-date", entries: [1] };
    const fill = run.propose(symptom).find(({ edits }) => edits[0]?.file === "default.csv");
    expect(fill?.edits.map(rowText)).toEqual([
      "default.csv endpoint=E field=start-date default-field=designation-date",
    ]);
    const { result, observed } = await run.apply(fill?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(result.issuesNew.map(({ issueType, value }) => [issueType, value])).toEqual([
      ["default-field", "designation-date"],
    ]);
  });

  it("several parts of one thing: unites their shapes", async () => {
    const square = (west: number) =>
      `"MULTIPOLYGON (((${west} 53.5,${west + 0.01} 53.5,${west + 0.01} 53.51,${west} 53.51,${west} 53.5)))"`;
    const run = await trial({
      csv: `reference,name,geometry\nCA1,Old Town,${square(-1.1)}\nCA1,Old Town,${square(-1.05)}\n`,
      tables: { "lookup.csv": lookup("CA1") },
    });
    const symptom = issue(run.observed, "reference values are not unique");
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual(["combine.csv endpoint=E field=geometry"]);
    const { observed } = await run.apply(first?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    const shapes = observed.facts.filter(({ field }) => field === "geometry").map(({ value }) => value);
    expect(new Set(shapes).size).toBe(1);
    expect(shapes[0]?.match(/\(\(/g)?.length).toBe(2);
  });

  it("a number that was taken out: brings it back", async () => {
    const run = await trial({
      csv: "reference,name\nCA1,Old Town\n",
      tables: {
        "lookup.csv": lookup("CA1"),
        "old-entity.csv":
          "old-entity,status,entity,notes,end-date,entry-date,start-date\r\n44000001,410,,gone,,2026-01-01,\r\n",
      },
    });
    const symptom = { kind: "row-lost" as const, lineNumber: 2 };
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual(["old-entity.csv delete 2"]);
    expect(first?.cause).toContain("old-entity.csv line 2");
    const { result, observed } = await run.apply(first?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(result.linesGained).toEqual([2]);
  });

  it("a number that should be gone: takes it out, without an issue", async () => {
    const run = await trial({
      csv: "reference,name\nCA1,Old Town\nCA2,New Town\n",
      tables: { "lookup.csv": lookup("CA1", "CA2") },
    });
    const symptom = { kind: "unwanted-rows" as const, lineNumbers: [3] };
    const retire = run.propose(symptom).find(({ edits }) => edits[0]?.file === "old-entity.csv");
    expect(retire?.edits.map(rowText)).toEqual(["old-entity.csv old-entity=44000002 status=410"]);
    const { result, observed } = await run.apply(retire?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(result.linesLost).toEqual([3]);
    expect(result.issuesNew.filter(({ issueType }) => issueType.startsWith("unknown"))).toEqual([]);
  });

  it("two numbers of one thing: sends one to the other, and what led to it on", async () => {
    const run = await trial({
      csv: "reference,name\nCA1,Old Town\nCA2,New Town\n",
      tables: {
        "lookup.csv": lookup("CA1", "CA2"),
        "old-entity.csv":
          "old-entity,status,entity,notes,end-date,entry-date,start-date\r\n44000009,301,44000002,,,2026-01-01,\r\n",
      },
    });
    const symptom = { kind: "same-thing" as const, entryNumber: 2, entity: "44000002", other: "44000001" };
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual([
      "old-entity.csv old-entity=44000002 status=301 entity=44000001 notes=same thing",
      "old-entity.csv change 2 status=301 entity=44000001",
    ]);
    const { result, observed } = await run.apply(first?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
    expect(validateEdits(run.observed, first?.edits ?? [])).toEqual([]);
    expect(result.facts.filter(({ field }) => field === "entity")).toEqual([
      { lineNumber: 3, entity: "44000001", field: "entity", before: "44000002", after: "44000001" },
    ]);
  });

  it("an organisation by its name: replaced by its key", async () => {
    const run = await trial({
      csv: "reference,name,organisation\nCA1,Old Town,barnet\n",
      tables: { "lookup.csv": lookup("CA1") },
      organisations: ["local-authority:BNE"],
    });
    const symptom = issue(run.observed, "invalid organisation");
    const [first] = run.propose(symptom);
    expect(first?.edits.map(rowText)).toEqual([
      "patch.csv endpoint=E field=organisation pattern=barnet value=local-authority:BNE",
    ]);
    const { observed } = await run.apply(first?.edits ?? []);
    expect(run.stillShows(observed, symptom)).toBe(false);
  });
});
