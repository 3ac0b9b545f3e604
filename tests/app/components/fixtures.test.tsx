// @vitest-environment happy-dom
import { type ComponentType, h, render } from "preact";
import { describe, expect, it } from "vitest";
import * as backLink from "../../../src/app/components/back-link.tsx";
import * as breadcrumbs from "../../../src/app/components/breadcrumbs.tsx";
import * as button from "../../../src/app/components/button.tsx";
import * as checkboxes from "../../../src/app/components/checkboxes.tsx";
import * as details from "../../../src/app/components/details.tsx";
import * as errorSummary from "../../../src/app/components/error-summary.tsx";
import * as fileInput from "../../../src/app/components/file-input.tsx";
import * as insetText from "../../../src/app/components/inset-text.tsx";
import * as notificationBanner from "../../../src/app/components/notification-banner.tsx";
import * as pagination from "../../../src/app/components/pagination.tsx";
import * as radios from "../../../src/app/components/radios.tsx";
import * as select from "../../../src/app/components/select.tsx";
import * as summaryList from "../../../src/app/components/summary-list.tsx";
import * as tag from "../../../src/app/components/tag.tsx";
import * as textInput from "../../../src/app/components/text-input.tsx";
import * as warningText from "../../../src/app/components/warning-text.tsx";

interface Fixture {
  readonly name: string;
  readonly html: string;
}

const files = import.meta.glob<{ readonly fixtures: readonly Fixture[] }>(
  "../../../node_modules/govuk-frontend/dist/govuk/components/*/fixtures.json",
  { eager: true, import: "default" },
);

function fixtures(component: string): readonly Fixture[] {
  const path = Object.keys(files).find((each) => each.endsWith(`/${component}/fixtures.json`));
  const file = path === undefined ? undefined : files[path];
  if (!file) throw new Error(`govuk-frontend has no fixtures for ${component}`);
  return file.fixtures;
}

interface Checked {
  readonly component: string;
  readonly Component: ComponentType<never>;
  readonly examples: Readonly<Record<string, object>>;
  /** Our example to theirs, where the names differ. */
  readonly names?: Readonly<Record<string, string>>;
}

const checked: readonly Checked[] = [
  { component: "back-link", Component: backLink.BackLink, examples: pick(backLink.examples, "default") },
  {
    component: "breadcrumbs",
    Component: breadcrumbs.Breadcrumbs,
    examples: breadcrumbs.examples,
    names: { default: "default" },
  },
  {
    component: "button",
    Component: button.Button,
    examples: pick(button.examples, "default", "secondary", "warning", "disabled", "link"),
  },
  {
    component: "checkboxes",
    Component: checkboxes.Checkboxes,
    examples: pick(checkboxes.examples, "default"),
  },
  { component: "details", Component: details.Details, examples: pick(details.examples, "default") },
  {
    component: "error-summary",
    Component: errorSummary.ErrorSummary,
    examples: pick(errorSummary.examples, "default", "without links"),
  },
  {
    component: "file-upload",
    Component: fileInput.FileInput,
    examples: pick(fileInput.examples, "default", "with error message and hint"),
  },
  { component: "inset-text", Component: insetText.InsetText, examples: insetText.examples },
  {
    component: "notification-banner",
    Component: notificationBanner.NotificationBanner,
    examples: notificationBanner.examples,
  },
  {
    component: "pagination",
    Component: pagination.Pagination,
    examples: pick(pagination.examples, "default", "with many pages", "first page"),
  },
  {
    component: "radios",
    Component: radios.Radios,
    examples: pick(radios.examples, "default", "with hint", "with fieldset and error message"),
  },
  {
    component: "select",
    Component: select.Select,
    examples: pick(select.examples, "default", "with hint text and error message"),
  },
  {
    component: "summary-list",
    Component: summaryList.SummaryList,
    examples: pick(summaryList.examples, "default"),
  },
  { component: "tag", Component: tag.Tag, examples: pick(tag.examples, "default", "green", "red") },
  {
    component: "input",
    Component: textInput.TextInput,
    examples: pick(textInput.examples, "default", "with hint text"),
  },
  { component: "warning-text", Component: warningText.WarningText, examples: warningText.examples },
];

describe("markup", () => {
  for (const { component, Component, examples } of checked) {
    for (const [name, props] of Object.entries(examples)) {
      it(`has for ${component}, ${name}, the elements and classes of GOV.UK Frontend`, () => {
        const fixture = fixtures(component).find((each) => each.name === name);
        expect(fixture, `fixture ${name}`).toBeDefined();
        const ours = document.createElement("div");
        render(h(Component as ComponentType<object>, props), ours);
        const theirs = document.createElement("div");
        theirs.innerHTML = fixture?.html ?? "";
        expect(skeleton(ours)).toEqual(skeleton(theirs));
      });
    }
  }
});

function pick<Examples extends Readonly<Record<string, object>>>(
  examples: Examples,
  ...names: (keyof Examples & string)[]
) {
  return Object.fromEntries(names.map((name) => [name, examples[name] ?? {}]));
}

/**
 * Elements with their classes, nested, as lines; repeated neighbours of one kind count once, because our examples have
 * fewer rows and options than GOV.UK's. Classes of ours and the hooks of their script are left out.
 */
function skeleton(element: Element, depth = 0): string[] {
  const lines: string[] = [];
  let last = "";
  for (const child of element.children) {
    // What somebody wrote into a value.
    if (element.matches("dd") && child.matches("p")) continue;
    const classes = [...child.classList].filter((name) => !name.startsWith("app-")).sort();
    const own = `${"  ".repeat(depth)}${child.tagName.toLowerCase()}${classes.map((name) => `.${name}`).join("")}`;
    const all = [own, ...skeleton(child, depth + 1)].join("\n");
    if (all !== last) lines.push(...all.split("\n"));
    last = all;
  }
  return lines;
}
