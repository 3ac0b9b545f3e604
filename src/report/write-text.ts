import { thousands } from "../issues/field-label.ts";
import { estimateQuality, qualityWords } from "./quality.ts";
import type { Report, ReportLine } from "./report.ts";
import { dateWords, fileSize, groupHeadings, groupsInOrder, modeWords, places } from "./report-words.ts";
import { rowsWords, verdictWords } from "./verdict.ts";

const width = 80;

/** The report for a terminal: at most 80 columns, the verdict first, no colour as the only sign. Ends with a line feed. */
export function reportText(report: Report): string {
  const { checked, counts, groups } = report;
  const lines: string[] = [...wrapped(verdictWords(report.verdict), "")];
  if (counts.records > 0) lines.push(...wrapped(rowsWords(report), ""));
  const reasons = counts.dropped.map(({ count, words }) => `${thousands(count)} ${words}`);
  if (reasons.length > 0) lines.push(...wrapped(`Not published: ${reasons.join("; ")}`, ""));
  const file = [checked.name, fileSize(checked.bytes), checked.format, checked.charset].filter(
    (part) => part !== "",
  );
  lines.push(
    "",
    ...wrapped(file.join(", "), ""),
    ...wrapped(`${checked.datasetName}, ${modeWords[checked.mode]} on ${dateWords(checked.today)}`, ""),
  );
  for (const [group, found] of groupsInOrder(report)) {
    lines.push("", `${groupHeadings[group]} (${thousands(found.length)})`);
    const isShort = group === "fixed-for-you";
    for (const line of found) lines.push(...lineText(report, line, isShort));
  }
  lines.push("", `Passed (${thousands(groups.passed.length)})`);
  for (const { sentence } of groups.passed) lines.push(...wrapped(sentence, "  "));
  const quality = estimateQuality(report);
  if (quality) lines.push("", ...wrapped(`Level of trust: ${qualityWords(quality)}`, ""));
  if (groupsInOrder(report).some(([, found]) => found.some(({ source }) => source === "ours"))) {
    lines.push("", "* found by this tool, not reported by the platform");
  }
  lines.push(
    "",
    ...wrapped(`sha256 ${checked.sha256}`, ""),
    ...wrapped(
      `planning-data-check ${checked.versions.tool}, specification of ${checked.versions.specification.label}, configuration: ${checked.versions.configuration.label}`,
      "",
    ),
  );
  return `${lines.join("\n")}\n`;
}

function lineText(report: Report, line: ReportLine, isShort: boolean): string[] {
  const where = places(line, report.checked);
  const mark = line.source === "ours" ? " *" : "";
  const first = wrapped(`${line.words.sentence}${mark}`, "  ");
  if (isShort) return first;
  const value = line.samples.find(({ before }) => before !== "" && before.length <= 40)?.before;
  const example = value === undefined ? "" : `, for example "${value.replace(/\s+/g, " ")}"`;
  return [
    ...first,
    ...(where === "" ? [] : wrapped(`${where}${example}`, "    ")),
    ...wrapped(line.words.fix, "    "),
  ];
}

/** Breaks at spaces; a word longer than a line stays whole. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line !== indent && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += (line === indent ? "" : " ") + word;
  }
  return [...lines, line];
}
