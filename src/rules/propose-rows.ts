import type { Rule } from "../configuration/configuration.ts";
import type { Drop } from "../engine/sink.ts";
import type { RuleEdit } from "./edit.ts";
import type { ObservedEntry, ObservedRun } from "./observed-run.ts";
import { escapedPattern, widenedPattern } from "./pattern-text.ts";
import { type Proposal, proposal } from "./proposal.ts";
import { fillProposals } from "./propose-columns.ts";
import { lookupProposals, retiredProposals } from "./propose-entities.ts";
import { entryAt, lineWords, rowOf, ruleWords, scopeCells } from "./run-context.ts";

/** For a row that is not published: what made it leave. */
export function lostRowProposals(observed: ObservedRun, lineNumber: number): Proposal[] {
  if (observed.header?.lineNumber === lineNumber) return [];
  const drop = observed.drops.find((one) => one.lineNumber === lineNumber);
  if (!drop) return [];
  const entry = entryAt(observed, lineNumber);
  switch (drop.reason) {
    case "skip-pattern":
      return skippedProposals(observed, drop);
    case "filter":
      return filteredProposals(observed, drop, entry);
    case "retired-entity":
      return entry ? retiredProposals(observed, entry, drop.detail ?? "") : [];
    case "no-entity":
      if (!entry) return [];
      return (entry.found?.get("reference") ?? "") === ""
        ? [...fillProposals(observed, "reference", [entry]), ...skipProposals(observed, [lineNumber])]
        : lookupProposals(observed, [entry]);
    default:
      return [];
  }
}

function skippedProposals(observed: ObservedRun, drop: Drop): Proposal[] {
  const rule = observed.run.tables.configuration.skips.find(({ pattern }) => pattern === drop.detail);
  if (!rule) return [];
  const cells = observed.lines[drop.lineNumber - 1] ?? [];
  const [title = ""] = cells;
  const lines = observed.drops.flatMap((one) =>
    one.reason === "skip-pattern" && one.detail === drop.detail ? [one.lineNumber] : [],
  );
  const cause = `${ruleWords(observed.configuration, rule)} leaves ${lineWords(lines)} out.`;
  const out = proposal({
    title: `Take skip.csv line ${rule.line} out`,
    cause,
    edits: [{ op: "delete", file: "skip.csv", line: rule.line }],
    publisher: "",
  });
  const narrow = `${rule.pattern}(?!${escapedPattern(title.slice(rule.pattern.replace(/^\^/, "").length))})`;
  // Only where the pattern is plain text that the cell begins with.
  const plain =
    title.startsWith(rule.pattern.replace(/^\^/, "")) &&
    title.length > rule.pattern.replace(/^\^/, "").length;
  return plain && lines.length > 1
    ? [
        proposal({
          title: `Let skip.csv line ${rule.line} pass this line`,
          cause,
          edits: [{ op: "change", file: "skip.csv", line: rule.line, cells: { pattern: narrow } }],
          publisher: "",
        }),
        out,
      ]
    : [out];
}

function filteredProposals(observed: ObservedRun, drop: Drop, entry: ObservedEntry | undefined): Proposal[] {
  const field = drop.detail ?? "";
  const { configuration } = observed.run.tables;
  const rule: (Rule & { pattern: string }) | undefined =
    configuration.filters.get(field) ?? configuration.filtersBeforeMap.get(field);
  if (!rule) return [];
  const value = entry?.mapped?.get(field) ?? entry?.joined?.get(field) ?? "";
  const lost = observed.drops.filter((one) => one.reason === "filter" && one.detail === field);
  const cause = `${ruleWords(observed.configuration, rule)} lets only rows with ${field} like ${rule.pattern} through; ${lineWords(lost.map(({ lineNumber }) => lineNumber))} ${lost.length === 1 ? "has" : "have"} another value.`;
  return [
    proposal({
      title: `Let rows with ${field} ${value === "" ? "blank" : `"${value}"`} through too`,
      cause,
      edits: [
        {
          op: "change",
          file: "filter.csv",
          line: rule.line,
          cells: { pattern: widenedPattern(rule.pattern, value) },
        },
      ],
      publisher: "",
    }),
    proposal({
      title: `Take filter.csv line ${rule.line} out`,
      cause,
      edits: [{ op: "delete", file: "filter.csv", line: rule.line }],
      publisher: "",
    }),
  ];
}

