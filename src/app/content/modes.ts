import type { Mode } from "../../report/mode.ts";

export interface ModeWords {
  readonly label: string;
  readonly hint: string;
  /** What it takes into account, for the explanation under the switch. */
  readonly explained: string;
}

/** The three questions a person may ask of a file (design decision 3). */
export const modeWords: Readonly<Record<Mode, ModeWords>> = {
  added: {
    label: "Once it is added",
    hint: "What the platform would publish once your data is added to it",
    explained:
      "All rules of the data team that would apply to your data are used. Numbers that identify each row on the platform are given only when the data is added, so they are left out here.",
  },
  check: {
    label: "The live check",
    hint: "What the check on the government’s website answers today",
    explained:
      "The live check uses only the rules that rename columns and change values. Rules that fill in, join, skip or correct values are not used, so it may ask you to fix something that is fixed for you later.",
  },
  pipeline: {
    label: "The nightly run",
    hint: "What happens every night to data that is already on the platform",
    explained:
      "Everything is used, also the list of rows the platform knows already. A row whose reference is not in that list gets no number and is left out until the data team adds it.",
  },
};
