/**
 * The difference of two texts as `git diff` writes it, bytes kept (the CR of CR LF is part of the line), so that
 * `git apply` takes it without options.
 *
 * Lines are matched greedily, first to first: any such difference is right, and for rows added to or changed in a table
 * it is also the shortest.
 */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  const head =
    before === undefined
      ? `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n`
      : `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n`;
  const steps = stepsBetween(linesOf(before ?? ""), linesOf(after));
  return head + hunksOf(steps).map(hunkText).join("");
}

interface Step {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly steps: readonly Step[];
}

const context = 3;

/** The lines with their ends; the last may have none. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  const places = new Map<string, number[]>();
  after.forEach((line, at) => {
    const list = places.get(line);
    if (list) list.push(at);
    else places.set(line, [at]);
  });
  const steps: Step[] = [];
  let at = 0;
  for (const line of before) {
    const next = after[at] === line ? at : places.get(line)?.find((place) => place >= at);
    if (next === undefined) {
      steps.push({ sign: "-", line });
      continue;
    }
    for (; at < next; at += 1) steps.push({ sign: "+", line: after[at] ?? "" });
    steps.push({ sign: " ", line });
    at = next + 1;
  }
  for (; at < after.length; at += 1) steps.push({ sign: "+", line: after[at] ?? "" });
  return steps;
}

function hunksOf(steps: readonly Step[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [oldLine, newLine] = [1, 1];
  let open: { oldStart: number; newStart: number; steps: Step[] } | undefined;
  let quiet = 0;
  const kept: Step[] = [];
  for (const step of steps) {
    if (step.sign === " ") {
      if (open) {
        open.steps.push(step);
        quiet += 1;
        if (quiet > 2 * context) {
          // The last lines belong before the next hunk.
          kept.splice(
            0,
            kept.length,
            ...open.steps.splice(open.steps.length - quiet + context).slice(-context),
          );
          hunks.push(open);
          open = undefined;
        }
      } else {
        kept.push(step);
        if (kept.length > context) kept.shift();
      }
    } else {
      open ??= { oldStart: oldLine - kept.length, newStart: newLine - kept.length, steps: kept.splice(0) };
      open.steps.push(step);
      quiet = 0;
    }
    if (step.sign !== "+") oldLine += 1;
    if (step.sign !== "-") newLine += 1;
  }
  if (open) {
    if (quiet > context) open.steps.splice(open.steps.length - quiet + context);
    hunks.push(open);
  }
  return hunks;
}

function hunkText({ oldStart, newStart, steps }: Hunk): string {
  const oldCount = steps.filter(({ sign }) => sign !== "+").length;
  const newCount = steps.filter(({ sign }) => sign !== "-").length;
  const start = (line: number, count: number) => (count === 0 ? line - 1 : line);
  const head = `@@ -${start(oldStart, oldCount)},${oldCount} +${start(newStart, newCount)},${newCount} @@\n`;
  return (
    head +
    steps
      .map(({ sign, line }) =>
        line.endsWith("\n") ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`,
      )
      .join("")
  );
}
