import { useEffect } from "preact/hooks";
import { Page } from "../components/page.tsx";
import { ExportSteps } from "../export-steps.tsx";
import { byName } from "../format.ts";
import { datasets, loadReferenceData } from "../reference-data.ts";
import { routes } from "../routes.ts";

/** Guidance and templates for each dataset that authorities provide, by subject. */
export function GuidanceListPage() {
  useEffect(() => void loadReferenceData(), []);
  const offered = datasets.value.value.filter((choice) => choice.offered);
  const subjects = [...new Set(offered.map((choice) => choice.subject))].sort(byName);
  return (
    <Page heading="Guidance and templates">
      <p class="govuk-body-l">
        What each dataset asks for, an empty table to fill in, and an example. Everything here works without a
        connection.
      </p>
      {datasets.value.state === "loading" && (
        <p class="govuk-body" role="status">
          Loading the datasets…
        </p>
      )}
      {datasets.value.state === "failed" && (
        <p class="govuk-body">The list of datasets could not be loaded. Load the page again.</p>
      )}
      <div class="app-columns-2">
        {subjects.map((subject) => (
          <section key={subject} class="app-avoid-break">
            <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{subject}</h2>
            <ul class="govuk-list">
              {offered
                .filter((choice) => choice.subject === subject)
                .sort((a, b) => byName(a.name, b.name))
                .map((choice) => (
                  <li key={choice.dataset}>
                    <a class="govuk-link" href={routes.guidanceFor(choice.dataset)}>
                      {choice.name}
                    </a>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <ExportSteps />
    </Page>
  );
}
