import type { MigrationRule } from "../../configuration/configuration.ts";
import type { Entry, Phase } from "../block.ts";
import { Columns, perColumns, type Selection } from "../row.ts";
import type { RuleLog } from "../trace.ts";

/** What to make of entries with the same fields. */
interface Plan extends Selection {
  readonly rules: readonly { readonly rule: MigrationRule; readonly field: string }[];
}

/**
 * Renames old fields to current ones (`transform.csv`), keeps only fields of the schema, and makes a point of GeoX and
 * GeoY where the schema has one.
 *
 * In:   entries keyed by field, harmonised.
 * Out:  entries with fields of the schema; one that the row lacks stays absent.
 * As the pipeline: the old field wins even when blank.
 * Source: digital_land/phase/migrate.py
 */
export function migratePhase(
  fields: readonly string[],
  migrations: ReadonlyMap<string, MigrationRule>,
  applied: RuleLog,
): Phase<Entry, Entry> {
  const kept = [...new Set([...fields, "entity", "organisation", "prefix", "reference"])];
  const makesPoint = kept.includes("point");
  const planOf = perColumns((columns) => planFor(columns, kept, migrations));
  return function* migrate(entries) {
    for (const entry of entries) {
      const old = entry.row;
      const plan = planOf(old.columns);
      entry.row = old.select(plan);
      for (const { rule, field } of plan.rules) applied(rule, entry, field);
      const x = makesPoint ? old.get("GeoX") : undefined;
      const y = makesPoint ? old.get("GeoY") : undefined;
      if (x && y) entry.row.set("point", `POINT(${x} ${y})`);
      yield entry;
    }
  };
}

function planFor(
  old: Columns,
  kept: readonly string[],
  migrations: ReadonlyMap<string, MigrationRule>,
): Plan {
  const names: string[] = [];
  const places: number[] = [];
  const rules: { rule: MigrationRule; field: string }[] = [];
  for (const field of kept) {
    const rule = migrations.get(field);
    const migrated = rule === undefined ? undefined : old.placeOf(rule.field);
    const place = migrated ?? old.placeOf(field);
    if (place === undefined) continue;
    names.push(field);
    places.push(place);
    if (rule !== undefined && migrated !== undefined) rules.push({ rule, field });
  }
  return { columns: new Columns(names), places, rules };
}
