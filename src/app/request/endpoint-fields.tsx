import { Checkboxes } from "../components/checkboxes.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Radios } from "../components/radios.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { formatDate } from "../format.ts";
import { changeAnswers } from "./draft-state.ts";
import { type ExistingEndpoint, existingEndpoints } from "./existing-endpoints.ts";
import type { FieldsProps } from "./question-fields.tsx";

/** The endpoints to retire, ticked. A tick is the desired state. */
export function ExistingFields({ answers, tables, errorOf, warnings }: FieldsProps) {
  const found = existingEndpoints(answers, tables);
  const retiring = answers.kind === "retire";
  if (found.length === 0) {
    return (
      <InsetText>
        {tables.registry
          ? "No endpoint of this organisation and dataset is being collected."
          : "The list of registered endpoints could not be loaded. Load the page again."}
      </InsetText>
    );
  }
  const change = (endpoint: string, retire: boolean) =>
    changeAnswers({
      existingEndpoints: found.map((one) => (one.endpoint === endpoint ? { ...one, retire } : one)),
    });
  const warning = warnings.find(({ field }) => field === "existingEndpoints");
  return (
    <>
      <Checkboxes
        name="existingEndpoints"
        legend={
          retiring ? "Select the endpoints to retire" : "Select those it replaces. They will be retired."
        }
        legendClass="govuk-fieldset__legend--s"
        hint={
          retiring
            ? "They are not collected any more. What has been published stays."
            : "Leave all of them blank when they go on beside the new one."
        }
        error={errorOf("existingEndpoints")}
        values={found.filter(({ retire }) => retire).map(({ endpoint }) => endpoint)}
        items={found.map((one) => ({ value: one.endpoint, text: one.url, hint: since(one) }))}
        onChange={change}
      />
      {warning && <WarningText>{warning.message}</WarningText>}
    </>
  );
}

/** One endpoint of the organisation and dataset. */
export function WhichEndpointFields({ answers, tables, errorOf }: FieldsProps) {
  // The one that is chosen is among them, though an address is not offered to replace itself.
  const found = existingEndpoints({ ...answers, endpointUrl: "" }, tables);
  if (found.length === 0) {
    return (
      <InsetText>
        No endpoint of this organisation and dataset is being collected, as far as this tool knows. Add the
        endpoint instead.
      </InsetText>
    );
  }
  return (
    <Radios
      name="endpoint"
      legend="Endpoint"
      legendClass="govuk-visually-hidden"
      error={errorOf("endpoint")}
      value={answers.endpoint}
      items={found.map((one) => ({ value: one.endpoint, text: one.url, hint: since(one) }))}
      onChange={(endpoint) => {
        const chosen = found.find((one) => one.endpoint === endpoint);
        if (!chosen) return;
        const before = detailsOf(chosen.url, answers, tables);
        changeAnswers({ endpoint, endpointUrl: chosen.url, before, pipelines: undefined });
      }}
    />
  );
}

/** What is registered of an endpoint for the organisation. */
function detailsOf(
  url: string,
  { organisation }: FieldsProps["answers"],
  { registry }: FieldsProps["tables"],
): FieldsProps["answers"]["before"] {
  const own = registry?.near(url).find(({ nearness }) => nearness === "same")?.endpoint;
  const sources = own?.sources.filter((one) => one.organisation === organisation) ?? [];
  const [first] = sources;
  if (!first) return undefined;
  const pipelines = [...new Set(sources.flatMap(({ datasets }) => datasets))];
  return { documentationUrl: first.documentationUrl, licence: first.licence, pipelines };
}

/** The datasets the endpoint feeds: those of the collection, ticked as they are. */
export function PipelineFields({ answers, tables, errorOf }: FieldsProps) {
  const { datasets } = tables.specification;
  const before = answers.before?.pipelines ?? answers.datasets ?? [];
  const now = answers.pipelines ?? before;
  const collection = datasets.get(answers.datasets?.[0] ?? "")?.collection;
  const offered = [...datasets.values()].filter(
    (row) =>
      row.collection === collection &&
      (now.includes(row.dataset) ||
        before.includes(row.dataset) ||
        (row.endDate === "" && tables.specification.pipelines.has(row.dataset))),
  );
  const change = (dataset: string, ticked: boolean) => {
    const next = ticked ? [...now, dataset] : now.filter((one) => one !== dataset);
    const same = next.length === before.length && next.every((one) => before.includes(one));
    changeAnswers({ pipelines: same ? undefined : next });
  };
  return (
    <Checkboxes
      name="pipelines"
      legend="Datasets of the same collection"
      legendClass="govuk-fieldset__legend--s"
      hint="Leave them as they are when only the web page or the licence changes."
      error={errorOf("pipelines")}
      values={now}
      items={offered.map(({ dataset, name }) => ({ value: dataset, text: name || dataset }))}
      onChange={change}
    />
  );
}

function since({ entryDate }: ExistingEndpoint): string {
  return entryDate ? `Added on ${formatDate(entryDate)}` : "Added on a day that is not known";
}
