import type { CheckProgress } from "../../../workers/protocol.ts";

/** What is going on, in words. */
export const phaseWords: Readonly<Record<CheckProgress["phase"], string>> = {
  loading: "Getting ready",
  reading: "Reading the file",
  checking: "Checking each row",
  summarising: "Putting the results together",
};
