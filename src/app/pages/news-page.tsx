import changelog from "../../../CHANGELOG.md?raw";
import { Page } from "../components/page.tsx";
import { Markdown } from "../markdown.tsx";
import { appVersion } from "../version.ts";

/** What changed, in the words of the changelog, which is written to publishers. */
export function NewsPage() {
  return (
    <Page heading="What is new" caption={`Version ${appVersion}`}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Markdown text={changelog.replace(/^# .*$/m, "")} />
        </div>
      </div>
    </Page>
  );
}
