import { asciiTable } from "./characters.ts";
import type { CharacterTest, Node } from "./syntax.ts";

/** What a text must be like for a pattern to match it, told without matching: nearly all texts are not. */
export interface Needs {
  /** Whether a match can begin as the text does; only its first character is looked at. */
  canBegin(text: string): boolean;
  /** A text that every match holds, blank when none is known. */
  readonly held: string;
}

export function needsOf(node: Node): Needs {
  const begin = beginOf(node);
  const test = begin === undefined || begin.mayBeEmpty ? undefined : beginTest(begin);
  return { canBegin: test ? (text) => test(text.codePointAt(0)) : () => true, held: heldBy(node) };
}

/** Whether a match can go on with a character; without one, at the end of the text. */
export type FollowTest = (codePoint: number | undefined) => boolean;

/** Where what these parts match together can begin; `undefined` when that cannot be told. */
export function followTest(items: readonly Node[]): FollowTest | undefined {
  const begin = beginOfSequence(items);
  return begin === undefined || begin.mayBeEmpty ? undefined : beginTest(begin);
}

/** How what a node matches may begin. */
interface Begin {
  /** One of these holds of the first character... */
  readonly tests: readonly CharacterTest[];
  /** ...or the text ends here... */
  readonly atEnd: boolean;
  /** ...or the node matches nothing, and what follows it decides. */
  readonly mayBeEmpty: boolean;
}

const nothing: Begin = { tests: [], atEnd: false, mayBeEmpty: true };
const newline: CharacterTest = (codePoint) => codePoint === 10;

/** `undefined` when it cannot be told. */
function beginOf(node: Node): Begin | undefined {
  switch (node.kind) {
    case "character":
      return { tests: [node.matches], atEnd: false, mayBeEmpty: false };
    case "assertion":
      if (node.at === "text-end") return { tests: [], atEnd: true, mayBeEmpty: false };
      if (node.at === "last-line-end" || node.at === "line-end")
        return { tests: [newline], atEnd: true, mayBeEmpty: false };
      return nothing;
    case "look":
      return nothing;
    case "group":
    case "atomic":
      return beginOf(node.body);
    case "repeat": {
      const begin = beginOf(node.body);
      return begin && { ...begin, mayBeEmpty: begin.mayBeEmpty || node.min === 0 };
    }
    case "choice": {
      const begins: Begin[] = [];
      for (const branch of node.branches) {
        const begin = beginOf(branch);
        if (begin === undefined) return undefined;
        begins.push(begin);
      }
      return together(
        begins,
        begins.some(({ mayBeEmpty }) => mayBeEmpty),
      );
    }
    case "sequence":
      return beginOfSequence(node.items);
    default:
      return undefined;
  }
}

function beginOfSequence(items: readonly Node[]): Begin | undefined {
  const begins: Begin[] = [];
  for (const item of items) {
    const begin = beginOf(item);
    if (begin === undefined) return undefined;
    begins.push(begin);
    if (!begin.mayBeEmpty) return together(begins, false);
  }
  return together(begins, true);
}

function together(begins: readonly Begin[], mayBeEmpty: boolean): Begin {
  return {
    tests: begins.flatMap(({ tests }) => tests),
    atEnd: begins.some(({ atEnd }) => atEnd),
    mayBeEmpty,
  };
}

function beginTest({ tests, atEnd }: Begin): FollowTest {
  const matches = asciiTable((codePoint) => tests.some((test) => test(codePoint)));
  return (codePoint) => (codePoint === undefined ? atEnd : matches(codePoint));
}

/** The longest run of plain characters among those that follow one another in every match. */
function heldBy(node: Node): string {
  if (node.kind === "group") return heldBy(node.body);
  let longest = "";
  let run = "";
  for (const item of node.kind === "sequence" ? node.items : [node]) {
    const isPlain = item.kind === "character" && item.literal !== undefined;
    run = isPlain ? run + String.fromCodePoint(item.literal) : "";
    if (run.length > longest.length) longest = run;
  }
  return longest;
}
