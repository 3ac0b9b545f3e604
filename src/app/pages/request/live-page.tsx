import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { type LivePaper, readLive } from "../../../request/live-request.ts";
import { Button } from "../../components/button.tsx";
import { Details } from "../../components/details.tsx";
import { ErrorSummary } from "../../components/error-summary.tsx";
import { FileInput } from "../../components/file-input.tsx";
import { Page } from "../../components/page.tsx";
import { SummaryList } from "../../components/summary-list.tsx";
import { Table } from "../../components/table.tsx";
import { WarningText } from "../../components/warning-text.tsx";
import { countOf } from "../../format.ts";
import { beginRequest } from "../../request/begin.ts";
import { routes } from "../../routes.ts";

const shownRows = 50;

/** A request of the live check, or the details of its answer, opened from a file. */
export function LivePage() {
  const [problem, setProblem] = useState("");
  const [papers, setPapers] = useState<readonly { readonly name: string; readonly paper: LivePaper }[]>([]);
  const open = async (file: File) => {
    const reply = readLive(await file.text());
    setProblem(reply.ok ? "" : reply.message);
    if (!reply.ok) return;
    const { paper } = reply;
    // A newer paper of the same kind takes the place of the older one.
    setPapers([...papers.filter((one) => one.paper.kind !== paper.kind), { name: file.name, paper }]);
  };
  return (
    <Page
      heading="Open a request of the live check"
      back={{ href: routes.requests, text: "Requests" }}
      before={problem !== "" && <ErrorSummary errors={[{ text: problem, target: "live-file" }]} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds-from-desktop">
          <p class="govuk-body">
            The answers of the live check's request service are JSON files: the request itself, and the
            details row by row. Open one to read it here. Older and newer forms are both read, and nothing is
            sent anywhere.
          </p>
          <FileInput
            id="live-file"
            label="Request or response details (.json)"
            accept=".json,application/json"
            error={problem || undefined}
            onFile={(file) => void open(file)}
          />
          <div role="status">
            {papers.map(({ name, paper }) => (
              <section key={paper.kind} aria-label={name}>
                <h2 class="govuk-heading-m app-break">{name}</h2>
                {paper.kind === "request" ? <LiveRequest paper={paper} /> : <LiveRows rows={paper.rows} />}
              </section>
            ))}
          </div>
        </div>
      </div>
    </Page>
  );
}

const states: Readonly<Record<string, string>> = {
  NEW: "It waits to be worked on",
  PROCESSING: "It is being worked on",
  COMPLETE: "It is done",
  FAILED: "It ended with a fault of the service",
};

function LiveRequest({ paper }: { readonly paper: Extract<LivePaper, { kind: "request" }> }) {
  const { route } = useLocation();
  const { request, params, tasks, missingFields, addition, errorDetails } = paper;
  const begin = async () => {
    const draft = await beginRequest(request.draft);
    route(routes.requestTasks(draft.id));
  };
  return (
    <>
      <SummaryList
        rows={[
          { key: "Request", value: <span class="app-break">{request.id || "no number"}</span> },
          { key: "State", value: states[request.status] ?? request.status },
          ...(paper.created ? [{ key: "Made", value: paper.created }] : []),
          ...params.map(([name, value]) => ({
            key: name.replaceAll("_", " "),
            value: <span class="app-break">{value}</span>,
          })),
        ]}
      />
      {request.error && (
        <>
          <WarningText>{request.error}</WarningText>
          <Details summary="What the service said of it">
            <SummaryList
              rows={errorDetails.map(([key, value]) => ({
                key,
                value: <span class="app-break">{value}</span>,
              }))}
            />
          </Details>
        </>
      )}
      {missingFields.length > 0 && (
        <p class="govuk-body">No column was found for: {missingFields.join(", ")}.</p>
      )}
      {tasks.length > 0 && (
        <Table
          caption={countOf(tasks.length, "thing to do", "things to do")}
          captionClass="govuk-table__caption--s"
          head={[{ text: "What" }, { text: "Field" }, { text: "Rows", numeric: true }, { text: "Reference" }]}
          rows={tasks.slice(0, shownRows).map((task) => [
            task.words || task.issueType,
            task.field,
            String(task.count),
            <>
              <code class="app-code">{task.reference || "none"}</code>
              {!task.referenceAgrees && " (not the one its values make)"}
            </>,
          ])}
        />
      )}
      {addition && <Addition addition={addition} />}
      <ColumnsFound columns={request.columns} />
      {request.type !== "check_file" && (
        <Button type="button" onClick={() => void begin()}>
          Start a request with these answers
        </Button>
      )}
    </>
  );
}

function ColumnsFound({ columns }: { readonly columns: Readonly<Record<string, string>> }) {
  const found = Object.entries(columns);
  if (found.length === 0) return undefined;
  return (
    <Details summary={`${countOf(found.length, "column")} of the data`}>
      <Table
        caption="Columns and fields"
        captionHidden
        head={[{ text: "Column" }, { text: "Field" }]}
        rows={found.map(([column, field]) => [column, field || "not used"])}
      />
    </Details>
  );
}

function Addition({
  addition,
}: {
  readonly addition: NonNullable<Extract<LivePaper, { kind: "request" }>["addition"]>;
}) {
  const { newEntities, existingEntities, lookups, endpointIsRegistered, sourceIsRegistered, ranges } =
    addition;
  const said = (value: boolean | undefined) => (value === undefined ? "not said" : value ? "yes" : "no");
  return (
    <>
      <h3 class="govuk-heading-s">What adding it would have done</h3>
      <SummaryList
        rows={[
          { key: "New entities", value: String(newEntities) },
          { key: "Entities that are there", value: String(existingEntities) },
          { key: "Endpoint is registered", value: said(endpointIsRegistered) },
          { key: "Source is registered", value: said(sourceIsRegistered) },
          ...(ranges.length > 0 ? [{ key: "Ranges", value: ranges.join("; ") }] : []),
        ]}
      />
      {lookups.length > 0 && (
        <Details summary={`${countOf(lookups.length, "number")} it proposed`}>
          <Table
            caption="Proposed numbers"
            captionHidden
            head={[{ text: "Reference" }, { text: "Number" }]}
            rows={lookups.slice(0, shownRows).map(({ reference, entity }) => [reference, entity])}
          />
          {lookups.length > shownRows && <p class="govuk-body">The first {shownRows} are shown.</p>}
        </Details>
      )}
    </>
  );
}

function LiveRows({ rows }: { readonly rows: Extract<LivePaper, { kind: "details" }>["rows"] }) {
  const faulty = rows.filter(({ issues }) => issues.length > 0);
  return (
    <>
      <p class="govuk-body">
        {countOf(rows.length, "row")}, {countOf(faulty.length, "row")} with something to look at.
      </p>
      {faulty.length > 0 && (
        <Table
          caption="Rows with something to look at"
          captionHidden
          head={[{ text: "Row" }, { text: "As published" }, { text: "What is wrong" }]}
          rows={faulty.slice(0, shownRows).map(({ entryNumber, cells, issues }) => [
            entryNumber,
            <span class="app-break">
              {cells
                .slice(0, 4)
                .map(([name, value]) => `${name}: ${value.slice(0, 60)}`)
                .join(", ")}
            </span>,
            issues.map(({ issueType, field, value }) => (
              <div class="app-break" key={issueType + field + value}>
                {field}: {issueType}
                {value !== "" && ` (${value.slice(0, 60)})`}
              </div>
            )),
          ])}
        />
      )}
      {faulty.length > shownRows && (
        <p class="govuk-body">
          The first {shownRows} of {faulty.length} are shown.
        </p>
      )}
    </>
  );
}
