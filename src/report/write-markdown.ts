import { capitalised, thousands } from "../issues/field-label.ts";
import { estimateQuality, qualityWords } from "./quality.ts";
import type { Report, ReportLine } from "./report.ts";
import {
  dateWords,
  fileSize,
  groupHeadings,
  groupsInOrder,
  modeWords,
  places,
  reproduceCommand,
  sourceWords,
} from "./report-words.ts";
import { rowsWords, verdictWords } from "./verdict.ts";

/** The report for an e-mail or a ticket, with the command that gives it again. */
export function reportMarkdown(report: Report): string {
  const { checked, counts, groups } = report;
  const { tool, specification, configuration } = checked.versions;
  const lines = [
    `# ${verdictWords(report.verdict)}`,
    "",
    ...(counts.records > 0 ? [`${rowsWords(report)}.`, ""] : []),
    `- Dataset: ${checked.datasetName} (\`${checked.dataset}\`), ${modeWords[checked.mode]}`,
    `- File: ${code(checked.name)}, ${fileSize(checked.bytes)}, ${[checked.format, checked.charset].filter((part) => part !== "").join(", ")}`,
    `- SHA-256: \`${checked.sha256}\``,
    ...(checked.organisations.length > 0
      ? [
          `- Organisation: ${checked.organisations.map(({ organisation, name }) => `${name || organisation} (\`${organisation}\`)`).join(", ")}`,
        ]
      : []),
    `- Checked on ${dateWords(checked.today)} with planning-data-check ${tool}, specification of ${specification.label} (\`${specification.hash.slice(0, 12)}\`), configuration: ${configuration.label} (\`${configuration.hash.slice(0, 12)}\`)`,
    ...(report.failure ? [`- Could not be finished: \`${report.failure.code}\``] : []),
  ];
  if (counts.dropped.length > 0) {
    lines.push(
      "",
      "## Rows that are not published",
      "",
      "| rows | why | first row numbers |",
      "| ---: | --- | --- |",
    );
    for (const { count, words, firstLines } of counts.dropped) {
      lines.push(`| ${thousands(count)} | ${cell(words)} | ${firstLines.join(", ")} |`);
    }
  }
  for (const [group, found] of groupsInOrder(report)) {
    lines.push("", `## ${groupHeadings[group]} (${thousands(found.length)})`, "");
    if (found.length === 0) lines.push("Nothing.");
    for (const line of found) lines.push(...lineMarkdown(report, line));
  }
  lines.push("", `## Passed (${thousands(groups.passed.length)})`, "");
  lines.push(...groups.passed.map(({ sentence }) => `- ${sentence}`));
  const quality = estimateQuality(report);
  if (quality) lines.push("", "## Level of trust", "", `${capitalised(qualityWords(quality))}.`);
  lines.push("", "## To see the same", "", "```", reproduceCommand(report), "```", "");
  return lines.join("\n");
}

function lineMarkdown(report: Report, line: ReportLine): string[] {
  const where = places(line, report.checked);
  const official = [line.severity, line.responsibility, line.qualityLevel && `level ${line.qualityLevel}`];
  const terms = [`\`${line.type}\``, ...official.filter((term) => term !== ""), sourceWords[line.source]];
  return [
    `- **${text(line.words.sentence)}**${where === "" ? "" : ` (${where})`}`,
    `  - ${text(line.words.effect)} ${text(line.words.fix)}`,
    ...line.samples
      .slice(0, 2)
      .filter(({ before, after }) => before !== "" || after !== "")
      .map(
        ({ lineNumber, before, after }) =>
          `  - row ${lineNumber}: ${code(before)} → ${after === "" ? "nothing" : code(after)}`,
      ),
    `  - ${terms.join(", ")}`,
  ];
}

/** Publisher's text is shown, never interpreted. */
function code(value: string): string {
  const line = value.replace(/\s+/g, " ");
  const short = line.length > 120 ? `${line.slice(0, 119)}…` : line;
  const fence = short.includes("`") ? "``" : "`";
  return short === "" ? "blank" : `${fence}${fence === "``" ? ` ${short} ` : short}${fence}`;
}

function text(value: string): string {
  return value.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");
}

function cell(value: string): string {
  return text(value);
}
