import type { Advice } from "../../endpoint/advice.ts";
import { Tag } from "../components/tag.tsx";

const colours = { "must fix": "red", "worth checking": "yellow", fine: "green" } as const;
const labels = { "must fix": "Must fix", "worth checking": "Worth checking", fine: "Fine" } as const;
const order = ["must fix", "worth checking", "fine"] as const;
const signs = { "must fix": "✖", "worth checking": "?", fine: "✔" } as const;
const groups = { "must fix": "must-fix", "worth checking": "worth-checking", fine: "passed" } as const;

interface AdviceGroupsProps {
  readonly advice: readonly Advice[];
  /** Asks a better address. */
  readonly onUse: (url: string) => void;
}

/** Findings about an address under their verdicts, the weightiest first. */
export function AdviceGroups({ advice, onUse }: AdviceGroupsProps) {
  // Two findings may lead to the same better address; it is offered with the first.
  const offered = new Set<string>();
  return (
    <>
      {order.map((verdict) => {
        const those = advice.filter((one) => one.verdict === verdict);
        if (those.length === 0) return undefined;
        return (
          <section
            class={`app-group app-group--${groups[verdict]}`}
            aria-labelledby={`advice-${groups[verdict]}`}
            key={verdict}
          >
            <h2 class="govuk-heading-m app-group__heading" id={`advice-${groups[verdict]}`}>
              <span aria-hidden="true" class="app-group__sign">
                {signs[verdict]}
              </span>
              <span>
                {labels[verdict]} <span class="app-group__count">({those.length})</span>
              </span>
            </h2>
            <ul class="govuk-list govuk-list--spaced">
              {those.map(({ id, reason, better, example }) => {
                const isNew = better !== undefined && !offered.has(better);
                if (better !== undefined) offered.add(better);
                return (
                  <li key={id} class="app-break">
                    {reason}
                    {isNew && (
                      <div class="govuk-inset-text govuk-!-margin-top-2 govuk-!-margin-bottom-3">
                        Better: <strong>{better}</strong>
                        <br />
                        <button type="button" class="app-link-button" onClick={() => onUse(better)}>
                          Check this address instead<span class="govuk-visually-hidden">: {better}</span>
                        </button>
                      </div>
                    )}
                    {example && <div class="app-small">For example: {example}</div>}
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** The same in a table's cell: a tag and the reason, what is fine left out. */
export function AdviceList({ advice }: { readonly advice: readonly Advice[] }) {
  const wrong = order.flatMap((verdict) =>
    verdict === "fine" ? [] : advice.filter((one) => one.verdict === verdict),
  );
  if (wrong.length === 0) return undefined;
  return (
    <ul class="govuk-list govuk-body-s govuk-!-margin-top-2 govuk-!-margin-bottom-0">
      {wrong.map(({ id, verdict, reason }) => (
        <li key={id}>
          <Tag colour={colours[verdict]} text={labels[verdict]} /> {reason}
        </li>
      ))}
    </ul>
  );
}
