import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { allLines, type Report } from "../report/report.ts";
import { Checkboxes } from "./components/checkboxes.tsx";
import { Select } from "./components/select.tsx";
import { TextInput } from "./components/text-input.tsx";
import { groupOrder, groupWords } from "./content/groups.ts";
import { withFragment } from "./fragment.ts";
import { routes } from "./routes.ts";
import { type RowView, rowQueryState } from "./row-query.ts";

/** Typing is taken over after this pause, so that every letter is not a question to the worker. */
const pauseMilliseconds = 250;

/** Which rows to show: by issue, by field, by text, only lost ones. Takes effect at once. */
export function RowFilter({ report, view }: { readonly report: Report; readonly view: RowView }) {
  const { route } = useLocation();
  const [text, setText] = useState(view.text ?? "");
  // What is shown when the pause after typing is over, not what was shown when it began.
  const current = useRef(view);
  current.current = view;
  const show = (changes: Partial<RowView>) =>
    route(withFragment(routes.rows, rowQueryState({ ...current.current, ...changes, page: 1 })), true);

  useEffect(() => {
    if (text === (view.text ?? "")) return undefined;
    const timer = setTimeout(() => show({ text: text === "" ? undefined : text }), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text, view.text]);

  const lines = allLines(report).filter((line) => line.rows > 0);
  const fields = [...new Map(lines.map((line) => [line.field, line.fieldLabel])).entries()].filter(
    ([field]) => field !== "",
  );
  const any = view.line !== undefined || view.group || view.field || view.text || view.lost;
  return (
    <form
      class="app-filter app-wide app-no-print"
      aria-label="Filter the rows"
      onSubmit={(event) => event.preventDefault()}
    >
      <Select
        id="filter-issue"
        label="Issue"
        value={
          view.line !== undefined
            ? `line:${view.line}`
            : view.group !== undefined
              ? `group:${view.group}`
              : ""
        }
        items={[
          { value: "", text: "All rows" },
          ...groupOrder.map((group) => ({
            value: `group:${group}`,
            text: `All under “${groupWords[group].heading}”`,
          })),
          ...lines.map((line) => ({ value: `line:${line.id}`, text: line.words.sentence })),
        ]}
        onChange={(value) =>
          show({
            line: value.startsWith("line:") ? value.slice(5) : undefined,
            group: groupOrder.find((group) => value === `group:${group}`),
          })
        }
      />
      <Select
        id="filter-field"
        label="Issue in field"
        value={view.field ?? ""}
        items={[
          { value: "", text: "Any field" },
          ...fields.map(([value, label]) => ({ value, text: label })),
        ]}
        onChange={(value) => show({ field: value === "" ? undefined : value })}
      />
      <TextInput
        id="filter-text"
        label="Text in any cell"
        type="search"
        value={text}
        spellcheck={false}
        onInput={setText}
      />
      <Checkboxes
        name="filter-lost"
        legend="Rows that are lost"
        legendClass="govuk-visually-hidden"
        small
        values={view.lost ? ["yes"] : []}
        items={[{ value: "yes", text: "Only rows that would be lost" }]}
        onChange={(_value, checked) => show({ lost: checked })}
      />
      {any && (
        <p class="govuk-body app-filter__clear">
          <a class="govuk-link" href={routes.rows} onClick={() => setText("")}>
            Clear filters
          </a>
        </p>
      )}
    </form>
  );
}
