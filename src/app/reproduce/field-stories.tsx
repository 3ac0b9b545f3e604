import { useState } from "preact/hooks";
import { phaseWords } from "../../trace/phase-words.ts";
import type { FieldStory, RowTrace } from "../../trace/row-trace.ts";
import { CellText } from "../cell.tsx";
import { rowHref } from "./row-href.ts";
import { RulePlace } from "./rule-place.tsx";

const signs: Readonly<Record<FieldStory["kind"], string>> = {
  same: "as in the file",
  changed: "changed",
  empty: "empty",
};

/** Every field: in the file, published, and why they differ. Choosing one shows only its own steps below. */
export function FieldStories({
  trace,
  chosen,
}: {
  readonly trace: RowTrace;
  readonly chosen: string | undefined;
}) {
  const [all, setAll] = useState(false);
  const filled = trace.fields.filter(
    ({ given, value, columns }) => given !== "" || value !== "" || columns.length > 0,
  );
  const shown = all ? trace.fields : filled;
  return (
    <>
      <h3 class="govuk-heading-m">Field by field</h3>
      <table class="govuk-table app-stack app-wide app-stories">
        <caption class="govuk-visually-hidden">Values in the file and on the platform</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {["Field", "In the file", "Published", "Why"].map((text) => (
              <th scope="col" class="govuk-table__header" key={text}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {shown.map((story) => (
            <StoryRow key={story.field} story={story} trace={trace} chosen={story.field === chosen} />
          ))}
        </tbody>
      </table>
      {trace.fields.length > filled.length && (
        <p class="govuk-body app-no-print">
          <button type="button" class="app-link-button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all
              ? "Hide fields the file does not have"
              : `Show ${trace.fields.length - filled.length} fields the file does not have`}
          </button>
        </p>
      )}
    </>
  );
}

interface StoryRowProps {
  readonly story: FieldStory;
  readonly trace: RowTrace;
  readonly chosen: boolean;
}

function StoryRow({ story, trace, chosen }: StoryRowProps) {
  const { field, columns, given, value, kind, words, steps } = story;
  const column = columns.at(-1);
  return (
    <tr class={chosen ? "govuk-table__row app-stories__chosen" : "govuk-table__row"}>
      <th scope="row" class="govuk-table__header">
        <a
          class="govuk-link"
          href={rowHref(trace.lineNumber, chosen ? undefined : field)}
          aria-current={chosen}
        >
          {field}
        </a>
        {column !== undefined && column !== field && <span class="app-small app-block">column {column}</span>}
      </th>
      <td class="govuk-table__cell" data-label="In the file">
        <span class="app-long">
          <CellText text={given} />
        </span>
      </td>
      <td class="govuk-table__cell" data-label="Published">
        <span class="app-long">
          {value === "" ? <span class="app-blank">nothing</span> : <CellText text={value} />}
        </span>
        <span class="app-small app-block">{signs[kind]}</span>
      </td>
      <td class="govuk-table__cell" data-label="Why">
        {words}
        {steps
          .flatMap(({ phase, rules = [] }) => rules.map((rule) => ({ phase, rule })))
          .map(({ phase, rule }) => (
            <div key={`${phase}${rule.file}${rule.line}`}>
              <span class="app-small">{phaseWords[phase].name}: </span>
              <RulePlace rule={rule} />
            </div>
          ))}
      </td>
    </tr>
  );
}
