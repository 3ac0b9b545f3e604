import type { CauseGroup, OutputComparison, OutputDifference } from "./compare-outputs.ts";
import type { RunOutput } from "./run-output.ts";

/** How many differences of one cause are written out; the JSON has all. */
const shown = 10;

/** A comparison as text for a terminal or a ticket, or as Markdown. */
export function comparisonText(
  comparison: OutputComparison,
  before: RunOutput,
  after: RunOutput,
  format: "text" | "markdown",
): string {
  const heading = (text: string) => (format === "markdown" ? `## ${text}` : text);
  const lines = [
    heading(verdict(comparison)),
    "",
    `First: ${before.label}. Second: ${after.label}. Compared: ${comparison.compared.join(", ") || "nothing, they have nothing in common"}.`,
    "",
  ];
  if (comparison.ourBug) {
    lines.push(
      "Resource, configuration and specification are the same by their hashes. A difference is then an error of this tool: please report it with this text.",
      "",
    );
  }
  if (comparison.inputs.length > 0) {
    lines.push(heading("What went in differently"), "");
    for (const { what, before: was, after: is } of comparison.inputs)
      lines.push(`- ${what}: ${short(was)} -> ${short(is)}`);
    lines.push("");
  }
  for (const group of comparison.groups) lines.push(...groupLines(group, heading));
  return `${lines.join("\n").trimEnd()}\n`;
}

/** One sentence: whether the runs differ, and how much. */
export function verdict({ same, orderOnly, compared, counts, groups }: OutputComparison): string {
  if (compared.length === 0) return "The two have nothing in common that could be compared";
  if (orderOnly) return "Nothing differs but the order of lines";
  if (same) return "Nothing differs";
  const total = groups.reduce((sum, { differences }) => sum + differences.length, 0);
  const parts = [
    counts.issuesGone > 0 ? `${number(counts.issuesGone, "issue")} gone` : "",
    counts.issuesNew > 0 ? `${number(counts.issuesNew, "issue")} new` : "",
    counts.factsChanged > 0 ? `${number(counts.factsChanged, "fact")} changed` : "",
    counts.factsGone > 0 ? `${number(counts.factsGone, "fact")} gone` : "",
    counts.factsNew > 0 ? `${number(counts.factsNew, "fact")} new` : "",
  ].filter((part) => part !== "");
  return `${number(total, "difference")}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}

function groupLines({ words, differences }: CauseGroup, heading: (text: string) => string): string[] {
  const more = differences.length - shown;
  return [
    heading(`${differences.length} x ${words}`),
    "",
    ...differences.slice(0, shown).map((difference) => `- ${differenceText(difference)}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
    "",
  ];
}

/** One difference in a line: where, what, before -> after. */
export function differenceText({
  lineNumber,
  entryNumber,
  entity,
  field,
  issueType,
  before,
  after,
}: OutputDifference): string {
  const place =
    lineNumber > 0 ? `line ${lineNumber}` : entryNumber > 0 ? `entry ${entryNumber}` : "the whole file";
  const thing = `${place}${entity === "" ? "" : `, entity ${entity}`}, ${field || "row"}${issueType === "" ? "" : `: ${issueType}`}`;
  if (before !== undefined && after !== undefined) return `${thing}: ${short(before)} -> ${short(after)}`;
  return before === undefined
    ? `${thing}: only in the second${blankless(after)}`
    : `${thing}: only in the first${blankless(before)}`;
}

function blankless(value: string | undefined): string {
  return value === undefined || value === "" ? "" : ` (${short(value)})`;
}

function short(text: string): string {
  if (text === "") return "(blank)";
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

function number(count: number, noun: string): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}
