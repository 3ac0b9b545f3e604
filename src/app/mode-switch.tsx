import { useLocation } from "preact-iso";
import { Radios } from "./components/radios.tsx";
import { modeWords } from "./content/modes.ts";
import { withFragment } from "./fragment.ts";
import { routes } from "./routes.ts";
import { checkAgain, type DoneState } from "./state.ts";

/** Asks the same file another of the three questions. */
export function ModeSwitch({ done }: { readonly done: DoneState }) {
  const { route } = useLocation();
  const mode = done.report.checked.mode;
  return (
    <div class="app-no-print">
      <h2 class="govuk-heading-m">Other answers</h2>
      {done.file ? (
        <Radios
          name="answer"
          legend="Show the answer as"
          legendClass="govuk-fieldset__legend--s"
          small
          value={mode}
          items={(["added", "check", "pipeline"] as const).map((each) => ({
            value: each,
            text: modeWords[each].label,
          }))}
          onChange={(value) => {
            const chosen = value === "check" || value === "pipeline" ? value : "added";
            void checkAgain({ mode: chosen });
            route(routes.result);
          }}
        />
      ) : (
        <p class="govuk-body">{modeWords[mode].label}</p>
      )}
      <p class="govuk-body-s">{modeWords[mode].explained}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={routes.answers}>
          Where the three answers differ, and why
        </a>
      </p>
      {done.file && (
        <p class="govuk-body">
          <a
            class="govuk-link"
            href={withFragment(routes.start, { again: "yes", organisation: done.settings.organisation })}
          >
            Check this file as another dataset
          </a>
        </p>
      )}
    </div>
  );
}
