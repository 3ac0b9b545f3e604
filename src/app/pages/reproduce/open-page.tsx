import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { CollectStep } from "../../../../workers/endpoint-protocol.ts";
import { usualArchive } from "../../../reproduce/archive.ts";
import { looksLikeRunFile, readRunFile } from "../../../reproduce/run-descriptor.ts";
import type { RunChoices } from "../../../reproduce/run-file.ts";
import type { EndpointRequest } from "../../../request/endpoint-request.ts";
import { readRequestFile } from "../../../request/request-file.ts";
import type { StoredCheck } from "../../../store/checks.ts";
import { readSetting, saveSetting } from "../../../store/settings.ts";
import { Button } from "../../components/button.tsx";
import { Details } from "../../components/details.tsx";
import { ErrorSummary, type ErrorSummaryItem } from "../../components/error-summary.tsx";
import { Page } from "../../components/page.tsx";
import { Progress } from "../../components/progress.tsx";
import { formatBytes } from "../../format.ts";
import { guessDataset } from "../../guess-dataset.ts";
import { datasets, loadReferenceData } from "../../reference-data.ts";
import { gatherRun, sourceProblems } from "../../reproduce/gather-run.ts";
import { KeptHere } from "../../reproduce/kept-here.tsx";
import { type ResourceChoice, ResourceSource } from "../../reproduce/resource-source.tsx";
import { blankFields, choicesOf, fieldProblems, type RunFields } from "../../reproduce/run-fields.ts";
import { RunForm } from "../../reproduce/run-form.tsx";
import { openRunFile, startRun } from "../../reproduce/run-state.ts";
import { bundleTables, type TablesChoice, TablesSource } from "../../reproduce/tables-source.tsx";
import { routes } from "../../routes.ts";

