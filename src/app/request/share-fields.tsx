import { Select } from "../components/select.tsx";
import { TextInput } from "../components/text-input.tsx";
import { changeAnswers } from "./draft-state.ts";
import type { FieldsProps } from "./question-fields.tsx";

/** Where one address feeds several datasets: which rows are of which, by a field and the value it has. */
export function ShareFields({ answers, tables, errorOf }: FieldsProps) {
  const shares = answers.shares ?? [];
  const datasets = answers.datasets ?? [];
  const change = (dataset: string, changes: { field?: string; pattern?: string }) => {
    const now = shares.find((one) => one.dataset === dataset) ?? { dataset, field: "", pattern: "" };
    const next = { ...now, ...changes };
    const rest = shares.filter((one) => one.dataset !== dataset);
    changeAnswers({ shares: next.field === "" && next.pattern === "" ? rest : [...rest, next] });
  };
  return (
    <>
      <p class="govuk-body">
        Leave a dataset blank when all rows belong to it, or when the rows of the datasets have different
        columns.
      </p>
      {datasets.map((dataset, index) => {
        const share = shares.find((one) => one.dataset === dataset);
        const fields = [...(tables.specification.datasetFields.get(dataset)?.keys() ?? [])].sort();
        return (
          <fieldset class="govuk-fieldset govuk-!-margin-bottom-6" key={dataset}>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
              {tables.specification.datasets.get(dataset)?.name ?? dataset}
            </legend>
            <Select
              id={index === 0 ? "shares" : `shares-${index + 1}`}
              label="Rows in which this field"
              error={index === 0 ? errorOf("shares") : undefined}
              items={[
                { value: "", text: "All rows" },
                ...fields.map((field) => ({ value: field, text: field })),
              ]}
              value={share?.field ?? ""}
              onChange={(field) => change(dataset, { field })}
            />
            <TextInput
              id={`share-pattern-${index + 1}`}
              label="begins with"
              value={share?.pattern ?? ""}
              onInput={(pattern) => change(dataset, { pattern })}
            />
          </fieldset>
        );
      })}
    </>
  );
}
