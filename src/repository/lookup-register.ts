import { readTable } from "../csv/read.ts";
import { csvText } from "../csv/write.ts";
import { freeNumbers, highestEntity, type NumberRange, rows, type UnassignedReference } from "./assign.ts";
import { tableRows } from "./register.ts";
import { pipelineTables } from "./tables.ts";

const columns = pipelineTables.find(({ file }) => file === "lookup.csv")?.columns ?? [];

export type LookupReply =
  | { readonly ok: true; readonly csv: string }
  | { readonly ok: false; readonly message: string };

/**
 * lookup.csv as the command line saves it: every row anew in the schema's columns, those without a number given one,
 * new references at the end in their order. A reference the range has no number for is left out.
 *
 * As the command line: a reference that occurs twice gets two numbers; what is already there is not asked again.
 * Source: digital_land/pipeline/main.py, Lookups.save_csv
 */
export function saveLookups(
  lookups: string | undefined,
  oldEntities: string | undefined,
  references: readonly UnassignedReference[],
  range: NumberRange,
): LookupReply {
  const extra = readTable(lookups ?? "").columns.filter((column) => !columns.includes(column));
  if (extra.length > 0) {
    return { ok: false, message: `lookup.csv has columns it should not have: ${extra.join(", ")}` };
  }
  const taken = new Set<string>();
  for (const row of rows(lookups)) taken.add(row("entity"));
  for (const row of rows(oldEntities)) taken.add(row("old-entity")).add(row("entity"));
  const nextFree = freeNumbers(highestEntity(lookups, range), range, taken);
  const all = [
    ...tableRows(lookups ?? ""),
    ...references.map(
      ({ prefix, organisation, reference }) =>
        new Map([
          ["prefix", prefix],
          ["organisation", organisation],
          ["reference", reference],
        ]),
    ),
  ];
  const written = all.flatMap((row) => {
    if ((row.get("entity") ?? "") !== "") return [row];
    const entity = nextFree();
    return entity === undefined ? [] : [new Map(row).set("entity", entity)];
  });
  return { ok: true, csv: csvText(columns, written) };
}
