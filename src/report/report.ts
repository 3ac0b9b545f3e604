/**
 * What a check found, ready to read. Plain data throughout: it crosses from worker to page, is stored, shared and
 * written as JSON. Made by `runRecord().report()` (run-record.ts); rows and shapes are asked for page by page (rows.ts).
 */

import type { DropReason } from "../engine/sink.ts";
import type { CheckFailure } from "./failure.ts";
import type { Mode } from "./mode.ts";
import type { RulesUsed } from "./rules-used.ts";

/** The lists a person reads (service/results.md 2). Every line is in exactly one. */
export type Group = "must-fix" | "needs-fixing" | "fixed-for-you" | "worth-checking";

/**
 * Who says so. `pipeline`: an issue the pipeline logs, also in issue.csv. `live-check`: raised by the check service around
 * the pipeline (missing columns). `ours`: found by this tool only, never in issue.csv.
 */
export type LineSource = "pipeline" | "live-check" | "ours";

/** What happens to the value or row when nobody does anything. */
export type Effect =
  | "kept"
  | "changed"
  | "value-lost"
  | "row-lost"
  /** Rows overwrite one another: one record is made of them. */
  | "rows-mixed"
  | "column-not-used"
  | "file-not-read";

export interface Report {
  readonly schema: "planning-data-check/report";
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  readonly checked: Checked;
  readonly counts: Counts;
  /** Each list in reading order: file first, then columns, then rows; most rows first inside. */
  readonly groups: ReportGroups;
  readonly columns: ColumnReport;
  /** Present when the check could not be finished; the groups then hold what was found before that. */
  readonly failure?: CheckFailure;
}

export interface ReportGroups {
  readonly mustFix: readonly ReportLine[];
  readonly needsFixing: readonly ReportLine[];
  readonly fixedForYou: readonly ReportLine[];
  readonly worthChecking: readonly ReportLine[];
  readonly passed: readonly PassedCheck[];
}

/** The verdict as kind and numbers; `verdictWords` (verdict.ts) says it. */
export type Verdict =
  /** The file was not read or the run stopped: never "no issues". */
  | { readonly kind: "not-checked"; readonly code: CheckFailure["code"] }
  | {
      readonly kind: "must-fix";
      /** Lines in the must-fix list. */
      readonly things: number;
      readonly rowsLost: number;
      readonly valuesLost: number;
    }
  | { readonly kind: "can-be-added"; readonly rowsLost: number; readonly valuesLost: number }
  | { readonly kind: "nothing-to-fix"; readonly worthChecking: number };

/** What was checked, with what. */
export interface Checked {
  /** What a person calls the file or the address. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The pipeline's codec name, `""` for binary formats. */
  readonly charset: string;
  /** For people: "CSV", "GeoJSON". */
  readonly format: string;
  readonly mimeType: string;
  readonly internalPath: string;
  /** Column names as published, in order. */
  readonly columns: readonly string[];
  readonly dataset: string;
  readonly datasetName: string;
  /** CURIEs given; names beside them where known. */
  readonly organisations: readonly { readonly organisation: string; readonly name: string }[];
  readonly endpoints: readonly string[];
  readonly entryDate: string;
  readonly mode: Mode;
  readonly transformation: "helmert" | "ostn15";
  /**
   * Metres between the live check's and the nightly run's place of the same National Grid coordinates, the most in this
   * file; absent without such coordinates, and with `helmert`.
   */
  readonly transformationsApart?: number;
  /** Rules of the data team that apply, by table; absent in reports of older versions. */
  readonly rules?: readonly RulesUsed[];
  /** Shapes were compared with a boundary that the person loaded. */
  readonly boundary?: true;
  /** YYYY-MM-DD, as the check took it. */
  readonly today: string;
  readonly versions: Versions;
}

export interface Versions {
  /** Version of this tool. */
  readonly tool: string;
  readonly specification: Version;
  readonly configuration: Version;
}

export interface Version {
  /** For people: "21 August 2026", "bundle of 21 August 2026" or a folder's name. */
  readonly label: string;
  readonly hash: string;
}

/**
 * Why a row is not published. The pipeline's own reasons (`DropReason`), and three that the run itself does not show:
 * `header`: a second or later header-like record removed by a skip rule is `skip-pattern`; this one is not used for it.
 * `no-reference`: no entity number can ever be given (the run with lookups off still shows its facts).
 * `not-reached`: the run stopped before this row.
 */
export type RowLossReason = DropReason | "no-reference" | "not-reached";

/** `records = kept + sum of dropped` always; `issues` is the number of rows of issue.csv and the sum over pipeline lines. */
export interface Counts {
  /** Data records in the file: every record but the header. */
  readonly records: number;
  /** Rows the pipeline numbered (records that are not blank and not skipped). */
  readonly entries: number;
  /** Rows that would be published. */
  readonly kept: number;
  readonly dropped: readonly DroppedRows[];
  readonly issues: number;
  readonly values: ValueCounts;
}

export interface DroppedRows {
  readonly reason: RowLossReason;
  readonly count: number;
  /** Line numbers of the first few. */
  readonly firstLines: readonly number[];
  /** One sentence. */
  readonly words: string;
}

