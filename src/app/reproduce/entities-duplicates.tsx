import type { EntitiesView } from "../../../workers/reproduce-entities-protocol.ts";
import type { DuplicateCandidate } from "../../entities/duplicates.ts";
import { Table } from "../components/table.tsx";
import { countOf } from "../format.ts";
import { type EntitiesState, redirectKey } from "./entities-state.ts";

const shown = 200;

/** Entities of the platform that may be what is new here: ticked ones lead to the new number (301). */
export function EntitiesDuplicates({
  view,
  state,
}: {
  readonly view: EntitiesView;
  readonly state: EntitiesState;
}) {
  const { candidates } = view;
  if (state.question.value.duplicates === "none" || !view.extract) return undefined;
  return (
    <section>
      <h3 class="govuk-heading-s">Possible duplicates on the platform</h3>
      {candidates.length === 0 ? (
        <p class="govuk-body">None were found.</p>
      ) : (
        <>
          <p class="govuk-body">
            {countOf(candidates.length, "pair")}. A ticked one leads from the number on the platform to the
            number the reference gets here.
          </p>
          <Table
            caption="Possible duplicates"
            captionHidden
            head={[
              { text: "Redirect" },
              { text: "New here" },
              { text: "On the platform" },
              { text: "Evidence" },
            ]}
            rows={candidates.slice(0, shown).map((one) => [
              <Tick key="tick" one={one} state={state} />,
              <>
                {one.reference}
                <div class="app-small">{one.name}</div>
              </>,
              <>
                {one.platformEntity}
                <div class="app-small">
                  {one.platformReference} {one.platformName}
                </div>
              </>,
              evidence(one),
            ])}
          />
          {candidates.length > shown && <p class="govuk-body">Only the first {shown} are shown.</p>}
        </>
      )}
    </section>
  );
}

function Tick({ one, state }: { readonly one: DuplicateCandidate; readonly state: EntitiesState }) {
  const key = redirectKey(one.platformEntity, one.key);
  const noNumber = state.excluded.value.has(one.key);
  const id = `redirect-${one.platformEntity}-${one.key.replace(/\W+/g, "-")}`;
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          type="checkbox"
          id={id}
          disabled={noNumber}
          checked={!noNumber && state.redirects.value.has(key)}
          aria-describedby={noNumber ? `${id}-why` : undefined}
          onChange={(event) => {
            const next = new Set(state.redirects.value);
            if (event.currentTarget.checked) next.add(key);
            else next.delete(key);
            state.redirects.value = next;
          }}
        />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">
            Redirect {one.platformEntity} to {one.reference}
          </span>
        </label>
      </div>
      {noNumber && (
        <p class="app-small" id={`${id}-why`}>
          {one.reference} gets no number
        </p>
      )}
    </div>
  );
}

function evidence({ by, match, shared, nameLikeness, nearLimit }: DuplicateCandidate): string {
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  const parts = [
    by === "fields"
      ? "every field is equal"
      : by === "point"
        ? "the same point"
        : `${match === "complete" ? "both shapes" : "one shape"} nearly covered: ${percent(shared?.[0] ?? 0)} of this one, ${percent(shared?.[1] ?? 0)} of the platform’s`,
    nameLikeness === undefined ? "no names to compare" : `names alike ${nameLikeness.toFixed(2)} of 100`,
    ...(nearLimit ? ["near the limit of 85: look at it"] : []),
  ];
  return parts.join("; ");
}
