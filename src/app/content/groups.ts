import type { Effect, Group, LineSource, ReportLine } from "../../report/report.ts";
import type { TagProps } from "../components/tag.tsx";

export interface GroupWords {
  readonly heading: string;
  readonly lead: string;
  readonly empty: string;
  /** A sign beside the colour, for people who do not see it. */
  readonly sign: string;
}

export const groupOrder = [
  "must-fix",
  "needs-fixing",
  "fixed-for-you",
  "worth-checking",
] as const satisfies readonly Group[];

export const groupWords: Readonly<Record<Group, GroupWords>> = {
  "must-fix": {
    heading: "Must fix",
    lead: "The platform will not take this, or drops the row or its shape.",
    empty: "Nothing must be fixed.",
    sign: "✖",
  },
  "needs-fixing": {
    heading: "Needs fixing",
    lead: "The row is taken, but a value in it is lost or wrong.",
    empty: "Nothing needs fixing.",
    sign: "▲",
  },
  "fixed-for-you": {
    heading: "Fixed for you",
    lead: "Nothing to do: the platform changes these values itself. See that it changes them as you would.",
    empty: "Nothing had to be changed.",
    sign: "↻",
  },
  "worth-checking": {
    heading: "Worth checking",
    lead: "Probably right, but a person should look. Found by this tool, not by the platform.",
    empty: "Nothing looks unusual.",
    sign: "?",
  },
};

const effectTag: Readonly<Record<Effect, TagProps>> = {
  kept: { text: "Kept as it is", colour: "grey" },
  changed: { text: "Changed", colour: "blue" },
  "value-lost": { text: "Value lost", colour: "orange" },
  "row-lost": { text: "Row lost", colour: "red" },
  "rows-mixed": { text: "Rows mixed", colour: "red" },
  "column-not-used": { text: "Column not used", colour: "grey" },
  "file-not-read": { text: "File not read", colour: "red" },
};

/** What becomes of a line's values, in a word; what blocks although nothing is lost says that instead. */
export function tagOf({ group, effect, type }: Pick<ReportLine, "group" | "effect" | "type">): TagProps {
  if (effect === "value-lost" && /^missing (value|column)$/.test(type))
    return { text: "Missing", colour: "orange" };
  if (group === "must-fix" && effect === "kept") return { text: "Blocks", colour: "red" };
  return effectTag[effect];
}

export const sourceWords: Readonly<Record<LineSource, string>> = {
  pipeline: "Logged by the platform’s pipeline, also in issue.csv",
  "live-check": "Said by the live check service, not by the pipeline",
  ours: "Found by this tool only, not in issue.csv",
};
