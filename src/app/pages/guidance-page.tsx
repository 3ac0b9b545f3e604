import { useRoute } from "preact-iso";
import { Details } from "../components/details.tsx";
import { Page } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { Tag } from "../components/tag.tsx";
import { examplesFor } from "../content/examples.ts";
import { ExportSteps } from "../export-steps.tsx";
import { withFragment } from "../fragment.ts";
import {
  type DatasetGuidance,
  type GuidanceField,
  type MandatoryRule,
  useGuidance,
} from "../guidance-data.ts";
import { Markdown } from "../markdown.tsx";
import { routes } from "../routes.ts";
import { saveFile } from "../save-file.ts";
import { templateCsv } from "../template-csv.ts";

/** What one dataset asks for: its fields, which are mandatory and who says so, a template, an example. */
export function GuidancePage() {
  const { params } = useRoute();
  const dataset = params.dataset ?? "";
  const state = useGuidance(dataset);
  const back = { href: routes.guidance, text: "All datasets" };
  switch (state.state) {
    case "loading":
      return <Page heading="Loading the guidance" back={back} />;
    case "unknown":
      return (
        <Page heading="There is no guidance for this dataset" back={back}>
          <p class="govuk-body">The published specification says nothing about the fields of “{dataset}”.</p>
        </Page>
      );
    case "failed":
      return (
        <Page heading="The guidance could not be loaded" back={back}>
          <p class="govuk-body">Connect and load the page again. After that it works without a connection.</p>
        </Page>
      );
    case "ready":
      return <Guidance guidance={state.guidance} back={back} />;
  }
}

function Guidance({
  guidance,
  back,
}: {
  readonly guidance: DatasetGuidance;
  readonly back: { href: string; text: string };
}) {
  const rules = new Map(guidance.mandatory.map((rule) => [rule.field, rule]));
  const [example] = examplesFor(guidance.dataset).filter((each) => each.dataset === guidance.dataset);
  return (
    <Page heading={guidance.name} caption="Guidance and templates" back={back}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ul class="govuk-list app-list-spaced app-no-print">
            <li>
              <button
                type="button"
                class="app-link-button"
                onClick={() =>
                  saveFile(
                    new Blob([templateCsv(guidance.fields)], { type: "text/csv" }),
                    `${guidance.dataset}-template.csv`,
                  )
                }
              >
                Save an empty table with these columns (CSV)
              </button>
            </li>
            {example && (
              <li>
                <a class="govuk-link" href={`/examples/${example.file}`} download target="_self">
                  Save an example with made-up data ({example.file})
                </a>
              </li>
            )}
            <li>
              <a class="govuk-link" href={withFragment(routes.start, { dataset: guidance.dataset })}>
                Check a file for this dataset
              </a>
            </li>
            {guidance.url !== "" && (
              <li>
                <a class="govuk-link" href={guidance.url} rel="noreferrer">
                  The full guidance on planning.data.gov.uk
                </a>
              </li>
            )}
          </ul>
          <h2 class="govuk-heading-m">Fields</h2>
          {guidance.fields.map((field) => (
            <Field key={field.field} field={field} rule={rules.get(field.field)} />
          ))}
          <MandatoryTable guidance={guidance} />
          <ExportSteps />
        </div>
      </div>
    </Page>
  );
}

function Field({ field, rule }: { readonly field: GuidanceField; readonly rule: MandatoryRule | undefined }) {
  return (
    <section class="app-field">
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
        <code class="app-inline-code">{field.field}</code>{" "}
        {rule && isMandatory(rule) && <Tag text="Mandatory" colour="blue" />}
      </h3>
      {field.description !== "" && <Markdown text={field.description} />}
      {field.guidance !== "" && field.guidance !== field.description && (
        <Details summary={`How to fill in ${field.label}`}>
          <Markdown text={field.guidance} />
        </Details>
      )}
    </section>
  );
}

function isMandatory(rule: MandatoryRule): boolean {
  return rule.byLiveCheck || rule.byPipeline;
}

/** The three lists of mandatory fields, side by side: they do not agree, and each has another effect. */
function MandatoryTable({ guidance }: { readonly guidance: DatasetGuidance }) {
  const yes = (value: boolean) => (value ? "yes" : "no");
  const rules = guidance.mandatory;
  const agree = rules.every((rule) => rule.byLiveCheck === rule.byPipeline);
  if (rules.length === 0) return undefined;
  return (
    <>
      <h2 class="govuk-heading-m">Which fields are mandatory</h2>
      <p class="govuk-body">
        Three lists say what is mandatory{agree ? "" : ", and they do not agree"}. The{" "}
        <strong>live check</strong> refuses a file in which one of its columns is missing. The{" "}
        <strong>pipeline</strong> reports every blank cell of its fields, but says nothing when the whole
        column is missing. The <strong>specification</strong> calls fields required, which nothing enforces.
      </p>
      <Table
        caption="Mandatory fields"
        captionHidden
        head={[{ text: "Field" }, { text: "Live check" }, { text: "Pipeline" }, { text: "Specification" }]}
        firstCellIsHeader
        rows={rules.map((rule) => [
          <code class="app-inline-code" key="field">
            {rule.field}
          </code>,
          yes(rule.byLiveCheck),
          yes(rule.byPipeline),
          yes(rule.bySpecification),
        ])}
      />
    </>
  );
}
