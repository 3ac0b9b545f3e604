import { useState } from "preact/hooks";
import type { RequestAnswers } from "../../request/draft.ts";
import { removedRowsCsv } from "../../request/removed-rows.ts";
import { Button } from "../components/button.tsx";
import { Details } from "../components/details.tsx";
import { Radios } from "../components/radios.tsx";
import { Select } from "../components/select.tsx";
import { TextInput } from "../components/text-input.tsx";
import { countOf } from "../format.ts";
import { saveFile } from "../save-file.ts";
import { changeAnswers } from "./draft-state.ts";
import type { FieldsProps } from "./question-fields.tsx";
import { today } from "./request-tables.ts";

type Removed = NonNullable<RequestAnswers["removedReferences"]>;
type Reason = Removed["reason"];

const reasons = [
  { value: "ended", text: "They ended", hint: "Better keep such rows in the data, with an end-date" },
  { value: "renamed", text: "They have new references" },
  { value: "removed-in-error", text: "They should not have been there" },
  { value: "moved-to-another-dataset", text: "They moved to another dataset" },
  { value: "other", text: "Something else" },
] as const;

/** The same about one of them. */
const one: Readonly<Record<Reason, string>> = {
  ended: "It ended",
  renamed: "It has a new reference",
  "removed-in-error": "It should not have been there",
  "moved-to-another-dataset": "It moved to another dataset",
  other: "Something else",
};

const pageSize = 25;

/** Why references that are known are not in the data any more: one answer for all, or one for each. */
export function RemovedFields({ answers, draft, errorOf }: FieldsProps) {
  const { known } = draft.facts ?? {};
  const count = known?.removed ?? 0;
  const now = answers.removedReferences;
  const references = known?.firstRemoved ?? [];
  return (
    <>
      <p class="govuk-body">
        {countOf(count, "reference")} of your organisation {count === 1 ? "is" : "are"} known to the platform
        but not in this data.
      </p>
      <Details
        summary={`Show ${count > references.length ? `the first ${references.length} of them` : "them"}`}
      >
        <p class="govuk-body app-break">{references.join(", ")}</p>
      </Details>
      <Radios
        name="removedReferences"
        legend="Why are they gone?"
        legendClass="govuk-fieldset__legend--s"
        error={errorOf("removedReferences")}
        value={now?.reason}
        items={reasons}
        onChange={(value) => {
          const reason = reasons.find((item) => item.value === value)?.value;
          if (reason)
            changeAnswers({
              removedReferences: { each: [], ...now, count, reason, words: now?.words ?? "" },
            });
        }}
      />
      {now && (
        <>
          <Each removed={now} references={references} />
          <EndedRows removed={now} references={references} />
          <TextInput
            id="removed-words"
            label="More about it (optional)"
            value={now.words}
            onInput={(words) => changeAnswers({ removedReferences: { ...now, words } })}
          />
        </>
      )}
    </>
  );
}

interface EachProps {
  readonly removed: Removed;
  readonly references: readonly string[];
}

/** Answers for single references, where they are not that for all. */
function Each({ removed, references }: EachProps) {
  const [shown, setShown] = useState(pageSize);
  const [open, setOpen] = useState(removed.each.length > 0);
  const answerOf = (reference: string) => removed.each.find((answer) => answer.reference === reference);
  const change = (reference: string, reason: Reason, becomes: string) => {
    const rest = removed.each.filter((answer) => answer.reference !== reference);
    const same = reason === removed.reason && becomes === "" && reason !== "renamed";
    const each = same ? rest : [...rest, { reference, reason, becomes }];
    changeAnswers({ removedReferences: { ...removed, each } });
  };
  if (!open) {
    return (
      <p class="govuk-body">
        <Button type="button" kind="secondary" onClick={() => setOpen(true)}>
          Answer for single references
        </Button>
      </p>
    );
  }
  return (
    <>
      <h2 class="govuk-heading-s">Single references</h2>
      {references.slice(0, shown).map((reference, index) => {
        const answer = answerOf(reference);
        const reason = answer?.reason ?? removed.reason;
        return (
          <div key={reference}>
            <Select
              id={`removed-${index + 1}`}
              label={`Why is ${reference} gone?`}
              items={Object.entries(one).map(([value, text]) => ({ value, text }))}
              value={reason}
              onChange={(value) => {
                const next = reasons.find((item) => item.value === value)?.value;
                if (next) change(reference, next, next === "renamed" ? (answer?.becomes ?? "") : "");
              }}
            />
            {reason === "renamed" && (
              <TextInput
                id={`removed-becomes-${index + 1}`}
                label={`New reference of ${reference}`}
                hint="With it the record keeps its entity number"
                spellcheck={false}
                value={answer?.becomes ?? ""}
                onInput={(becomes) => change(reference, "renamed", becomes)}
              />
            )}
          </div>
        );
      })}
      {references.length > shown && (
        <Button type="button" kind="secondary" onClick={() => setShown(shown + pageSize)}>
          Show more of the {countOf(references.length, "reference")}
        </Button>
      )}
    </>
  );
}

/** Rows for the publisher's own file: what ended belongs in it, with the day it ended. */
function EndedRows({ removed, references }: EachProps) {
  const ended = references.filter(
    (reference) =>
      (removed.each.find((answer) => answer.reference === reference)?.reason ?? removed.reason) === "ended",
  );
  if (ended.length === 0) return undefined;
  return (
    <p class="govuk-body">
      <Button
        type="button"
        kind="secondary"
        onClick={() =>
          saveFile(
            new Blob([removedRowsCsv(ended, today())], { type: "text/csv" }),
            "rows-to-add-with-end-date.csv",
          )
        }
      >
        Save {countOf(ended.length, "row")} to add to your data, with an end-date
      </Button>
    </p>
  );
}
