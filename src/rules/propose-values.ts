import { normaliseColumn } from "../configuration/column.ts";
import type { Rule } from "../configuration/configuration.ts";
import type { RuleEdit } from "./edit.ts";
import { mostValues, short, valuesOf } from "./field-values.ts";
import type { ObservedEntry, ObservedRun } from "./observed-run.ts";
import { escapedPattern, valuePattern } from "./pattern-text.ts";
import { type Proposal, proposal } from "./proposal.ts";
import { unreadColumns } from "./propose-columns.ts";
import { summerMidnight } from "./repair-value.ts";
import { levelOf, lineWords, rowOf, ruleWords, scopeCells } from "./run-context.ts";
import { factAt } from "./symptom.ts";

/** For a published value that is not what it should be: the rule that made it so, else the file, else another column. */
export function valueProposals(
  observed: ObservedRun,
  entry: ObservedEntry,
  field: string,
  expected: string | undefined,
): Proposal[] {
  return [
    ...ruleProposals(observed, entry, field, expected),
    ...otherColumnProposals(observed, entry, field, expected),
    ...summerProposals(observed, field),
    ...commonPrefixProposals(observed, entry, field, expected),
    ...literalProposals(observed, entry, field, expected),
  ];
}

/** Takes out, narrows or overrides each configuration row that acted on the value. */
function ruleProposals(
  observed: ObservedRun,
  entry: ObservedEntry,
  field: string,
  expected: string | undefined,
): Proposal[] {
  const rules = observed.rulesAt(entry.entryNumber, field).filter((rule) => rule.line > 0);
  return rules.flatMap((rule) => {
    switch (rule.file) {
      case "patch.csv":
        return patchRuleProposals(observed, entry, field, rule, expected);
      case "default.csv":
      case "default-value.csv":
      case "concat.csv":
      case "combine.csv":
        return [withoutRule(observed, rule, field)];
      default:
        return [];
    }
  });
}

function withoutRule(observed: ObservedRun, rule: Rule, field: string): Proposal {
  const words = ruleWords(observed.configuration, rule);
  return proposal({
    title: `Take ${rule.file} line ${rule.line} out`,
    cause: `${field} is not as published because of ${words}, which ${madeWords[rule.file] ?? "acted on it"}.`,
    edits: [{ op: "delete", file: rule.file, line: rule.line }],
    publisher: "",
  });
}

const madeWords: Partial<Record<Rule["file"], string>> = {
  "patch.csv": "replaced the value",
  "default.csv": "filled it from another field",
  "default-value.csv": "filled it with a fixed value",
  "concat.csv": "joined it from columns",
  "combine.csv": "joined what several rows say",
};

/**
 * A patch that replaces a whole value of which it matched the beginning only gets an end; one of the dataset gets an
 * exception for this endpoint; or it goes.
 */
function patchRuleProposals(
  observed: ObservedRun,
  entry: ObservedEntry,
  field: string,
  rule: Rule,
  expected: string | undefined,
): Proposal[] {
  const row = rowOf(observed.configuration, rule);
  const pattern = row.pattern ?? "";
  const value = entry.mapped?.get(field) ?? "";
  const proposals: Proposal[] = [];
  const words = ruleWords(observed.configuration, rule);
  const open = pattern !== value && !/\$$/.test(pattern) && !/\.\*\)?$/.test(pattern);
  if (open && value.toLowerCase() !== pattern.toLowerCase()) {
    proposals.push(
      proposal({
        title: `Let ${rule.file} line ${rule.line} match whole values only`,
        cause: `${words} matches the beginning of "${short(value)}" and replaces all of it.`,
        edits: [{ op: "change", file: "patch.csv", line: rule.line, cells: { pattern: `${pattern}$` } }],
        publisher: "",
      }),
    );
  }
  if (levelOf(row) === "global") {
    // General patterns are tried first; the same pattern with a narrower scope takes its place.
    proposals.push(
      proposal({
        title: `Keep ${rule.file} line ${rule.line} from this endpoint's values`,
        cause: `${words} is for every endpoint of the dataset.`,
        edits: [
          {
            op: "add",
            file: "patch.csv",
            cells: {
              ...scopeCells(observed, "patch.csv"),
              field,
              pattern,
              value: expected ?? value,
            },
          },
        ],
        publisher: "",
      }),
    );
  }
  proposals.push(withoutRule(observed, rule, field));
  return proposals;
}

