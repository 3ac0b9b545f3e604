import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/configuration/read.ts";
import { nodeEffects } from "../../src/effects/node/effects.ts";
import { nodeTables } from "../../src/effects/node/tables.ts";
import { bytesSource } from "../../src/engine/convert/source.ts";
import { resourceEntries } from "../../src/entities/resource-entries.ts";

const effects = nodeEffects(nodeTables(), "2026-11-22");
const csv = [
  "reference,name,designation-date,organisation",
  "CA1,Green,01/02/1971,",
  "CA2,Mill,,local-authority:DNC",
  "NEW 1,Lane,1980-01-01,",
  ",Nameless,,",
  "",
].join("\n");
const lookup = (...rows: string[]) =>
  ["prefix,resource,endpoint,entry-number,organisation,reference,entity", ...rows, ""].join("\r\n");

async function entries(organisations: readonly string[], tables: Readonly<Record<string, string>>) {
  const reply = await resourceEntries(
    {
      source: bytesSource(new TextEncoder().encode(csv)),
      name: "areas.csv",
      dataset: "conservation-area",
      mode: "pipeline",
      organisations,
      configuration: readConfiguration(new Map(Object.entries(tables)), "test"),
    },
    effects,
  );
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.entries;
}

const known = lookup(
  "conservation-area,,,,local-authority:DNC,CA1,44000001",
  "conservation-area,,,,local-authority:DNC,CA2,44000002",
);

describe("entries of a resource", () => {
  it("have the number of the lookup, and the values that are published", async () => {
    const found = await entries(["local-authority:DNC"], { "lookup.csv": known });
    expect(found.map(({ reference, entity, lineNumber }) => [reference, entity, lineNumber])).toEqual([
      ["CA1", "44000001", 2],
      ["CA2", "44000002", 3],
      ["NEW 1", "", 4],
      ["", "", 5],
    ]);
    expect(found[0]?.fields.get("designation-date")).toBe("1971-02-01");
    expect([...(found[2]?.fields.keys() ?? [])].sort()).toEqual([...(found[0]?.fields.keys() ?? [])].sort());
  });

  it("keep the number before a redirection or removal", async () => {
    const old = "old-entity,status,entity\r\n44000001,410,\r\n44000002,301,44000009\r\n";
    const found = await entries(["local-authority:DNC"], { "lookup.csv": known, "old-entity.csv": old });
    expect(found.map(({ entity }) => entity)).toEqual(["44000001", "44000002", "", ""]);
  });

  it("are all there for a resource of several organisations, also those that none of them knows", async () => {
    const found = await entries(["local-authority:DNC", "local-authority:BNE"], { "lookup.csv": known });
    expect(found.map(({ reference, entity, organisation }) => [reference, entity, organisation])).toEqual([
      ["CA1", "44000001", "local-authority:DNC"],
      ["CA2", "44000002", "local-authority:DNC"],
      ["NEW 1", "", ""],
      ["", "", ""],
    ]);
  });
});
