import { useEffect, useState } from "preact/hooks";
import type { TriedProposal } from "../../../workers/reproduce-fix-protocol.ts";
import { editLine } from "../../rules/edit-line.ts";
import type { Symptom } from "../../rules/symptom.ts";
import { Button } from "../components/button.tsx";
import { Details } from "../components/details.tsx";
import { Tag } from "../components/tag.tsx";
import { countOf } from "../format.ts";
import { fragment } from "../fragment.ts";
import { useAnswer } from "../use-answer.ts";
import { FixComplaint } from "./fix-complaint.tsx";
import { symptomWords } from "./fix-words.ts";
import type { OpenRunState } from "./run-state.ts";

export interface FixProposalsProps {
  readonly open: OpenRunState;
  readonly onUse: (proposal: TriedProposal) => void;
}

interface Asked {
  readonly symptom: Symptom;
  readonly words: string;
}

/** What the run shows, a form for what it does not, and the rows that would change it, each tried already. */
export function FixProposals({ open, onUse }: FixProposalsProps) {
  const found = useAnswer("symptoms", () => open.client.ask((worker) => worker.symptoms()));
  const [asked, setAsked] = useState<Asked>();
  const symptoms = found.value ?? [];
  return (
    <>
      {found.failed && (
        <p class="govuk-body">
          The rows of this run cannot be kept for this: the file may be too large. Cut it down first.
        </p>
      )}
      {found.value && (
        <>
          <h3 class="govuk-heading-s">What the run shows</h3>
          {symptoms.length === 0 ? (
            <p class="govuk-body">
              No issue that a configuration row could change, and no row lost by a rule.
            </p>
          ) : (
            <ul class="govuk-list app-fix-list">
              {symptoms.slice(0, 12).map(({ symptom, rows }) => {
                const words = symptomWords(symptom, rows);
                return (
                  <li key={JSON.stringify(symptom)}>
                    {words}.{" "}
                    <button
                      type="button"
                      class="app-link-button"
                      onClick={() => setAsked({ symptom, words })}
                    >
                      Find a fix<span class="govuk-visually-hidden"> for: {words}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
          )}
          {symptoms.length > 12 && <p class="govuk-body">And {symptoms.length - 12} more.</p>}
        </>
      )}
      <Details summary="Something else is wrong with a row" open={fragment.peek().has("line")}>
        <FixComplaint open={open} onAsk={(symptom, words) => setAsked({ symptom, words })} />
      </Details>
      {asked && <Proposals key={JSON.stringify(asked.symptom)} open={open} asked={asked} onUse={onUse} />}
    </>
  );
}

function Proposals({ open, asked, onUse }: FixProposalsProps & { readonly asked: Asked }) {
  const { symptom, words } = asked;
  const answer = useAnswer(JSON.stringify(symptom), () =>
    open.client.ask((worker) => worker.propose(symptom)),
  );
  const [heading, setHeading] = useState<HTMLHeadingElement | null>(null);
  // The list is drawn below what was clicked: the focus goes there, for people who cannot see it appear.
  useEffect(() => heading?.focus(), [heading]);
  const proposals = answer.value;
  return (
    <section class="app-fix-proposals">
      <h3 class="govuk-heading-s" tabIndex={-1} ref={setHeading}>
        {words}: {answer.waiting ? "looking for a fix" : countOf(proposals?.length ?? 0, "proposal")}
      </h3>
      {answer.failed && <p class="govuk-body">The search stopped with an error. Try again.</p>}
      {proposals?.length === 0 && (
        <p class="govuk-body">
          No configuration row can put this right: the publisher has to correct the file. You can still write
          a row below.
        </p>
      )}
      <ol class="govuk-list govuk-list--number">
        {proposals?.map((proposal) => (
          <li key={proposal.id}>
            <ProposalView proposal={proposal} onUse={onUse} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ProposalView({
  proposal,
  onUse,
}: {
  readonly proposal: TriedProposal;
  readonly onUse: (proposal: TriedProposal) => void;
}) {
  const { title, cause, edits, asks, publisher, trial } = proposal;
  const needs = asks.length > 0;
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{title}</strong>{" "}
        {needs ? (
          <Tag text="Needs a value" colour="grey" />
        ) : (
          trial && (
            <Tag text={trial.solved ? "Works" : "Does not help"} colour={trial.solved ? "green" : "orange"} />
          )
        )}
      </p>
      <p class="govuk-body govuk-!-margin-bottom-1">{cause}</p>
      {edits.slice(0, 5).map((edit) => (
        <code key={JSON.stringify(edit)} class="app-fix-row">
          {edit.file}: {editLine(edit)}
        </code>
      ))}
      {edits.length > 5 && <p class="govuk-body">And {edits.length - 5} more rows.</p>}
      {trial && !needs && (
        <p class="govuk-body-s govuk-!-margin-bottom-1">
          Tried: {countOf(trial.issuesGone, "issue")} gone, {trial.issuesNew} new,{" "}
          {countOf(trial.factsChanged, "fact")} changed
          {trial.linesGained > 0 &&
            `, ${countOf(trial.linesGained, "row")} published that ${trial.linesGained === 1 ? "was" : "were"} not`}
          {trial.linesLost > 0 && `, ${countOf(trial.linesLost, "row")} no longer published`}.
        </p>
      )}
      {publisher !== "" && (
        <p class="govuk-body-s govuk-!-margin-bottom-1">Publisher should correct: {publisher}.</p>
      )}
      <Button type="button" kind="secondary" onClick={() => onUse(proposal)}>
        Use this<span class="govuk-visually-hidden">: {title}</span>
      </Button>
    </>
  );
}
