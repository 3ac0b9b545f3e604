import { normaliseColumn } from "./column.ts";
import type { ConfigurationTable } from "./configuration.ts";
import { entryOf } from "./table.ts";

/** One row of column.csv: what the data team decided a column of an earlier file means. */
export interface EarlierMapping {
  readonly dataset: string;
  /** Resource or endpoint the row is for; `""` for every file. */
  readonly scope: string;
  /** Normalised name. */
  readonly column: string;
  /** Field, or `IGNORE`. */
  readonly field: string;
}

export interface ColumnSuggestion {
  /** Field, or `IGNORE`: the data team left such columns out. */
  readonly field: string;
  /** How many earlier files have a column of this very name read as this field. */
  readonly files: number;
}

// Measured on the bundle's own rows, each resource's and endpoint's left out in turn (tests/configuration/column-suggestions.test.ts).
const closeness = 4;
const sameName = 12;
const sameDataset = 8;
const sameCompany = 20;
const likeField = 3;
const exactField = 3;
const usual = 1;
/** Names less alike than this say nothing about one another (Dice coefficient of their trigrams, 0 to 1). */
const alike = 0.25;

/** The rows of column.csv that people decided; those of a publisher's own mapping are left out. */
export function earlierMappings(table: ConfigurationTable | undefined): EarlierMapping[] {
  if (!table) return [];
  const index = new Map(table.columns.map((name, position) => [name, position]));
  const rows = table.records.slice(0, table.records.length - table.drafted);
  return rows.flatMap((cells) => {
    const cell = (...names: string[]) =>
      names.map((name) => cells[index.get(name) ?? -1] ?? "").find((text) => text !== "") ?? "";
    const column = normaliseColumn(cell("column", "pattern"));
    const field = cell("field", "value");
    if (column === "" || field === "") return [];
    return [{ dataset: cell("dataset", "pipeline"), scope: cell("resource", "endpoint"), column, field }];
  });
}

/**
 * What a column most likely means, judged by what the data team decided about columns of earlier files: names that are
 * alike, weighed by dataset and by how many other columns the two files share; and by the names of the dataset's fields.
 *
 * Takes the column's and the whole file's column names as published, the dataset, the fields it has, and the decisions.
 * Returns the best first, at most `most`; none when nothing is like it.
 */
export function suggestFields(
  column: string,
  fileColumns: readonly string[],
  dataset: string,
  fields: ReadonlySet<string>,
  earlier: readonly EarlierMapping[],
  most = 3,
): ColumnSuggestion[] {
  const name = normaliseColumn(column);
  const grams = trigrams(name);
  const company = new Set(fileColumns.map(normaliseColumn));
  company.delete(name);
  const columnsOf = columnsByScope(earlier);
  const shared = (scope: string) => {
    let both = 0;
    let theirs = 0;
    for (const other of columnsOf.get(scope) ?? []) {
      if (other === name) continue;
      theirs++;
      if (company.has(other)) both++;
    }
    return both / Math.max(1, theirs + company.size - both);
  };
  const companyOf = new Map<string, number>();
  const scores = new Map<string, number>();
  const files = new Map<string, Set<string>>();
  const add = (field: string, score: number) => scores.set(field, (scores.get(field) ?? 0) + score);

  for (const row of earlier) {
    const known = row.field === "IGNORE" || fields.has(row.field) || row.dataset === dataset;
    const likeness = known ? dice(grams, trigrams(row.column)) : 0;
    if (likeness < alike) continue;
    let weight = likeness ** closeness;
    if (row.column === name) {
      weight *= sameName;
      entryOf(files, row.field, () => new Set<string>()).add(row.scope);
    }
    if (row.dataset === dataset) weight *= sameDataset;
    if (row.scope !== "") {
      if (!companyOf.has(row.scope)) companyOf.set(row.scope, shared(row.scope));
      weight *= 1 + sameCompany * (companyOf.get(row.scope) ?? 0);
    }
    add(row.field, weight);
  }
  for (const field of fields) {
    const plain = normaliseColumn(field);
    const likeness = dice(grams, trigrams(plain));
    if (likeness >= 0.3) add(field, likeField * likeness ** 2 * (plain === name ? exactField : 1));
  }
  if (scores.size === 0) return [];
  const ofDataset = earlier.filter((row) => row.dataset === dataset);
  for (const { field } of ofDataset) add(field, usual / ofDataset.length);
  return [...scores]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([field]) => ({ field, files: files.get(field)?.size ?? 0 }));
}

function columnsByScope(earlier: readonly EarlierMapping[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { scope, column } of earlier) entryOf(found, scope, () => new Set<string>()).add(column);
  return found;
}

const known = new Map<string, ReadonlyMap<string, number>>();

/** Counts of the runs of three characters in a name's letters and digits, with its beginning and end marked by spaces. */
function trigrams(name: string): ReadonlyMap<string, number> {
  const found = known.get(name);
  if (found) return found;
  const text = `  ${name.replace(/[^a-z0-9]/g, "")} `;
  const counts = new Map<string, number>();
  for (let start = 0; start + 3 <= text.length; start++) {
    const gram = text.slice(start, start + 3);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  if (known.size > 20_000) known.clear();
  known.set(name, counts);
  return counts;
}

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let both = 0;
  let total = 0;
  for (const [gram, count] of a) both += Math.min(count, b.get(gram) ?? 0);
  for (const count of a.values()) total += count;
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * both) / total;
}
