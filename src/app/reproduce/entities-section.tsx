import type { EntitiesView } from "../../../workers/reproduce-entities-protocol.ts";
import { WarningText } from "../components/warning-text.tsx";
import { countOf, formatNumber } from "../format.ts";
import { useAnswer } from "../use-answer.ts";
import { EntitiesCompare } from "./entities-compare.tsx";
import { EntitiesDuplicates } from "./entities-duplicates.tsx";
import { EntitiesResult } from "./entities-result.tsx";
import { choiceOf, entitiesState } from "./entities-state.ts";
import { EntitiesTable } from "./entities-table.tsx";
import type { SectionProps } from "./sections.ts";

/** Every entity of the file beside the lookup and the platform, proposed numbers, duplicates, and the rows that follow. */
export function EntitiesSection({ open }: SectionProps) {
  const state = entitiesState(open);
  const answer = state.answer.value;
  return (
    <>
      <h2 class="govuk-heading-m">Entities</h2>
      <p class="govuk-body">
        Each thing in the file, beside what the lookup table and the platform know of it. Ticked rows get an
        entity number: proposed here, given only when the rows below are merged.
      </p>
      <EntitiesCompare open={open} state={state} />
      <div aria-live="polite">
        {answer.kind === "waiting" && <p class="govuk-body">Comparing…</p>}
        {answer.kind === "failed" && <WarningText>{answer.detail}</WarningText>}
      </div>
      {answer.kind === "there" && <Found view={answer.view} open={open} />}
    </>
  );
}

function Found({ view, open }: SectionProps & { readonly view: EntitiesView }) {
  const state = entitiesState(open);
  const choice = choiceOf(state, view);
  const proposal = useAnswer(`${view.rows.length} ${view.configuration} ${JSON.stringify(choice)}`, () =>
    open.client.ask((worker) => worker.entityProposal(choice)),
  );
  return (
    <>
      {!view.hasLookups && (
        <WarningText>
          The lookup table of this collection is not among this tool’s tables, so nobody can say here which
          references have a number. Open the run with a checkout of the configuration.
        </WarningText>
      )}
      <WhatWasCompared view={view} />
      {view.moved.length > 0 && (
        <WarningText>
          {`${countOf(view.moved.length, "proposed number")} changed: ${view.moved
            .slice(0, 5)
            .map(({ reference, before, after }) => `${reference} ${before || "none"} to ${after || "none"}`)
            .join("; ")}`}
        </WarningText>
      )}
      {view.warnings.length > 0 && (
        <section>
          <h3 class="govuk-heading-s">Look at this before numbers are given</h3>
          <ul class="govuk-list govuk-list--bullet" id="entity-warnings">
            {view.warnings.slice(0, 20).map(({ code, reference, message }, index) => (
              <li key={index}>
                {reference !== "" && <strong>{reference}: </strong>}
                {message} <span class="app-small">{code}</span>
              </li>
            ))}
            {view.warnings.length > 20 && <li>and {formatNumber(view.warnings.length - 20)} more</li>}
          </ul>
        </section>
      )}
      <EntitiesTable view={view} state={state} proposal={view.hasLookups ? proposal.value : undefined} />
      <EntitiesDuplicates view={view} state={state} />
      {view.hasLookups && (
        <EntitiesResult open={open} state={state} choice={choice} proposal={proposal} view={view} />
      )}
    </>
  );
}

const completeness = {
  yes: "It says of itself that it is complete.",
  no: "It is not complete: entities that are missing in it look new.",
  unknown: "It does not say whether it is complete.",
} as const;

function WhatWasCompared({ view }: { readonly view: EntitiesView }) {
  const { extract, configuration, organisations } = view;
  const own = organisations.join(", ") || "no organisation";
  return (
    <p class="govuk-body">
      Lookups: {configuration}.{" "}
      {extract ? (
        <>
          Platform: {extract.name}, {countOf(extract.entities, "entity", "entities")}
          {extract.total === undefined ? "" : ` of ${formatNumber(extract.total)}`},{" "}
          {formatNumber(extract.own)} of {own}
          {extract.latestEntryDate === "" ? "" : `, the latest of ${extract.latestEntryDate}`}
          {extract.qualities.length === 0 ? "" : `, quality ${extract.qualities.join(", ")}`}.{" "}
          {completeness[extract.complete]}
        </>
      ) : (
        "The platform was not asked: whether something is new is not known."
      )}
    </p>
  );
}
