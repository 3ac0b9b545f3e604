import type { PublicRequest, ReviewView } from "../../intake/intake-api.ts";
import { frequencyWords } from "../../request/write-text.ts";
import { SummaryList, type SummaryRow } from "../components/summary-list.tsx";
import { formatDate, formatMoment } from "../format.ts";
import { MessageText } from "../request/message-text.tsx";

/** What the publisher answered, and who to write to. */
export function SentSection({ view }: { readonly view: ReviewView }) {
  const { contact, contactDeletedAt } = view;
  return (
    <section aria-labelledby="sent">
      <h2 class="govuk-heading-m" id="sent" tabIndex={-1}>
        What was sent
      </h2>
      <SummaryList rows={answers(view.request, view.organisationName, sentTimes(view))} />
      <h3 class="govuk-heading-s">Contact</h3>
      {contact ? (
        <>
          <p class="govuk-body">
            {contact.name}, <span class="app-break">{contact.email}</span>
          </p>
          {contact.notes !== "" && (
            <>
              <h3 class="govuk-heading-s">Notes of the publisher</h3>
              <MessageText text={contact.notes} />
            </>
          )}
          <p class="app-small">
            Personal data: never in the rows. It is deleted here on {formatDate(contactDeletedAt)} unless
            something happens to the request before.
          </p>
        </>
      ) : (
        <p class="govuk-body">
          Name, email and notes were deleted on {formatDate(contactDeletedAt)}. Messages still reach the
          publisher's page.
        </p>
      )}
    </section>
  );
}

function sentTimes({ versions }: ReviewView): string {
  const newest = versions.at(-1);
  return versions.length > 1 && newest
    ? `${versions.length} times, last on ${formatMoment(new Date(newest.sentAt))}`
    : "";
}

/** What the publisher answered, row by row. @param sentWords how often it was sent; blank: nothing is said */
export function answers(request: PublicRequest, organisationName: string, sentWords = ""): SummaryRow[] {
  const text = (key: string, value: string): SummaryRow[] =>
    value === "" ? [] : [{ key, value: <span class="app-break">{value}</span> }];
  const web = (key: string, value: string): SummaryRow[] => [{ key, value: <WebAddress url={value} /> }];
  const common = [
    ...text("Organisation", `${organisationName} (${request.organisation})`),
    ...text("Dataset", request.datasets.join(", ")),
  ];
  const sent = text("Sent", sentWords);
  switch (request.kind) {
    case "add": {
      const mapping = Object.entries(request.columnMapping).map(([column, field]) => `${column} is ${field}`);
      const retired = request.existingEndpoints.filter(({ retire }) => retire);
      const { removedReferences: removed, startDateSource } = request;
      return [
        ...common,
        ...web("Address of the data", request.endpointUrl),
        ...web("Web page about it", request.documentationUrl),
        ...text("Licence", request.licence),
        ...text(
          "Start date",
          formatDate(request.startDate) + (startDateSource ? `, ${startDateSource}` : ""),
        ),
        ...text("Whose data it is", request.authoritative ? "Their own: authoritative" : "Republished"),
        ...text("Updated", frequencyWords[request.updateFrequency]),
        ...text(
          "Endpoints it replaces",
          request.existingEndpoints.length === 0
            ? ""
            : retired.length === 0
              ? `None of ${request.existingEndpoints.length}`
              : retired.map(({ url }) => url).join(", "),
        ),
        ...text("Trees drawn as", request.geometryType ?? ""),
        ...text("Columns matched by hand", mapping.join(", ")),
        ...text("Plugin", request.plugin),
        ...text(
          "Rows of each dataset",
          request.shares
            .map(({ dataset, field, pattern }) => `${dataset}: ${field} matches ${pattern}`)
            .join("; "),
        ),
        ...text(
          "Records that are gone",
          removed ? `${removed.count}: ${removed.reason.replaceAll("-", " ")} ${removed.words}`.trim() : "",
        ),
        ...text(
          "References renumbered",
          request.renumberedReferences === "not-known" ? "" : request.renumberedReferences,
        ),
        ...text("Sent although something must be fixed", request.mustFixReason),
        ...sent,
      ];
    }
    case "change-details":
      return [
        ...common,
        ...web("Address of the data", request.endpointUrl),
        ...(request.documentationUrl ? web("New web page", request.documentationUrl) : []),
        ...text("New licence", request.licence ?? ""),
        ...sent,
      ];
    case "retire":
      return [
        ...common,
        ...text("Endpoints to retire", request.endpoints.map(({ url }) => url).join(", ")),
        ...text("Reason", request.reason),
        ...sent,
      ];
  }
}

/** A web address somebody sent: a link only when it is one for a browser. */
function WebAddress({ url }: { readonly url: string }) {
  if (!/^https?:\/\//i.test(url)) return <span class="app-break">{url}</span>;
  return (
    <a class="govuk-link app-break" href={url} rel="noreferrer" target="_blank">
      {url}
    </a>
  );
}