/**
 * Another column for the field: one that holds the expected value; where nobody said what is expected, one that competes
 * for the field and lost, or that looks like it. The column that is read now is left out then.
 */
function otherColumnProposals(
  observed: ObservedRun,
  entry: ObservedEntry,
  field: string,
  expected: string | undefined,
): Proposal[] {
  const read = observed.columnFields.filter((row) => row.field === field).map(({ column }) => column);
  const now = read.at(-1);
  const like = new Set(unreadColumns(observed, field, [entry]).map(({ column }) => column));
  return (observed.header?.columns ?? []).flatMap((column) => {
    const value = entry.published.get(column) ?? "";
    if (column === "" || column === now || value === "") return [];
    const holds = expected !== undefined && value.toLowerCase() === expected.toLowerCase();
    const competes = expected === undefined && (read.includes(column) || like.has(column));
    if (!holds && !competes) return [];
    const edits: RuleEdit[] = now === undefined ? [] : [ignoring(observed, now)];
    // Out of the way, the column is found by its own name.
    if (edits.length === 0 || normaliseColumn(column) !== normaliseColumn(field)) {
      edits.push({
        op: "add",
        file: "column.csv",
        cells: { ...scopeCells(observed, "column.csv"), column, field },
      });
    }
    return [
      proposal({
        title: `Read ${field} from the column ${column}${now === undefined ? "" : `, not from ${now}`}`,
        cause: `${now === undefined ? "" : `${field} is read from the column ${now}${byRule(observed, now)}. `}The column ${column} ${holds ? "holds the value that is expected" : "holds another value"}.`,
        edits,
        publisher:
          now === undefined
            ? `name the column ${column} ${field}`
            : `give ${field} in one column only, without ${now}`,
      }),
    ];
  });
}

/** Leaves a column out: by changing the row that reads it, where that row is for this file only. */
function ignoring(observed: ObservedRun, column: string): RuleEdit {
  const scope = scopeCells(observed, "column.csv");
  const rule = observed.run.tables.configuration.columns.get(normaliseColumn(column));
  const row = rule && rule.line > 0 ? rowOf(observed.configuration, rule) : undefined;
  const same = row && Object.entries(scope).every(([key, value]) => (row[key] ?? "") === value);
  return same && rule
    ? { op: "change", file: "column.csv", line: rule.line, cells: { field: "IGNORE" } }
    : { op: "add", file: "column.csv", cells: { ...scope, column, field: "IGNORE" } };
}

function byRule(observed: ObservedRun, column: string): string {
  const rule = observed.run.tables.configuration.columns.get(normaliseColumn(column));
  return rule && rule.line > 0 ? `, because of ${ruleWords(observed.configuration, rule)}` : "";
}

/** Dates that were midnight in British summer time and are a day early in universal time. */
function summerProposals(observed: ObservedRun, field: string): Proposal[] {
  if (observed.run.tables.specification.fields.get(field)?.datatype !== "datetime") return [];
  const moved = new Map<string, { date: string; lines: number[] }>();
  for (const { mapped, lineNumber } of observed.entries.values()) {
    const value = mapped?.get(field) ?? "";
    const date = summerMidnight(value);
    if (date === undefined) continue;
    const found = moved.get(value);
    if (found) found.lines.push(lineNumber);
    else moved.set(value, { date, lines: [lineNumber] });
  }
  if (moved.size === 0) return [];
  const rows = [...moved].slice(0, mostValues);
  const lines = rows.flatMap(([, one]) => one.lines);
  return [
    proposal({
      title: `Put ${rows.length === 1 ? "1 date" : `${rows.length} dates`} of ${field} a day later`,
      cause: `${field} is given as a moment, midnight in British summer time, which in universal time is the day before (${lineWords(lines)}).`,
      edits: rows.map(([value, { date }]) => ({
        op: "add",
        file: "patch.csv",
        cells: {
          ...scopeCells(observed, "patch.csv"),
          field,
          pattern: `^${escapedPattern(value)}$`,
          value: date,
        },
      })),
      publisher: `give ${field} as a date without a time, for example ${rows[0]?.[1].date}`,
    }),
  ];
}

