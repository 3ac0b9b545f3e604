import { useState } from "preact/hooks";
import type { RuleFile } from "../../rules/edit.ts";
import { ruleTable } from "../../rules/rule-table.ts";
import { Details } from "../components/details.tsx";
import { TextInput } from "../components/text-input.tsx";
import { countOf } from "../format.ts";
import { useAnswer } from "../use-answer.ts";
import type { OpenRunState } from "./run-state.ts";

export interface FixExistingProps {
  readonly open: OpenRunState;
  readonly file: RuleFile;
  /** Lines that are being changed already. */
  readonly taken: ReadonlySet<number>;
  readonly onChange: (line: number) => void;
  readonly onDelete: (line: number) => void;
}

const levels = { resource: "this file", endpoint: "this endpoint", global: "all files" } as const;

/** The rows of a table that are for this run: to change one, or take it out. */
export function FixExisting(props: FixExistingProps) {
  const { file } = props;
  return (
    <Details summary={`Change a row of ${file} that is there, or take it out`}>
      <Rows {...props} key={file} />
    </Details>
  );
}

function Rows({ open, file, taken, onChange, onDelete }: FixExistingProps) {
  const [search, setSearch] = useState("");
  const found = useAnswer(`${file} ${search}`, () =>
    open.client.ask((worker) => worker.listRows(file, search)),
  );
  const list = found.value;
  return (
    <>
      <TextInput
        id="fix-search"
        label={`Search the rows of ${file}`}
        type="search"
        value={search}
        onInput={setSearch}
      />
      {list && (
        <p class="govuk-body" aria-live="polite">
          {countOf(list.total, "row")} for this run
          {list.total > list.rows.length && `, the first ${list.rows.length} are shown`}
        </p>
      )}
      <ul class="govuk-list app-fix-list">
        {list?.rows.map(({ line, cells, level, acted }) => (
          <li key={line}>
            <code class="app-fix-row">
              {ruleTable(file)
                .asked.map((column) => cells[column] ?? "")
                .join(", ")}
            </code>
            Line {line}, for {levels[level]}
            {acted !== undefined && `, acted on ${countOf(acted, "row")}`}.{" "}
            {taken.has(line) ? (
              "It is among the changes."
            ) : (
              <>
                <button type="button" class="app-link-button" onClick={() => onChange(line)}>
                  Change<span class="govuk-visually-hidden"> line {line}</span>
                </button>{" "}
                <button type="button" class="app-link-button" onClick={() => onDelete(line)}>
                  Take out<span class="govuk-visually-hidden"> line {line}</span>
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
