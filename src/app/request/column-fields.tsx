import { Select } from "../components/select.tsx";
import { changeAnswers } from "./draft-state.ts";
import type { FieldsProps } from "./question-fields.tsx";

/** The columns matched by hand in the check: each to its field, or not used. */
export function ColumnFields({ answers, tables, errorOf }: FieldsProps) {
  const mapping = answers.columnMapping ?? {};
  const fields = new Set(
    (answers.datasets ?? []).flatMap((dataset) => [
      ...(tables.specification.datasetFields.get(dataset)?.keys() ?? []),
    ]),
  );
  const items = [
    { value: "", text: "Not matched" },
    { value: "IGNORE", text: "Do not use this column" },
    ...[...fields].sort().map((field) => ({ value: field, text: field })),
  ];
  const change = (column: string, field: string) => {
    const { [column]: _, ...rest } = mapping;
    changeAnswers({ columnMapping: field === "" ? rest : { ...mapping, [column]: field } });
  };
  return (
    <>
      <p class="govuk-body">
        These go with the request, so that every later download is read in the same way. The best is to name
        the columns as the fields are called.
      </p>
      {Object.entries(mapping).map(([column, field], index) => (
        <Select
          key={column}
          id={index === 0 ? "columnMapping" : `columnMapping-${index + 1}`}
          label={`Your column ${column}`}
          error={index === 0 ? errorOf("columnMapping") : undefined}
          items={items}
          value={field}
          onChange={(value) => change(column, value)}
        />
      ))}
    </>
  );
}
