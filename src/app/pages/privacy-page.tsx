import { Page } from "../components/page.tsx";
import { routes } from "../routes.ts";

export function PrivacyPage() {
  return (
    <Page heading="Privacy">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body-l">A file you check stays on your computer. Nothing of it is sent anywhere.</p>
          <h2 class="govuk-heading-m">What the tool fetches</h2>
          <p class="govuk-body">
            Only its own parts: pages, the checking program, the published specification and rules. These are
            the same for everybody and say nothing about your file. Once fetched, they work without a
            connection.
          </p>
          <h2 class="govuk-heading-m">What is kept on this computer</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              your last checks with their results, and the files of the newest, so that a reload loses nothing
            </li>
            <li>the organisation you chose last</li>
            <li>which of your columns you said is which field</li>
          </ul>
          <p class="govuk-body">
            This is kept by your browser, for this site alone. You can see and delete it under{" "}
            <a class="govuk-link" href={routes.history}>
              your checks
            </a>
            . On a shared computer, use a private window.
          </p>
          <h2 class="govuk-heading-m">What there is not</h2>
          <p class="govuk-body">No cookies, no trackers, no analytics, no recording of what you do.</p>
          <h2 class="govuk-heading-m">Maps</h2>
          <p class="govuk-body">
            The map draws a simple outline that comes with the tool. If whoever runs this copy of the tool has
            set up another map background, the server of that background sees which area you look at, as with
            any web map.
          </p>
        </div>
      </div>
    </Page>
  );
}
