import { useState } from "preact/hooks";
import type {
  EntitiesView,
  EntityChoice,
  EntityFiles,
  ProposalView,
} from "../../../workers/reproduce-entities-protocol.ts";
import { Checkboxes } from "../components/checkboxes.tsx";
import { Details } from "../components/details.tsx";
import { Textarea } from "../components/textarea.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { countOf } from "../format.ts";
import { downloadName, saveFile } from "../save-file.ts";
import type { Answer } from "../use-answer.ts";
import { type EntitiesState, removalsOf } from "./entities-state.ts";
import type { OpenRunState } from "./run-state.ts";

interface ResultProps {
  readonly open: OpenRunState;
  readonly state: EntitiesState;
  readonly view: EntitiesView;
  readonly choice: EntityChoice;
  readonly proposal: Answer<ProposalView>;
}

/** The rows that follow from the ticks, and what a person must decide before they can be used. */
export function EntitiesResult({ open, state, view, choice, proposal }: ResultProps) {
  const [failed, setFailed] = useState(false);
  const made = proposal.value;
  const { wrong } = removalsOf(state.removals.value);
  const { name } = open.summary.file.resource;
  const save = async (kind: keyof EntityFiles) => {
    setFailed(false);
    try {
      const files = await open.client.ask((worker) => worker.entityFiles(choice));
      if (kind === "patch") saveFile(new Blob([files.patch]), downloadName(name, "entities.patch"));
      else
        saveFile(files[kind], downloadName(name, kind === "zip" ? "entities.zip" : "entities-new-rows.zip"));
    } catch {
      setFailed(true);
    }
  };
  return (
    <section>
      <h3 class="govuk-heading-s">The rows that follow</h3>
      <Checkboxes
        name="authoritative"
        legend="Who owns the numbers"
        legendClass="govuk-visually-hidden"
        small
        values={state.authoritative.value ? ["yes"] : []}
        items={[
          {
            value: "yes",
            text: "The data is authoritative: its organisations own the new numbers",
            hint: "Adds their ranges to entity-organisation.csv.",
          },
        ]}
        onChange={(_value, checked) => {
          state.authoritative.value = checked;
        }}
      />
      <Details summary="Remove numbers that were given in error">
        <Textarea
          id="entity-removals"
          label="Numbers to remove"
          hint="One on each line, then why. They are marked 410 in old-entity.csv: their rows vanish from the platform without an issue."
          rows={3}
          error={wrong.length > 0 ? `This line does not begin with an entity number: ${wrong[0]}` : undefined}
          value={state.removals.value}
          spellcheck={false}
          onInput={(value) => {
            state.removals.value = value;
          }}
        />
      </Details>
      <div aria-live="polite" id="entity-result">
        {proposal.failed && (
          <WarningText>The numbers could not be worked out. Open the run again.</WarningText>
        )}
        {made && (
          <>
            {made.problems.map((message) => (
              <WarningText key={message}>{message}</WarningText>
            ))}
            {made.added.length === 0 ? (
              <p class="govuk-body">Nothing is ticked, so no row follows.</p>
            ) : (
              <ul class="govuk-list govuk-list--bullet">
                {made.added.map(({ file, rows }) => (
                  <li key={file}>
                    {file}: {countOf(rows, "new row")}
                  </li>
                ))}
                {made.cellsChanged > 0 && (
                  <li>old-entity.csv: {countOf(made.cellsChanged, "changed cell")}</li>
                )}
                {made.notes.map((message) => (
                  <li key={message}>{message}</li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
      {made && made.added.length > 0 && made.problems.length === 0 && (
        <>
          <p class="govuk-body">
            {`Made against ${view.configuration}. Whether somebody has taken these numbers since cannot be asked from here: compare with a newer checkout above, or let “apply” on the command line do it.`}
          </p>
          <ul class="govuk-list">
            <li>
              <button type="button" class="app-link-button" onClick={() => void save("zip")}>
                Download the changed files (zip)
              </button>
            </li>
            <li>
              <button type="button" class="app-link-button" onClick={() => void save("added")}>
                Download only the new rows (zip)
              </button>
            </li>
            <li>
              <button type="button" class="app-link-button" onClick={() => void save("patch")}>
                Download the changes as a patch for git
              </button>
            </li>
          </ul>
          {failed && <WarningText>The files could not be made. Open the run again.</WarningText>}
        </>
      )}
      {made && made.problems.length > 0 && (
        <p class="govuk-body">Files can be downloaded when nothing is left to decide.</p>
      )}
    </section>
  );
}
