import type { EarlierMapping } from "../configuration/column-suggestions.ts";
import type { EncodingWarning } from "../engine/convert/encoding-warning.ts";
import { fieldLabel } from "../issues/field-label.ts";
import { groupOf } from "../issues/groups.ts";
import { fieldWords } from "../issues/issue-text.ts";
import { issueSentence, textOf } from "../issues/text.ts";
import { columnReport } from "./column-report.ts";
import type { CheckFailure } from "./failure.ts";
import { logFileRemarks } from "./file-remarks.ts";
import { findingSentence } from "./finding-text.ts";
import { findingText, isFindingId } from "./findings.ts";
import { type LineKey, lineId } from "./line-index.ts";
import { explanationOf } from "./line-words.ts";
import { lossWordsOfMany } from "./loss-words.ts";
import { isNoField, missingColumns } from "./mandatory-columns.ts";
import { passedChecks } from "./passed.ts";
import type {
  Checked,
  ColumnReport,
  Counts,
  DroppedRows,
  Effect,
  Group,
  LineWords,
  Report,
  ReportGroups,
  ReportLine,
  RowLossReason,
  RowPlace,
  Versions,
} from "./report.ts";
import { rulesUsed } from "./rules-used.ts";
import type { RunRecord } from "./run-record.ts";
import { verdictOf } from "./verdict.ts";

/** What only the caller knows of a run. */
export interface ReportSource {
  /** What a person calls the file or the address. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly charset: string;
  readonly format: string;
  readonly mimeType: string;
  readonly internalPath: string;
  readonly transformation: "helmert" | "ostn15";
  /** Metres, see `Checked`. */
  readonly transformationsApart?: number | undefined;
  readonly versions: Versions;
  /** From `encodingWarning` (src/engine/convert/encoding-warning.ts), when the bytes are at hand. */
  readonly encoding?: EncodingWarning | undefined;
  /** What the data team decided about columns of earlier files, to suggest fields by. */
  readonly earlierMappings?: readonly EarlierMapping[];
  /** Why the check could not go on, when it could not. */
  readonly failure?: CheckFailure;
}

const rowsShown = 10;

/** Ends the record and puts together what was found. Call it once, after the run. */
export function buildReport(record: RunRecord, source: ReportSource): Report {
  const stopped = source.failure?.code === "pipeline-raises";
  record.finish(stopped);
  const columns = columnReport(record, source.earlierMappings);
  logFileRemarks(record, columns, source);
  // One cause, one line: a missing column says why rows have no reference.
  if (missingColumnsOf(record).some((field) => groupOf("missing value", field) === "must-fix")) {
    record.findings.withdraw("row-without-reference", "reference");
  }
  record.lines.changed();
  const groups = reportGroups(record, columns, source);
  const counts = reportCounts(record);
  const failure = source.failure ?? (record.records.entries === 0 ? noRows(record) : undefined);
  return {
    schema: "planning-data-check/report",
    schemaVersion: 1,
    verdict: verdictOf(groups, counts, record.comparison?.lostInPublishedRows ?? 0, failure),
    checked: checkedOf(record, source),
    counts,
    groups,
    columns,
    ...(failure ? { failure } : {}),
  };
}

/** A file in which nothing was found because there was nothing to look at is never "nothing to fix". */
function noRows({ records }: RunRecord): CheckFailure {
  return { code: "no-rows", detail: records.headerLine > 0 ? "only a header" : "nothing" };
}

function checkedOf(record: RunRecord, source: ReportSource): Checked {
  const { run, tables, mode } = record.settings;
  const {
    failure: _failure,
    encoding: _encoding,
    earlierMappings: _mappings,
    transformationsApart,
    ...file
  } = source;
  const names = new Map(tables.organisations.all.map(({ organisation, name }) => [organisation, name]));
  return {
    ...file,
    ...(transformationsApart === undefined ? {} : { transformationsApart }),
    columns: record.header,
    dataset: run.dataset,
    datasetName: tables.specification.datasets.get(run.dataset)?.name || run.dataset,
    organisations: run.organisations.map((organisation) => ({
      organisation,
      name: names.get(organisation) ?? "",
    })),
    endpoints: run.endpoints,
    entryDate: run.entryDate,
    mode,
    rules: rulesUsed(tables.configuration),
    ...(record.settings.boundary === undefined ? {} : { boundary: true as const }),
    today: run.today,
  };
}

function reportCounts(record: RunRecord): Counts {
  const { records, issues, comparison } = record;
  const dropped = new Map<RowLossReason, { count: number; firstLines: number[] }>();
  for (let line = 1; line <= records.records; line++) {
    if (line === records.headerLine) continue;
    // Read, but neither numbered nor dropped: the run stopped before it.
    const reason = records.dropOf(line)?.reason ?? (records.entryOf(line) === 0 ? "not-reached" : undefined);
    if (!reason) continue;
    const some = dropped.get(reason) ?? { count: 0, firstLines: [] };
    some.count++;
    if (some.firstLines.length < rowsShown) some.firstLines.push(line);
    dropped.set(reason, some);
  }
  const rows = [...dropped].map(
    ([reason, { count, firstLines }]): DroppedRows => ({
      reason,
      count,
      firstLines,
      words: lossWordsOfMany(reason),
    }),
  );
  const kept = records.dataRecords - rows.reduce((sum, { count }) => sum + count, 0);
  const { kept: same = 0, changed = 0, lost = 0, notUsed = 0 } = comparison ?? {};
  return {
    records: records.dataRecords,
    entries: records.entries,
    kept,
    dropped: rows,
    issues: issues.count,
    values: { given: same + changed + lost + notUsed, kept: same, changed, lost, notUsed },
  };
}

