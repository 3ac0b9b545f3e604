import { capitalised, fieldLabel, thousands, withArticle } from "./field-label.ts";

/** A field as the words need it. */
export interface FieldWords {
  /** Name in the specification. */
  readonly field: string;
  /** "start date". */
  readonly label: string;
  /** "a start date". */
  readonly a: string;
  /** "Start date". */
  readonly Label: string;
}

/** What becomes of the value or the row when nothing is done. */
export type Outcome = "kept" | "changed" | "value-lost" | "row-lost" | "rows-mixed";

/** The part of the pipeline that raises the issue, in its own names (digital_land/phase). */
export type RaisingPhase =
  | "patch"
  | "harmonise"
  | "default"
  | "organisation"
  | "entity lookup"
  | "fact combine"
  | "fact lookup"
  | "duplicate reference check"
  | "live check"
  | "none";

/** Fixed words, or words that name the field. */
export type Words = string | ((field: FieldWords) => string);

/**
 * All words for one kind of problem. "The platform" is planning.data.gov.uk. Plain English, no blame; nothing is called
 * wrong without saying what is right.
 */
export interface IssueText {
  /** What follows "1 row", "12 rows" or "Every row"; `has` is the verb that agrees. */
  readonly predicate: (field: FieldWords, has: "has" | "have") => string;
  /** The whole sentence about all rows, where "Every row" and the predicate read badly. */
  readonly ofAll?: Words;
  /** What it means, in one or two sentences. */
  readonly what: Words;
  /** How it comes about, why it matters. */
  readonly why: Words;
  /** What the platform does with the value if nobody acts. */
  readonly platform: Words;
  readonly fix: Words;
  /**
   * `raises` is a value that has the issue, `passes` what it should be. `datatype` names the engine's datatype that raises
   * it, or "row" when it takes more than one value to raise it.
   */
  readonly example: { readonly datatype: string; readonly raises: string; readonly passes: string };
  /** Whether the example makes sense for this field; absent: for all. */
  readonly exampleFits?: (field: string) => boolean;
  readonly outcome: Outcome;
  readonly phase: RaisingPhase;
  readonly note?: string;
}

export function fieldWords(field: string): FieldWords {
  const label = fieldLabel(field);
  return { field, label, a: withArticle(label), Label: capitalised(label) };
}

export function say(words: Words, field: FieldWords): string {
  return typeof words === "string" ? words : words(field);
}

/**
 * The sentence for so many rows.
 * @param rows distinct rows affected; @param allRows true when that is every row of the file
 */
export function sentence(
  text: Pick<IssueText, "predicate" | "ofAll">,
  field: string,
  rows: number,
  allRows: boolean,
): string {
  const words = fieldWords(field);
  if (allRows && rows > 1)
    return text.ofAll === undefined ? `Every row ${text.predicate(words, "has")}` : say(text.ofAll, words);
  const subject = rows === 1 ? "1 row" : `${thousands(rows)} rows`;
  return `${subject} ${text.predicate(words, rows === 1 ? "has" : "have")}`;
}
