import type { Drop } from "../engine/sink.ts";

/** One issue of a run, as issue.csv has it. What a source does not tell is `""` or 0. */
export interface IssueRow {
  readonly issueType: string;
  readonly field: string;
  readonly value: string;
  readonly message: string;
  readonly lineNumber: number;
  readonly entryNumber: number;
  readonly entity: string;
}

/** One fact of a run, as transformed.csv has it. `lineNumber` is 0 where the source has none (transformed.csv). */
export interface FactRow {
  readonly entity: string;
  readonly field: string;
  readonly value: string;
  readonly entryNumber: number;
  readonly lineNumber: number;
  readonly entryDate: string;
  readonly priority: string;
  readonly referenceEntity: string;
  /** Hash of the fact; `""` when there is no entity. */
  readonly fact: string;
}

/** How many issues of one kind there are, where a source tells no more. */
export interface IssueCount {
  readonly issueType: string;
  readonly field: string;
  readonly count: number;
}

/** What decided a run, as far as its source tells. */
export interface RunSource {
  readonly dataset?: string;
  readonly resource?: string;
  readonly mode?: string;
  readonly transformation?: string;
  readonly entryDate?: string;
  readonly today?: string;
  readonly organisations?: readonly string[];
  readonly endpoints?: readonly string[];
  /** SHA-1 of the configuration folder and of the specification folder, as dataset-resource.csv has them. */
  readonly configHash?: string;
  readonly specificationHash?: string;
  readonly codeVersion?: string;
  /** For people: which tables were used. */
  readonly configuration?: string;
  readonly specification?: string;
}

/** A configuration row that acted on a field of a row. */
export interface AppliedRule {
  readonly file: string;
  readonly line: number;
  /** Its cells, as one text: what it is, wherever it stands in its table. */
  readonly row: string;
}

/** What came out of a run, whoever ran it. A list that the source does not have is absent, which is not "none". */
export interface RunOutput {
  /** For people: "nightly issue.csv", "this run". */
  readonly label: string;
  /** Run by this tool: where hashes agree, a difference is ours to explain. */
  readonly ours: boolean;
  readonly source: RunSource;
  readonly issues?: readonly IssueRow[];
  /** Only numbers, of errors for publishers: the tasks of the newer live check. */
  readonly issueCounts?: readonly IssueCount[];
  readonly facts?: readonly FactRow[];
  readonly columnFields?: readonly { readonly column: string; readonly field: string }[];
  /** Fields (or columns) the source says were not found in the file. */
  readonly missingFields?: readonly string[];
  readonly drops?: readonly Drop[];
  /** Counts of dataset-resource.csv, or known otherwise. */
  readonly counts?: { readonly entries: number; readonly entities: number; readonly lines: number };
  /** The rules that acted on a field of a line, where they are known. */
  rulesAt?(lineNumber: number, field: string): readonly AppliedRule[];
}

/** The same issue whatever its place: for counting and matching. */
export function issueKey({ issueType, field, value, message }: IssueRow): string {
  return JSON.stringify([issueType, field, value, message]);
}
