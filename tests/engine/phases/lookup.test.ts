import { describe, expect, it } from "vitest";
import type { LookupRule, LookupTable, RedirectRule } from "../../../src/configuration/configuration.ts";
import { lookupKey } from "../../../src/configuration/lookup.ts";
import { entityLookups } from "../../../src/engine/lookups/entity.ts";
import { factLookupPhase } from "../../../src/engine/phases/fact-lookup.ts";
import { entityLookupPhase } from "../../../src/engine/phases/lookup.ts";
import { entriesOf, fact, keptDrops, keptIssues, noRules, rowsOf } from "../phase-table.ts";

interface Known {
  readonly entryNumber?: number;
  readonly prefix: string;
  readonly reference?: string;
  readonly organisation?: string;
  readonly entity: string;
}

function table(known: readonly Known[]): LookupTable {
  const byKey = new Map(known.map((row) => [lookupKey(row), row.entity]));
  return {
    loaded: true,
    get: (key) => byKey.get(key),
    organisationsOf: (entity) =>
      [...byKey].filter(([, of]) => of === entity).map(([key]) => key.split(",")[3] ?? ""),
  };
}

const known: readonly Known[] = [
  { entryNumber: 4, prefix: "ca", entity: "104" },
  { prefix: "ca", reference: "CA1", organisation: "local-authority:LBH", entity: "101" },
  { prefix: "ca", reference: "CA1", organisation: "local-authority:BRX", entity: "201" },
  { prefix: "ca", reference: "CA2", entity: "102" },
  { prefix: "ca", reference: "CA3", organisation: "local-authority:LBH", entity: "103" },
  { prefix: "local-plan", reference: "LP", entity: "301" },
];

const rule: LookupRule = {
  file: "lookup-rule.csv",
  line: 2,
  prefix: "ca",
  organisation: "",
  offset: 1000n,
  entityMinimum: 1001n,
  entityMaximum: 1200n,
};

const redirects = new Map<string, RedirectRule>([
  ["102", { file: "old-entity.csv", line: 2, status: "301", entity: "199" }],
  ["103", { file: "old-entity.csv", line: 3, status: "410", entity: "" }],
]);

const lookups = (redirected = false) =>
  entityLookups(table(known), [rule], redirected ? redirects : new Map<string, RedirectRule>());

interface Options {
  readonly providers?: string[];
  readonly redirected?: boolean;
  readonly range?: [string, string];
}

function lookUp(csv: string, { providers = [], redirected = false, range = ["100", "2000"] }: Options = {}) {
  const { log, issues, entities } = keptIssues();
  const { dropped, drops } = keptDrops();
  const settings = {
    lookups: lookups(redirected),
    entityMinimum: range[0],
    entityMaximum: range[1],
    providers,
  };
  const rows = rowsOf(entityLookupPhase(settings, log, dropped, noRules)(entriesOf(csv)));
  return {
    entities: rows.map((row) => /entity=([^,]*)/.exec(row)?.[1]),
    rows,
    issues,
    drops,
    found: entities,
  };
}