/** For rows that should not be published: a filter where a column tells them from the others, a skip where their text does. */
export function unwantedRowProposals(observed: ObservedRun, lineNumbers: readonly number[]): Proposal[] {
  const unwanted = new Set(lineNumbers);
  const entries = [...observed.entries.values()];
  const inside = entries.filter(({ lineNumber }) => unwanted.has(lineNumber));
  const outside = entries.filter(({ lineNumber }) => !unwanted.has(lineNumber));
  return [...filterProposals(observed, inside, outside), ...skipProposals(observed, lineNumbers)];
}

/** A column with few values, of which the unwanted rows have others than the rest. */
function filterProposals(
  observed: ObservedRun,
  inside: readonly ObservedEntry[],
  outside: readonly ObservedEntry[],
): Proposal[] {
  if (inside.length === 0 || outside.length === 0) return [];
  const values = (entries: readonly ObservedEntry[], column: string) =>
    new Set(entries.map(({ published }) => published.get(column) ?? ""));
  const fieldOf = new Map(observed.columnFields.map(({ column, field }) => [column, field]));
  return (observed.header?.columns ?? [])
    .map((column) => ({ column, keep: values(outside, column), drop: values(inside, column) }))
    .filter(
      ({ column, keep, drop }) =>
        column !== "" &&
        keep.size <= 3 &&
        keep.size < Math.max(2, outside.length) &&
        !keep.has("") &&
        [...drop].every((value) => !keep.has(value)),
    )
    .slice(0, 2)
    .map(({ column, keep, drop }) => {
      const mapped = fieldOf.get(column);
      const field = mapped === undefined || mapped === "IGNORE" ? freeField(observed) : mapped;
      const pattern = [...keep].map((value) => escapedPattern(value)).join("|");
      const edits: RuleEdit[] = [];
      if (mapped === undefined || mapped === "IGNORE") {
        edits.push({
          op: "add",
          file: "column.csv",
          cells: { ...scopeCells(observed, "column.csv"), column, field },
        });
      }
      edits.push({
        op: "add",
        file: "filter.csv",
        cells: {
          ...scopeCells(observed, "filter.csv"),
          field,
          pattern: keep.size === 1 ? pattern : `(?:${pattern})$`,
        },
      });
      return proposal({
        title: `Keep only rows with ${column} ${[...keep].join(" or ")}`,
        cause: `The rows that should not be there have ${column} ${[...drop]
          .slice(0, 3)
          .map((value) => value || "blank")
          .join(" or ")}; all others have ${[...keep].join(" or ")}.`,
        edits,
        publisher: `leave out rows with ${column} ${[...drop]
          .slice(0, 3)
          .map((value) => value || "blank")
          .join(" or ")}`,
      });
    });
}

/** A field that can carry a column for the filter: notes, unless it is in use. As the pipeline: it must be one of the schema's. */
function freeField(observed: ObservedRun): string {
  const { specification } = observed.run.tables;
  const fields =
    specification.schemaFields.get(specification.pipelines.get(observed.run.settings.dataset) ?? "") ?? [];
  const used = new Set(observed.columnFields.map(({ field }) => field));
  return (
    ["notes", "description", ...fields].find((field) => fields.includes(field) && !used.has(field)) ?? "notes"
  );
}

