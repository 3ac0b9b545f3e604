import type { Phase } from "./block.ts";

/** What a phase does to one block, in place; false: the block goes no further. */
export type BlockStep<Block> = (block: Block) => boolean;

/** A phase that needs to see no more than one block at a time, so that several can share one pass. */
export interface EachPhase<Block> extends Phase<Block, Block> {
  readonly step: BlockStep<Block>;
}

export function eachPhase<Block>(step: BlockStep<Block>): EachPhase<Block> {
  const phase: Phase<Block, Block> = (stream) => inOnePass(stream, [step]);
  return Object.assign(phase, { step });
}

/**
 * Puts a stream through phases, one after another; neighbours that look at single blocks share a pass. An entry has
 * some 25 facts, and to hand each of them from generator to generator costs more than what the phases do to them.
 */
export function throughPhases<Block>(
  stream: Iterable<Block>,
  phases: readonly Phase<Block, Block>[],
): Iterable<Block> {
  let passed = stream;
  let steps: BlockStep<Block>[] = [];
  for (const phase of phases) {
    if (isEachPhase(phase)) {
      steps.push(phase.step);
      continue;
    }
    passed = phase(steps.length > 0 ? inOnePass(passed, steps) : passed);
    steps = [];
  }
  return steps.length > 0 ? inOnePass(passed, steps) : passed;
}

function isEachPhase<Block>(phase: Phase<Block, Block>): phase is EachPhase<Block> {
  return "step" in phase;
}

function* inOnePass<Block>(
  stream: Iterable<Block>,
  steps: readonly BlockStep<Block>[],
): Generator<Block, void, undefined> {
  for (const block of stream) if (passes(block, steps)) yield block;
}

function passes<Block>(block: Block, steps: readonly BlockStep<Block>[]): boolean {
  for (const step of steps) if (!step(block)) return false;
  return true;
}