/** Opens a run: a file, an address or a resource of the archive, with tables of a chosen version; or a run file. */
export function ReproducePage() {
  const { route } = useLocation();
  const [resource, setResource] = useState<ResourceChoice>({
    from: "file",
    url: "",
    hash: "",
    archive: usualArchive,
  });
  const [fields, setFields] = useState<RunFields>(blankFields);
  const [configuration, setConfiguration] = useState<TablesChoice>(bundleTables);
  const [specification, setSpecification] = useState<TablesChoice>(bundleTables);
  /** What a check or request brought that the form has no field for. */
  const [brought, setBrought] = useState<Partial<RunChoices>>({});
  const [errors, setErrors] = useState<readonly ErrorSummaryItem[]>([]);
  const [fetching, setFetching] = useState<{ words: string; step?: CollectStep }>();
  const gathering = useRef<AbortController | undefined>(undefined);
  useEffect(() => {
    void loadReferenceData();
    readSetting("archive").then(
      (archive) => archive && setResource((now) => ({ ...now, archive })),
      () => {},
    );
    return () => gathering.current?.abort();
  }, []);
  const error = (target: string) => errors.find((item) => item.target === target)?.text;
  const change = (changes: Partial<RunFields>) => setFields((now) => ({ ...now, ...changes }));
  const changeResource = (changes: Partial<ResourceChoice>) => setResource((now) => ({ ...now, ...changes }));

  const takeRequest = (request: EndpointRequest) => {
    const { organisation } = request;
    const [dataset] = request.datasets;
    change({ dataset, organisation, mode: "added" });
    if (request.kind !== "add") return;
    changeResource({ from: "address", url: request.endpointUrl });
    setBrought({
      ...(Object.keys(request.columnMapping).length > 0 && {
        columnMapping: request.columnMapping,
        mapsEndpoint: true,
      }),
      ...(request.geometryType && { geometryType: request.geometryType }),
    });
  };

  const takeFile = async (chosen: File) => {
    setErrors([]);
    const begin = await chosen.slice(0, 400).text();
    if (looksLikeRunFile(begin)) {
      const reply = readRunFile(await chosen.text());
      if (!reply.ok) {
        setErrors([{ text: reply.detail, target: "file" }]);
        return;
      }
      void openRunFile(reply.run);
      route(routes.reproduceRun);
      return;
    }
    if (begin.includes('"planning-data-check/endpoint-request"')) {
      const reply = readRequestFile(await chosen.text());
      if (reply.ok) takeRequest(reply.request);
      else
        setErrors([
          { text: reply.problems[0]?.message ?? "The request file cannot be read", target: "file" },
        ]);
      return;
    }
    setBrought({});
    setResource(({ name: _, ...now }) => ({ ...now, from: "file", file: chosen }));
    await loadReferenceData();
    const guess = await guessDataset(chosen, datasets.value.value);
    if (guess) setFields((now) => ({ ...now, dataset: now.dataset ?? guess.dataset }));
  };

  const takeCheck = ({ settings, report }: StoredCheck, file: Blob) => {
    const { name, dataset, mode, organisation, endpoints = [], entryDate = "" } = settings;
    const { columnMapping, geometryType, categoryValues, charset, configuration: zip } = settings;
    const lists = Object.entries(categoryValues ?? {}).map(([field, values]) => [field, [...values]]);
    changeResource({ from: "file", file: new File([file], name), name });
    change({
      dataset,
      mode,
      organisation,
      endpoints: endpoints.join("\n"),
      entryDate,
      today: report.checked.today,
    });
    if (zip) setConfiguration({ from: "zip", zip, commit: "" });
    setBrought({
      ...(columnMapping && { columnMapping: { ...columnMapping } }),
      ...(geometryType && { geometryType }),
      ...(categoryValues && { categoryValues: Object.fromEntries(lists) }),
      ...(charset && { charset }),
    });
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    const sources = { resource, configuration, specification };
    const problems = [...sourceProblems(sources), ...fieldProblems(fields)];
    setErrors(problems);
    if (problems.length > 0) return;
    if (resource.archive !== usualArchive) saveSetting("archive", resource.archive.trim()).catch(() => {});
    const abort = new AbortController();
    gathering.current = abort;
    // Written as YYYY-MM-DD, in the computer's own time.
    const today = new Date().toLocaleDateString("sv-SE");
    setFetching({ words: "Getting ready" });
    const reply = await gatherRun(
      sources,
      { ...brought, ...choicesOf(fields, today) },
      (words, step) => setFetching({ words, step }),
      abort.signal,
    ).catch(() => ({
      ok: false as const,
      problem: {
        target: "file",
        text: "The part of the tool that asks addresses ended unexpectedly. Try again",
      },
    }));
    setFetching(undefined);
    if (!reply) return;
    if (!reply.ok) {
      setErrors([reply.problem]);
      return;
    }
    void startRun(reply.run);
    route(routes.reproduceRun);
  };

  if (fetching) {
    const { words, step } = fetching;
    return (
      <Page heading="Opening the run">
        <Progress
          phase={words}
          {...(step && {
            detail: step.unit === "bytes" ? formatBytes(step.done) : `${step.done} ${step.unit}`,
          })}
          {...(step?.of ? { done: step.done / step.of } : {})}
        />
        <Button type="button" kind="secondary" onClick={() => gathering.current?.abort()}>
          Cancel
        </Button>
      </Page>
    );
  }
  return (
    <Page
      heading="Reproduce a run of the pipeline"
      before={errors.length > 0 && <ErrorSummary errors={errors} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body-l">
            Run a file as the pipeline does, see what happened to each row and by which rule, try a fix, and
            pass the very same run on.
          </p>
          <p class="govuk-body">
            Several files or a list of addresses?{" "}
            <a class="govuk-link" href={routes.reproduceBatch}>
              Check many at once
            </a>
            .
          </p>
          <form noValidate onSubmit={(event) => void submit(event)}>
            <ResourceSource
              choice={resource}
              error={error}
              change={changeResource}
              onFile={(chosen) => void takeFile(chosen)}
              onTooMany={() => setErrors([{ text: "Drop one file at a time", target: "file" }])}
            />
            <RunForm fields={fields} error={error} change={change} />
            <Details
              summary="Another version of the rules or of the specification"
              open={configuration.from !== "bundle" || specification.from !== "bundle"}
            >
              <TablesSource
                id="configuration"
                legend="Configuration"
                zipHint="Tables such as column.csv and patch.csv, or a whole checkout of the configuration repository."
                choice={configuration}
                error={error}
                change={setConfiguration}
              />
              <TablesSource
                id="specification"
                legend="Specification"
                zipHint="Tables such as dataset.csv and field.csv, or a whole checkout of the specification repository."
                choice={specification}
                error={error}
                change={setSpecification}
              />
            </Details>
            <Button>Run</Button>
          </form>
        </div>
        <KeptHere onCheck={takeCheck} onRequest={takeRequest} />
      </div>
    </Page>
  );
}