/** skip.csv: a pattern out of the words the lines begin with, that no other line begins with. */
export function skipProposals(observed: ObservedRun, lineNumbers: readonly number[]): Proposal[] {
  const unwanted = new Set(lineNumbers);
  const texts = observed.lines.map((cells) => cells.map((cell) => cell.trim()).join(","));
  const patterns = new Map<string, number[]>();
  for (const line of lineNumbers) {
    const text = texts[line - 1] ?? "";
    const pattern = skipPattern(
      text,
      texts.filter((_, at) => !unwanted.has(at + 1)),
    );
    if (pattern === undefined) return [];
    patterns.set(pattern, [...(patterns.get(pattern) ?? []), line]);
  }
  if (patterns.size === 0 || patterns.size > 3) return [];
  return [
    proposal({
      title: `Leave out ${lineWords(lineNumbers)}`,
      cause: `${lineWords(lineNumbers)} ${lineNumbers.length === 1 ? "is" : "are"} no data: ${[
        ...patterns.values(),
      ]
        .map(([line = 0]) => `"${(texts[line - 1] ?? "").slice(0, 40)}"`)
        .join(", ")}.`,
      edits: [...patterns.keys()].map((pattern) => ({
        op: "add",
        file: "skip.csv",
        cells: { ...scopeCells(observed, "skip.csv"), pattern },
      })),
      publisher: `leave out ${lineWords(lineNumbers)}: a file holds one header and rows of data only`,
    }),
  ];
}

/** The fewest first words of a line (with the comma after its first cell, if need be) that tell it from the others. */
function skipPattern(text: string, others: readonly string[]): string | undefined {
  const first = /^[^,]*/.exec(text)?.[0] ?? "";
  // Numbers and dates change from one download to the next.
  const words = first.split(" ");
  const steady = words.findIndex((word) => /\d/.test(word));
  const usable = steady < 0 ? words : words.slice(0, steady);
  const candidates = usable
    .map((_, at) => usable.slice(0, at + 1).join(" "))
    .filter((prefix) => prefix.length > 2);
  // Two words where there are as many: one is soon a word of real data.
  const ordered = [...candidates.slice(1), ...candidates.slice(0, 1)];
  const free = (prefix: string) => !others.some((other) => other.startsWith(prefix));
  const found = ordered.find(free);
  if (found !== undefined) {
    const whole = found === first && text.length > first.length;
    return `^${escapedPattern(found)}${whole ? "," : ""}`;
  }
  return first !== "" && free(`${first},`) ? `^${escapedPattern(first)},` : undefined;
}

/** Title lines above the header: the record taken for the header has one cell, those below have more. */
export function headerProposals(observed: ObservedRun): Proposal[] {
  const { header } = observed;
  if (!header) return [];
  const filled = header.columns.filter((cell) => cell !== "").length;
  const next = observed.lines.findIndex(
    (cells, at) =>
      at >= header.lineNumber && cells.filter((cell) => cell.trim() !== "").length > Math.max(2, filled),
  );
  if (filled > 2 || next < 0) return [];
  const lines = Array.from(
    { length: next - header.lineNumber + 1 },
    (_, at) => header.lineNumber + at,
  ).filter((line) => (observed.lines[line - 1] ?? []).some((cell) => cell.trim() !== ""));
  return skipProposals(observed, lines);
}

/** The rule behind a dropped row, for the trace: file, line and cells. */
export function rowBehindDrop(observed: ObservedRun, drop: Drop) {
  const { configuration } = observed.run.tables;
  const rule =
    drop.reason === "skip-pattern"
      ? configuration.skips.find(({ pattern }) => pattern === drop.detail)
      : drop.reason === "filter"
        ? (configuration.filters.get(drop.detail ?? "") ??
          configuration.filtersBeforeMap.get(drop.detail ?? ""))
        : drop.reason === "retired-entity"
          ? configuration.redirects.get(drop.detail ?? "")
          : undefined;
  return rule && { rule, row: rowOf(observed.configuration, rule) };
}
