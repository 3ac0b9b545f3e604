import { type FollowTest, followTest } from "./needs.ts";
import {
  type Assertion,
  type CharacterTest,
  type Fold,
  type Node,
  RegexError,
  type RepeatMode,
} from "./syntax.ts";
import { patternWidth } from "./width.ts";

/** One step of a compiled pattern; numbers are places in the program. The next step follows unless it says otherwise. */
export type Instruction =
  | { readonly op: "character"; readonly matches: CharacterTest }
  | { readonly op: "assertion"; readonly at: Assertion }
  | { readonly op: "split"; first: number; second: number }
  | { readonly op: "jump"; to: number }
  | { readonly op: "save"; readonly slot: number }
  /** A single character repeated, without a step of the program for each. */
  | {
      readonly op: "run";
      readonly matches: CharacterTest;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
      /** Where what comes next can begin, when that is known: elsewhere it need not be tried. */
      readonly follows: FollowTest | undefined;
    }
  | { readonly op: "loop-start"; readonly loop: number }
  | {
      readonly op: "loop";
      readonly loop: number;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      body: number;
      exit: number;
    }
  | { readonly op: "reference"; readonly group: number; readonly fold: Fold }
  | { readonly op: "look"; readonly negated: boolean; readonly width: number; exit: number }
  | { readonly op: "atomic"; exit: number }
  | { readonly op: "conditional"; readonly group: number; no: number }
  | { readonly op: "accept" };

export interface Program {
  readonly instructions: readonly Instruction[];
  /** Two slots for each group, then two for each counted loop. */
  readonly slots: number;
  readonly groups: number;
  /** Whether reaching the same step at the same place twice means the same: then no step need be tried twice. */
  readonly memoryless: boolean;
}

const largestUnrolling = 2000;

/**
 * Compiles a pattern for the matcher.
 * @param runs whether repeated single characters are one step: faster, but not bounded in time by itself
 * @throws RegexError for a lookbehind that may match texts of different lengths, as Python does
 */
export function compileProgram(node: Node, groups: number, runs: boolean): Program {
  const compiler = new Compiler(groups, runs);
  compiler.emitNode(node);
  compiler.instructions.push({ op: "accept" });
  const { instructions, memoryless, loops } = compiler;
  return { instructions, slots: 2 * (groups + loops), groups, memoryless };
}

class Compiler {
  readonly instructions: Instruction[] = [];
  memoryless = true;
  loops = 0;
  private readonly groups: number;
  private readonly runs: boolean;

  constructor(groups: number, runs: boolean) {
    this.groups = groups;
    this.runs = runs;
  }

  emitNode(node: Node): void {
    const { instructions } = this;
    switch (node.kind) {
      case "character":
        instructions.push({ op: "character", matches: node.matches });
        return;
      case "assertion":
        instructions.push({ op: "assertion", at: node.at });
        return;
      case "sequence":
        node.items.forEach((item, at) => {
          if (item.kind !== "repeat") this.emitNode(item);
          else this.emitRepeat(item.body, item.min, item.max, item.mode, node.items.slice(at + 1));
        });
        return;
      case "choice":
        this.emitChoice(node.branches);
        return;
      case "group":
        instructions.push({ op: "save", slot: 2 * node.index });
        this.emitNode(node.body);
        instructions.push({ op: "save", slot: 2 * node.index + 1 });
        return;
      case "repeat":
        this.emitRepeat(node.body, node.min, node.max, node.mode);
        return;
      case "atomic":
        this.emitAtomic(() => this.emitNode(node.body));
        return;
      case "look":
        this.emitLook(node.body, node.behind, node.negated);
        return;
      case "reference":
        this.memoryless = false;
        instructions.push({ op: "reference", group: node.group, fold: node.fold });
        return;
      case "conditional":
        this.emitConditional(node.group, node.yes, node.no);
        return;
    }
  }

  private get here(): number {
    return this.instructions.length;
  }

  private emitChoice(branches: readonly Node[]): void {
    const ends: { to: number }[] = [];
    branches.forEach((branch, at) => {
      if (at === branches.length - 1) {
        this.emitNode(branch);
        return;
      }
      const split = this.split(true);
      this.emitNode(branch);
      const jump: Instruction = { op: "jump", to: 0 };
      this.instructions.push(jump);
      ends.push(jump);
      split.second = this.here;
    });
    for (const end of ends) end.to = this.here;
  }

  /** A choice between going on here and a place still to be set. */
  private split(hereFirst: boolean): { first: number; second: number } {
    const split = { op: "split" as const, first: 0, second: 0 };
    this.instructions.push(split);
    if (hereFirst) split.first = this.here;
    else split.second = this.here;
    return split;
  }

