import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { MandatoryField, UnmappedColumn } from "../../report/report.ts";
import { choicesKey, deleteChoices, saveChoices } from "../../store/column-choices.ts";
import { CheckGate } from "../check-gate.tsx";
import { currentColumns, duplicateColumns, looksLikeRowNumber, mappingFrom } from "../column-draft.ts";
import { Button } from "../components/button.tsx";
import { ErrorSummary } from "../components/error-summary.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Page } from "../components/page.tsx";
import { Tag } from "../components/tag.tsx";
import { FileGone } from "../file-gone.tsx";
import { countOf, joinWords } from "../format.ts";
import { type GuidanceField, guidanceOf, useGuidance } from "../guidance-data.ts";
import { routes } from "../routes.ts";
import { checkAgain, type DoneState } from "../state.ts";
import { useAnswer } from "../use-answer.ts";

/** Which column is which field: shown, changed, checked again at once, and remembered. */
export function ColumnsPage() {
  return <CheckGate>{(done) => <Columns done={done} key={done.id} />}</CheckGate>;
}

/** Rows looked at for first values. */
const sampleRows = 50;

function Columns({ done }: { readonly done: DoneState }) {
  const { route } = useLocation();
  const { columns, checked } = done.report;
  const was = currentColumns(columns);
  const [now, setNow] = useState<ReadonlyMap<string, string>>(was);
  const [errors, setErrors] = useState<readonly { text: string; target: string }[]>([]);
  const guidance = useGuidance(checked.dataset);
  const samples = useAnswer(`${done.id} samples`, () => firstValues(done));
  const values = (column: string) => samples.value?.get(column) ?? [];
  const fields = fieldsToShow(guidanceOf(guidance), columns.mandatory, was);
  const key = choicesKey(done.settings.organisation, checked.dataset);

  const submit = async (event: Event) => {
    event.preventDefault();
    const problems = [...duplicateColumns(now)].map(([column, chosen]) => ({
      text: `“${column}” is chosen for ${joinWords(chosen.map((field) => labelOf(fields, field)))}. A column can be one field only`,
      target: `field-${chosen[1] ?? ""}`,
    }));
    setErrors(problems);
    if (problems.length > 0) return;
    const mapping = mappingFrom(done.settings.columnMapping ?? {}, was, now);
    await saveChoices({ key, mapping, at: new Date().toISOString() }).catch(() => {});
    void checkAgain({ columnMapping: mapping });
    route(routes.result);
  };
  const forget = async () => {
    await deleteChoices(key).catch(() => {});
    void checkAgain({ columnMapping: {} });
    route(routes.result);
  };
  const choose = (field: string, column: string) => {
    const next = new Map(now);
    if (column === "") next.delete(field);
    else next.set(field, column);
    setNow(next);
  };

  const unused = columns.unmapped.filter((column) => ![...now.values()].includes(column.column));
  return (
    <Page
      heading="Your columns"
      caption={checked.name}
      back={{ href: routes.result, text: "Back to the result" }}
      before={errors.length > 0 && <ErrorSummary errors={errors} />}
    >
      <p class="govuk-body-l">
        Say which of your columns is which field of {checked.datasetName.toLowerCase()}. Your file is not
        changed.
      </p>
      {Object.keys(done.settings.columnMapping ?? {}).length > 0 && (
        <InsetText>
          Some columns were chosen by hand. They are remembered on this computer for this organisation and
          dataset.{" "}
          <button type="button" class="app-link-button" onClick={() => void forget()}>
            Forget my choices and check again
          </button>
        </InsetText>
      )}
      {!done.client && <FileGone />}
      <form onSubmit={submit} noValidate>
        <table class="govuk-table app-columns">
          <caption class="govuk-visually-hidden">Fields of the dataset and the columns of your file</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <th scope="col" class="govuk-table__header app-columns__field">
                Field
              </th>
              <th scope="col" class="govuk-table__header app-columns__column">
                Your column
              </th>
              <th scope="col" class="govuk-table__header">
                First values
              </th>
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {fields.map((field) => (
              <FieldRow
                key={field.field}
                field={field}
                column={now.get(field.field) ?? ""}
                changed={(now.get(field.field) ?? "") !== (was.get(field.field) ?? "")}
                columns={checked.columns}
                values={values(now.get(field.field) ?? "")}
                suggestions={unused.flatMap((each) => suggestionOf(each, field.field))}
                error={errors.find((error) => error.target === `field-${field.field}`)?.text}
                disabled={!done.client}
                choose={(column) => choose(field.field, column)}
              />
            ))}
          </tbody>
        </table>
        {done.client && (
          <div class="govuk-button-group">
            <Button>Check again with these columns</Button>
            <a class="govuk-link" href={routes.result}>
              Cancel
            </a>
          </div>
        )}
      </form>
      <UnusedColumns unused={unused} total={checked.columns.length} />
    </Page>
  );
}

