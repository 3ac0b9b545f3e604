import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { capitalised } from "../../issues/field-label.ts";
import { verdictWords } from "../../report/verdict.ts";
import { deleteAllChecks, deleteCheck, keep, listChecks, type StoredCheck } from "../../store/checks.ts";
import { storageUse } from "../../store/quota.ts";
import { Button } from "../components/button.tsx";
import { FileInput } from "../components/file-input.tsx";
import { Page } from "../components/page.tsx";
import { modeWords } from "../content/modes.ts";
import { countOf, formatBytes, formatMoment, formatNumber } from "../format.ts";
import { openShared } from "../open-shared.ts";
import { routes } from "../routes.ts";
import { openReport, openStoredCheck } from "../state.ts";

/** The checks made in this browser: opened again, or deleted. */
export function HistoryPage() {
  const { route } = useLocation();
  const [checks, setChecks] = useState<readonly StoredCheck[] | undefined>(undefined);
  const [refused, setRefused] = useState(false);
  const [use, setUse] = useState<{ used: number; quota: number } | undefined>(undefined);
  const [confirming, setConfirming] = useState(false);
  const load = () => {
    listChecks().then(setChecks, () => setRefused(true));
    storageUse().then(setUse, () => {});
  };
  useEffect(load, []);
  const open = async (check: StoredCheck) => {
    if (await openStoredCheck(check.id)) route(routes.result);
  };
  return (
    <Page heading="Your checks on this computer">
      <p class="govuk-body">
        Kept by this browser and nowhere else: the last {keep.checks} results, and the files of the last{" "}
        {keep.files} of them.
        {use &&
          ` They use ${formatBytes(use.used)} of the ${formatBytes(use.quota)} this browser gives to this site.`}
      </p>
      {refused && (
        <p class="govuk-body">
          This browser does not let us keep anything, so every check is gone when you leave the page.
        </p>
      )}
      {checks && checks.length === 0 && (
        <>
          <p class="govuk-body">There are none yet.</p>
          <Button href={routes.start}>Check a file</Button>
        </>
      )}
      {checks && checks.length > 0 && (
        <>
          <table class="govuk-table app-history">
            <caption class="govuk-visually-hidden">Checks, the newest first</caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                <th scope="col" class="govuk-table__header">
                  File
                </th>
                <th scope="col" class="govuk-table__header">
                  Result
                </th>
                <th scope="col" class="govuk-table__header">
                  Checked
                </th>
                <th scope="col" class="govuk-table__header">
                  <span class="govuk-visually-hidden">Delete</span>
                </th>
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {checks.map((check) => (
                <tr class="govuk-table__row" key={check.id}>
                  <th scope="row" class="govuk-table__header">
                    <button type="button" class="app-link-button" onClick={() => void open(check)}>
                      {check.settings.name}
                    </button>
                    <span class="app-small app-block">
                      {capitalised(check.report.checked.datasetName)},{" "}
                      {countOf(check.report.counts.records, "row")}, {formatBytes(check.report.checked.bytes)}
                    </span>
                  </th>
                  <td class="govuk-table__cell">
                    {verdictWords(check.report.verdict)}
                    <span class="app-small app-block">
                      {modeWords[check.report.checked.mode].label}
                      {check.fileKept ? "" : "; the file is no longer kept"}
                    </span>
                  </td>
                  <td class="govuk-table__cell">{formatMoment(new Date(check.at))}</td>
                  <td class="govuk-table__cell">
                    <button
                      type="button"
                      class="app-link-button"
                      onClick={() => void deleteCheck(check.id).then(load)}
                    >
                      Delete<span class="govuk-visually-hidden"> {check.settings.name}</span>
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {confirming ? (
            <div class="govuk-button-group">
              <Button
                type="button"
                kind="warning"
                onClick={() =>
                  void deleteAllChecks().then(() => {
                    setConfirming(false);
                    load();
                  })
                }
              >
                {`Delete ${formatNumber(checks.length)} checks and their files`}
              </Button>
              <button type="button" class="app-link-button" onClick={() => setConfirming(false)}>
                Cancel
              </button>
            </div>
          ) : (
            <Button type="button" kind="secondary" onClick={() => setConfirming(true)}>
              Delete all checks
            </Button>
          )}
        </>
      )}
      <OpenReport />
    </Page>
  );
}

/** A report somebody sent is read here and goes nowhere else. */
function OpenReport() {
  const { route } = useLocation();
  const [error, setError] = useState<string | undefined>(undefined);
  const take = async (file: File) => {
    const [{ readReportJson }, { readSharedResult }] = await Promise.all([
      import("../../report/report-schema.ts"),
      import("../../reproduce/shared-result.ts"),
    ]);
    const text = await file.text();
    const shared = readSharedResult(text);
    const report = readReportJson(text);
    if (!shared && !report) {
      setError("This is not a result of this tool. Choose a file that ends in result.json or report.json");
      return;
    }
    if (shared) await openShared(shared);
    else if (report) await openReport(report);
    route(routes.result);
  };
  return (
    <section aria-labelledby="open-report">
      <h2 class="govuk-heading-m" id="open-report">
        Open a result that somebody sent you
      </h2>
      <FileInput
        id="report-file"
        label="Result or report (JSON file)"
        hint="It was saved with “Share this result” or “Report for programs (JSON)”. You see the same result; the rows stay with whoever has the data."
        error={error}
        accept=".json,application/json"
        onFile={(file) => void take(file)}
      />
    </section>
  );
}
