import { Tabs } from "./components/tabs.tsx";
import { exportSteps } from "./content/export-steps.ts";

/** How to get a good file out of the usual programs. */
export function ExportSteps() {
  return (
    <section aria-labelledby="export">
      <h2 class="govuk-heading-m" id="export">
        How to export from your program
      </h2>
      <Tabs
        title="How to export from your program"
        items={exportSteps.map(({ id, program, steps, note }) => ({
          id,
          label: program,
          panel: (
            <>
              <h3 class="govuk-heading-s">From {program}</h3>
              <ol class="govuk-list govuk-list--number">
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              <p class="govuk-body">{note}</p>
            </>
          ),
        }))}
      />
    </section>
  );
}
