import type { ReportLine } from "../report/report.ts";
import type { RequestStatus } from "./request-status.ts";

/** Words the team sends often, to start from. */
export interface CannedReply {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** For each decision that needs words; the publisher reads them, so they say what to do. */
export const cannedReplies: Readonly<Partial<Record<RequestStatus, readonly CannedReply[]>>> = {
  "needs-changes": [
    {
      id: "must-fix",
      title: "The data must be corrected",
      text: "We checked your data once more. Please correct the following at the same address, then send the request again:",
    },
    {
      id: "address",
      title: "The address does not give data",
      text: "We could not collect data from the address you gave. Please check that it opens without signing in and gives the file itself, not a web page about it. Then change the address in your answers, or repair it, and send the request again.",
    },
    {
      id: "page",
      title: "The web page does not link to the data or say the licence",
      text: "The web page about your data should link to the address of the data and say under which licence it is published. Please change the page, or give us another one, and send the request again.",
    },
    {
      id: "existing",
      title: "Another endpoint is registered",
      text: 'We collect this dataset from another address of yours already. Please tell us whether the new address replaces it, under "Endpoints it replaces" in your answers, and send the request again.',
    },
    {
      id: "references",
      title: "Many references are new",
      text: "Many references in your data are new to us, although the places seem to be the same. Were they renumbered? References should stay the same for good. Please restore them, or write us why they changed.",
    },
    { id: "own", title: "My own words", text: "" },
  ],
  declined: [
    {
      id: "collected",
      title: "It is collected already",
      text: "We collect this data from this address already, so there is nothing to add. If you publish corrections at the same address, they are collected the next night.",
    },
    {
      id: "not-ours",
      title: "It is not data for this platform",
      text: "This data does not belong to one of the datasets that planning authorities provide to the platform, so we cannot add it.",
    },
    { id: "own", title: "My own words", text: "" },
  ],
};

const longest = 5000;

/**
 * The message for the publisher: the words chosen, then each issue with its rows and what to do.
 * @param lines lines of the check made again, in the order of the report
 */
export function teamMessage(reply: string, lines: readonly ReportLine[]): string {
  const issues = lines.map(({ words, first, rows, about }) => {
    const numbers = (about === "row" ? first : []).slice(0, 5).map(({ lineNumber }) => lineNumber);
    const more = rows - numbers.length;
    const where =
      numbers.length === 0
        ? ""
        : ` (${rows === 1 ? "row" : "rows"} ${numbers.join(", ")}${more > 0 ? ` and ${more} more` : ""})`;
    return `- ${words.sentence}${where}. ${words.fix}`.trim();
  });
  let text = reply.trim();
  for (const [at, issue] of issues.entries()) {
    const rest = issues.length - at;
    const longer = `${text}${text === "" ? "" : at === 0 ? "\n\n" : "\n"}${issue}`;
    // What the server takes; the links name the others.
    if (longer.length > longest - 60) return `${text}\n- and ${rest} more, see the links`;
    text = longer;
  }
  return text;
}
