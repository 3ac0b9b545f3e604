/**
 * Words for every kind of problem: the page, the command line and the documents all take them from here.
 * A type of the catalogue without words does not compile.
 */
import type { IssueType } from "./catalogue.ts";
import { fieldWords, type IssueText, say, sentence, type Words } from "./issue-text.ts";
import { rowText } from "./text-rows.ts";
import { shapeText } from "./text-shapes.ts";
import { valueText } from "./text-values.ts";
import { type UncataloguedType, uncataloguedText } from "./uncatalogued.ts";

export const issueText = {
  ...rowText,
  ...valueText,
  ...shapeText,
  ...uncataloguedText,
} as const satisfies Record<IssueType | UncataloguedType, IssueText>;

/** Words for a type this version does not know, from a newer log: true of any problem, and no more. */
function unknownText(issueType: string): IssueText {
  return {
    predicate: (field, has) =>
      `${has} a problem with ${field.label} that this tool has no words for ("${issueType}")`,
    what: `The platform reports "${issueType}", which is newer than this tool.`,
    why: "The list of problems the platform looks for grows.",
    platform: "This tool cannot say what becomes of the value.",
    fix: "Look the name up in the platform's guidance, or ask the data team.",
    example: { datatype: "row", raises: "", passes: "" },
    outcome: "kept",
    phase: "none",
  };
}

/** The words of a type; never fails. */
export function textOf(issueType: string): IssueText {
  const table: Readonly<Record<string, IssueText>> = issueText;
  return (Object.hasOwn(table, issueType) ? table[issueType] : undefined) ?? unknownText(issueType);
}

/** "12 rows have a start date that cannot be read as a date". */
export function issueSentence(issueType: string, field: string, rows: number, allRows: boolean): string {
  return sentence(textOf(issueType), field, rows, allRows);
}

/** One of the text's parts for this field. */
export function issueWords(
  issueType: string,
  part: "what" | "why" | "platform" | "fix",
  field: string,
): string {
  const words: Words = textOf(issueType)[part];
  return say(words, fieldWords(field));
}
