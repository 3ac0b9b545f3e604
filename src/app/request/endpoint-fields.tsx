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
  const found = existingEndpoints(answers, tables);
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
        if (chosen) changeAnswers({ endpoint, endpointUrl: chosen.url });
      }}
    />
  );
}

function since({ entryDate }: ExistingEndpoint): string {
  return entryDate ? `Added on ${formatDate(entryDate)}` : "Added on a day that is not known";
}
