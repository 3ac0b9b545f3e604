import { expect, it } from "vitest";
import type { Line } from "../../../src/engine/block.ts";
import { normalisePhase } from "../../../src/engine/phases/normalise.ts";
import { PipelineError } from "../../../src/engine/pipeline-error.ts";
import { keptDrops } from "../phase-table.ts";

const skip = (pattern: string, line = 2) => ({ file: "skip.csv" as const, line, pattern });

function normalise(records: readonly (readonly string[])[], patterns: readonly string[] = []) {
  const { dropped, drops } = keptDrops();
  const lines: Line[] = records.map((cells, index) => ({ lineNumber: index + 1, cells }));
  const phase = normalisePhase(
    patterns.map((pattern) => skip(pattern)),
    dropped,
  );
  return { lines: [...phase(lines)], drops };
}

function cell(text: string): string | undefined {
  return normalise([[text, "kept"]]).lines[0]?.cells[0];
}

it("trims blanks, tabs, line ends and form feeds, but neither no-break space nor vertical tab", () => {
  expect(cell(" \t\r\n\fa b \f\n")).toBe("a b");
  expect(cell("\u00a0a\u00a0")).toBe("\u00a0a\u00a0");
  expect(cell("\u000ba")).toBe("\u000ba");
});

it("writes line ends inside a cell as CR LF", () => {
  expect(cell("a\nb")).toBe("a\r\nb");
  expect(cell("a\r\nb\rc")).toBe("a\r\nbc");
});

it.each(["null", "<NULL>", "<<Null>>", "N/A", "na", "#na", "##N/A", "-", "---", "???", "?"])(
  "blanks %s, which stands for nothing",
  (word) => expect(cell(word)).toBe(""),
);

it.each(["n/a.", "none", "nil", "tbc", "null null", "-a", "N//A"])("keeps %s", (word) => {
  expect(cell(word)).toBe(word);
});

it("drops records without anything in them, and says so", () => {
  const { lines, drops } = normalise([["a"], ["", " "], ["N/A"], [], ["b"]]);
  expect(lines.map((line) => line.lineNumber)).toEqual([1, 5]);
  expect(drops).toEqual(["2 blank-record ", "3 blank-record ", "4 blank-record "]);
});

it("drops records that a skip pattern matches from their start, joined by commas", () => {
  const { lines, drops } = normalise([["Title", ""], ["A title"], ["a", "b"]], ["Title", "a,b$"]);
  expect(lines.map((line) => line.lineNumber)).toEqual([2]);
  expect(drops).toEqual(["1 skip-pattern Title", "3 skip-pattern a,b$"]);
});

it("raises for a skip pattern that is none, before the first record", () => {
  expect(() => normalisePhase([skip("(")], () => {})).toThrow(PipelineError);
});
