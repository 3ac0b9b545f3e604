import type { ChecklistItem } from "../../request/review-checklist.ts";
import type { Safety } from "../../request/safety.ts";
import { Tag } from "../components/tag.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { formatNumber } from "../format.ts";

const stateTags = {
  done: { text: "Done by the tool", colour: "green" },
  look: { text: "Look at this", colour: "yellow" },
  yours: { text: "For you", colour: "blue" },
} as const;

/** The team's own checklist: what the tool did itself, what it found, and what is left to a person. */
export function ChecklistSection({ items }: { readonly items: readonly ChecklistItem[] }) {
  return (
    <section aria-labelledby="checklist">
      <h2 class="govuk-heading-m" id="checklist" tabIndex={-1}>
        Checklist
      </h2>
      <ul class="govuk-task-list">
        {items.map(({ id, title, state, words }) => (
          <li class="govuk-task-list__item app-checklist__item" key={id}>
            <div class="govuk-task-list__name-and-hint">
              <div>{title}</div>
              <div class="govuk-task-list__hint">{words}</div>
            </div>
            <div class="govuk-task-list__status">
              <Tag {...stateTags[state]} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The team's safety rules before new entity numbers are given. */
export function SafetySection({ safety }: { readonly safety: Safety | undefined }) {
  return (
    <section aria-labelledby="safety">
      <h2 class="govuk-heading-m" id="safety" tabIndex={-1}>
        Before entity numbers are given
      </h2>
      {!safety && (
        <p class="govuk-body">Check the data again first: these rules look at the references in it.</p>
      )}
      {safety && safety.warnings.length === 0 && (
        <p class="govuk-body">None of the rules that could be looked at speaks against it.</p>
      )}
      {safety?.warnings.map(({ code, message, count, first }) => (
        <WarningText key={code}>
          {message}
          {count > 0 && ` (${formatNumber(count)})`}.
          <span class="app-small app-block">
            {first.length > 0 && `${first.join(", ")}${count > first.length ? " and more" : ""}. `}
            <code class="app-inline-code">{code}</code>
          </span>
        </WarningText>
      ))}
      {safety && <p class="govuk-hint">Not looked at here: {safety.notLooked.join("; ")}.</p>}
    </section>
  );
}
