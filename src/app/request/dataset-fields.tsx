import { useMemo, useState } from "preact/hooks";
import { Button } from "../components/button.tsx";
import { Combobox } from "../components/combobox.tsx";
import { ErrorMessage } from "../components/form-group.tsx";
import { changeAnswers } from "./draft-state.ts";
import type { FieldsProps } from "./question-fields.tsx";

/** One dataset, or several that one address feeds: of the same collection. */
export function DatasetFields({ answers, tables, errorOf }: FieldsProps) {
  const { datasets: known } = tables.specification;
  const chosen = answers.datasets ?? [];
  const [adding, setAdding] = useState(chosen.length === 0);
  const [first] = chosen;
  const collection = first === undefined ? undefined : known.get(first)?.collection;
  const options = useMemo(
    () =>
      [...known.values()]
        .filter(
          (row) =>
            row.collection !== "" && row.endDate === "" && tables.specification.pipelines.has(row.dataset),
        )
        .filter((row) => collection === undefined || row.collection === collection)
        .map((row) => ({
          value: row.dataset,
          text: row.name || row.dataset,
          keywords: `${row.plural} ${row.dataset}`,
        }))
        .sort((a, b) => a.text.localeCompare(b.text, "en-GB")),
    [known, collection, tables],
  );
  const error = errorOf("datasets");
  const free = options.filter(({ value }) => !chosen.includes(value));
  return (
    <>
      {error && <ErrorMessage id="datasets-error" text={error} />}
      {chosen.length > 0 && (
        <ul class="govuk-list app-list-spaced" id="datasets" tabIndex={-1}>
          {chosen.map((dataset) => (
            <li key={dataset}>
              {known.get(dataset)?.name ?? dataset}{" "}
              <Button
                kind="secondary"
                type="button"
                onClick={() => {
                  changeAnswers({ datasets: chosen.filter((one) => one !== dataset) });
                  setAdding(true);
                }}
              >
                Remove<span class="govuk-visually-hidden"> {known.get(dataset)?.name ?? dataset}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding || chosen.length === 0 ? (
        <Combobox
          id={chosen.length === 0 ? "datasets" : "another-dataset"}
          label={chosen.length === 0 ? "Dataset" : "Another dataset at the same address"}
          hint="Type to find one"
          options={free}
          value={undefined}
          onChange={(dataset) => {
            if (dataset === undefined) return;
            changeAnswers({ datasets: [...chosen, dataset] });
            setAdding(false);
          }}
          emptyText="No dataset has this name."
        />
      ) : (
        free.length > 0 && (
          <Button kind="secondary" type="button" onClick={() => setAdding(true)}>
            The address holds another dataset too
          </Button>
        )
      )}
    </>
  );
}
