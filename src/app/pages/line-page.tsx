import { useRoute } from "preact-iso";
import { allLines, findLine, type ReportLine } from "../../report/report.ts";
import { CellText } from "../cell.tsx";
import type { CheckClient } from "../check-client.ts";
import { CheckGate } from "../check-gate.tsx";
import { Details } from "../components/details.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Page } from "../components/page.tsx";
import { Pagination } from "../components/pagination.tsx";
import { SummaryList } from "../components/summary-list.tsx";
import { Table } from "../components/table.tsx";
import { Tag } from "../components/tag.tsx";
import { groupWords, sourceWords, tagOf } from "../content/groups.ts";
import { FileGone, NoAnswer, Waiting } from "../file-gone.tsx";
import { countOf } from "../format.ts";
import { fragment, withFragment } from "../fragment.ts";
import { LineRows } from "../line-rows.tsx";
import { routes } from "../routes.ts";
import type { DoneState } from "../state.ts";
import { useAnswer } from "../use-answer.ts";

const pageSize = 50;

/** One thing found: what it means, what becomes of it, what to do, an example, and every row that has it. */
export function LinePage() {
  const { params } = useRoute();
  return (
    <CheckGate>{(done) => <Line done={done} id={(params.line ?? "").replaceAll("/", ".")} />}</CheckGate>
  );
}

function Line({ done, id }: { readonly done: DoneState; readonly id: string }) {
  const line = findLine(done.report, id);
  const back = { href: routes.result, text: "Back to the result" };
  if (!line)
    return (
      <Page heading="This check does not have that" back={back}>
        <p class="govuk-body">
          Nothing of this kind was found in {done.report.checked.name}. It may have been in an earlier version
          of the file.
        </p>
      </Page>
    );
  const { words } = line;
  return (
    <Page heading={words.sentence} caption={groupWords[line.group].heading} back={back}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body">
            <Tag {...tagOf(line)} />
          </p>
          <p class="govuk-body-l">{words.what}</p>
          {words.why !== "" && <p class="govuk-body">{words.why}</p>}
          <h2 class="govuk-heading-m">What happens if you do nothing</h2>
          <p class="govuk-body">{words.effect}</p>
          {words.fix !== "" && (
            <>
              <h2 class="govuk-heading-m">What to do</h2>
              <p class="govuk-body">{words.fix}</p>
            </>
          )}
          {line.about === "column" && (
            <p class="govuk-body">
              <a class="govuk-link" href={routes.columns}>
                Say which of your columns is which field
              </a>
            </p>
          )}
          {words.example && <Example example={words.example} />}
          {words.note !== undefined && <InsetText>{words.note}</InsetText>}
          <Samples line={line} />
          <Details summary="How the platform names this">
            <SummaryList
              noBorder
              rows={[
                { key: "Type", value: <code class="app-code">{line.type}</code> },
                {
                  key: "Field",
                  value: line.field === "" ? "none" : <code class="app-code">{line.field}</code>,
                },
                { key: "Said by", value: sourceWords[line.source] },
                ...(line.severity === "" ? [] : [{ key: "Severity", value: line.severity }]),
                ...(line.responsibility === ""
                  ? []
                  : [{ key: "Responsibility", value: line.responsibility }]),
                ...(line.qualityLevel === "" ? [] : [{ key: "Quality level", value: line.qualityLevel }]),
              ]}
            />
            <p class="govuk-body">
              <a class="govuk-link" href={withFragment(routes.checks, { type: line.type })}>
                See it in the list of all checks
              </a>
            </p>
          </Details>
        </div>
        <Neighbours done={done} line={line} />
      </div>
      {line.rows > 0 && (done.client ? <Rows client={done.client} id={done.id} line={line} /> : <FileGone />)}
    </Page>
  );
}

function Example({ example }: { readonly example: { readonly before: string; readonly after: string } }) {
  return (
    <>
      <h2 class="govuk-heading-m">Example</h2>
      <SummaryList
        rows={[
          {
            key: "Instead of",
            value: <code class="app-code">{example.before === "" ? "(blank)" : example.before}</code>,
          },
          {
            key: "Write",
            value: <code class="app-code">{example.after === "" ? "(blank)" : example.after}</code>,
          },
        ]}
      />
    </>
  );
}

/** Up to five different values with what became of them, for a quick look before the rows. */
function Samples({ line }: { readonly line: ReportLine }) {
  if (line.samples.length === 0 || line.rows > 0) return undefined;
  return (
    <Table
      caption="In your file"
      head={[{ text: "You wrote" }, { text: "Published as" }]}
      rows={line.samples.map((sample) => [
        <CellText key="before" text={sample.before} />,
        sample.after === "" ? "nothing" : <CellText key="after" text={sample.after} />,
      ])}
    />
  );
}

/** The lines before and after this one, so that a person can go through all of them. */
function Neighbours({ done, line }: { readonly done: DoneState; readonly line: ReportLine }) {
  const lines = allLines(done.report);
  const at = lines.findIndex((each) => each.id === line.id);
  const previous = lines[at - 1];
  const next = lines[at + 1];
  return (
    <aside class="govuk-grid-column-one-third app-no-print" aria-label="Look closer">
      <div class="app-aside__inner">
        <h2 class="govuk-heading-m">Look closer</h2>
        <ul class="govuk-list app-list-spaced">
          {line.rows > 0 && (
            <>
              <li>
                <a class="govuk-link" href={withFragment(routes.rows, { line: line.id })}>
                  These rows in the full table
                </a>
              </li>
              <li>
                <a class="govuk-link" href={withFragment(routes.map, { line: line.id })}>
                  These rows on the map
                </a>
              </li>
            </>
          )}
          <li>
            <a class="govuk-link" href={routes.guidanceFor(done.report.checked.dataset)}>
              Guidance for {done.report.checked.datasetName.toLowerCase()}
            </a>
          </li>
        </ul>
        {next && (
          <>
            <h2 class="govuk-heading-s govuk-!-margin-bottom-1">Next</h2>
            <p class="govuk-body">
              <a class="govuk-link" href={routes.line(next.id)}>
                {next.words.sentence}
              </a>
            </p>
          </>
        )}
        {previous && (
          <>
            <h2 class="govuk-heading-s govuk-!-margin-bottom-1">Previous</h2>
            <p class="govuk-body">
              <a class="govuk-link" href={routes.line(previous.id)}>
                {previous.words.sentence}
              </a>
            </p>
          </>
        )}
      </div>
    </aside>
  );
}

function Rows(props: { readonly client: CheckClient; readonly id: string; readonly line: ReportLine }) {
  const { client, line } = props;
  const page = Math.max(1, Number(fragment.value.get("page")) || 1);
  const answer = useAnswer(`${props.id} ${line.id} ${page}`, () =>
    client.page({ lineId: line.id, offset: (page - 1) * pageSize, limit: pageSize }),
  );
  return (
    <section aria-labelledby="rows">
      <h2 class="govuk-heading-m" id="rows">
        {countOf(line.rows, "row")} of your file
        {line.about === "row" && line.count !== line.rows && (
          <span class="govuk-caption-m">{countOf(line.count, "issue")} in them</span>
        )}
      </h2>
      {answer.failed && <NoAnswer />}
      {!answer.value && answer.waiting && <Waiting />}
      {answer.value && (
        <>
          <LineRows page={answer.value} line={line} />
          <Pagination
            page={page}
            pages={Math.ceil(answer.value.total / pageSize)}
            href={(number) => withFragment(routes.line(line.id), { page: number === 1 ? undefined : number })}
            label="Pages of rows"
          />
        </>
      )}
    </section>
  );
}
