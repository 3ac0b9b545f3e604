import { useEffect, useMemo, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { choicesKey, readChoices } from "../../store/column-choices.ts";
import { deleteSetting, readSetting, saveSetting } from "../../store/settings.ts";
import { CheckOptions, type CheckOptionValues, defaultOptions } from "../check-options.tsx";
import { currentCode, datasetOptions, findOrganisations, organisationOptions } from "../choice-options.ts";
import { Button } from "../components/button.tsx";
import { Checkboxes } from "../components/checkboxes.tsx";
import { Combobox } from "../components/combobox.tsx";
import { ErrorSummary, type ErrorSummaryItem } from "../components/error-summary.tsx";
import { FileDrop } from "../components/file-drop.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Page } from "../components/page.tsx";
import { Radios } from "../components/radios.tsx";
import { tooBigForThisDevice } from "../device-memory.ts";
import { Examples } from "../examples.tsx";
import { formatBytes, joinWords } from "../format.ts";
import { fragment } from "../fragment.ts";
import { type DatasetGuess, guessDataset } from "../guess-dataset.ts";
import { guessGeometryType } from "../guess-geometry-type.ts";
import { LastChecks } from "../last-checks.tsx";
import { datasets, loadReferenceData, organisations } from "../reference-data.ts";
import { routes } from "../routes.ts";
import { check, startCheck } from "../state.ts";

/** The first page: which file, which dataset, whose it is. A link may bring dataset and organisation in its fragment. */
export function StartPage() {
  const { route } = useLocation();
  const [file, setFile] = useState<File | undefined>(sameFile);
  const [dataset, setDataset] = useState<string | undefined>(linked("dataset"));
  const [guess, setGuess] = useState<DatasetGuess | undefined>(undefined);
  const [organisation, setOrganisation] = useState<string | undefined>(linked("organisation", currentCode));
  const [options, setOptions] = useState<CheckOptionValues>(defaultOptions);
  const [guessedType, setGuessedType] = useState<"point" | "polygon" | undefined>(undefined);
  const [others, setOthers] = useState(false);
  const [errors, setErrors] = useState<readonly ErrorSummaryItem[]>([]);

  useEffect(() => {
    loadReferenceData();
    if (fragment.peek().has("organisation")) return;
    readSetting("organisation").then(
      (remembered) => remembered && setOrganisation((now) => now ?? remembered),
      () => {},
    );
  }, []);

  // A link opened while this page is shown changes only what is behind the #: nothing is loaded anew.
  const link = fragment.value.toString();
  useEffect(() => {
    setDataset((now) => linked("dataset") ?? now);
    setOrganisation((now) => linked("organisation", currentCode) ?? now);
  }, [link]);

  const takeFile = async (chosen: File) => {
    setFile(chosen);
    setErrors([]);
    setGuess(undefined);
    setGuessedType(await guessGeometryType(chosen));
    await loadReferenceData();
    const found = await guessDataset(chosen, datasets.value.value);
    if (!found) return;
    setGuess(found);
    setDataset((now) => now ?? found.dataset);
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    const problems: ErrorSummaryItem[] = [];
    if (!file) problems.push({ text: "Choose the file to check", target: "file" });
    if (!dataset) problems.push({ text: "Choose which dataset the file is for", target: "dataset" });
    for (const problem of options.problems) problems.push(problem);
    setErrors(problems);
    if (!file || !dataset || problems.length > 0) return;
    const mapping = await rememberedMapping(organisation, dataset);
    const geometryType = options.geometryType ?? guessedType;
    void startCheck(file, {
      name: file.name,
      dataset,
      mode: options.mode,
      ...(organisation && { organisation }),
      ...(options.today && { today: options.today }),
      ...(options.entryDate && { entryDate: options.entryDate }),
      ...(dataset === "tree" && geometryType && { geometryType }),
      ...(options.categoryValues && { categoryValues: options.categoryValues }),
      ...(options.charset && { charset: options.charset }),
      ...(options.configuration && { configuration: options.configuration }),
      ...(mapping && { columnMapping: mapping }),
    });
    route(routes.result);
  };

  const chooseOrganisation = (value: string | undefined) => {
    setOrganisation(value);
    (value ? saveSetting("organisation", value) : deleteSetting("organisation")).catch(() => {});
  };
  const error = (target: string) => errors.find((item) => item.target === target)?.text;
  const chosen = datasets.value.value.find((choice) => choice.dataset === dataset);
  const guessed = guess && guess.dataset === dataset ? chosen : undefined;
  const today = new Date().toISOString().slice(0, 10);
  const datasetList = useMemo(() => datasetOptions(datasets.value.value, others), [datasets.value, others]);
  const organisationList = useMemo(
    () => organisationOptions(organisations.value.value, today),
    [organisations.value, today],
  );
  const tooBig = file && tooBigForThisDevice(file);

  return (
    <Page
      heading="Check planning data before you publish it"
      before={errors.length > 0 && <ErrorSummary errors={errors} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body-l">
            See what the national planning data platform will make of your file: what you must fix, what it
            fixes for you, and what would be lost.
          </p>
          <p class="govuk-body">
            Is your data published at a web address already?{" "}
            <a class="govuk-link" href={routes.address}>
              Check the address instead
            </a>
          </p>
          <form onSubmit={submit} noValidate>
            <FileDrop
              id="file"
              label="Your file"
              labelClass="govuk-label--m"
              hint="CSV or GeoJSON are best. JSON, spreadsheets (.xlsx, .xlsm), GeoPackage, SQLite, KML, GML and answers of a WFS are read too, and shapefiles and MapInfo tables in a zip. Your file stays on this computer: nothing is uploaded."
              error={error("file")}
              fileName={file && `${file.name}, ${formatBytes(file.size)}`}
              onFile={takeFile}
              onTooMany={() => setErrors([{ text: "Drop one file at a time", target: "file" }])}
            />
            {tooBig && (
              <div class="govuk-inset-text" role="status">
                {tooBig}
              </div>
            )}
            {guess && guessed && (
              <InsetText>
                This looks like <strong>{guessed.name.toLowerCase()}</strong> data, going by{" "}
                {joinWords(guess.because.slice(0, 3))}. Please confirm it below, or choose another.
              </InsetText>
            )}
            <Combobox
              id="dataset"
              label="Dataset"
              labelClass="govuk-label--m"
              hint="What the file holds. Type to find one."
              error={error("dataset")}
              options={datasetList}
              value={dataset}
              onChange={setDataset}
              emptyText={
                datasets.value.state === "failed"
                  ? "The list of datasets could not be loaded. Load the page again."
                  : "No dataset has this name. Try fewer letters."
              }
            />
            <Checkboxes
              name="other-datasets"
              legend="More datasets"
              legendClass="govuk-visually-hidden"
              small
              values={others ? ["others"] : []}
              items={[
                { value: "others", text: "Also search datasets that planning authorities do not provide" },
              ]}
              onChange={(_value, checked) => setOthers(checked)}
            />
            {dataset === "tree" && (
              <Radios
                name="geometry-type"
                legend="How are the trees drawn?"
                legendClass="govuk-fieldset__legend--s"
                hint={
                  guessedType
                    ? `Your file holds ${guessedType === "point" ? "points" : "polygons"}.`
                    : undefined
                }
                inline
                small
                value={options.geometryType ?? guessedType ?? "point"}
                items={[
                  { value: "point", text: "As points" },
                  { value: "polygon", text: "As polygons" },
                ]}
                onChange={(value) =>
                  setOptions({ ...options, geometryType: value === "polygon" ? "polygon" : "point" })
                }
              />
            )}
            <Combobox
              id="organisation"
              label="Organisation (optional)"
              labelClass="govuk-label--m"
              hint="Who publishes it. Type a name or a code, for example DNC or E08000017."
              options={organisationList}
              filter={(typed) => findOrganisations(organisations.value.value, typed, today)}
              value={organisation}
              onChange={chooseOrganisation}
              limit={60}
              emptyText="No organisation has this name or code."
            />
            <CheckOptions values={options} onChange={setOptions} />
            <Button>Check this file</Button>
          </form>
        </div>
        <aside class="govuk-grid-column-one-third">
          <div class="app-aside__inner">
            <Examples dataset={dataset} />
            <LastChecks />
          </div>
        </aside>
      </div>
    </Page>
  );
}

/** Columns chosen by hand for the last file of this organisation and dataset. */
async function rememberedMapping(organisation: string | undefined, dataset: string) {
  try {
    return (await readChoices(choicesKey(organisation, dataset)))?.mapping;
  } catch {
    return undefined;
  }
}

/** The file of the check shown now, when it is to be checked once more (`#again=yes`). */
function sameFile(): File | undefined {
  const now = check.peek();
  if (fragment.peek().get("again") !== "yes" || !("file" in now) || !now.file) return undefined;
  return new File([now.file], now.settings.name);
}

/** What the link that led here says. */
function linked(key: string, change: (text: string) => string = (text) => text): string | undefined {
  const text = fragment.peek().get(key);
  return text === null || text === "" ? undefined : change(text);
}