interface ShownField {
  readonly field: string;
  readonly label: string;
  readonly meaning: string;
  readonly mandatory?: MandatoryField;
}

/** Mandatory fields first, then the guidance's order; fields that are filled although nobody asks for them come last. */
function fieldsToShow(
  guidance: readonly GuidanceField[],
  mandatory: readonly MandatoryField[],
  was: ReadonlyMap<string, string>,
): ShownField[] {
  const needed = new Map(mandatory.map((each) => [each.field, each]));
  const fields = new Map<string, ShownField>();
  const add = (field: string, label: string, meaning: string) => {
    if (fields.has(field)) return;
    const rule = needed.get(field);
    fields.set(field, { field, label, meaning, ...(rule && { mandatory: rule }) });
  };
  for (const each of mandatory)
    add(each.field, each.fieldLabel, guidance.find((g) => g.field === each.field)?.description ?? "");
  for (const each of guidance) add(each.field, each.label, each.description);
  for (const field of was.keys()) add(field, field, "");
  return [...fields.values()];
}

function labelOf(fields: readonly ShownField[], field: string): string {
  return fields.find((each) => each.field === field)?.label ?? field;
}

interface FieldRowProps {
  readonly field: ShownField;
  readonly column: string;
  readonly changed: boolean;
  readonly columns: readonly string[];
  readonly values: readonly string[];
  readonly suggestions: readonly Suggestion[];
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly choose: (column: string) => void;
}

function FieldRow(props: FieldRowProps) {
  const { field, column, suggestions } = props;
  const id = `field-${field.field}`;
  const rowNumber = field.field === "reference" && column !== "" && looksLikeRowNumber(column, props.values);
  return (
    <tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header">
        <label for={id}>{field.label}</label> {field.mandatory && <Tag text="Mandatory" colour="blue" />}
        <span class="app-small app-block" id={`${id}-meaning`}>
          {field.meaning}
        </span>
      </th>
      <td class={props.error ? "govuk-table__cell app-columns__error" : "govuk-table__cell"}>
        {props.error && (
          <p class="govuk-error-message" id={`${id}-error`}>
            <span class="govuk-visually-hidden">Error:</span> {props.error}
          </p>
        )}
        <select
          class={props.error ? "govuk-select govuk-select--error" : "govuk-select"}
          id={id}
          disabled={props.disabled}
          aria-describedby={props.error ? `${id}-error ${id}-meaning` : `${id}-meaning`}
          onChange={(event) => props.choose(event.currentTarget.value)}
        >
          <option value="" selected={column === ""}>
            Not provided
          </option>
          {props.columns.map((name) => (
            <option key={name} value={name} selected={name === column}>
              {name}
            </option>
          ))}
        </select>
        {props.changed && <span class="app-small app-block">changed, not checked yet</span>}
        {column === "" &&
          suggestions.map((suggestion) => (
            <p class="govuk-body-s govuk-!-margin-bottom-1" key={suggestion.column}>
              Perhaps{" "}
              <button
                type="button"
                class="app-link-button app-link-button--s"
                onClick={() => props.choose(suggestion.column)}
              >
                {suggestion.column}
              </button>
              ? {suggestion.reason}
            </p>
          ))}
        {rowNumber && (
          <p class="govuk-body-s app-columns__warning">
            <strong>This looks like a row number.</strong> Row numbers change when data is exported again; a
            reference must stay the same for ever.
          </p>
        )}
      </td>
      <td class="govuk-table__cell app-columns__values">
        {props.values.slice(0, 3).map((value, index) => (
          <span class="app-value" key={index}>
            {value.length > 40 ? `${value.slice(0, 40)}…` : value}
          </span>
        ))}
      </td>
    </tr>
  );
}

