import { Page } from "../components/page.tsx";

export function AccessibilityPage() {
  return (
    <Page heading="Accessibility">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body-l">
            This tool is meant to be usable by everybody who publishes planning data.
          </p>
          <p class="govuk-body">You should be able to:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>use everything with a keyboard alone</li>
            <li>
              zoom in up to 400% without text spilling off the screen; wide tables scroll inside their own
              frame
            </li>
            <li>
              use a screen reader: pages have one heading, say what changed, and never rely on colour alone
            </li>
            <li>do without the map: the list beside it says the same</li>
            <li>print every page</li>
          </ul>
          <h2 class="govuk-heading-m">How it is tested</h2>
          <p class="govuk-body">
            Every page, in each of its states and at desktop and phone width, is tested automatically with axe
            against the Web Content Accessibility Guidelines 2.2, levels A and AA, each time the tool changes.
            One test goes through a whole check with the keyboard only. It has not been audited by an
            independent body.
          </p>
          <h2 class="govuk-heading-m">Known limits</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              The map itself can be moved and zoomed with the keyboard, but its shapes are reached through the
              list.
            </li>
            <li>Very wide files make very wide tables; a row’s own page shows the same as a list.</li>
          </ul>
        </div>
      </div>
    </Page>
  );
}
