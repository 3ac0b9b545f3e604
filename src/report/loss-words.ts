import type { RowLossReason } from "./report.ts";

/**
 * Why a row is not published, for people. `{rows}` forms: the sentence for one row on its own page.
 * @param detail the rule or reference, as the run gave it
 */
export function lossWords(reason: RowLossReason, detail: string): string {
  switch (reason) {
    case "blank-record":
      return "The row is blank.";
    case "skip-pattern":
      return `A rule of the data team skips rows that begin with "${detail}".`;
    case "filter":
      return `A rule of the data team lets only rows with certain values of ${detail} through.`;
    case "no-entity":
      return detail === "" || detail.endsWith(":")
        ? "The platform has no number for this row."
        : `The platform has no number yet for ${detail}. The row is published once it has one.`;
    case "retired-entity":
      return "The platform has retired the record this reference belonged to.";
    case "no-facts":
      return "Nothing of the row is left to publish.";
    case "no-reference":
      return "The row has no reference, so the platform cannot give it a number.";
    case "not-reached":
      return "The platform stops before it comes to this row.";
  }
}

/** For several rows with one reason, in a list with their number in front. */
export function lossWordsOfMany(reason: RowLossReason): string {
  switch (reason) {
    case "blank-record":
      return "blank";
    case "skip-pattern":
      return "skipped by a rule of the data team";
    case "filter":
      return "filtered out by a rule of the data team";
    case "no-entity":
      return "with a reference that has no number on the platform yet";
    case "retired-entity":
      return "of records that the platform has retired";
    case "no-facts":
      return "of which nothing is left to publish";
    case "no-reference":
      return "without a reference";
    case "not-reached":
      return "not reached, because the platform stops with an error";
  }
}
