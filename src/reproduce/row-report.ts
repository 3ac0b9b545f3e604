import { editWords } from "../rules/edit.ts";
import type { RowAnswer } from "../trace/row-answers.ts";
import type { RowTrace, RuleUse } from "../trace/row-trace.ts";
import { ruleText } from "../trace/write-trace-text.ts";
import { runFileCommand } from "./run-command.ts";
import type { RunFile } from "./run-file.ts";

/** What a report about one row is made of. */
export interface RowReport {
  readonly file: RunFile;
  /** What was reported, in the reporter's words. */
  readonly reported: string;
  readonly trace: RowTrace;
  readonly answers: readonly RowAnswer[];
  /** The row without the changes of the run, when it has changes. */
  readonly before?: RowTrace | undefined;
  /** A link that opens the run. */
  readonly link?: string | undefined;
}

/** For whoever reported it: what was found, and each value before and after. Markdown. */
export function reporterReport({ file, reported, trace, answers, before }: RowReport): string {
  const { run, resource, configuration } = file;
  const name = trace.reference === "" ? `line ${trace.lineNumber}` : trace.reference;
  const edits = configuration.edits ?? [];
  return lines([
    `# What we found about ${name}`,
    "",
    ...quote(reported, "You told us:"),
    `This is about line ${trace.lineNumber} of ${resource.name} (${run.dataset}${organisationsOf(file)}), run as on ${run.today}.`,
    "",
    "## What happened",
    "",
    ...answers.map(({ words }) => `- ${words}`),
    ...(before ? causes(before, trace) : []),
    "",
    "## Before and after",
    "",
    ...(before ? threeColumns(before, trace) : twoColumns(trace)),
    "",
    ...(edits.length === 0
      ? []
      : [
          "## What we change",
          "",
          ...edits.map((edit) => `- ${editWords(edit)}`),
          "",
          "It takes effect with the next nightly run after the change is accepted.",
          "",
        ]),
  ]);
}

/** The text of a ticket about data that looks wrong, with what was checked filled in. Markdown. */
export function ticketReport({ file, reported, trace, answers, before, link }: RowReport): string {
  const { run, resource, configuration, specification, tool, expected } = file;
  const rules = rulesOf(trace);
  const issues = trace.steps.flatMap((step) => step.issues);
  const edits = configuration.edits ?? [];
  const changed = trace.fields.filter(
    ({ kind, given }) => kind === "changed" || (kind === "empty" && given !== ""),
  );
  return lines([
    "## What looks weird",
    "",
    reported.trim() === "" ? "_In the reporter's words._" : reported.trim(),
    "",
    "## Where",
    "",
    `- Dataset: ${run.dataset}`,
    `- Organisation: ${(run.organisations ?? []).join(", ") || "not given"}`,
    ...(run.endpoints ?? []).map((endpoint) => `- Endpoint: ${endpoint}`),
    `- Resource: ${resource.sha256} (${resource.name})`,
    `- Row: line ${trace.lineNumber}${trace.entryNumber === undefined ? "" : `, entry ${trace.entryNumber}`}${trace.reference === "" ? "" : `, reference ${trace.reference}`}`,
    `- Entity: ${trace.entities.join(", ") || "none"}`,
    "",
    "## How to reproduce",
    "",
    `- Run file: \`${runFileCommand(file)} --trace ${trace.lineNumber} --format text\``,
    ...(link === undefined ? [] : [`- Link: ${link}`]),
    `- Mode ${run.mode}, as on ${run.today}; configuration ${configuration.label} ${configuration.hash.slice(0, 12)}; specification ${specification.label} ${specification.hash.slice(0, 12)}; tool ${tool.version} (${tool.parity})`,
    ...Object.entries(expected?.tables ?? {}).map(([table, hash]) => `- ${table}: ${hash}`),
    "",
    "## What was checked",
    "",
    `- [x] The row was followed through every phase: ${trace.ending.words}`,
    `- [x] Values that differ from the file: ${changed.length === 0 ? "none" : changed.map(({ field }) => field).join(", ")}`,
    ...changed.map(({ field, words }) => `  - ${field}: ${words}`),
    `- [x] Configuration rows that acted: ${rules.length === 0 ? "none" : ""}`,
    ...rules.map((rule) => `  - ${rule.field}: ${ruleText(rule)}`),
    `- [x] Issues logged for the row: ${issues.length === 0 ? "none" : ""}`,
    ...issues.map(
      ({ issueType, field, value }) => `  - ${issueType}, ${field}${value === "" ? "" : `: ${cut(value)}`}`,
    ),
    "- [ ] Compared with what the platform shows",
    "- [ ] The publisher was told",
    "",
    "## Cause",
    "",
    ...answers.map(({ words, rule }) => `- ${words}${rule ? ` (${ruleText(rule)})` : ""}`),
    "",
    "## Proposed change",
    "",
    ...(edits.length === 0 ? ["None yet."] : edits.map((edit) => `- ${editWords(edit)}`)),
    ...(before ? ["", ...threeColumns(before, trace)] : []),
    "",
  ]);
}

/** Why the values that the changes mend were as they were. */
function causes(before: RowTrace, after: RowTrace): string[] {
  return before.fields
    .filter(({ field, value }) => after.fields.find((one) => one.field === field)?.value !== value)
    .map(({ field, words }) => `- ${field} was: ${words}`);
}

function twoColumns({ fields }: RowTrace): string[] {
  const told = fields.filter(({ given, value }) => given !== "" || value !== "");
  return [
    "| Field | In the file | Published | Why |",
    "| --- | --- | --- | --- |",
    ...told.map(({ field, given, value, words }) => row([field, given, value, words])),
  ];
}

function threeColumns(before: RowTrace, after: RowTrace): string[] {
  const fields = [...new Set([...before.fields, ...after.fields].map(({ field }) => field))];
  const of = (trace: RowTrace, field: string) => trace.fields.find((one) => one.field === field);
  const told = fields.filter((field) => {
    const [was, is] = [of(before, field), of(after, field)];
    return [was?.given, was?.value, is?.given, is?.value].some((text) => text !== undefined && text !== "");
  });
  return [
    "| Field | In the file | Published before | Published after |",
    "| --- | --- | --- | --- |",
    ...told.map((field) => {
      const [was, is] = [of(before, field)?.value ?? "", of(after, field)?.value ?? ""];
      const given = of(after, field)?.given || of(before, field)?.given || "";
      return row([field, given, was, was === is ? "the same" : is === "" ? "nothing" : is]);
    }),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cut(cell).replaceAll("|", "\\|") || "nothing").join(" | ")} |`;
}

const longest = 120;

function cut(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > longest ? `${flat.slice(0, longest)}… (${text.length} characters)` : flat;
}

function quote(words: string, lead: string): string[] {
  return words.trim() === "" ? [] : [`${lead} “${words.trim()}”`, ""];
}

function organisationsOf({ run }: RunFile): string {
  const organisations = run.organisations ?? [];
  return organisations.length === 0 ? "" : `, ${organisations.join(", ")}`;
}

function rulesOf({ steps }: RowTrace): RuleUse[] {
  return steps
    .flatMap(({ rules, dropped }) => [...rules, ...(dropped?.rule ? [dropped.rule] : [])])
    .filter(({ line }) => line > 0);
}

function lines(text: readonly string[]): string {
  return `${text.join("\n").trimEnd()}\n`;
}
