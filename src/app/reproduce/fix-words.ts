import { fieldLabel } from "../../issues/field-label.ts";
import { issueSentence } from "../../issues/text.ts";
import type { RuleFile } from "../../rules/edit.ts";
import { ruleTable } from "../../rules/rule-table.ts";
import type { Symptom } from "../../rules/symptom.ts";

/** What is complained about, in one sentence. */
export function symptomWords(symptom: Symptom, rows: number): string {
  switch (symptom.kind) {
    case "issue":
      return issueSentence(symptom.issueType, symptom.field, rows, false);
    case "row-lost":
      return rows === 1
        ? `Line ${symptom.lineNumber} is not published`
        : `${rows} rows are not published, the first in line ${symptom.lineNumber}`;
    case "empty-field":
      return `${fieldLabel(symptom.field)} is missing`;
    case "wrong-value":
      return symptom.expected === undefined
        ? `${fieldLabel(symptom.field)} is not what it should be`
        : `${fieldLabel(symptom.field)} should be ${symptom.expected}`;
    case "unwanted-rows":
      return `Line ${symptom.lineNumbers.join(", ")} should not be published`;
    case "same-thing":
      return `Number ${symptom.entity} is the same thing as ${symptom.other}`;
    case "wrong-entity":
      return `The row has number ${symptom.entity || "none"}, which is not its own`;
  }
}

/** What is written in a column, for a person. */
export const columnWords: Readonly<Record<string, { readonly label: string; readonly hint?: string }>> = {
  column: { label: "Column of the file" },
  field: { label: "Field" },
  pattern: {
    label: "Pattern",
    hint: "A regular expression, matched from the start of the value. The value itself works too.",
  },
  value: { label: "New value", hint: "\\1 stands for what the first brackets of the pattern match." },
  fields: { label: "Columns to join", hint: "Names as in the header, separated by semicolons" },
  separator: { label: "Separator" },
  prepend: { label: "Text in front" },
  append: { label: "Text behind" },
  "default-field": { label: "Take it from the field" },
  "replacement-field": { label: "New field" },
  prefix: { label: "Dataset of the reference" },
  organisation: { label: "Organisation" },
  reference: { label: "Reference" },
  entity: { label: "Entity number" },
  "entry-number": { label: "Entry number", hint: "Only for a row of one file without a reference" },
  "old-entity": { label: "Old entity number" },
  status: { label: "Status" },
  notes: { label: "Notes" },
  offset: { label: "Offset" },
  "entity-minimum": { label: "First number" },
  "entity-maximum": { label: "Last number" },
};

/** `patch.csv: replaces values of a field that match a pattern` */
export function tableWords(file: RuleFile): string {
  return `${file}: ${ruleTable(file).does}`;
}
