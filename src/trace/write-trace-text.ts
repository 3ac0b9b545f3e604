import { phaseWords } from "./phase-words.ts";
import type { RowTrace, RuleUse, TraceChange, TraceStep } from "./row-trace.ts";
import { rulesOf, toldChanges } from "./rules-of.ts";

/** The longest value shown: a shape may be a megabyte. */
const longest = 80;

/** A trace to read in a terminal: phases without change are folded. */
export function traceText(trace: RowTrace): string {
  const { lineNumber, entryNumber, reference, ending, facts } = trace;
  const lines = [
    `Line ${lineNumber}${entryNumber === undefined ? "" : `, entry ${entryNumber}`}${reference === "" ? "" : `, reference ${reference}`}`,
    `  ${ending.words}`,
    "",
    "As published",
    ...trace.cells.flatMap((cell, at) =>
      cell === "" ? [] : [`  ${trace.columns[at] ?? `cell ${at + 1}`} = ${shortened(cell)}`],
    ),
  ];
  let idle: string[] = [];
  const fold = () => {
    if (idle.length > 0) lines.push(`... without change: ${idle.join(", ")}`);
    idle = [];
  };
  for (const step of trace.steps) {
    if (isIdle(step)) {
      if (step.ran) idle.push(phaseWords[step.phase].name);
      continue;
    }
    fold();
    lines.push(...stepLines(step));
    if (step.dropped) break;
  }
  fold();
  if (facts.length > 0) {
    lines.push(`${facts.length} facts`);
    for (const { field, value, fact } of facts)
      lines.push(`  ${field} = ${shortened(value)}${fact === "" ? "" : `  ${fact.slice(0, 12)}`}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Whether there is nothing to tell of a phase. */
export function isIdle({ changes, rules, issues, dropped, note, lookups, merged }: TraceStep): boolean {
  const told = changes.length + rules.length + issues.length + (lookups?.length ?? 0) + (merged?.length ?? 0);
  return told === 0 && !dropped && !note;
}

function stepLines({ phase, changes, rules, issues, dropped, note, lookups, merged }: TraceStep): string[] {
  const lines = [phaseWords[phase].name];
  if (note) lines.push(`  ${note}`);
  for (const change of toldChanges(phase, changes)) {
    const by = rulesOf(change, rules).map(ruleText).join("; ");
    lines.push(`  ${changeText(change)}${by === "" ? "" : `  [${by}]`}`);
  }
  for (const rule of rules) {
    if (!changes.some(({ field }) => field === rule.field))
      lines.push(`  ${rule.field}  [${ruleText(rule)}]`);
  }
  for (const { key, entity, line, rows } of lookups ?? []) {
    const several = rows > 1 ? `, the last of ${rows} with this key` : "";
    lines.push(
      `  looked up ${key}: ${entity === "" ? "no row" : `${entity} (lookup.csv line ${line}${several})`}`,
    );
  }
  for (const { field, rows, lines: of } of merged ?? [])
    lines.push(`  ${field} merged from ${rows} rows: lines ${of.slice(0, 10).join(", ")}`);
  for (const { issueType, field, value, message } of issues)
    lines.push(
      `  issue: ${issueType}, ${field}${value === "" ? "" : ` = ${shortened(value)}`}${message === "" ? "" : ` (${message})`}`,
    );
  if (dropped) {
    const rule = dropped.rule ? `  [${ruleText(dropped.rule)}]` : "";
    lines.push(`  left out: ${dropped.reason} ${dropped.detail}${rule}`);
  }
  return lines;
}

/** `name: "Old" -> "New"`, with the part of a fact where it is not its value. */
export function changeText({ field, part, from, before, after }: TraceChange): string {
  const what = part === undefined || part === "value" ? field : `${field}, ${part}`;
  if (from !== undefined && after !== undefined) {
    const own = before === undefined || before === "" ? "" : ` (and not its own ${shortened(before)})`;
    return `${from} -> ${what} = ${shortened(after)}${own}`;
  }
  if (after === undefined) return `${what} = ${shortened(before ?? "")} is left out`;
  if (before === undefined || before === "") return `${what} = ${shortened(after)}`;
  return `${what}: ${shortened(before)} -> ${after === "" ? "(blank)" : shortened(after)}`;
}

const levelWords: Readonly<Record<RuleUse["level"], string>> = {
  resource: "for this resource",
  endpoint: "for an endpoint",
  general: "for everything",
  run: "of this run",
};

/** `patch.csv line 12, for an endpoint`. */
export function ruleText({ file, line, level }: RuleUse): string {
  return line === 0 ? `${file}: a rule ${levelWords[level]}` : `${file} line ${line}, ${levelWords[level]}`;
}

function shortened(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > longest ? `${flat.slice(0, longest)}... (${text.length} characters)` : flat;
}
