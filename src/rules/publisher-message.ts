import type { Proposal } from "./proposal.ts";

/**
 * A message to the publisher in place of, or beside, a configuration row: what to correct, so that nobody has to keep a
 * rule for it.
 *
 * @param name what they call the file or its address
 */
export function publisherMessage(
  { cause, publisher }: Pick<Proposal, "cause" | "publisher">,
  name: string,
  dataset: string,
): string {
  if (publisher === "") return "";
  return [
    `Your ${dataset} data (${name}) has something only you can put right.`,
    "",
    cause,
    "",
    `Please ${publisher}.`,
    "",
    "You can check the corrected file before you publish it: it stays on your computer.",
    "",
  ].join("\n");
}
