import { isAsciiWord, isWord } from "./characters.ts";
import type { Instruction, Program } from "./program.ts";
import type { Subject } from "./subject.ts";
import { type Assertion, RegexError } from "./syntax.ts";

export interface Budget {
  /** Steps that may still be taken. */
  steps: number;
}

/** Thrown when the budget is used up; never reaches a caller of `Pattern.match`. */
export class BudgetSpent extends RegexError {}

// Kinds of entries on the stack of what to try next; four numbers each.
const tryStep = 0;
const restoreSlot = 1;
const runShorter = 2;
const runLonger = 3;
const entrySize = 4;

/**
 * Matches a program against a text from its start, trying alternatives in Python's order with a stack of its own, so
 * that long texts do not exhaust the call stack.
 *
 * @param memory for memoryless programs, whether to remember which steps were tried where: each is then tried once,
 *        and the time is bounded by the length of the program times that of the text
 * @returns slots of the groups (start, end; -1 when unset), or `undefined`
 */
export function runProgram(
  program: Program,
  subject: Subject,
  budget: Budget,
  memory: boolean,
): readonly number[] | undefined {
  const machine = new Machine(program, subject, budget, memory && program.memoryless);
  const end = machine.run(0, 0);
  if (end < 0) return undefined;
  machine.slots[0] = 0;
  machine.slots[1] = end;
  return machine.slots;
}

class Machine {
  readonly slots: number[];
  private readonly program: readonly Instruction[];
  private readonly subject: Subject;
  private readonly budget: Budget;
  private readonly tried: Uint8Array | undefined;
  private readonly stack: number[] = [];

  constructor(program: Program, subject: Subject, budget: Budget, memory: boolean) {
    this.program = program.instructions;
    this.subject = subject;
    this.budget = budget;
    this.slots = new Array<number>(program.slots).fill(-1);
    const places = this.program.length * (subject.length + 1);
    this.tried = memory ? new Uint8Array((places >> 3) + 1) : undefined;
  }

  /** Runs from a step at a place to an accept; the place where that is, or -1. Entries it pushed are gone afterwards, but for slots to restore. */
  run(startStep: number, startPlace: number): number {
    const base = this.stack.length;
    let step = startStep;
    let place = startPlace;
    for (;;) {
      const reached = this.follow(step, place);
      if (reached >= 0) {
        this.keepRestores(base);
        return reached;
      }
      const next = this.backtrack(base);
      if (next === undefined) return -1;
      [step, place] = next;
    }
  }

  /** Goes on until a step fails (-1) or accepts (the place). */
  private follow(startStep: number, startPlace: number): number {
    const { program, subject, budget, slots } = this;
    let step = startStep;
    let place = startPlace;
    for (;;) {
      budget.steps -= 1;
      if (budget.steps < 0) throw new BudgetSpent("the pattern takes too long");
      const instruction = program[step];
      if (instruction === undefined) return -1;
      switch (instruction.op) {
        case "character":
          if (place >= subject.length || !instruction.matches(subject.at(place))) return -1;
          place += 1;
          step += 1;
          break;
        case "assertion":
          if (!holds(instruction.at, subject, place)) return -1;
          step += 1;
          break;
        case "split":
          if (this.seen(step, place)) return -1;
          this.stack.push(tryStep, instruction.second, place, 0);
          step = instruction.first;
          break;
        case "jump":
          step = instruction.to;
          break;
        case "save":
          this.set(instruction.slot, place);
          step += 1;
          break;
        case "run":
          place = this.enterRun(instruction, step, place);
          if (place < 0) return -1;
          step += 1;
          break;
        case "loop-start":
          this.set(instruction.loop, -1);
          this.set(instruction.loop + 1, -1);
          step += 1;
          break;
        case "loop":
          step = this.enterLoop(instruction, place);
          if (step < 0) return -1;
          break;
        case "reference":
          place = this.afterReference(instruction.group, instruction.fold, place);
          if (place < 0) return -1;
          step += 1;
          break;
        case "look":
          if (!this.look(instruction, step, place)) return -1;
          step = instruction.exit;
          break;
        case "atomic":
          place = this.run(step + 1, place);
          if (place < 0) return -1;
          step = instruction.exit;
          break;
        case "conditional":
          step = slots[2 * instruction.group + 1]! >= 0 ? step + 1 : instruction.no;
          break;
        case "accept":
          return place;
      }
    }
  }

  private seen(step: number, place: number): boolean {
    const { tried } = this;
    if (tried === undefined) return false;
    const bit = step * (this.subject.length + 1) + place;
    const mask = 1 << (bit & 7);
    if ((tried[bit >> 3]! & mask) !== 0) return true;
    tried[bit >> 3]! |= mask;
    return false;
  }

  private set(slot: number, value: number): void {
    this.stack.push(restoreSlot, slot, this.slots[slot]!, 0);
    this.slots[slot] = value;
  }

  private enterRun(run: Instruction & { op: "run" }, step: number, place: number): number {
    const { subject } = this;
    const limit = run.mode === "lazy" ? run.min : run.max;
    let end = place;
    while (end - place < limit && end < subject.length && run.matches(subject.at(end))) end += 1;
    this.budget.steps -= (end - place) >> 3;
    if (end - place < run.min) return -1;
    if (run.mode === "greedy" && end - place > run.min)
      this.stack.push(runShorter, step, end - 1, place + run.min);
    if (run.mode === "lazy") this.stack.push(runLonger, step, end, place);
    return end;
  }