function UnusedColumns({
  unused,
  total,
}: {
  readonly unused: readonly UnmappedColumn[];
  readonly total: number;
}) {
  return (
    <section aria-labelledby="unused">
      <h2 class="govuk-heading-m" id="unused">
        Your columns that are not used
      </h2>
      {unused.length === 0 ? (
        <p class="govuk-body">All {countOf(total, "column")} of your file are used.</p>
      ) : (
        <>
          <p class="govuk-body">
            The platform leaves these out. That is fine if they hold nothing the fields above ask for.
          </p>
          <dl class="govuk-summary-list">
            {unused.map((column) => (
              <div class="govuk-summary-list__row" key={column.column}>
                <dt class="govuk-summary-list__key">{column.column === "" ? "(no name)" : column.column}</dt>
                <dd class="govuk-summary-list__value">
                  {column.filled === 0 ? "always blank" : `filled in ${countOf(column.filled, "row")}`}
                  {column.samples.length > 0 && (
                    <span class="app-small app-block">
                      {column.samples.slice(0, 3).map((sample, index) => (
                        <span class="app-value" key={index}>
                          {sample.length > 40 ? `${sample.slice(0, 40)}…` : sample}
                        </span>
                      ))}
                    </span>
                  )}
                  {column.harmless !== undefined && (
                    <span class="app-small app-block">Can be left out: {column.harmless}</span>
                  )}
                  {column.suggestions && (
                    <span class="app-small app-block">{suggestionWords(column.suggestions)}</span>
                  )}
                  {column.hint && (
                    <span class="app-small app-block">
                      May be {column.hint.fieldLabel}: {column.hint.reason}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

interface Suggestion {
  readonly column: string;
  readonly reason: string;
}

/** The column as a suggestion for a field: by its own name, or as the first thing that such columns meant before. */
function suggestionOf(column: UnmappedColumn, field: string): Suggestion[] {
  if (column.hint?.field === field) return [{ column: column.column, reason: column.hint.reason }];
  const [first] = column.suggestions ?? [];
  return first?.field === field ? [{ column: column.column, reason: evidence(first.files) }] : [];
}

function evidence(files: number): string {
  return files > 0
    ? `A column of this name was read so in ${countOf(files, "earlier file")}`
    : "Columns like it were read so in earlier files";
}

/** All suggestions, ranked, with what speaks for the first. */
function suggestionWords(suggestions: NonNullable<UnmappedColumn["suggestions"]>): string {
  const meanings = suggestions.filter(({ field }) => field !== "IGNORE").map((each) => each.fieldLabel);
  const [first] = suggestions;
  if (first?.field === "IGNORE")
    return first.files > 0
      ? `Left out in ${countOf(first.files, "earlier file")} with a column of this name`
      : "Columns like it were left out in earlier files";
  return `May be ${joinWords(meanings, "or")}. ${evidence(first?.files ?? 0)}`;
}

/** The first filled values of every column. */
async function firstValues(done: DoneState): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const page = await done.client?.page({ limit: sampleRows });
  page?.columns.forEach(({ column }, index) => {
    const values = page.rows.map((row) => row.cells[index]?.text ?? "").filter((text) => text !== "");
    found.set(column, values.slice(0, 5));
  });
  return found;
}
