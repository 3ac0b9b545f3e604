import type { HistoryEntry } from "../../src/intake/intake-api.ts";
import { statusWords } from "../../src/intake/request-status.ts";
import type { Side } from "../storage/tables.ts";

export interface NoticeSubject {
  readonly reference: string;
  readonly organisationName: string;
  readonly datasets: readonly string[];
  readonly endpointUrl: string | null;
}

/** Whole addresses, for an email. */
export interface NoticeLinks {
  /** Origin of this server, for links that are a path. */
  readonly origin: string;
  /** The publisher's page about the request. */
  readonly status: string;
  /** The reviewer's. */
  readonly review: string;
}

/** The words of an email about one entry of the history. No name and no address: those are added by whoever sends it. */
export function noticeText(
  recipient: Side,
  subject: NoticeSubject,
  entry: HistoryEntry,
  links: NoticeLinks,
): { readonly subject: string; readonly body: string } {
  const { reference, organisationName, datasets, endpointUrl } = subject;
  const about = [
    `Reference: ${reference}`,
    `Organisation: ${organisationName}`,
    `Data: ${datasets.join(", ")}`,
    ...(endpointUrl === null ? [] : [`Endpoint URL: ${endpointUrl}`]),
  ].join("\n");
  const words = entry.status && statusWords[entry.status];
  const link = entry.link?.startsWith("/") ? links.origin + entry.link : entry.link;
  if (recipient === "publisher") {
    return {
      subject: `${reference}: ${entry.by === "publisher" ? "we have your request" : (words?.label ?? "a message about your request")}`,
      body: paragraphs(
        words?.meaning ?? "The Planning Data team has written to you about your request.",
        entry.message && `The team wrote:\n${entry.message}`,
        link && `See: ${link}`,
        about,
        `See everything about your request, and answer: ${links.status}`,
        "Whoever has this link can see and change the request. Pass it on only to people who may.",
      ),
    };
  }
  const happened =
    entry.sent === undefined ? "A message" : entry.sent === 1 ? "A new request" : "A corrected request";
  return {
    subject: `${happened} from ${organisationName}: ${reference}`,
    body: paragraphs(
      entry.message && `The publisher wrote:\n${entry.message}`,
      about,
      `Look at it: ${links.review}`,
    ),
  };
}

function paragraphs(...texts: (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== "").join("\n\n");
}
