/** What the page asks about trying a fix, and comparing runs. Types only. */
import type { OutputComparison } from "../src/compare/compare-outputs.ts";
import type { ConfigurationFile } from "../src/configuration/configuration.ts";
import type { Mode } from "../src/report/mode.ts";
import type { CellChoices } from "../src/rules/choices.ts";
import type { RuleEdit } from "../src/rules/edit.ts";
import type { EditProblem } from "../src/rules/edit-problem.ts";
import type { FixResult } from "../src/rules/fix-result.ts";
import type { RowList } from "../src/rules/list-rows.ts";
import type { Proposal } from "../src/rules/proposal.ts";
import type { Symptom, SymptomCount } from "../src/rules/symptom.ts";

/** A row of the open run, as somebody would look at it: what is read of it and what becomes of it. */
export interface FixRow {
  readonly lineNumber: number;
  /** 0: the record became no entry. */
  readonly entryNumber: number;
  readonly reference: string;
  readonly entity: string;
  readonly published: boolean;
  /** Field to what is published of it. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A proposal with what a trial run of it showed; `asks` are left blank then. */
export interface TriedProposal extends Proposal {
  readonly trial?: {
    readonly solved: boolean;
    readonly issuesGone: number;
    readonly issuesNew: number;
    readonly factsChanged: number;
    readonly linesGained: number;
    readonly linesLost: number;
  };
}

export interface FixReply {
  readonly result?: FixResult;
  readonly problems: readonly EditProblem[];
  /** Rows of the data each edit acted on; absent for a row that was taken out. */
  readonly touched: readonly (number | undefined)[];
  /** Why the run could not be done with the edits, in one sentence. */
  readonly failure?: string;
  /** Milliseconds of the run with the edits. */
  readonly time: number;
}

export interface FixFiles {
  readonly zip: Blob;
  readonly patch: string;
  readonly ticket: string;
}

export interface FixMethods {
  symptoms(): Promise<readonly SymptomCount[]>;
  fixRow(lineNumber: number): Promise<FixRow | undefined>;
  propose(symptom: Symptom): Promise<readonly TriedProposal[]>;
  choices(file: ConfigurationFile, field: string): Promise<Readonly<Record<string, CellChoices>>>;
  /** Cells that make a row be for this endpoint, this resource or all. */
  scopes(
    file: ConfigurationFile,
  ): Promise<readonly { readonly label: string; readonly cells: Readonly<Record<string, string>> }[]>;
  /** The cells of one row of a table. */
  tableRow(file: ConfigurationFile, line: number): Promise<Readonly<Record<string, string>>>;
  listRows(file: ConfigurationFile, search: string): Promise<RowList>;
  validate(edits: readonly RuleEdit[]): Promise<readonly EditProblem[]>;
  /** Runs the resource with edits in place of those the run was opened with. */
  tryEdits(edits: readonly RuleEdit[]): Promise<FixReply>;
  fixFiles(
    edits: readonly RuleEdit[],
    words: { readonly cause: string; readonly publisher: string; readonly link?: string },
  ): Promise<FixFiles>;
}

/** The other side of a comparison; the open run is this side. */
export type CompareWith =
  | { readonly kind: "files"; readonly files: readonly { readonly name: string; readonly blob: Blob }[] }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "mode"; readonly mode: Mode }
  | { readonly kind: "configuration"; readonly name: string; readonly zip: Blob }
  | { readonly kind: "resource"; readonly name: string; readonly blob: Blob }
  /** The run without the changes it was opened with. */
  | { readonly kind: "unchanged" };

export type CompareReply =
  | {
      readonly ok: true;
      readonly comparison: OutputComparison;
      readonly verdict: string;
      readonly before: string;
      readonly after: string;
      /** As `compare` prints it. */
      readonly text: string;
    }
  | { readonly ok: false; readonly detail: string };

export interface CompareMethods {
  compareWith(other: CompareWith): Promise<CompareReply>;
}
