import type { MigrationRule } from "../../configuration/configuration.ts";
import type { Entry, Phase, Row } from "../block.ts";
import type { RuleLog } from "../trace.ts";

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
  return function* migrate(entries) {
    for (const entry of entries) {
      const old = entry.row;
      const row: Row = new Map();
      for (const field of kept) {
        const migration = migrations.get(field);
        const migrated = migration === undefined ? undefined : old.get(migration.field);
        if (migration !== undefined && migrated !== undefined) applied(migration, entry, field);
        const value = migrated ?? old.get(field);
        if (value !== undefined) row.set(field, value);
      }
      const x = old.get("GeoX");
      const y = old.get("GeoY");
      if (makesPoint && x && y) row.set("point", `POINT(${x} ${y})`);
      entry.row = row;
      yield entry;
    }
  };
}
