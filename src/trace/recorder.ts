import type { Rule } from "../configuration/configuration.ts";
import type { Entry, Fact, Line, Phase, Provenance } from "../engine/block.ts";
import type { Drop } from "../engine/sink.ts";
import type { RunTrace } from "../engine/trace.ts";
import type { Issue } from "../issues/issue.ts";
import { isEntry, isFact, isLine, type Snapshot, snapshotOf } from "./snapshots.ts";

/** What one phase did to the row that is traced. */
export interface StepRecord {
  readonly name: string;
  entered: boolean;
  /** The row as it came in and as it went out; several where a row becomes several entries or facts. */
  readonly pairs: { readonly before: Snapshot; readonly after: Snapshot; readonly branch: number }[];
  /** What came in and has not gone out. */
  readonly held: Map<object, Snapshot>;
  readonly rules: { readonly rule: Rule; readonly field: string }[];
  readonly issues: Issue[];
  dropped?: Drop;
  readonly merged: Merged[];
}

/** Rows whose values of one field became one. */
export interface Merged {
  readonly field: string;
  rows: number;
  /** Line numbers, the first fifty. */
  readonly lines: number[];
}

export interface RecorderOptions {
  /** The row. */
  readonly lineNumber: number;
  /**
   * Let every row through: needed where rows are merged with each other. Else only the rows that decide how columns are
   * read and the one that is traced go further than parse, and reading ends after it.
   */
  readonly wholeRun: boolean;
}

type Block = Line | Entry | Fact;

const mergedLines = 50;

/**
 * Watches one row go through the phases of a run. Keeps what belongs to this row only, so that a million rows take no
 * more memory than ten; the run's own blocks are copied, never changed.
 */
export class RowRecorder {
  readonly steps: StepRecord[] = [];
  readonly trace: RunTrace;
  /** The header as parse takes it, once it has come. */
  header: Line | undefined;
  entryNumber: number | undefined;
  /** Columns and their fields in the order of the map phase. */
  readonly mapped: (readonly [column: string, field: string])[] = [];
  private current: StepRecord | undefined;
  /** What came into a step last: what it makes of it may be another object. */
  private readonly latest = new Map<StepRecord, { block: Block; snapshot: Snapshot; outs: number }>();
  /** Of the blocks of the row: which of its entries they belong to. */
  private readonly branches = new Map<object, number>();
  private columnsDecided = false;
  private readonly options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.options = options;
    this.trace = {
      observe: (name, phase) => this.observe(name, phase),
      rule: (rule, where, field) => this.rule(rule, where, field),
      issue: (issue) => this.issue(issue),
    };
  }

  /** To be told what the sink is told. */
  readonly sink = {
    dropped: (drop: Drop): void => {
      if (this.isOwn(drop) && this.current) this.current.dropped = drop;
    },
    columnField: (column: string, field: string): void => {
      // Concat writes to the same log, before the first row.
      if (this.header !== undefined) this.mapped.push([column, field]);
    },
  };

  private isOwn({ lineNumber }: { readonly lineNumber: number }): boolean {
    return lineNumber === this.options.lineNumber;
  }

  private rule(rule: Rule, where: Provenance, field: string): void {
    if (!this.isOwn(where)) return;
    // Merged values are handed out after the last row, when another phase may be the one seen last.
    const step = rule.file === "combine.csv" ? this.step("fact-combine") : this.current;
    step?.rules.push({ rule, field });
  }

  private issue(issue: Issue): void {
    if (!this.isOwn(issue)) return;
    const step = issue.issueType === "combined-value" ? this.step("fact-combine") : this.current;
    step?.issues.push(issue);
  }

  private step(name: string): StepRecord | undefined {
    return this.steps.find((step) => step.name === name);
  }

  private observe<In, Out>(name: string, phase: Phase<In, Out>): Phase<In, Out> {
    const step: StepRecord = {
      name,
      entered: false,
      pairs: [],
      held: new Map(),
      rules: [],
      issues: [],
      merged: [],
    };
    this.steps.push(step);
    return (stream) => this.goingOut(step, phase(this.comingIn(step, stream)));
  }

  private *comingIn<In>(step: StepRecord, stream: Iterable<In>): Generator<In, void, undefined> {
    for (const block of stream) {
      if (isBlock(block)) {
        if (this.isOwn(block)) this.enter(step, block);
        else if (!this.options.wholeRun) {
          if (step.name === "normalise" && block.lineNumber > this.options.lineNumber) {
            // The header may come after a row that is left out, so it is waited for.
            if (this.header !== undefined) return;
          }
          if (step.name === "concat" && this.columnsDecided) continue;
        }
      }
      yield block;
    }
  }

  private *goingOut<Out>(step: StepRecord, stream: Iterable<Out>): Generator<Out, void, undefined> {
    let merged: { readonly key: string; own: boolean; readonly rows: Merged } | undefined;
    const endMerge = () => {
      if (merged?.own && merged.rows.rows > 1) step.merged.push(merged.rows);
    };
    for (const block of stream) {
      if (isBlock(block)) {
        if (step.name === "normalise" && isLine(block)) this.header ??= block;
        if (step.name === "map" && isEntry(block) && block.row.size > 0) this.columnsDecided = true;
        if (this.isOwn(block)) this.leave(step, block);
        if (step.name === "fact-combine" && isFact(block) && this.options.wholeRun) {
          const key = `${block.entity}|${block.field}`;
          if (merged?.key !== key) {
            endMerge();
            merged = { key, own: false, rows: { field: block.field, rows: 0, lines: [] } };
          }
          merged.own ||= this.isOwn(block);
          merged.rows.rows += 1;
          if (merged.rows.lines.length < mergedLines) merged.rows.lines.push(block.lineNumber);
        }
      }
      yield block;
    }
    endMerge();
  }

  private enter(step: StepRecord, block: Block): void {
    this.current = step;
    step.entered = true;
    const snapshot = snapshotOf(block);
    step.held.set(block, snapshot);
    this.latest.set(step, { block, snapshot, outs: 0 });
    if (isEntry(block)) this.entryNumber ??= block.entryNumber;
  }

  private leave(step: StepRecord, block: Block): void {
    const itself = step.held.get(block);
    const latest = this.latest.get(step);
    const source = itself ? block : latest?.block;
    const before = itself ?? latest?.snapshot;
    if (!source || !before) return;
    step.held.delete(source);
    const branch =
      step.name === "entity-lookup" && latest && !itself ? latest.outs : (this.branches.get(source) ?? 0);
    if (latest) latest.outs += 1;
    this.branches.set(block, branch);
    step.pairs.push({ before, after: snapshotOf(block), branch });
  }

  /** Which of the row's entries a block left in a step belongs to. */
  branchOf(block: object): number {
    return this.branches.get(block) ?? 0;
  }
}

function isBlock(block: unknown): block is Block {
  return typeof block === "object" && block !== null && "lineNumber" in block;
}
