import { type EarlierMapping, suggestFields } from "../configuration/column-suggestions.ts";
import { fieldLabel } from "../issues/field-label.ts";
import { isUnstableColumn } from "./check-references.ts";
import { isBlank } from "./column-map.ts";
import { mandatoryReport } from "./mandatory-columns.ts";
import type { ColumnReport, MappedColumn, UnmappedColumn } from "./report.ts";
import type { RunRecord } from "./run-record.ts";

/** How the publisher's columns were understood, with what may be meant by those that were not. */
export function columnReport(record: RunRecord, earlier: readonly EarlierMapping[] = []): ColumnReport {
  const { columns, comparison } = record;
  const filled = (position: number) => comparison?.filled[position] ?? 0;
  const mapped: MappedColumn[] = [];
  const unmapped: UnmappedColumn[] = [];
  const free = freeFields(record);
  const names = columns.columns.map(({ name }) => name);
  const suggest = (name: string) =>
    suggestFields(name, names, record.settings.run.dataset, new Set(free), earlier)
      .filter(({ field }) => field === "IGNORE" || free.includes(field))
      .map(({ field, files }) => ({ field, fieldLabel: fieldLabel(field), files }));
  for (const { name, field, position, overruledBy } of columns.columns) {
    if (field !== "") {
      const overruled = overruledBy === undefined ? {} : { overruledBy };
      mapped.push({
        column: name,
        field,
        fieldLabel: fieldLabel(field),
        filled: filled(position),
        ...overruled,
      });
      continue;
    }
    const hint = fieldMeant(name, free);
    const harmless = hint ? undefined : harmlessColumn(name);
    const suggestions = hint || harmless !== undefined || name.trim() === "" ? [] : suggest(name);
    unmapped.push({
      column: name,
      filled: filled(position),
      samples: samplesOf(record, position),
      ...(hint ? { hint } : {}),
      ...(suggestions.length > 0 ? { suggestions } : {}),
      ...(harmless === undefined ? {} : { harmless }),
    });
  }
  const { run, tables } = record.settings;
  const rows = record.records.entries;
  const mandatory = mandatoryReport(
    run.dataset,
    tables.specification,
    (field) => {
      const found = columns.columns.filter(
        (column) => column.field === field && column.overruledBy === undefined,
      );
      const [first] = found;
      if (first) return { columns: found.map(({ name }) => name), blank: rows - filled(first.position) };
      const built = columns.built.find((rule) => rule.field === field);
      return built && { columns: [built.from], blank: 0 };
    },
    rows,
  );
  return { mapped, unmapped, built: columns.built, mandatory };
}

/** Fields of the dataset that people are asked for and no column is read as. */
function freeFields(record: RunRecord): readonly string[] {
  const { run, tables } = record.settings;
  const { guidance, datasetFields } = tables.specification;
  const asked = (guidance.get(run.dataset) ?? []).map(({ field }) => field);
  const all = asked.length > 0 ? asked : [...(datasetFields.get(run.dataset)?.keys() ?? [])];
  return all.filter((field) => !["entity", "prefix"].includes(field) && !record.columns.has(field));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** A field that a column's name comes near to: spelled with other marks, cut short, or with a letter wrong. */
export function fieldMeant(
  column: string,
  fields: readonly string[],
): { readonly field: string; readonly fieldLabel: string; readonly reason: string } | undefined {
  const name = plain(column);
  if (name.length < 3) return undefined;
  const answer = (field: string, reason: string) => ({ field, fieldLabel: fieldLabel(field), reason });
  const same = fields.find((field) => plain(field) === name);
  if (same !== undefined) return answer(same, "the same name but for spaces and marks");
  // A shapefile cuts names to 10 characters, with marks counted.
  const cut = fields.filter(
    (field) => name.length >= 6 && column.length >= 8 && plain(field).startsWith(name),
  );
  if (cut.length === 1 && cut[0] !== undefined) return answer(cut[0], "the same name cut short");
  const near = fields.find((field) => name.length >= 5 && differsByOne(plain(field), name));
  return near === undefined ? undefined : answer(near, "the same name but for one letter");
}

/** One letter more, fewer or other. */
function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}

const geometryMeasures = /^(shape|geom|st)_?(area|length|leng|len|perimeter)|^(area|perimeter|length)$/i;
const editorTracking =
  /^(created?|last_?edited|edited|modified|updated)_?(user|by|date)?$|^(editor|creator)(date)?$/i;

/** Why a column can be left alone, when its name says so. */
function harmlessColumn(name: string): string | undefined {
  if (isUnstableColumn(name)) return "row number of the exporting program";
  if (geometryMeasures.test(name)) return "a measure that GIS programs add";
  if (editorTracking.test(name)) return "who edited the layer and when, as GIS programs record it";
  return undefined;
}

function samplesOf(record: RunRecord, position: number): string[] {
  const found = new Set<string>();
  const last = Math.min(record.records.records, record.records.headerLine + 50);
  for (let line = record.records.headerLine + 1; line <= last && found.size < 3; line++) {
    const cell = record.records.cells(line)[position] ?? "";
    if (!isBlank(cell)) found.add(cell.length > 100 ? `${cell.slice(0, 99)}…` : cell);
  }
  return [...found];
}
