import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type BatchItem, isAddress } from "../../batch/item.ts";
import { readBatchList } from "../../batch/read-list.ts";
import type { Mode } from "../../report/mode.ts";
import { datasetOptions, findOrganisations, organisationOptions } from "../choice-options.ts";
import { Button } from "../components/button.tsx";
import { Combobox } from "../components/combobox.tsx";
import { ErrorSummary, type ErrorSummaryItem } from "../components/error-summary.tsx";
import { FormGroup } from "../components/form-group.tsx";
import { Radios } from "../components/radios.tsx";
import { Textarea } from "../components/textarea.tsx";
import { modeWords } from "../content/modes.ts";
import { countOf } from "../format.ts";
import { guessDataset } from "../guess-dataset.ts";
import { datasets, loadReferenceData, organisations } from "../reference-data.ts";
import { beginBatch } from "./batch-runner.ts";

/** Files dropped or chosen, or a list of addresses; and what they all are. */
export function BatchForm() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [list, setList] = useState("");
  const [dataset, setDataset] = useState<string>();
  const [organisation, setOrganisation] = useState<string>();
  const [mode, setMode] = useState<Mode>("added");
  const [errors, setErrors] = useState<readonly ErrorSummaryItem[]>([]);
  const today = new Date().toISOString().slice(0, 10);
  useEffect(() => void loadReferenceData(), []);
  useDrop((dropped) => setFiles((now) => [...now, ...dropped]));
  const datasetList = useMemo(() => datasetOptions(datasets.value.value, true), [datasets.value]);
  const organisationList = useMemo(
    () => organisationOptions(organisations.value.value, today),
    [organisations.value, today],
  );
  const error = (target: string) => errors.find((item) => item.target === target)?.text;

  const begin = async () => {
    const own = organisation ? [organisation] : [];
    const listed = itemsOf(list, dataset, own);
    const problems: ErrorSummaryItem[] = [...listed.problems];
    const dropped: BatchItem[] = [];
    for (const [index, file] of files.entries()) {
      const guess = dataset ?? (await guessDataset(file, datasets.value.value))?.dataset;
      if (guess === undefined) {
        problems.push({ target: "dataset", text: `Choose a dataset: ${file.name} does not look like any` });
        break;
      }
      dropped.push({ line: index + 1, target: file.name, dataset: guess, organisations: own, endpoints: [] });
    }
    if (files.length === 0 && list.trim() === "")
      problems.push({ target: "batch-files", text: "Choose files, or paste a list of addresses" });
    setErrors(problems);
    if (problems.length > 0) return;
    await beginBatch([...dropped, ...listed.items], files, mode);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <FilesInput files={files} error={error("batch-files")} onFiles={setFiles} />
      <Textarea
        id="batch-list"
        label="Or a list of addresses"
        labelClass="govuk-label--m"
        hint="One on each line, or the text of an import.csv, or of a CSV with url, dataset and organisation."
        rows={5}
        error={error("batch-list")}
        value={list}
        spellcheck={false}
        onInput={setList}
      />
      <Combobox
        id="dataset"
        label="Dataset"
        labelClass="govuk-label--m"
        hint="Leave it blank to have it guessed from the columns of each file, or where the list names it."
        error={error("dataset")}
        options={datasetList}
        value={dataset}
        onChange={setDataset}
        emptyText="No dataset has this name. Try fewer letters."
      />
      <Combobox
        id="organisation"
        label="Organisation (optional)"
        labelClass="govuk-label--m"
        options={organisationList}
        filter={(typed) => findOrganisations(organisations.value.value, typed, today)}
        value={organisation}
        onChange={setOrganisation}
        limit={60}
        emptyText="No organisation has this name or code."
      />
      <Radios
        name="mode"
        legend="Which run?"
        legendClass="govuk-fieldset__legend--m"
        small
        value={mode}
        items={(["added", "check", "pipeline"] as const).map((value) => ({
          value,
          text: modeWords[value].label,
          hint: modeWords[value].hint,
        }))}
        onChange={(value) => setMode(value === "check" || value === "pipeline" ? value : "added")}
      />
      <Button>Check them all</Button>
    </form>
  );
}

function FilesInput({
  files,
  error,
  onFiles,
}: {
  readonly files: readonly File[];
  readonly error: string | undefined;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const group = {
    id: "batch-files",
    label: "Files",
    labelClass: "govuk-label--m",
    hint: "Choose several at once, or drop them anywhere on this page. They stay on this computer.",
    error,
  };
  return (
    <FormGroup {...group}>
      <input
        class={error ? "govuk-file-upload govuk-file-upload--error" : "govuk-file-upload"}
        id="batch-files"
        name="batch-files"
        type="file"
        multiple
        aria-describedby={error ? "batch-files-hint batch-files-error" : "batch-files-hint"}
        onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
      />
      <p class="govuk-body-s" role="status">
        {files.length === 0 ? "" : `${countOf(files.length, "file")} chosen`}
      </p>
    </FormGroup>
  );
}

interface Listed {
  readonly items: readonly BatchItem[];
  readonly problems: readonly ErrorSummaryItem[];
}

/** A list is a CSV with a header, or one address on each line. */
function itemsOf(list: string, dataset: string | undefined, own: readonly string[]): Listed {
  const lines = list.split(/\r?\n/).map((line) => line.trim());
  const filled = lines.filter((line) => line !== "");
  if (filled.length === 0) return { items: [], problems: [] };
  const problem = (text: string): Listed => ({ items: [], problems: [{ target: "batch-list", text }] });
  if (!filled.every(isAddress)) {
    const reply = readBatchList(list);
    if (!reply.ok) return problem(reply.message);
    const [refused] = reply.refused;
    if (refused) return problem(`Line ${refused.line} ${refused.message}`);
    const path = reply.items.find(({ target }) => !isAddress(target));
    if (path) return problem(`Line ${path.line} names a file: drop it here instead`);
    const items = reply.items.map((item) =>
      item.organisations.length > 0 ? item : { ...item, organisations: own },
    );
    return { items, problems: [] };
  }
  if (dataset === undefined)
    return { items: [], problems: [{ target: "dataset", text: "Choose the dataset of the addresses" }] };
  const items = lines.flatMap((target, index): BatchItem[] =>
    target === "" ? [] : [{ line: index + 1, target, dataset, organisations: own, endpoints: [] }],
  );
  return { items, problems: [] };
}

/** Files may be dropped anywhere on the page: people miss small targets, and a browser would open them instead. */
function useDrop(onFiles: (files: readonly File[]) => void): void {
  const current = useRef(onFiles);
  current.current = onFiles;
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      current.current([...event.dataTransfer.files]);
    };
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
    };
  }, []);
}
