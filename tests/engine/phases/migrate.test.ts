import { expect, it } from "vitest";
import { migratePhase } from "../../../src/engine/phases/migrate.ts";
import { noRules, through } from "../phase-table.ts";

function migrate(csv: string, fields: string[], migrations: Record<string, string> = {}) {
  const rules = Object.entries(migrations).map(
    ([replacement, field]) => [replacement, { file: "transform.csv" as const, line: 2, field }] as const,
  );
  return through(migratePhase(fields, new Map(rules), noRules), csv);
}

it("takes the old field's value, even blank, before the field's own", () => {
  const rows = migrate("SiteReference,reference\nA,B\n,B\n", ["reference"], { reference: "SiteReference" });
  expect(rows).toEqual(["reference=A", "reference="]);
});

it("keeps the field's own value when the old field is absent", () => {
  expect(migrate("reference\nB\n", ["reference"], { reference: "SiteReference" })).toEqual(["reference=B"]);
});

it("keeps fields of the schema and those that identify an entry, nothing else", () => {
  expect(migrate("name,other,entity\n1,2,3\n", ["name"])).toEqual(["name=1,entity=3"]);
});

it("makes a point of both coordinates where the schema has one", () => {
  const csv = "GeoX,GeoY\n-1.0,52.0\n,52.0\n";
  expect(migrate(csv, ["point"])).toEqual(["point=POINT(-1.0 52.0)", ""]);
  expect(migrate(csv, ["GeoX"])).toEqual(["GeoX=-1.0", "GeoX="]);
});