  private emitRepeat(
    body: Node,
    min: number,
    max: number,
    mode: RepeatMode,
    rest: readonly Node[] = [],
  ): void {
    const single = singleCharacter(body);
    if (single !== undefined && (this.runs || mode === "possessive" || max === 0)) {
      this.instructions.push({ op: "run", matches: single, min, max, mode, follows: followTest(rest) });
      return;
    }
    if (mode === "possessive") {
      // As Python: neither the number of repetitions nor what any of them matched is tried anew.
      this.emitAtomic(() => this.emitRepeat({ kind: "atomic", body }, min, max, "greedy"));
      return;
    }
    const lazy = mode === "lazy";
    const [shortest] = patternWidth(body);
    const copies = max === Number.POSITIVE_INFINITY ? min + 1 : max;
    const before = this.here;
    if (shortest === 0 ? max === 1 && min === 0 : copies * nodeSize(body) <= largestUnrolling) {
      this.emitUnrolled(body, min, max, lazy);
      return;
    }
    this.instructions.length = before;
    this.emitCounted(body, min, max, lazy);
  }

  /** The body written out as often as it must match, then as often as it may. */
  private emitUnrolled(body: Node, min: number, max: number, lazy: boolean): void {
    for (let copy = 0; copy < min; copy += 1) this.emitNode(body);
    const exits: { first: number; second: number }[] = [];
    if (max === Number.POSITIVE_INFINITY) {
      const start = this.here;
      exits.push(this.split(!lazy));
      this.emitNode(body);
      this.instructions.push({ op: "jump", to: start });
    } else {
      for (let copy = min; copy < max; copy += 1) {
        exits.push(this.split(!lazy));
        this.emitNode(body);
      }
    }
    for (const split of exits) {
      if (lazy) split.first = this.here;
      else split.second = this.here;
    }
  }

  private emitCounted(body: Node, min: number, max: number, lazy: boolean): void {
    this.memoryless = false;
    const loop = 2 * (this.groups + this.loops);
    this.loops += 1;
    const { instructions } = this;
    instructions.push({ op: "loop-start", loop });
    const head = this.here;
    const instruction = { op: "loop" as const, loop, min, max, lazy, body: head + 1, exit: 0 };
    instructions.push(instruction);
    this.emitNode(body);
    instructions.push({ op: "jump", to: head });
    instruction.exit = this.here;
  }

  private emitAtomic(emitBody: () => void): void {
    this.memoryless = false;
    const instruction = { op: "atomic" as const, exit: 0 };
    this.instructions.push(instruction);
    emitBody();
    this.instructions.push({ op: "accept" });
    instruction.exit = this.here;
  }

  private emitLook(body: Node, behind: boolean, negated: boolean): void {
    this.memoryless = false;
    const [shortest, longest] = patternWidth(body);
    if (behind && shortest !== longest) throw new RegexError("look-behind requires fixed-width pattern");
    const instruction = { op: "look" as const, negated, width: behind ? shortest : 0, exit: 0 };
    this.instructions.push(instruction);
    this.emitNode(body);
    this.instructions.push({ op: "accept" });
    instruction.exit = this.here;
  }

  private emitConditional(group: number, yes: Node, no: Node): void {
    this.memoryless = false;
    const instruction = { op: "conditional" as const, group, no: 0 };
    this.instructions.push(instruction);
    this.emitNode(yes);
    const jump = { op: "jump" as const, to: 0 };
    this.instructions.push(jump);
    instruction.no = this.here;
    this.emitNode(no);
    jump.to = this.here;
  }
}

function singleCharacter(node: Node): CharacterTest | undefined {
  if (node.kind === "character") return node.matches;
  const [only] = node.kind === "sequence" && node.items.length === 1 ? node.items : [];
  return only === undefined ? undefined : singleCharacter(only);
}

/** Roughly how many steps a node becomes. */
function nodeSize(node: Node): number {
  switch (node.kind) {
    case "sequence":
      return node.items.reduce((size, item) => size + nodeSize(item), 0);
    case "choice":
      return node.branches.reduce((size, branch) => size + nodeSize(branch) + 2, 0);
    case "group":
    case "atomic":
    case "look":
      return nodeSize(node.body) + 2;
    case "repeat":
      return nodeSize(node.body) * Math.min(node.max, node.min + 1) + 2;
    case "conditional":
      return nodeSize(node.yes) + nodeSize(node.no) + 2;
    default:
      return 1;
  }
}
