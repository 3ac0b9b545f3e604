import { useState } from "preact/hooks";
import type { RuleEdit, RuleFile } from "../../rules/edit.ts";
import { Button } from "../components/button.tsx";
import { ErrorSummary } from "../components/error-summary.tsx";
import { Select } from "../components/select.tsx";
import { FixExisting } from "./fix-existing.tsx";
import { FixRowEditor, inputId } from "./fix-row-editor.tsx";
import type { Fix } from "./fix-state.ts";
import { tableWords } from "./fix-words.ts";
import type { OpenRunState } from "./run-state.ts";

/** Those people write most come first. */
const files: readonly RuleFile[] = [
  "column.csv",
  "patch.csv",
  "concat.csv",
  "filter.csv",
  "skip.csv",
  "default.csv",
  "default-value.csv",
  "combine.csv",
  "lookup.csv",
  "old-entity.csv",
  "entity-organisation.csv",
  "transform.csv",
  "lookup-rule.csv",
];

/** The rows to try, each with what is wrong with it; more rows; and "Run again". */
export function FixEditor({ open, fix }: { readonly open: OpenRunState; readonly fix: Fix }) {
  const [file, setFile] = useState<RuleFile>("patch.csv");
  const [shown, setShown] = useState(false);
  const { edits, problems } = fix;
  const errors = problems.filter(({ level }) => level === "error");
  const replace = (at: number, edit: RuleEdit) =>
    fix.change(edits.map((old, place) => (place === at ? edit : old)));

  const submit = (event: Event) => {
    event.preventDefault();
    setShown(errors.length > 0);
    if (errors.length === 0 && edits.length > 0) void fix.run();
  };
  const add = async () => {
    const scopes = await open.client.ask((worker) => worker.scopes(file));
    fix.change([...edits, { op: "add", file, cells: { ...scopes[0]?.cells } }]);
  };

  return (
    <>
      {shown && errors.length > 0 && (
        <ErrorSummary
          errors={errors.map(({ edit, column, words }) => ({
            text: `Change ${edit + 1}: ${words}`,
            target: inputId(edit, column),
          }))}
        />
      )}
      {edits.length === 0 && <p class="govuk-body">None yet. Use a proposal, or add a row.</p>}
      <form noValidate onSubmit={submit}>
        {edits.map((edit, at) => (
          <FixRowEditor
            // Rows are told apart by their place: an edit has no name, and its cells change while typing.
            key={`${at} ${edit.op} ${edit.file}`}
            open={open}
            at={at}
            edit={edit}
            problems={problems.filter((problem) => problem.edit === at)}
            touched={fix.reply?.touched[at]}
            onChange={(changed) => replace(at, changed)}
            onRemove={() => fix.change(edits.filter((_, place) => place !== at))}
          />
        ))}
        {edits.length > 0 && (
          <Button disabled={fix.working}>{fix.working ? "Running" : "Run again with the changes"}</Button>
        )}
      </form>
      <div class="app-fix-add">
        <Select
          id="fix-table"
          label="Table"
          items={files.map((name) => ({ value: name, text: tableWords(name) }))}
          value={file}
          onChange={(name) => setFile(files.find((one) => one === name) ?? "patch.csv")}
        />
        <Button type="button" kind="secondary" onClick={() => void add()}>
          Add a row to {file}
        </Button>
      </div>
      <FixExisting
        open={open}
        file={file}
        onChange={(line) => fix.change([...edits, { op: "change", file, line, cells: {} }])}
        onDelete={(line) => fix.change([...edits, { op: "delete", file, line }])}
        taken={new Set(edits.flatMap((edit) => (edit.op !== "add" && edit.file === file ? [edit.line] : [])))}
      />
    </>
  );
}
