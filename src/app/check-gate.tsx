import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { CheckFailure } from "../report/failure.ts";
import { failureDetail, failureWords } from "../report/failure-words.ts";
import type { StoredSettings } from "../store/checks.ts";
import { Button } from "./components/button.tsx";
import { Details } from "./components/details.tsx";
import { Page } from "./components/page.tsx";
import { Progress } from "./components/progress.tsx";
import { WarningText } from "./components/warning-text.tsx";
import { phaseWords } from "./content/phases.ts";
import { FirstResults } from "./first-results.tsx";
import { countOf } from "./format.ts";
import { routes } from "./routes.ts";
import { type CheckState, cancelCheck, check, checkAgain, type DoneState, reopenCheck } from "./state.ts";
import { appVersion } from "./version.ts";

/** Around every page that shows a check: the page itself once there is one, and else why there is none yet. */
export function CheckGate(props: { readonly children: (done: DoneState) => ComponentChildren }) {
  useEffect(() => void reopenCheck(), []);
  const state = check.value;
  switch (state.kind) {
    case "none":
      return <NoCheckPage />;
    case "unknown":
    case "reopening":
      return <Page heading="Opening your last check" />;
    case "working":
      return <WorkingPage state={state} />;
    case "cancelled":
      return <CancelledPage name={state.settings.name} />;
    case "failed":
      return <FailedPage state={state} />;
    case "done":
      if (state.report.failure && isWhole(state.report.failure))
        return <FailedPage state={{ ...state, failure: state.report.failure }} />;
      return <>{props.children(state)}</>;
  }
}

interface FailedCheck {
  readonly settings: StoredSettings;
  readonly failure: CheckFailure;
  readonly file?: Blob;
}

/** Nothing of the file could be checked; otherwise what was found before the failure is shown. */
function isWhole(failure: CheckFailure): boolean {
  return failure.code !== "pipeline-raises";
}

function NoCheckPage() {
  return (
    <Page heading="There is no check to show">
      <p class="govuk-body">
        Results are kept on the computer and in the browser where the check was made. They cannot be opened
        anywhere else.
      </p>
      <Button href={routes.start}>Check a file</Button>
    </Page>
  );
}

function WorkingPage({ state }: { readonly state: Extract<CheckState, { kind: "working" }> }) {
  const { interim, settings } = state;
  const { phase, records, fraction } = state.progress;
  const done = fraction === undefined ? {} : { done: fraction };
  // When the whole is known by its bytes only, the rows in all are told as an estimate, and only once it is a fair one.
  const isFair = fraction !== undefined && fraction > 0.05 && fraction < 1;
  const about = isFair ? `of about ${roundTo2(records / fraction)}` : "";
  // The heading counts rows that are done with; a second number beside it would only puzzle.
  const detail = interim ? about : `${countOf(records, "row")} done ${about}`.trim();
  const heading = `Checking ${settings.name}`;
  return (
    <Page
      heading={interim ? `Checking your data: ${countOf(interim.rows, "row")} so far` : heading}
      // The heading grows as rows are done; only another title would take the focus.
      title={heading}
      {...(interim && { caption: settings.name })}
    >
      <Progress phase={phaseWords[phase]} {...done} {...(records > 0 && { detail })} />
      {state.silent && (
        <WarningText>
          Nothing has been heard for a minute. A very large shape can take this long. You can wait, or cancel
          and check a smaller part of the file.
        </WarningText>
      )}
      <p class="govuk-body">Your file stays on this computer. You can use other tabs while this one works.</p>
      <Button type="button" kind="secondary" onClick={cancelCheck}>
        Cancel
      </Button>
      {interim && <FirstResults interim={interim} />}
    </Page>
  );
}

/** To two figures: an estimate should not look exact. */
function roundTo2(value: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return (Math.round(value / unit) * unit).toLocaleString("en-GB");
}

function CancelledPage({ name }: { readonly name: string }) {
  return (
    <Page heading="You stopped the check" back={{ href: routes.start }}>
      <p class="govuk-body">{name} was not checked. Nothing was kept, and your file has not been changed.</p>
      <div class="govuk-button-group">
        <Button type="button" onClick={() => void checkAgain({})}>
          Check it again
        </Button>
        <a class="govuk-link" href={routes.start}>
          Check another file
        </a>
      </div>
    </Page>
  );
}

/** A file that could not be checked: what happened, what it means, what to do. */
function FailedPage({ state }: { readonly state: FailedCheck }) {
  const { route } = useLocation();
  const words = failureWords(state.failure);
  const detail = failureDetail(state.failure);
  return (
    <Page
      heading={words.heading}
      caption={state.settings.name}
      back={{ href: routes.start }}
      headingClass="app-verdict app-verdict--not-checked"
      lead={<p class="govuk-body-l">This file was not checked.</p>}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body">{words.what}</p>
          <h2 class="govuk-heading-m">What to do</h2>
          <ul class="govuk-list govuk-list--bullet">
            {words.todo.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
          <div class="govuk-button-group">
            <Button type="button" onClick={() => route(routes.start)}>
              Choose another file
            </Button>
            {state.file && (
              <Button type="button" kind="secondary" onClick={() => void checkAgain({})}>
                Try again
              </Button>
            )}
          </div>
          {detail !== "" && <FailureDetails detail={detail} state={state} />}
        </div>
      </div>
    </Page>
  );
}

function FailureDetails({ detail, state }: { readonly detail: string; readonly state: FailedCheck }) {
  const { settings, failure, file } = state;
  return (
    <Details summary="Technical details">
      <code class="app-code">
        {[
          failure.code,
          detail,
          `file: ${settings.name}${file ? `, ${file.size} bytes` : ""}`,
          `dataset: ${settings.dataset}, answer: ${settings.mode}`,
          `version: ${appVersion}`,
        ].join("\n")}
      </code>
    </Details>
  );
}
