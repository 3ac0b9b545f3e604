import type { RuleEdit } from "../../rules/edit.ts";
import { editLine } from "../../rules/edit-line.ts";
import type { EditProblem } from "../../rules/edit-problem.ts";
import { ruleTable } from "../../rules/rule-table.ts";
import { Combobox } from "../components/combobox.tsx";
import { Select } from "../components/select.tsx";
import { SuggestInput } from "../components/suggest-input.tsx";
import { countOf } from "../format.ts";
import { useAnswer } from "../use-answer.ts";
import { columnWords, tableWords } from "./fix-words.ts";
import type { OpenRunState } from "./run-state.ts";

export interface FixRowEditorProps {
  readonly open: OpenRunState;
  readonly at: number;
  readonly edit: RuleEdit;
  readonly problems: readonly EditProblem[];
  /** Rows the last trial says it acted on. */
  readonly touched: number | undefined;
  readonly onChange: (edit: RuleEdit) => void;
  readonly onRemove: () => void;
}

/** Id of the control for a cell, for the error summary. */
export function inputId(edit: number, column: string): string {
  return `fix-${edit}-${column === "" ? "row" : column}`;
}

/** One configuration row: its cells with completion, whom it is for, and what is wrong with it. */
export function FixRowEditor(props: FixRowEditorProps) {
  const { at, edit, problems, touched, onRemove } = props;
  const heading = {
    add: `Change ${at + 1}: a new row in ${edit.file}`,
    change: `Change ${at + 1}: line ${edit.op === "add" ? 0 : edit.line} of ${edit.file}, changed`,
    delete: `Change ${at + 1}: line ${edit.op === "add" ? 0 : edit.line} of ${edit.file}, taken out`,
  }[edit.op];
  const rest = problems.filter(({ level, column }) => level === "warning" || !isAsked(edit, column));
  return (
    <fieldset class="govuk-fieldset app-fix-edit" id={inputId(at, "row")} tabIndex={-1}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{heading}</legend>
      <p class="govuk-hint">{tableWords(edit.file)}</p>
      {edit.op !== "delete" && <Cells {...props} edit={edit} />}
      <code class="app-fix-row">{editLine(edit)}</code>
      {rest.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {rest.map(({ level, column, words }) => (
            <li key={`${column} ${words}`} class={level === "error" ? "govuk-error-message" : undefined}>
              {level === "error" ? "Error: " : "Check: "}
              {words}
            </li>
          ))}
        </ul>
      )}
      {touched !== undefined && touched > 0 && (
        <p class="govuk-body-s">It acted on {countOf(touched, "row")} in the last run.</p>
      )}
      <button type="button" class="app-link-button" onClick={onRemove}>
        Leave this out<span class="govuk-visually-hidden"> (change {at + 1})</span>
      </button>
    </fieldset>
  );
}

function isAsked(edit: RuleEdit, column: string): boolean {
  return ruleTable(edit.file).asked.includes(column);
}

function Cells({
  open,
  at,
  edit,
  problems,
  onChange,
}: FixRowEditorProps & { readonly edit: Exclude<RuleEdit, { op: "delete" }> }) {
  const { file } = edit;
  const table = ruleTable(file);
  const line = edit.op === "change" ? edit.line : 0;
  const base = useAnswer(`${file} ${line}`, async () =>
    line === 0 ? {} : await open.client.ask((worker) => worker.tableRow(file, line)),
  );
  const cells: Readonly<Record<string, string>> = { ...base.value, ...edit.cells };
  const choices = useAnswer(`${file} ${cells.field ?? ""}`, () =>
    open.client.ask((worker) => worker.choices(file, cells.field ?? "")),
  );
  const scopes = useAnswer(`scopes ${file}`, () => open.client.ask((worker) => worker.scopes(file)));
  const set = (changes: Readonly<Record<string, string>>) =>
    onChange({ ...edit, cells: { ...edit.cells, ...changes } });
  const error = (column: string) =>
    problems.find((problem) => problem.column === column && problem.level === "error")?.words;
  const scope = scopes.value?.findIndex((one) =>
    ["endpoint", "resource"].every((column) => (one.cells[column] ?? "") === (cells[column] ?? "")),
  );
  return (
    <>
      {table.asked.map((column) => {
        const words = columnWords[column] ?? { label: column };
        const own = choices.value?.[column];
        const common = {
          id: inputId(at, column),
          label: words.label,
          error: error(column),
          ...(words.hint === undefined ? {} : { hint: words.hint }),
        };
        if (own?.closed) {
          return (
            <Combobox
              key={column}
              {...common}
              options={own.choices.map(({ value, note }) => ({
                value,
                text: value,
                ...(note ? { note, keywords: note } : {}),
              }))}
              value={cells[column] || undefined}
              limit={60}
              emptyText="Nothing in the specification has this name."
              onChange={(value) => set({ [column]: value ?? "" })}
            />
          );
        }
        return (
          <SuggestInput
            key={column}
            {...common}
            value={cells[column] ?? ""}
            suggestions={own?.choices ?? []}
            onInput={(value) => set({ [column]: value })}
          />
        );
      })}
      {scopes.value && scopes.value.length > 1 && (
        <Select
          id={inputId(at, "endpoint")}
          label="What it is for"
          error={error("endpoint") ?? error("resource")}
          items={[
            ...(scope === -1 ? [{ value: "-1", text: "As the row has it" }] : []),
            ...scopes.value.map(({ label }, place) => ({ value: String(place), text: label })),
          ]}
          value={String(scope)}
          onChange={(place) => set(scopes.value?.[Number(place)]?.cells ?? {})}
        />
      )}
    </>
  );
}
