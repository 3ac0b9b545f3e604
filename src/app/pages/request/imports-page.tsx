import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { readImport } from "../../../repository/import-csv.ts";
import { importItems } from "../../../request/import-judge.ts";
import { importCsvOf } from "../../../request/import-requests.ts";
import { type ImportBatch, listImports, saveImport } from "../../../store/imports.ts";
import { listOutbox } from "../../../store/outbox.ts";
import type { OutboxEntry } from "../../../store/outbox-entry.ts";
import { Button } from "../../components/button.tsx";
import { Details } from "../../components/details.tsx";
import { ErrorSummary } from "../../components/error-summary.tsx";
import { FileInput } from "../../components/file-input.tsx";
import { Page } from "../../components/page.tsx";
import { countOf, formatMoment } from "../../format.ts";
import { showImport } from "../../request/import-runner.ts";
import { contextOf, loadRequestTables } from "../../request/request-tables.ts";
import { routes } from "../../routes.ts";
import { saveFile } from "../../save-file.ts";

/** Many endpoints at once: import.csv in and out. */
export function ImportsPage() {
  const { route } = useLocation();
  const [problem, setProblem] = useState("");
  const [batches, setBatches] = useState<readonly ImportBatch[]>([]);
  const [sent, setSent] = useState<readonly OutboxEntry[]>([]);
  useEffect(() => {
    listImports().then(setBatches, () => {});
    listOutbox().then(setSent, () => {});
    loadRequestTables().catch(() => {});
  }, []);
  const open = async (file: File) => {
    const reply = readImport(await file.text());
    if (!reply.ok) {
      return setProblem(
        "tooMany" in reply
          ? `The file has ${countOf(reply.tooMany, "row")}. At most 1,000 can be opened at a time: split it`
          : `The file has no column ${reply.missingColumns.join(", ")}. Its first line must name the columns`,
      );
    }
    if (reply.rows.length === 0) return setProblem("The file has a first line but no rows");
    const tables = await loadRequestTables().catch(() => undefined);
    if (!tables)
      return setProblem("The lists needed to judge the rows could not be loaded. Check the connection");
    const id = crypto.randomUUID();
    const { unknownColumns } = reply;
    const batch: ImportBatch = {
      id,
      name: file.name,
      at: new Date().toISOString(),
      notes: unknownColumns.length > 0 ? [`These columns are not used: ${unknownColumns.join(", ")}`] : [],
    };
    const items = importItems(reply, contextOf(tables)).map((item) => ({ ...item, batch: id }));
    showImport({ batch, items });
    // Without memory it is there until the page is closed.
    await saveImport(batch, items).catch(() => {});
    route(routes.importBatch(id));
  };
  const adds = sent.flatMap(({ request }) => (request.kind === "add" ? [request] : []));
  return (
    <Page
      heading="Many endpoints at once"
      caption="For the Planning Data team"
      back={{ href: routes.requests, text: "Requests" }}
      before={problem !== "" && <ErrorSummary errors={[{ text: problem, target: "import-file" }]} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body">
            Open an import.csv with up to 1,000 rows. Each row is judged by itself; the rows that are right
            become one download for the configuration repository, the others are listed with what is wrong.
          </p>
          <FileInput
            id="import-file"
            label="import.csv"
            hint="Columns in any order: organisation, endpoint-url, documentation-url, start-date, pipelines, plugin, licence"
            accept=".csv,text/csv"
            error={problem || undefined}
            onFile={(file) => void open(file)}
          />
          <Details summary="What the columns hold">
            <p class="govuk-body">
              pipelines names the datasets, separated by semicolons. licence is ogl3, cc0 or odc-by.
              start-date is written YYYY-MM-DD and may be blank; plugin is blank, arcgis or wfs.
            </p>
          </Details>
          {batches.length > 0 && (
            <>
              <h2 class="govuk-heading-m">Opened before</h2>
              <ul class="govuk-list app-list-spaced">
                {batches.map(({ id, name, at }) => (
                  <li key={id}>
                    <a class="govuk-link app-break" href={routes.importBatch(id)}>
                      {name}
                    </a>
                    , {formatMoment(new Date(at))}
                  </li>
                ))}
              </ul>
            </>
          )}
          <h2 class="govuk-heading-m">import.csv from requests</h2>
          {adds.length === 0 ? (
            <p class="govuk-body">
              Requests to add an endpoint that you finish on this computer can be saved here as one file.
            </p>
          ) : (
            <Button
              type="button"
              kind="secondary"
              onClick={() => saveFile(new Blob([importCsvOf(adds)], { type: "text/csv" }), "import.csv")}
            >
              Save import.csv of {countOf(adds.length, "request")}
            </Button>
          )}
        </div>
      </div>
    </Page>
  );
}