/** Words that stand before (or after) the wanted value in this row, and in others too. */
function commonPrefixProposals(
  observed: ObservedRun,
  entry: ObservedEntry,
  field: string,
  expected: string | undefined,
): Proposal[] {
  const value = entry.mapped?.get(field) ?? "";
  if (value === "" || observed.run.tables.specification.fields.get(field)?.datatype === "datetime") return [];
  let prefix = "";
  let suffix = "";
  if (expected !== undefined && expected !== "" && expected !== value) {
    const at = value.toLowerCase().indexOf(expected.toLowerCase());
    if (at < 0) return [];
    prefix = value.slice(0, at);
    suffix = value.slice(at + expected.length);
  } else if (expected === undefined) {
    const others = [...valuesOf(observed, field)].filter((other) => other !== value);
    for (const other of others) {
      const shared = sharedWords(value, other);
      if (shared.length > prefix.length) prefix = shared;
    }
    if (prefix.trim().split(/\s+/).length < 2) return [];
  } else return [];
  if (prefix === "" && suffix === "") return [];
  const pattern = `^${escapedPattern(prefix)}(.*)${suffix === "" ? "" : `${escapedPattern(suffix)}$`}`;
  const lines = [...observed.entries.values()]
    .filter(({ mapped }) => {
      const text = mapped?.get(field) ?? "";
      return text.startsWith(prefix) && text.endsWith(suffix) && text.length > prefix.length + suffix.length;
    })
    .map(({ lineNumber }) => lineNumber);
  return [
    proposal({
      title: `Take "${short(`${prefix}…${suffix}`)}" off ${field}`,
      cause: `${field} has words around what is meant in ${lineWords(lines)}.`,
      edits: [
        {
          op: "add",
          file: "patch.csv",
          cells: { ...scopeCells(observed, "patch.csv"), field, pattern, value: "\\1" },
        },
      ],
      publisher: `leave "${short(`${prefix}…${suffix}`)}" out of ${field}`,
    }),
  ];
}

/** The whole words two texts begin with. */
function sharedWords(a: string, b: string): string {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return a.slice(0, a.lastIndexOf(" ", at - (at === a.length ? 0 : 1)) + 1);
}

/** The very value, by a patch for it alone. */
function literalProposals(
  observed: ObservedRun,
  entry: ObservedEntry,
  field: string,
  expected: string | undefined,
): Proposal[] {
  const value = entry.mapped?.get(field) ?? "";
  if (value === "" || expected === value || field === "entity") return [];
  const published = factAt(observed, entry.lineNumber, field);
  return [
    proposal({
      title:
        expected === undefined
          ? `Replace "${short(value)}"`
          : `Replace "${short(value)}" by "${short(expected)}"`,
      cause: `${field} is published as ${published === "" ? "nothing" : `"${short(published)}"`} because line ${entry.lineNumber} says "${short(value)}".`,
      edits: [
        {
          op: "add",
          file: "patch.csv",
          cells: {
            ...scopeCells(observed, "patch.csv"),
            field,
            pattern: valuePattern(value, valuesOf(observed, field)),
            value: expected ?? "",
          },
        },
      ],
      asks: expected === undefined ? [{ edit: 0, column: "value", hint: `What ${field} should be` }] : [],
      publisher:
        expected === undefined
          ? `correct ${field} in line ${entry.lineNumber}`
          : `write ${expected} in line ${entry.lineNumber}`,
    }),
  ];
}