describe("the entity of an entry is looked up", () => {
  it("by entry number, by organisation, without it, then by rule", () => {
    const csv =
      "prefix,reference,organisation\nca,ca/1,local-authority:LBH\nca,CA2,local-authority:LBH\nca,150,\nca,x,\n";
    expect(lookUp(csv).entities).toEqual(["101", "102", "1150", "104"]);
  });

  it("not when the row has one of its own", () => {
    const { entities, found } = lookUp("prefix,reference,entity\nca,CA2,7\n");
    expect(entities).toEqual(["7"]);
    expect(found).toEqual(["1=7"]);
  });

  it("with an issue when there is none, another when there is no reference", () => {
    const { entities, issues } = lookUp("prefix,reference\nca,nope\nca,\n");
    expect(entities).toEqual(["", ""]);
    expect(issues).toEqual([
      "2 1 entity|unknown entity|ca:nope|",
      "3 2 entity|unknown entity - missing reference|ca:|",
    ]);
  });

  it("and used though out of range, to which the maximum itself belongs", () => {
    const { entities, issues } = lookUp("prefix,reference\nca,CA2\n", { range: ["100", "102"] });
    expect(entities).toEqual(["102"]);
    expect(issues).toEqual(["2 1 entity|entity number out of range|102|"]);
    expect(lookUp("prefix,reference\nca,CA2\n", { range: ["102", "103"] }).issues).toEqual([]);
  });

  it("following a redirect once; one that is gone is lost without an issue", () => {
    const csv = "prefix,reference,organisation\nca,CA2,\nca,CA3,local-authority:LBH\n";
    const { entities, issues } = lookUp(csv, { redirected: true });
    expect(entities).toEqual(["199", ""]);
    expect(issues).toEqual([]);
  });

  it("and raises when the dataset has no range", () => {
    expect(() => lookUp("prefix,reference\nca,CA2\n", { range: ["", ""] })).toThrow("int()");
  });
});

describe("a resource of several providers", () => {
  const providers = ["local-authority:LBH", "local-authority:BRX"];

  it("gives an entry for each different entity, with the provider as organisation", () => {
    const { rows, found } = lookUp("prefix,reference\nca,CA1\nca,CA2\n", { providers });
    expect(rows).toEqual([
      "prefix=ca,reference=CA1,entity=101,organisation=local-authority:LBH",
      "prefix=ca,reference=CA1,entity=201,organisation=local-authority:BRX",
      "prefix=ca,reference=CA2,entity=102,organisation=local-authority:LBH",
    ]);
    expect(found).toEqual(["1=101", "1=201", "2=102"]);
  });

  it("is looked up for the row's own organisation only, where it has one", () => {
    const csv = "prefix,reference,organisation\nca,CA1,local-authority:BRX\n";
    expect(lookUp(csv, { providers }).entities).toEqual(["201"]);
  });

  it("says once that nobody knows a reference, and the entry ends there", () => {
    const { rows, issues, drops } = lookUp("prefix,reference\nca,nope\n", { providers });
    expect(rows).toEqual([]);
    expect(issues).toEqual(["2 1 entity|unknown entity|ca:nope|"]);
    expect(drops).toEqual(["2 no-entity ca:nope"]);
  });
});

describe("the entity a fact refers to", () => {
  function refer(prefix: string, reference: string, organisation = "", redirected = false) {
    const { log, issues } = keptIssues();
    const phase = factLookupPhase(lookups(redirected), new Set(["ca"]), log, noRules);
    const [found] = [
      ...phase([fact({ field: "f", value: "v", entity: "1", prefix, reference, organisation })]),
    ];
    return { entity: found?.referenceEntity, issues };
  }

  it("is found by the entry's organisation, else where it belongs to nobody", () => {
    expect(refer("ca", "CA1", "local-authority:LBH").entity).toBe("101");
    expect(refer("ca", "CA2", "local-authority:LBH").entity).toBe("102");
    expect(refer("ca", "7", "local-authority:LBH").entity).toBe("1007");
  });

  it("is missing when it belongs to another organisation; the issue is about the prefix", () => {
    const { entity, issues } = refer("ca", "CA3", "local-authority:BRX");
    expect(entity).toBe("");
    expect(issues).toEqual(["2 1 ca|missing associated entity|CA3|"]);
  });

  it("may be any kind of plan", () => {
    expect(refer("plan", "LP").entity).toBe("301");
    expect(refer("plan", "none").issues).toEqual(["2 1 plan|missing associated entity|none|"]);
  });

  it("is not missed outside the open digital planning specifications", () => {
    expect(refer("street", "none").issues).toEqual([]);
  });

  it("is not followed when it moved, and missing when it is gone", () => {
    expect(refer("ca", "CA2", "", true).entity).toBe("102");
    expect(refer("ca", "CA3", "local-authority:LBH", true).issues).toHaveLength(1);
  });
});
