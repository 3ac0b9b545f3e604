import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { FixReply } from "../../../workers/reproduce-fix-protocol.ts";
import { readEdits } from "../../reproduce/read-edits.ts";
import type { RuleEdit } from "../../rules/edit.ts";
import type { EditProblem } from "../../rules/edit-problem.ts";
import { fragment, replaceFragment } from "../fragment.ts";
import type { OpenRunState } from "./run-state.ts";

/** Longer changes are kept in the page only: an address has its limits. */
const longestInAddress = 6000;

export interface Fix {
  readonly edits: readonly RuleEdit[];
  /** Why, and what the publisher should correct: of the proposals used. */
  readonly cause: string;
  readonly publisher: string;
  readonly problems: readonly EditProblem[];
  readonly reply: FixReply | undefined;
  readonly working: boolean;
  readonly failure: string | undefined;
  change(edits: readonly RuleEdit[]): void;
  /** Adds the rows of a proposal and runs at once. */
  use(edits: readonly RuleEdit[], cause: string, publisher: string, run: boolean): void;
  run(edits?: readonly RuleEdit[]): Promise<void>;
}

/** The changes being tried. They stand in the address, so that reload and the back button keep them. */
export function useFix(open: OpenRunState): Fix {
  const [edits, setEdits] = useState<readonly RuleEdit[]>(() => initialEdits(open));
  const [words, setWords] = useState({ cause: "", publisher: "" });
  const [problems, setProblems] = useState<readonly EditProblem[]>([]);
  const [reply, setReply] = useState<FixReply>();
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const latest = useRef(0);
  const key = useMemo(() => JSON.stringify(edits), [edits]);

  useEffect(() => {
    replaceFragment({ edits: edits.length > 0 && key.length <= longestInAddress ? key : undefined });
    // While a person is typing, once they pause.
    const timer = setTimeout(() => {
      open.client.ask((worker) => worker.validate(edits)).then(setProblems, () => {});
    }, 300);
    return () => clearTimeout(timer);
  }, [key]);

  const run = async (wanted: readonly RuleEdit[] = edits) => {
    const own = latest.current + 1;
    latest.current = own;
    setWorking(true);
    setFailure(undefined);
    try {
      const found = await open.client.ask((worker) => worker.tryEdits(wanted));
      if (latest.current !== own) return;
      setReply(found);
      setProblems(found.problems);
      setFailure(found.failure);
    } catch (error) {
      if (latest.current === own) setFailure(error instanceof Error ? error.message : String(error));
    }
    if (latest.current === own) setWorking(false);
  };

  // Changes that came with the run or the address are tried at once.
  useEffect(() => {
    if (edits.length > 0) void run();
  }, []);

  return {
    edits,
    ...words,
    problems,
    reply,
    working,
    failure,
    run,
    change(next) {
      setEdits(next);
      if (next.length === 0) setReply(undefined);
    },
    use(added, cause, publisher, runs) {
      const known = new Set(edits.map((edit) => JSON.stringify(edit)));
      const next = [...edits, ...added.filter((edit) => !known.has(JSON.stringify(edit)))];
      setEdits(next);
      setWords((before) => ({
        cause: joined(before.cause, cause),
        publisher: joined(before.publisher, publisher),
      }));
      if (runs) void run(next);
    },
  };
}

function joined(before: string, more: string): string {
  if (more === "" || before.includes(more)) return before;
  return before === "" ? more : `${before} ${more}`;
}

function initialEdits(open: OpenRunState): readonly RuleEdit[] {
  const inAddress = fragment.peek().get("edits");
  const read = inAddress === null ? undefined : readEdits(inAddress);
  return read ?? open.run.edits ?? [];
}