  /** The next step of a counted loop: its body or what follows. An empty repetition is not repeated. */
  private enterLoop(loop: Instruction & { op: "loop" }, place: number): number {
    const count = this.slots[loop.loop]! + 1;
    const last = this.slots[loop.loop + 1]!;
    this.set(loop.loop, count);
    if (count < loop.min) return loop.body;
    const more = count < loop.max && place !== last;
    if (!more) return loop.exit;
    if (loop.lazy) {
      // The body is tried when what follows fails; the place is then set as the loop is entered.
      this.stack.push(tryStep, loop.body, place, loop.loop + 2);
      return loop.exit;
    }
    this.stack.push(tryStep, loop.exit, place, 0);
    this.set(loop.loop + 1, place);
    return loop.body;
  }

  private afterReference(group: number, fold: (codePoint: number) => number, place: number): number {
    const { subject, slots } = this;
    const start = slots[2 * group]!;
    const end = slots[2 * group + 1]!;
    if (start < 0 || end < start || place + end - start > subject.length) return -1;
    for (let at = start; at < end; at += 1) {
      if (fold(subject.at(at)) !== fold(subject.at(place + at - start))) return -1;
    }
    return place + end - start;
  }

  private look(look: Instruction & { op: "look" }, step: number, place: number): boolean {
    const start = place - look.width;
    if (start < 0) return look.negated;
    const base = this.stack.length;
    const found = this.run(step + 1, start) >= 0;
    if (look.negated) this.undo(base);
    return found !== look.negated;
  }

  /** Takes back what was set since `base`. */
  private undo(base: number): void {
    const { stack } = this;
    while (stack.length > base) {
      const at = stack.length - entrySize;
      if (stack[at] === restoreSlot) this.slots[stack[at + 1]!] = stack[at + 2]!;
      stack.length = at;
    }
  }

  /** After a match inside: its alternatives are given up, but slots are still restored when the outside fails. */
  private keepRestores(base: number): void {
    const { stack } = this;
    let kept = base;
    for (let at = base; at < stack.length; at += entrySize) {
      if (stack[at] !== restoreSlot) continue;
      for (let part = 0; part < entrySize; part += 1) stack[kept + part] = stack[at + part]!;
      kept += entrySize;
    }
    stack.length = kept;
  }

  /** Where to end a run that may end anywhere from `shortest` to `place`: places at which nothing can follow are passed over. */
  private nextShorter(run: Instruction | undefined, place: number, shortest: number): number {
    if (run?.op !== "run" || run.follows === undefined) return place;
    const { subject } = this;
    let end = place;
    while (end > shortest && !run.follows(subject.at(end))) end -= 1;
    this.budget.steps -= (place - end) >> 3;
    return end;
  }

  /** The next thing to try, or `undefined` when nothing above `base` is left. */
  private backtrack(base: number): [number, number] | undefined {
    const { stack, slots, program, subject } = this;
    while (stack.length > base) {
      const at = stack.length - entrySize;
      const kind = stack[at]!;
      const a = stack[at + 1]!;
      const b = stack[at + 2]!;
      const c = stack[at + 3]!;
      if (kind === restoreSlot) {
        slots[a] = b;
        stack.length = at;
      } else if (kind === tryStep) {
        stack.length = at;
        if (c > 0) this.set(c - 1, b);
        return [a, b];
      } else if (kind === runShorter) {
        const place = this.nextShorter(program[a], b, c);
        if (place > c) stack[at + 2] = place - 1;
        else stack.length = at;
        return [a + 1, place];
      } else {
        const run = program[a];
        const fits = run?.op === "run" && b < subject.length && b - c < run.max && run.matches(subject.at(b));
        if (!fits) {
          stack.length = at;
          continue;
        }
        stack[at + 2] = b + 1;
        return [a + 1, b + 1];
      }
    }
    return undefined;
  }
}

function holds(at: Assertion, subject: Subject, place: number): boolean {
  const { length } = subject;
  switch (at) {
    case "text-start":
      return place === 0;
    case "text-end":
      return place === length;
    case "line-start":
      return place === 0 || subject.at(place - 1) === 10;
    case "line-end":
      return place === length || subject.at(place) === 10;
    case "last-line-end":
      return place === length || (place === length - 1 && subject.at(place) === 10);
    case "word-boundary":
      return boundary(subject, place, isWord);
    case "not-word-boundary":
      // As Python before 3.14: in an empty text there is neither a boundary nor none.
      return length > 0 && !boundary(subject, place, isWord);
    case "ascii-word-boundary":
      return boundary(subject, place, isAsciiWord);
    case "not-ascii-word-boundary":
      return length > 0 && !boundary(subject, place, isAsciiWord);
  }
}

function boundary(subject: Subject, place: number, isWordCharacter: (codePoint: number) => boolean): boolean {
  const before = place > 0 && isWordCharacter(subject.at(place - 1));
  const after = place < subject.length && isWordCharacter(subject.at(place));
  return before !== after;
}