/** Filled cells of data rows: `given = kept + changed + lost + notUsed`. */
export interface ValueCounts {
  readonly given: number;
  /** In the output exactly as given. */
  readonly kept: number;
  /** In the output, written differently. */
  readonly changed: number;
  /** In a column that is used, but not in the output (whole lost rows included). */
  readonly lost: number;
  /** In a column that is not used. */
  readonly notUsed: number;
}

/** One thing a person must or may look at: one type at one field. */
export interface ReportLine {
  /** Stable and URL-safe: `invalid-date.start-date`, `missing-column.geometry`, `guessed-date.start-date`. */
  readonly id: string;
  readonly group: Group;
  readonly source: LineSource;
  /** File-level lines come first on a page. */
  readonly about: "file" | "column" | "row";
  /** The issue type as the platform names it, or the id of our own check (findings.ts). */
  readonly type: string;
  /** The specification's field; `GeoX,GeoY` for the pair; `""` when not about one field. */
  readonly field: string;
  /** For people: "start date", "documentation URL". */
  readonly fieldLabel: string;
  /** The publisher's own columns this line marks; empty when no column has the field. */
  readonly columns: readonly string[];
  /** Rows of issue.csv (source `pipeline`), or things found. */
  readonly count: number;
  /** Distinct data rows affected; 0 for file and column lines. */
  readonly rows: number;
  /** Every data row is affected. */
  readonly allRows: boolean;
  /** The first ten rows affected, in file order. */
  readonly first: readonly RowPlace[];
  /** Up to five values with what became of them. */
  readonly samples: readonly Sample[];
  /** As the platform has them in issue-type.csv; `""` for our own. */
  readonly severity: string;
  readonly responsibility: string;
  /** "2" blocks, "3" should be improved, "" not shown by the live check. */
  readonly qualityLevel: string;
  readonly effect: Effect;
  readonly words: LineWords;
}

export interface LineWords {
  /** One sentence with its count: "2 start dates cannot be read as dates". */
  readonly sentence: string;
  /** What it means. */
  readonly what: string;
  /** Why it matters, how it comes about. */
  readonly why: string;
  /** What the platform does with the value, if nothing is done. */
  readonly effect: string;
  readonly fix: string;
  readonly example?: { readonly before: string; readonly after: string };
  /** A further remark, such as where the live check answers otherwise. */
  readonly note?: string;
}

/** Where a row is. `entryNumber` is 0 for a record that never became an entry. */
export interface RowPlace {
  /** Record number in the file, header = 1: the row number in a spreadsheet. */
  readonly lineNumber: number;
  /** Data row, from 1, blank and skipped records not counted. */
  readonly entryNumber: number;
}

export interface Sample extends RowPlace {
  readonly before: string;
  /** What is published instead; `""` when nothing. */
  readonly after: string;
}

export interface PassedCheck {
  readonly id: string;
  /** One sentence: "All references are unique". */
  readonly sentence: string;
}

/** How the publisher's columns were understood. */
export interface ColumnReport {
  readonly mapped: readonly MappedColumn[];
  /** Columns that are not used, with a suggestion where there is one. */
  readonly unmapped: readonly UnmappedColumn[];
  /** Fields built from several columns by a rule of the data team. */
  readonly built: readonly { readonly field: string; readonly from: string }[];
  readonly mandatory: readonly MandatoryField[];
}

export interface MappedColumn {
  /** As published. */
  readonly column: string;
  /** Field, or `IGNORE` when a rule says the column is not to be used. */
  readonly field: string;
  readonly fieldLabel: string;
  /** Filled cells, of all data rows. */
  readonly filled: number;
  /** Another column of the same field won: this one is not used. */
  readonly overruledBy?: string;
}

export interface UnmappedColumn {
  readonly column: string;
  readonly filled: number;
  readonly samples: readonly string[];
  /** A field that may be meant. */
  readonly hint?: { readonly field: string; readonly fieldLabel: string; readonly reason: string };
  /** What columns like it meant in earlier files, the likeliest first; `IGNORE`: such columns were left out. */
  readonly suggestions?: readonly {
    readonly field: string;
    readonly fieldLabel: string;
    /** Earlier files with a column of this very name read so. */
    readonly files: number;
  }[];
  /** Why it can be left alone: "row number made by the exporting program". */
  readonly harmless?: string;
}

/** One mandatory field and which of the three lists asks for it (service/datasets.md 4, features g18). */
export interface MandatoryField {
  readonly field: string;
  readonly fieldLabel: string;
  /** The live check says "column is missing" when it is absent. */
  readonly byLiveCheck: boolean;
  /** The pipeline logs `missing value` when the column is there and a cell is blank. */
  readonly byPipeline: boolean;
  /** The published specification calls it required. */
  readonly bySpecification: boolean;
  readonly state: "filled" | "some-blank" | "absent" | "satisfied-by-other";
  readonly blank: number;
  /** The columns read as this field. */
  readonly columns: readonly string[];
  /** One sentence. */
  readonly words: string;
}

/** All lines of the four lists, in reading order. */
export function allLines(report: Report): readonly ReportLine[] {
  const { mustFix, needsFixing, fixedForYou, worthChecking } = report.groups;
  return [...mustFix, ...needsFixing, ...fixedForYou, ...worthChecking];
}

/** The line with this id, or `undefined`. */
export function findLine(report: Report, id: string): ReportLine | undefined {
  return allLines(report).find((line) => line.id === id);
}
