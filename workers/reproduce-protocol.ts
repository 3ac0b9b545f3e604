/**
 * What the page and the reproduce worker say to one another. Types only; everything is plain data.
 * A group of methods has an interface of its own: extend `ReproduceWorker` by yours.
 */
import type { CheckFailure } from "../src/report/failure.ts";
import type { Report } from "../src/report/report.ts";
import type { IssueCount } from "../src/reproduce/open-run.ts";
import type { RunDifference } from "../src/reproduce/run-differences.ts";
import type { RunChoices, RunFile } from "../src/reproduce/run-file.ts";
import type { RuleEdit } from "../src/rules/edit.ts";
import type { CheckProgress, TableName } from "./protocol.ts";
import type { EntityMethods, ReduceMethods } from "./reproduce-entities-protocol.ts";
import type { CompareMethods, FixMethods } from "./reproduce-fix-protocol.ts";
import type { TraceMethods } from "./reproduce-trace-protocol.ts";

/** Tables in place of the bundle's: as text by file name, or a zip of them (a checkout or one folder). */
export type TablesToOpen =
  | {
      readonly label: string;
      readonly files: Readonly<Record<string, string>>;
      readonly folderHash?: string;
      readonly oldResource?: string;
    }
  | { readonly label: string; readonly zip: Blob };

/** A run to be done. */
export interface RunToOpen {
  readonly file: Blob;
  /** What a person calls the resource. */
  readonly name: string;
  readonly url?: string;
  readonly choices: RunChoices;
  readonly configuration?: TablesToOpen;
  readonly specification?: TablesToOpen;
  readonly edits?: readonly RuleEdit[];
  /** The run file it came from. */
  readonly from?: RunFile;
}

/** A finished run, for the page. */
export interface RunSummary {
  /** What was used and what came out. */
  readonly file: RunFile;
  readonly report: Report;
  readonly issueCounts: readonly IssueCount[];
  /** In what it differs from the run file it came from. */
  readonly differences: readonly RunDifference[];
  /** The pipeline would stop, or the resource cannot be read: what was found before that is there all the same. */
  readonly failure?: CheckFailure;
}

export type OpenReply =
  | { readonly ok: true; readonly summary: RunSummary }
  | { readonly ok: false; readonly failure: CheckFailure };

export interface OpenMethods {
  /** Does a run and keeps it open for every other method. */
  open(run: RunToOpen, onProgress: (progress: CheckProgress) => void): Promise<OpenReply>;
  /** The pipeline's table of the open run. */
  table(name: TableName): Promise<Blob>;
}

export interface ReproduceWorker
  extends OpenMethods,
    TraceMethods,
    FixMethods,
    CompareMethods,
    EntityMethods,
    ReduceMethods {}
