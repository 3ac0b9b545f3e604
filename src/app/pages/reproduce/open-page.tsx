import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { looksLikeRunFile, readRunFile } from "../../../reproduce/run-descriptor.ts";
import { Button } from "../../components/button.tsx";
import { ErrorSummary, type ErrorSummaryItem } from "../../components/error-summary.tsx";
import { FileDrop } from "../../components/file-drop.tsx";
import { Page } from "../../components/page.tsx";
import { formatBytes } from "../../format.ts";
import { guessDataset } from "../../guess-dataset.ts";
import { datasets, loadReferenceData } from "../../reference-data.ts";
import { blankFields, choicesOf, fieldProblems, type RunFields } from "../../reproduce/run-fields.ts";
import { RunForm } from "../../reproduce/run-form.tsx";
import { openRunFile, startRun } from "../../reproduce/run-state.ts";
import { routes } from "../../routes.ts";

/** Opens a run: from a file, or from a run file that somebody saved. */
export function ReproducePage() {
  const { route } = useLocation();
  const [file, setFile] = useState<File>();
  const [fields, setFields] = useState<RunFields>(blankFields);
  const [errors, setErrors] = useState<readonly ErrorSummaryItem[]>([]);
  useEffect(() => void loadReferenceData(), []);
  const error = (target: string) => errors.find((item) => item.target === target)?.text;
  const change = (changes: Partial<RunFields>) => setFields((now) => ({ ...now, ...changes }));

  const takeFile = async (chosen: File) => {
    setErrors([]);
    if (looksLikeRunFile(await chosen.slice(0, 200).text())) {
      const reply = readRunFile(await chosen.text());
      if (!reply.ok) {
        setErrors([{ text: reply.detail, target: "file" }]);
        return;
      }
      void openRunFile(reply.run);
      route(routes.reproduceRun);
      return;
    }
    setFile(chosen);
    await loadReferenceData();
    const guess = await guessDataset(chosen, datasets.value.value);
    if (guess) setFields((now) => ({ ...now, dataset: now.dataset ?? guess.dataset }));
  };

  const submit = (event: Event) => {
    event.preventDefault();
    const problems = fieldProblems(fields);
    if (!file) problems.unshift({ text: "Choose the file to run", target: "file" });
    setErrors(problems);
    if (!file || problems.length > 0) return;
    const today = new Date().toLocaleDateString("sv-SE");
    void startRun({ file, name: file.name, choices: choicesOf(fields, today) });
    route(routes.reproduceRun);
  };

  return (
    <Page
      heading="Reproduce a run of the pipeline"
      before={errors.length > 0 && <ErrorSummary errors={errors} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body-l">
            For the Planning Data team: run a file as the pipeline does, see what happened to each row and by
            which rule, and pass the very same run on.
          </p>
          <form noValidate onSubmit={submit}>
            <FileDrop
              id="file"
              label="The file"
              labelClass="govuk-label--m"
              hint="Any file the pipeline reads, or a run file that somebody saved here. It stays on this computer."
              error={error("file")}
              fileName={file && `${file.name}, ${formatBytes(file.size)}`}
              onFile={(chosen) => void takeFile(chosen)}
              onTooMany={() => setErrors([{ text: "Drop one file at a time", target: "file" }])}
            />
            <RunForm fields={fields} error={error} change={change} />
            <Button>Run</Button>
          </form>
        </div>
      </div>
    </Page>
  );
}
