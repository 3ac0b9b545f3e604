import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { verdictWords } from "../../report/verdict.ts";
import { AdviceList } from "../address/advice-list.tsx";
import { Button } from "../components/button.tsx";
import { FileDrop } from "../components/file-drop.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Progress } from "../components/progress.tsx";
import { Select } from "../components/select.tsx";
import { modeWords } from "../content/modes.ts";
import { phaseWords } from "../content/phases.ts";
import { countOf, formatBytes, formatDate, formatMoment, formatNumber } from "../format.ts";
import { routes } from "../routes.ts";
import { startCheck } from "../state.ts";
import { ComparisonTables } from "./comparison-tables.tsx";
import {
  type AddedRequest,
  type RunNow,
  type RunReply,
  type RunStep,
  runAddress,
  runFile,
} from "./run-again.ts";

interface RunAgainSectionProps {
  readonly request: AddedRequest;
  readonly run: RunNow | undefined;
  readonly onRun: (run: RunNow | undefined) => void;
}

/** What was sent, and beside it what this browser finds now. */
export function RunAgainSection({ request, run, onRun }: RunAgainSectionProps) {
  const { route } = useLocation();
  const [dataset, setDataset] = useState(request.datasets[0] ?? "");
  const [step, setStep] = useState<RunStep | undefined>(undefined);
  const [failed, setFailed] = useState<Extract<RunReply, { kind: "failed" }> | undefined>(undefined);
  const [wantsFile, setWantsFile] = useState(false);
  const controller = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => controller.current?.abort(), []);
  const begin = async (start: (watching: Parameters<typeof runAddress>[2]) => Promise<RunReply>) => {
    controller.current?.abort();
    const abort = new AbortController();
    controller.current = abort;
    setFailed(undefined);
    onRun(undefined);
    setStep({ kind: "asking" });
    const reply = await start({ show: (now) => !abort.signal.aborted && setStep(now), signal: abort.signal });
    if (controller.current !== abort) return;
    setStep(undefined);
    if (reply.kind === "done") onRun(reply.run);
    if (reply.kind === "failed") {
      setFailed(reply);
      if (reply.offerFile) setWantsFile(true);
    }
  };
  const openResult = () => {
    if (!run) return;
    void startCheck(run.file, run.settings);
    route(routes.result);
  };
  // Row by row and rule by rule, with the means to try a fix: the team's other desk.
  const reproduce = async () => {
    if (!run) return;
    const { startRun } = await import("../reproduce/run-state.ts");
    const { name, dataset: ofDataset, mode, columnMapping, geometryType } = run.settings;
    void startRun({
      file: run.file,
      name,
      ...(run.collected === "address" && { url: request.endpointUrl }),
      choices: {
        dataset: ofDataset,
        mode,
        today: run.report.checked.today,
        organisations: [request.organisation],
        endpoints: [request.endpointUrl],
        ...(columnMapping && { columnMapping: { ...columnMapping }, mapsEndpoint: true }),
        ...(geometryType && { geometryType }),
      },
    });
    route(routes.reproduceRun);
  };
  const { evidence } = request;
  return (
    <section aria-labelledby="run-again">
      <h2 class="govuk-heading-m" id="run-again" tabIndex={-1}>
        Check the data again
      </h2>
      <p class="govuk-body">
        {evidence ? (
          <>
            The publisher checked {evidence.name} ({formatBytes(evidence.bytes)}) on{" "}
            {formatDate(evidence.today)} and asked: {modeWords[evidence.mode].label.toLowerCase()}. Collect
            the address now and check it in this browser in the same way, to see whether it is still the same.
          </>
        ) : (
          "The publisher sent this without a check. Collect the address now and check it in this browser."
        )}
      </p>
      {request.datasets.length > 1 && (
        <Select
          id="dataset"
          label="As which dataset"
          value={dataset}
          items={request.datasets.map((value) => ({ value, text: value }))}
          onChange={setDataset}
        />
      )}
      {step ? (
        <>
          <Progress {...progressOf(step)} />
          <Button
            type="button"
            kind="secondary"
            onClick={() => {
              controller.current?.abort();
              setStep(undefined);
            }}
          >
            Cancel
          </Button>
        </>
      ) : (
        <>
          {failed && (
            <InsetText>
              <p class="govuk-body govuk-!-font-weight-bold">{failed.title}</p>
              <p class="govuk-body" role="alert">
                {failed.words}
              </p>
            </InsetText>
          )}
          <div class="govuk-button-group app-no-print">
            <Button
              type="button"
              kind={run ? "secondary" : "primary"}
              onClick={() => void begin((watching) => runAddress(request, dataset, watching))}
            >
              {run ? "Collect and check once more" : "Collect the address and check"}
            </Button>
            {!wantsFile && (
              <button type="button" class="app-link-button" onClick={() => setWantsFile(true)}>
                Choose the file instead
              </button>
            )}
          </div>
          {wantsFile && (
            <FileDrop
              id="again-file"
              label="The file, downloaded by hand"
              hint="It stays on this computer."
              fileName={run?.collected === "file" ? run.settings.name : undefined}
              onFile={(file) =>
                void begin((watching) => runFile(request, dataset, file, undefined, watching))
              }
            />
          )}
        </>
      )}
      {run && (
        <div class="app-desk-box">
          <div role="status">
            <h3 class="govuk-heading-m">{verdictWords(run.report.verdict)}</h3>
          </div>
          <p class="govuk-body">
            {run.collected === "address" ? "Collected" : "Checked from a file"} on {formatMoment(run.at)}:{" "}
            {formatBytes(run.evidence.bytes)}, {countOf(run.evidence.records, "row")},{" "}
            {formatNumber(run.evidence.kept)} would be published.{" "}
            <button type="button" class="app-link-button" onClick={openResult}>
              Open the full result
            </button>{" "}
            or{" "}
            <button type="button" class="app-link-button" onClick={() => void reproduce()}>
              trace its rows
            </button>
            .
          </p>
          <AdviceList advice={run.advice} />
          {evidence ? (
            <ComparisonTables sent={evidence} now={run.evidence} />
          ) : (
            <p class="govuk-body">There is nothing to compare it with.</p>
          )}
        </div>
      )}
    </section>
  );
}

function progressOf(step: RunStep) {
  if (step.kind === "checking") {
    const { phase, records, fraction } = step.progress;
    return {
      phase: phaseWords[phase],
      ...(fraction === undefined ? {} : { done: fraction }),
      ...(records > 0 && { detail: `${countOf(records, "row")} done` }),
    };
  }
  const at = step.step;
  if (!at) return { phase: "Collecting the data as the platform would" };
  const words = (count: number) =>
    at.unit === "bytes" ? formatBytes(count) : `${formatNumber(count)} ${at.unit}`;
  return {
    phase: "Collecting the data as the platform would",
    detail: at.of === undefined ? words(at.done) : `${words(at.done)} of ${words(at.of)}`,
    ...(at.of ? { done: at.done / at.of } : {}),
  };
}
