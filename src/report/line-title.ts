import { capitalised } from "../issues/field-label.ts";
import { fieldWords } from "../issues/issue-text.ts";
import { issueText } from "../issues/text.ts";
import { findingText } from "./findings.ts";
import { lineId } from "./line-index.ts";

/**
 * What a line of a report is about, from its id alone, for a link to a report that is not at hand: "Rows have a start
 * date that cannot be read as a date". `undefined` for an id this version does not know.
 */
export function lineTitle(id: string): string | undefined {
  const [type = "", ...rest] = id.split(".");
  const words = fieldWords(rest.join("."));
  // As the report says it (build-report.ts): a column is no matter of rows.
  if (type === lineId("missing column", "")) return `There is no column for ${words.label}`;
  for (const [name, text] of Object.entries(issueText))
    if (lineId(name, "") === type) return `Rows ${text.predicate(words, "have")}`;
  for (const [name, text] of Object.entries(findingText)) {
    if (lineId(name, "") !== type) continue;
    return text.about === "row"
      ? `Rows ${text.predicate(words, "have")}`
      : capitalised(type.replaceAll("-", " "));
  }
  return undefined;
}
