import type { HistoryEntry } from "../../intake/intake-api.ts";
import { statusWords } from "../../intake/request-status.ts";
import { formatMoment } from "../format.ts";
import { TeamLink } from "./issue-links.tsx";
import { MessageText } from "./message-text.tsx";

interface HistoryListProps {
  readonly history: readonly HistoryEntry[];
  /** Who reads it. */
  readonly reader: HistoryEntry["by"];
  /** An entry whose words stand on the page already. */
  readonly shownAbove?: HistoryEntry | undefined;
}

/** What happened to a request, newest first. */
export function HistoryList({ history, reader, shownAbove }: HistoryListProps) {
  return (
    <ol class="app-timeline">
      {[...history].reverse().map((entry, index) => (
        <li class="app-timeline__item" key={`${entry.at}-${index}`}>
          <h3 class="govuk-heading-s app-timeline__title">{titleOf(entry, reader)}</h3>
          <p class="app-small app-timeline__by">
            <time dateTime={entry.at}>{formatMoment(new Date(entry.at))}</time>, {writer(entry.by, reader)}
          </p>
          {entry === shownAbove ? (
            <p class="govuk-body">What the team asks for stands above.</p>
          ) : (
            <Words entry={entry} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Words({ entry }: { readonly entry: HistoryEntry }) {
  return (
    <>
      {entry.message !== undefined && entry.message !== "" && <MessageText text={entry.message} />}
      {entry.link !== undefined && <TeamLink link={entry.link} />}
    </>
  );
}

function titleOf({ status, sent = 0, by }: HistoryEntry, reader: HistoryEntry["by"]): string {
  if (sent > 1) return "Corrected request sent";
  if (sent === 1) return "Request sent";
  if (status !== undefined) return statusWords[status].label;
  return by === reader
    ? "Message from you"
    : by === "team"
      ? "Message from the team"
      : "Message from the publisher";
}

function writer(by: HistoryEntry["by"], reader: HistoryEntry["by"]): string {
  if (by === reader) return reader === "team" ? "by the team" : "by you";
  return by === "team" ? "by the Planning Data team" : "by the publisher";
}
