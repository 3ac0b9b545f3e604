import { useEffect } from "preact/hooks";
import { ErrorBoundary as LazyBoundary } from "preact-iso";
import { failureDetail, failureWords } from "../../../report/failure-words.ts";
import { readRunFragment } from "../../../reproduce/run-descriptor.ts";
import { reproducedWords } from "../../../reproduce/run-differences.ts";
import { Button } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { Progress } from "../../components/progress.tsx";
import { WarningText } from "../../components/warning-text.tsx";
import { phaseWords } from "../../content/phases.ts";
import { countOf, formatNumber } from "../../format.ts";
import { fragment, withFragment } from "../../fragment.ts";
import { NeedsResource } from "../../reproduce/needs-resource.tsx";
import { cancelRun, type OpenRunState, openRunFile, reopenRun, runState } from "../../reproduce/run-state.ts";
import { sections } from "../../reproduce/sections.ts";
import { routes } from "../../routes.ts";

const back = { href: routes.reproduce, text: "Open another run" };

/** The run that is open, in sections. A link may bring a whole run in its fragment: `#run=...`. */
export function RunPage() {
  const linked = fragment.value.get("run") ?? undefined;
  useEffect(() => {
    if (linked !== undefined) void openLink(linked);
    else void reopenRun();
  }, [linked]);
  const state = runState.value;
  switch (state.kind) {
    case "unknown":
    case "reopening":
      return <Page heading="Opening the run" back={back} />;
    case "none":
      return (
        <Page heading="No run is open" back={back}>
          <p class="govuk-body">A run is kept in the browser where it was opened.</p>
          <Button href={routes.reproduce}>Open a run</Button>
        </Page>
      );
    case "bad-link":
      return (
        <Page heading="This link cannot be opened" back={back}>
          <p class="govuk-body">{state.detail}</p>
          <Button href={routes.reproduce}>Open a run</Button>
        </Page>
      );
    case "needs-resource":
      return <NeedsResource file={state.file} />;
    case "working":
      return (
        <Page heading={`Running ${state.run.name}`} back={back}>
          <Progress
            phase={phaseWords[state.progress.phase]}
            {...(state.progress.fraction === undefined ? {} : { done: state.progress.fraction })}
            {...(state.progress.records > 0 && { detail: `${countOf(state.progress.records, "row")} done` })}
          />
          <Button type="button" kind="secondary" onClick={cancelRun}>
            Cancel
          </Button>
        </Page>
      );
    case "failed":
      return (
        <Page heading={failureWords(state.failure).heading} caption={state.run.name} back={back}>
          <p class="govuk-body">{failureWords(state.failure).what}</p>
          <ul class="govuk-list govuk-list--bullet">
            {failureWords(state.failure).todo.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
          {failureDetail(state.failure) !== "" && (
            <p class="govuk-body">
              <code>{failureDetail(state.failure)}</code>
            </p>
          )}
          <Button href={routes.reproduce}>Open another run</Button>
        </Page>
      );
    case "open":
      return <OpenRun open={state} />;
  }
}

/** What goes along from section to section: the changes being tried, and the row that is looked at. */
function kept() {
  const of = (key: string) => fragment.value.get(key) ?? undefined;
  return { line: of("line"), edits: of("edits") };
}

async function openLink(linked: string): Promise<void> {
  const reply = readRunFragment(linked);
  if (reply.ok) await openRunFile(reply.run);
  else runState.value = { kind: "bad-link", detail: reply.detail };
  // So that the address can be shortened by the sections' own state; the run itself is kept on this computer.
  history.replaceState(history.state, "", routes.reproduceRun);
}

function OpenRun({ open }: { readonly open: OpenRunState }) {
  const { file, differences, failure } = open.summary;
  const chosen = fragment.value.get("section");
  const section = sections.find(({ id }) => id === chosen) ?? sections[0];
  const Component = section?.component;
  return (
    <Page heading={file.resource.name} caption={`Run of ${file.run.dataset}`} back={back} tight>
      {failure && (
        <WarningText>{`${failureWords(failure).heading}. ${failureWords(failure).what}`}</WarningText>
      )}
      {open.run.from && differences.length > 0 && (
        <WarningText>{`${reproducedWords(open.run.from, differences)} See “What was used”.`}</WarningText>
      )}
      <p class="govuk-body">
        {formatNumber(file.expected?.entries ?? 0)} entries, {formatNumber(file.expected?.facts ?? 0)} facts,{" "}
        {countOf(file.expected?.issues ?? 0, "issue")}
      </p>
      <nav aria-label="Sections of the run" class="app-sections">
        <ul class="app-sections__list">
          {sections.map(({ id, title }) => (
            <li key={id} class="app-sections__item">
              <a
                class="govuk-link"
                href={withFragment(routes.reproduceRun, { section: id, ...kept() })}
                {...(id === section?.id && { "aria-current": "page" })}
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <LazyBoundary>{Component && <Component open={open} />}</LazyBoundary>
    </Page>
  );
}
