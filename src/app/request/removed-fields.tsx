import { Details } from "../components/details.tsx";
import { Radios } from "../components/radios.tsx";
import { TextInput } from "../components/text-input.tsx";
import { countOf } from "../format.ts";
import { changeAnswers } from "./draft-state.ts";
import type { FieldsProps } from "./question-fields.tsx";

const reasons = [
  { value: "ended", text: "They ended", hint: "Better keep such rows in the data, with an end-date" },
  { value: "renamed", text: "They have new references" },
  { value: "removed-in-error", text: "They should not have been there" },
  { value: "moved-to-another-dataset", text: "They moved to another dataset" },
  { value: "other", text: "Something else" },
] as const;

/** Why references that are known are not in the data any more. */
export function RemovedFields({ answers, draft, errorOf }: FieldsProps) {
  const { known } = draft.facts ?? {};
  const count = known?.removed ?? 0;
  const now = answers.removedReferences;
  return (
    <>
      <p class="govuk-body">
        {countOf(count, "reference")} of your organisation {count === 1 ? "is" : "are"} known to the platform
        but not in this data.
      </p>
      <Details summary={`Show ${count > (known?.firstRemoved.length ?? 0) ? "the first of them" : "them"}`}>
        <p class="govuk-body">{known?.firstRemoved.join(", ")}</p>
      </Details>
      <Radios
        name="removedReferences"
        legend="Why are they gone?"
        legendClass="govuk-fieldset__legend--s"
        error={errorOf("removedReferences")}
        value={now?.reason}
        items={reasons}
        onChange={(value) => {
          const reason = reasons.find((one) => one.value === value)?.value;
          if (reason)
            changeAnswers({
              removedReferences: { each: [], ...now, count, reason, words: now?.words ?? "" },
            });
        }}
      />
      {now && (
        <TextInput
          id="removed-words"
          label="More about it (optional)"
          value={now.words}
          onInput={(words) => changeAnswers({ removedReferences: { ...now, words } })}
        />
      )}
    </>
  );
}
