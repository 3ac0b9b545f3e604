import { issueCatalogue } from "../issues/catalogue.ts";
import { groupOf } from "../issues/groups.ts";
import { type FieldWords, type IssueText, say } from "../issues/issue-text.ts";
import { issueText } from "../issues/text.ts";
import type { FindingText } from "./finding-text.ts";
import { findingText } from "./findings.ts";
import { groupHeadings } from "./report-words.ts";

/** Stands for whatever field it is. */
const anyField: FieldWords = { field: "the field", label: "value", a: "a value", Label: "Value" };

/** Ids of everything that can be found: the platform's types first, then our own. */
export const explainable: readonly string[] = [...Object.keys(issueText), ...Object.keys(findingText)];

/**
 * What a type of issue or finding means, for the command line.
 * @param id the platform's type ("invalid date") or our own id ("guessed-date"), in any case
 * @returns `undefined` for a name that is neither
 */
export function explain(id: string): string | undefined {
  const wanted = id.trim().toLowerCase();
  const type = Object.entries<IssueText>(issueText).find(([name]) => name.toLowerCase() === wanted);
  if (type) return explainIssue(...type);
  const finding = Object.entries<FindingText>(findingText).find(([name]) => name === wanted);
  return finding && explainFinding(...finding);
}

/** Ids that contain what was asked for, or share a word with it: for "did you mean". */
export function similar(id: string): readonly string[] {
  const words = id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  return explainable.filter((name) => words.some((word) => name.toLowerCase().includes(word)));
}

function explainIssue(type: string, issue: IssueText): string {
  const official =
    type in issueCatalogue ? Object.entries(issueCatalogue).find(([name]) => name === type)?.[1] : undefined;
  const { raises, passes } = issue.example;
  return section(type, [
    ["", `A row ${issue.predicate(anyField, "has")}.`],
    ["What it means", say(issue.what, anyField)],
    ["Why", say(issue.why, anyField)],
    ["What the platform does", say(issue.platform, anyField)],
    ["What to do", say(issue.fix, anyField)],
    ["Example", raises === "" ? "" : `${raises} -> ${passes === "" ? "blank" : passes}`],
    ["Note", issue.note ?? ""],
    ["List", groupHeadings[groupOf(type, "")]],
    [
      "In the platform's words",
      official
        ? `severity ${official.severity}, responsibility ${official.responsibility}, quality level ${official.qualityLevel || "none"}, raised by: ${issue.phase}`
        : `not in the platform's list of issue types; raised by: ${issue.phase}`,
    ],
  ]);
}

function explainFinding(id: string, finding: FindingText): string {
  const first =
    finding.about === "row"
      ? `A row ${finding.predicate(anyField, "has")}.`
      : `${finding.statement("…", anyField, 2)}.`;
  return section(id, [
    ["", first],
    ["What it means", say(finding.what, anyField)],
    ["Why", say(finding.why, anyField)],
    ["What the platform does", say(finding.platform, anyField)],
    ["What to do", say(finding.fix, anyField)],
    ["Example", finding.example ? `${finding.example.before} -> ${finding.example.after || "blank"}` : ""],
    ["List", groupHeadings[finding.group]],
    ["Where it comes from", `found by this tool only, never in issue.csv; ${finding.source}`],
  ]);
}

function section(title: string, parts: readonly (readonly [heading: string, text: string])[]): string {
  const filled = parts.filter(([, text]) => text !== "");
  return `${title}\n\n${filled.map(([heading, text]) => (heading === "" ? text : `${heading}: ${text}`)).join("\n")}\n`;
}
