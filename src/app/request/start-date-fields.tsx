import { useState } from "preact/hooks";
import { suggestedStartDate } from "../../request/data-facts.ts";
import { Button } from "../components/button.tsx";
import { DateInput } from "../components/date-input.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { formatDate } from "../format.ts";
import { changeAnswers } from "./draft-state.ts";
import type { FieldsProps } from "./question-fields.tsx";

/** The start date, suggested from the data with where it comes from. */
export function StartDateFields({ answers, draft, errorOf }: FieldsProps) {
  const suggestion = suggestedStartDate(draft.facts);
  const [parts, setParts] = useState(partsOf(answers.startDate));
  const change = (part: "day" | "month" | "year", value: string) => {
    const now = { ...parts, [part]: value };
    setParts(now);
    changeAnswers({ startDate: dateOf(now), startDateSource: undefined });
  };
  const take = () => {
    if (!suggestion) return;
    setParts(partsOf(suggestion.date));
    changeAnswers({ startDate: suggestion.date, startDateSource: suggestion.source });
  };
  return (
    <>
      {suggestion && answers.startDate !== suggestion.date && (
        <InsetText>
          <p class="govuk-body">
            {formatDate(suggestion.date)} is {suggestion.source}.
          </p>
          <Button kind="secondary" type="button" onClick={take}>
            Use {formatDate(suggestion.date)}
          </Button>
        </InsetText>
      )}
      <DateInput
        id="startDate"
        legend="Start date"
        legendClass="govuk-fieldset__legend--s"
        hint="The day the data at this address became valid: for new data, the day you first published it there. For example, 27 3 2024."
        error={errorOf("startDate")}
        day={parts.day}
        month={parts.month}
        year={parts.year}
        onInput={change}
      />
      {answers.startDateSource && <p class="govuk-body">This is {answers.startDateSource}.</p>}
    </>
  );
}

interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

function partsOf(date = ""): DateParts {
  const [year = "", month = "", day = ""] = date.split("-");
  const plain = (text: string) => text.replace(/^0(?=\d)/, "");
  return { day: plain(day), month: plain(month), year };
}

/** YYYY-MM-DD; what is no date stays as typed, so that a reload shows it again. Blank when nothing is typed. */
function dateOf({ day, month, year }: DateParts): string {
  const [d, m, y] = [day.trim(), month.trim(), year.trim()];
  if (d === "" && m === "" && y === "") return "";
  return `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
}