function reportGroups(record: RunRecord, columns: ColumnReport, source: ReportSource): ReportGroups {
  const lines = [
    ...missingColumnLines(record),
    ...record.lines.all().map((line) => reportLine(record, line)),
  ];
  const about = ["file", "column", "row"];
  lines.sort(
    (a, b) => about.indexOf(a.about) - about.indexOf(b.about) || b.rows - a.rows || b.count - a.count,
  );
  const of = (group: Group) => lines.filter((line) => line.group === group);
  return {
    mustFix: of("must-fix"),
    needsFixing: of("needs-fixing"),
    fixedForYou: of("fixed-for-you"),
    worthChecking: of("worth-checking"),
    passed: passedChecks(record, columns, source, source.failure !== undefined),
  };
}

/** Mandatory fields without a column: as the live check finds them in its own mode, by whole names otherwise. */
export function missingColumnsOf({ columns, records, settings, columnFields }: RunRecord): readonly string[] {
  if (records.headerLine === 0) return [];
  const logged = columnFields.map(([, field]) => field);
  const exactly = settings.mode !== "check";
  const built = exactly ? columns.built.map(({ field }) => field) : [];
  const { dataset } = settings.run;
  const fields = settings.tables.specification.datasetFields.get(dataset);
  return missingColumns(dataset, [...logged, ...built], exactly, fields);
}

/** The live check's own task: "… column is missing". */
function missingColumnLines(record: RunRecord): ReportLine[] {
  const { records, settings } = record;
  const fields = settings.tables.specification.datasetFields.get(settings.run.dataset);
  return missingColumnsOf(record).map((field) => {
    const words = fieldWords(field);
    return {
      id: lineId("missing column", field),
      group: groupOf("missing column", field),
      source: "live-check",
      about: "column",
      type: "missing column",
      field,
      fieldLabel: words.label,
      columns: [],
      count: 1,
      rows: records.entries,
      allRows: true,
      first: firstRows(record, undefined),
      samples: [],
      severity: "error",
      responsibility: "external",
      qualityLevel: "2",
      effect: groupOf("missing value", field) === "must-fix" ? "row-lost" : "value-lost",
      words: {
        sentence: `There is no column for ${words.label}`,
        ...explanationOf("missing column", field),
        ...(isNoField(field, fields) ? { note: noFieldNote(field) } : {}),
      },
    };
  });
}

/** A column of the wanted name is not used, so the live check asks for it for ever. */
function noFieldNote(field: string): string {
  const other = field.replace(/s$/, "");
  return `The live check says this even when there is a column named ${field}: the dataset has no such field, so the column is not used. A column named ${other} satisfies it. Once the data is added nothing depends on it.`;
}

function reportLine(record: RunRecord, line: LineKey): ReportLine {
  const { columns, records, settings } = record;
  const { id, group, source, about, type, field, count, entries, samples } = line;
  const rows = about === "row" ? entries.length : 0;
  const allRows = rows > 0 && rows >= records.entries;
  const official = source === "pipeline" ? settings.tables.specification.issueTypes.get(type) : undefined;
  return {
    id,
    group,
    source,
    about,
    type,
    field,
    fieldLabel: field === "" ? "" : fieldLabel(field),
    columns: columns.marked(field).map((position) => columns.columns[position]?.name ?? ""),
    count,
    rows,
    allRows,
    first: about === "row" ? firstRows(record, entries) : [],
    samples,
    severity: official?.severity ?? "",
    responsibility: official?.responsibility ?? "",
    // As the live check: a reference that is missing blocks, whatever the table says.
    qualityLevel: type === "missing value" && field === "reference" ? "2" : (official?.qualityLevel ?? ""),
    effect: effectOf(line),
    words: wordsOf(line, rows, allRows),
  };
}

function firstRows(record: RunRecord, entries: Uint32Array | undefined): RowPlace[] {
  const { records } = record;
  const numbers = entries
    ? Array.from(entries.subarray(0, rowsShown))
    : Array.from({ length: Math.min(rowsShown, records.entries) }, (_, at) => at + 1);
  return numbers.map((entryNumber) => ({ entryNumber, lineNumber: records.lineOf(entryNumber) }));
}

function effectOf({ type, field }: LineKey): Effect {
  if (isFindingId(type)) return findingText[type].effect;
  // Without a reference the row goes with it.
  if (type === "missing value" && groupOf(type, field) === "must-fix") return "row-lost";
  return textOf(type).outcome;
}

function wordsOf({ type, field, count, detail }: LineKey, rows: number, allRows: boolean): LineWords {
  const sentence = isFindingId(type)
    ? findingSentence(findingText[type], { field, rows, allRows, count, detail })
    : issueSentence(type, field, rows, allRows);
  return { sentence, ...explanationOf(type, field) };
}
