import type { EncodingWarning } from "../engine/convert/encoding-warning.ts";
import { fieldLabel, thousands } from "../issues/field-label.ts";
import { columnKey, isBlank } from "./column-map.ts";
import { shortened } from "./findings.ts";
import type { ColumnReport } from "./report.ts";
import type { RunRecord } from "./run-record.ts";

/** What convert says of the file. */
export interface FileFacts {
  /** The pipeline's codec name, `""` for binary formats. */
  readonly charset: string;
  /** "CSV", "GeoJSON"... */
  readonly format: string;
  /** Which letters the platform's guess of the character set changes, when it was looked at. */
  readonly encoding?: EncodingWarning | undefined;
}

/** Row counts at which services stop: ArcGIS's defaults and limits, and a WFS paging limit of the platform. */
const pageLimits: ReadonlySet<number> = new Set([1000, 2000, 5000, 10_000, 16_000, 32_000, 300_000]);

/** Logs what is odd about the file as a whole or its header, once the run is finished. */
export function logFileRemarks(record: RunRecord, report: ColumnReport, facts: FileFacts): void {
  const { format } = facts;
  const { findings, records, settings } = record;
  if (format === "CSV") remarkOnHeader(record, report);
  if (records.headerLine > 0 && records.entries === 0) findings.file("no-rows");
  remarkOnDrops(record);
  if (pageLimits.has(records.entries)) findings.file("round-row-count", thousands(records.entries));
  remarkOnLetters(record, facts);
  if (settings.mode !== "pipeline") remarkOnCrash(record);
  remarkOnColumns(record, report);
}

function remarkOnHeader(record: RunRecord, report: ColumnReport): void {
  const { findings, header, records, firstKeys, columns } = record;
  const anyMapped = report.mapped.length > 0;
  const [only = ""] = header;
  const separator = [";", "\t", "|"].find((mark) => only.split(mark).length > 2);
  if (header.length === 1 && separator !== undefined && !anyMapped) {
    const names: Readonly<Record<string, string>> = {
      ";": " but by semicolons",
      "\t": " but by tabs",
      "|": " but by bars (|)",
    };
    findings.file("one-column", names[separator] ?? "");
    return;
  }
  const named = header.filter((cell) => !isBlank(cell));
  if (!anyMapped && named.length <= 1 && laterRowIsWider(record))
    findings.file("title-row", shortened(named[0] ?? "", 80));
  if (records.entries > 0 && firstKeys.length > 0) {
    const seen = new Set(firstKeys);
    const lost = columns.columns
      .filter(({ name }) => !isBlank(name) && !seen.has(columnKey(name)))
      .map(({ name }) => name);
    if (lost.length > 0) findings.file("short-first-row", listed(lost));
  }
  const names = named.map((cell) => cell.trim());
  const first = new Map([...names.entries()].reverse().map(([at, name]) => [name, at]));
  const twice = [...new Set(names.filter((name, at) => first.get(name) !== at))];
  if (twice.length > 0) findings.file("duplicate-header", listed(twice));
  const nameless = columns.columns.filter(
    ({ name, position }) => isBlank(name) && (record.comparison?.filled[position] ?? 0) > 0,
  );
  if (nameless.length > 0) findings.file("blank-header", "", "", nameless.length);
}

function remarkOnLetters({ findings }: RunRecord, { charset, encoding }: FileFacts): void {
  if (charset === "" || /^(ascii|utf[-_]?8(-sig|_sig)?)$/i.test(charset)) return;
  if (!encoding || encoding.changedLines === 0) {
    findings.file("not-utf-8", charset);
    return;
  }
  const changes = encoding.characters.slice(0, 3).map(({ before, after }) => `${before} becomes ${after}`);
  const detail = `${charset}${changes.length > 0 ? `: ${changes.join(", ")}` : ""}`;
  const samples = encoding.samples.map(({ lineNumber, before, after }) => ({
    lineNumber,
    entryNumber: 0,
    before,
    after,
  }));
  findings.file("letters-changed", detail, "", encoding.changedLines, samples);
}

function laterRowIsWider(record: RunRecord): boolean {
  const { records } = record;
  const last = Math.min(records.records, records.headerLine + 5);
  for (let line = records.headerLine + 1; line <= last; line++) {
    if (records.cells(line).filter((cell) => !isBlank(cell)).length > 1) return true;
  }
  return false;
}

function remarkOnDrops({ findings, records }: RunRecord): void {
  const counts = new Map<string, number>();
  for (let line = 1; line <= records.records; line++) {
    const drop = records.dropOf(line);
    if (!drop || !["blank-record", "skip-pattern", "filter"].includes(drop.reason)) continue;
    const key = drop.reason === "blank-record" ? drop.reason : `${drop.reason}\n${drop.detail}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, count] of counts) {
    const [reason, detail = ""] = key.split("\n");
    if (reason === "blank-record") findings.file("blank-rows", "", "", count);
    else if (reason === "filter") findings.file("filtered-rows", ` (by ${fieldLabel(detail)})`, "", count);
    else findings.file("skipped-rows", ` (rows that begin with "${detail}")`, "", count);
  }
}

/** A list as the value of an issue stops the live check: engine/check-service.md 1. */
function remarkOnCrash({ findings, issues, lines }: RunRecord): void {
  const kind = issues.kinds.findIndex(
    ({ issueType, field }) => issueType === "invalid WKT" && field === "GeoX,GeoY",
  );
  const line = kind < 0 ? undefined : lines.all()[kind];
  if (line) findings.file("live-check-shows-nothing", "", "", line.entries.length);
}

function remarkOnColumns({ findings, settings, columns }: RunRecord, report: ColumnReport): void {
  const { dataset } = settings.run;
  for (const { column, field, overruledBy } of report.mapped) {
    if (overruledBy !== undefined && overruledBy.trim() !== column.trim())
      findings.file("column-overruled", column, field);
  }
  const named = report.unmapped.filter(({ column }) => !isBlank(column));
  for (const { column, hint } of named) if (hint) findings.file("unmapped-column", column, hint.field);
  const rest = named.filter(({ hint }) => !hint).map(({ column }) => column);
  if (rest.length > 0) findings.file("unused-columns", listed(rest), "", rest.length);
  const retired = columns.columns.filter((column) => column.retired).map(({ name }) => name);
  if (retired.length > 0) findings.file("retired-columns", listed(retired), "", retired.length);
  const renamed = report.mapped.filter(
    ({ column, field, overruledBy }) =>
      field !== "IGNORE" && overruledBy === undefined && column.trim() !== field,
  );
  const renames = renamed.map(({ column, field }) => `${column} as ${field}`);
  if (renamed.length > 0) findings.file("renamed-columns", listed(renames), "", renamed.length);
  const hinted = new Set(report.unmapped.flatMap(({ hint }) => (hint ? [hint.field] : [])));
  const insisted = new Set(report.mandatory.map(({ field }) => field));
  const expected = (settings.tables.specification.guidance.get(dataset) ?? [])
    .map(({ field }) => field)
    .filter(
      (field) =>
        !insisted.has(field) && !hinted.has(field) && field !== "organisation" && !columns.has(field),
    );
  if (expected.length > 0) findings.file("expected-columns-absent", listed(expected.map(fieldLabel), "or"));
}

const mostNamed = 12;

/** "a, b and c"; of many the first dozen, names themselves cut when they are no names. */
function listed(all: readonly string[], last = "and"): string {
  const short = all.slice(0, mostNamed).map((name) => shortened(name, 60));
  const names = all.length > mostNamed ? [...short, `${thousands(all.length - mostNamed)} more`] : short;
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
}
