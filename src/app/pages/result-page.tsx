import { capitalised } from "../../issues/field-label.ts";
import { failureDetail, failureWords } from "../../report/failure-words.ts";
import type { Group, PassedCheck, Report, ReportLine } from "../../report/report.ts";
import { rowsWords, verdictWords } from "../../report/verdict.ts";
import { CheckGate } from "../check-gate.tsx";
import { CheckedSummary } from "../checked-summary.tsx";
import { focusTarget } from "../components/error-summary.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Page } from "../components/page.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { groupOrder, groupWords } from "../content/groups.ts";
import { Downloads } from "../downloads.tsx";
import { formatNumber, joinWords } from "../format.ts";
import { ModeSwitch } from "../mode-switch.tsx";
import { LineGroup } from "../report-lines.tsx";
import { RequestButton } from "../request-button.tsx";
import { routes } from "../routes.ts";
import { HaveTheFile, SameResult } from "../same-result.tsx";
import type { DoneState } from "../state.ts";
import { TrustEstimate } from "../trust-estimate.tsx";
import { useParts } from "../use-parts.ts";

/** The verdict, the four lists, what passed; and the ways to look closer. */
export function ResultPage() {
  return <CheckGate>{(done) => <Result done={done} />}</CheckGate>;
}

function Result({ done }: { readonly done: DoneState }) {
  const { report } = done;
  const { checked, groups } = report;
  const parts = useParts(done.id, 3);
  return (
    <Page
      heading={verdictWords(report.verdict)}
      caption={joinWords(
        [
          capitalised(checked.datasetName),
          ...checked.organisations.map((each) => each.name || each.organisation),
        ],
        ",",
      )}
      back={{ href: routes.start, text: "Check another file" }}
      before={
        <>
          <NotKept done={done} />
          {done.against && <SameResult before={done.against} now={report} />}
        </>
      }
      headingClass={`app-verdict app-verdict--${report.verdict.kind}`}
      lead={
        <>
          <p class="govuk-body-l">{rowsWords(report)}.</p>
          <GroupCounts report={report} />
        </>
      }
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {!done.client && <HaveTheFile done={done} />}
          {report.failure && <Stopped report={report} />}
          {groupOrder.slice(0, parts === 1 ? 1 : undefined).map((group) => (
            <LineGroup key={group} group={group} lines={linesOf(report, group)} />
          ))}
          {parts > 1 && <Passed passed={groups.passed} />}
          {parts > 1 && <TrustEstimate report={report} />}
        </div>
        {parts > 2 && <LookCloser done={done} />}
      </div>
      {parts > 2 && <CheckedSummary done={done} />}
    </Page>
  );
}

function Passed({ passed }: { readonly passed: readonly PassedCheck[] }) {
  return (
    <section class="app-group app-group--passed" aria-labelledby="group-passed">
      <h2 class="govuk-heading-m app-group__heading" id="group-passed" tabIndex={-1}>
        <span aria-hidden="true" class="app-group__sign">
          ✔
        </span>
        <span>
          Passed <span class="app-group__count">({passed.length})</span>
        </span>
      </h2>
      {passed.length === 0 ? (
        <p class="govuk-body">No check passed.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {passed.map((each) => (
            <li key={each.id}>{each.sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function LookCloser({ done }: { readonly done: DoneState }) {
  const { checked } = done.report;
  return (
    <aside class="govuk-grid-column-one-third" aria-label="Look closer">
      <div class="app-aside__inner">
        <RequestButton done={done} />
        <h2 class="govuk-heading-m">Look closer</h2>
        <ul class="govuk-list app-list-spaced">
          <li>
            <a class="govuk-link" href={routes.rows}>
              All rows
            </a>
          </li>
          <li>
            <a class="govuk-link" href={routes.map}>
              Map
            </a>
          </li>
          <li>
            <a class="govuk-link" href={routes.map}>
              {checked.boundary ? "Your authority’s boundary" : "Compare with your authority’s boundary"}
            </a>
          </li>
          <li>
            <a class="govuk-link" href={routes.published}>
              What would be published
            </a>
          </li>
          <li>
            <a class="govuk-link" href={routes.columns}>
              Your columns
            </a>
          </li>
          <li>
            <a class="govuk-link" href={routes.guidanceFor(checked.dataset)}>
              Guidance for {checked.datasetName.toLowerCase()}
            </a>
          </li>
        </ul>
        <Downloads done={done} />
        <p class="govuk-body">
          <a class="govuk-link" href={routes.share}>
            Share this result
          </a>
        </p>
        <ModeSwitch done={done} />
      </div>
    </aside>
  );
}

/** How many things are in each list: links to the lists. */
function GroupCounts({ report }: { readonly report: Report }) {
  const counts = [
    ...groupOrder.map((group) => ({
      id: group,
      words: groupWords[group].heading,
      count: linesOf(report, group).length,
    })),
    { id: "passed", words: "Passed", count: report.groups.passed.length },
  ];
  return (
    <ul class="app-counts">
      {counts.map(({ id, words, count }) => (
        <li class={`app-counts__item app-counts__item--${id}`} key={id}>
          <span class="app-counts__number">{formatNumber(count)}</span>
          <a class="govuk-link" href={`#group-${id}`} onClick={(event) => focusTarget(event, `group-${id}`)}>
            {words}
          </a>
        </li>
      ))}
    </ul>
  );
}

function linesOf(report: Report, group: Group): readonly ReportLine[] {
  switch (group) {
    case "must-fix":
      return report.groups.mustFix;
    case "needs-fixing":
      return report.groups.needsFixing;
    case "fixed-for-you":
      return report.groups.fixedForYou;
    case "worth-checking":
      return report.groups.worthChecking;
  }
}

/** The run ended before the end of the file: said above the lists, which hold only what was found before. */
function Stopped({ report }: { readonly report: Report }) {
  if (!report.failure) return undefined;
  const words = failureWords(report.failure);
  return (
    <>
      <WarningText>{words.heading}. The lists below hold only what was found before that.</WarningText>
      <p class="govuk-body">{words.what}</p>
      <ul class="govuk-list govuk-list--bullet">
        {words.todo.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <p class="govuk-body">
        <code class="app-code">{failureDetail(report.failure)}</code>
      </p>
    </>
  );
}

function NotKept({ done }: { readonly done: DoneState }) {
  if (!done.notKept) return undefined;
  return (
    <InsetText>
      This browser did not let us keep the check (a private window, or no room). It will be gone when you
      close or reload this page, so save what you need.
    </InsetText>
  );
}
