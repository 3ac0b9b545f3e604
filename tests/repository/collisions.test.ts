import { describe, expect, it } from "vitest";
import { collisions } from "../../src/repository/collisions.ts";
import { tableRows } from "../../src/repository/register.ts";

const lookupHeader = "prefix,resource,endpoint,entry-number,organisation,reference,entity";
const table = (header: string, ...rows: string[]) => tableRows(`${[header, ...rows].join("\n")}\n`);
const found = (
  there: Record<string, ReturnType<typeof table>>,
  path: string,
  rows: ReturnType<typeof table>,
) =>
  collisions({ rowsOf: (name) => there[name] ?? [], added: new Map([[path, rows]]) }).map(
    ({ kind, value, lines }) => `${kind} ${value} ${lines.join()}`,
  );

describe("rows that collide with a repository", () => {
  const path = "pipeline/tree/lookup.csv";
  const there = {
    [path]: table(lookupHeader, "tree,,,,o:A,T1,700", "zone,,,,o:A,Z1,701"),
    "pipeline/tree/old-entity.csv": table("old-entity,status,entity", "705,301,706"),
  };

  it.each([
    ["a number of another prefix", "tree,,,,o:A,T2,701", ["entity 701 3"]],
    ["a number that was left", "tree,,,,o:A,T2,705", ["entity 705 2"]],
    ["a number that others lead to", "tree,,,,o:A,T2,706", ["entity 706 2"]],
    ["a reference that reads the same while transforming", "tree,,,,o:A,T/1,702", ["lookup T/1 2"]],
    ["nothing", "tree,,,,o:B,T1,702", []],
    ["nothing for another resource of the same reference", `tree,${"a".repeat(4)},,,o:A,T1,702`, []],
  ])("find %s", (_, row, expected) => {
    expect(found(there, path, table(lookupHeader, row))).toEqual(expected);
  });

  it("find two new rows with one number", () => {
    const rows = table(lookupHeader, "tree,,,,o:A,N1,800", "tree,,,,o:A,N2,800");
    expect(found({}, path, rows)).toEqual(["entity 800 "]);
  });

  it("let a number be shared on purpose", () => {
    const rows = table(lookupHeader, "tree,,,,o:A,N1,700");
    const all = collisions({
      rowsOf: (name) => (name === path ? (there[path] ?? []) : []),
      added: new Map([[path, rows]]),
      sharedEntities: new Set(["700"]),
    });
    expect(all).toEqual([]);
  });

  it("find endpoints by hash and by address, sources by key, overlapping ranges, a second column of a field", () => {
    const endpoint = "collection/tree/endpoint.csv";
    const endpoints = table("endpoint,endpoint-url", "e1,https://a.gov.uk ");
    expect(
      found({ [endpoint]: endpoints }, endpoint, table("endpoint,endpoint-url", "e2,https://a.gov.uk")),
    ).toEqual(["endpoint https://a.gov.uk 2"]);
    const source = "collection/tree/source.csv";
    expect(found({ [source]: table("source", "s1") }, source, table("source", "s1"))).toEqual([
      "source s1 2",
    ]);
    const range = "pipeline/tree/entity-organisation.csv";
    const header = "dataset,entity-minimum,entity-maximum,organisation";
    const ranges = { [range]: table(header, "tree,10,20,o:A", "zone,10,30,o:A") };
    expect(found(ranges, range, table(header, "tree,20,25,o:B", "tree,21,22,o:B"))).toEqual([
      "range 20 to 25 2",
      "range 21 to 22 ",
    ]);
    const column = "pipeline/tree/column.csv";
    const columns = "dataset,endpoint,resource,column,field,start-date,end-date,entry-date";
    const mapped = { [column]: table(columns, "tree,e1,,Ref,reference,,,") };
    expect(found(mapped, column, table(columns, "tree,e1,,Id,reference,,,", "tree,e1,,x,IGNORE,,,"))).toEqual(
      ["column tree e1  reference 2"],
    );
  });
});
