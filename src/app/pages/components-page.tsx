import type { ComponentType } from "preact";
import * as backLink from "../components/back-link.tsx";
import * as breadcrumbs from "../components/breadcrumbs.tsx";
import * as button from "../components/button.tsx";
import * as checkboxes from "../components/checkboxes.tsx";
import * as combobox from "../components/combobox.tsx";
import * as details from "../components/details.tsx";
import * as errorSummary from "../components/error-summary.tsx";
import * as fileDrop from "../components/file-drop.tsx";
import * as fileInput from "../components/file-input.tsx";
import * as insetText from "../components/inset-text.tsx";
import * as notificationBanner from "../components/notification-banner.tsx";
import { Page } from "../components/page.tsx";
import * as pagination from "../components/pagination.tsx";
import * as panel from "../components/panel.tsx";
import * as progress from "../components/progress.tsx";
import * as radios from "../components/radios.tsx";
import * as select from "../components/select.tsx";
import * as suggestInput from "../components/suggest-input.tsx";
import * as summaryList from "../components/summary-list.tsx";
import * as table from "../components/table.tsx";
import * as tabs from "../components/tabs.tsx";
import * as tag from "../components/tag.tsx";
import * as taskList from "../components/task-list.tsx";
import * as textInput from "../components/text-input.tsx";
import * as warningText from "../components/warning-text.tsx";

interface Shown {
  readonly name: string;
  readonly Component: ComponentType<never>;
  readonly examples: Readonly<Record<string, object>>;
}

/** Every component with its named examples: the same that the markup and axe tests draw. */
export const shownComponents: readonly Shown[] = [
  { name: "Back link", Component: backLink.BackLink, examples: backLink.examples },
  { name: "Breadcrumbs", Component: breadcrumbs.Breadcrumbs, examples: breadcrumbs.examples },
  { name: "Button", Component: button.Button, examples: button.examples },
  { name: "Checkboxes", Component: checkboxes.Checkboxes, examples: checkboxes.examples },
  { name: "Combobox", Component: combobox.Combobox, examples: combobox.examples },
  { name: "Details", Component: details.Details, examples: details.examples },
  { name: "Error summary", Component: errorSummary.ErrorSummary, examples: errorSummary.examples },
  { name: "File drop", Component: fileDrop.FileDrop, examples: fileDrop.examples },
  { name: "File input", Component: fileInput.FileInput, examples: fileInput.examples },
  { name: "Inset text", Component: insetText.InsetText, examples: insetText.examples },
  {
    name: "Notification banner",
    Component: notificationBanner.NotificationBanner,
    examples: notificationBanner.examples,
  },
  { name: "Pagination", Component: pagination.Pagination, examples: pagination.examples },
  { name: "Panel", Component: panel.Panel, examples: panel.examples },
  { name: "Progress", Component: progress.Progress, examples: progress.examples },
  { name: "Radios", Component: radios.Radios, examples: radios.examples },
  { name: "Select", Component: select.Select, examples: select.examples },
  { name: "Suggest input", Component: suggestInput.SuggestInput, examples: suggestInput.examples },
  { name: "Summary list", Component: summaryList.SummaryList, examples: summaryList.examples },
  { name: "Table", Component: table.Table, examples: table.examples },
  { name: "Tabs", Component: tabs.Tabs, examples: tabs.examples },
  { name: "Tag", Component: tag.Tag, examples: tag.examples },
  { name: "Task list", Component: taskList.TaskList, examples: taskList.examples },
  { name: "Text input", Component: textInput.TextInput, examples: textInput.examples },
  { name: "Warning text", Component: warningText.WarningText, examples: warningText.examples },
];

export function ComponentsPage() {
  return (
    <Page heading="Components">
      {shownComponents.map(({ name, Component, examples }) => (
        <section key={name}>
          <h2 class="govuk-heading-m">{name}</h2>
          {Object.entries(examples).map(([example, props]) => {
            const Shown = Component as ComponentType<object>;
            return (
              <div key={example} class="app-example">
                <h3 class="govuk-heading-s">{example}</h3>
                <Shown {...props} />
              </div>
            );
          })}
        </section>
      ))}
    </Page>
  );
}
