import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import type { ImportState } from "../../../request/import-batch.ts";
import { importProblemsCsv, readyRequests } from "../../../request/import-rows.ts";
import { deleteImport, type ImportItem } from "../../../store/imports.ts";
import { Button } from "../../components/button.tsx";
import { InsetText } from "../../components/inset-text.tsx";
import { Page } from "../../components/page.tsx";
import { Progress } from "../../components/progress.tsx";
import { Radios } from "../../components/radios.tsx";
import { countOf, formatNumber } from "../../format.ts";
import {
  changeBatch,
  fetchAll,
  fetching,
  type OpenImport,
  openedImport,
  openImport,
  stopFetching,
  tryAgain,
} from "../../request/import-runner.ts";
import { ImportTable } from "../../request/import-table.tsx";
import type { Subject } from "../../request/proposal.ts";
import { loadRequestTables, type RequestTables, requestTables } from "../../request/request-tables.ts";
import { RowsPanel } from "../../request/rows-panel.tsx";
import { routes } from "../../routes.ts";
import { downloadName, saveFile } from "../../save-file.ts";

/** The rows of an opened import.csv: how far each has come, and the one download they become. */
export function ImportPage() {
  const { params } = useRoute();
  const id = params.id ?? "";
  useEffect(() => {
    void openImport(id);
    loadRequestTables().catch(() => {});
    return stopFetching;
  }, [id]);
  const opened = openedImport.value;
  const tables = requestTables.value;
  if (opened === "none") {
    return (
      <Page heading="This import is not on this computer">
        <Button href={routes.imports}>Open an import.csv</Button>
      </Page>
    );
  }
  if (!opened || !tables) return <Page heading="Opening the import" />;
  return <Import opened={opened} tables={tables} />;
}

function Import({ opened, tables }: { readonly opened: OpenImport; readonly tables: RequestTables }) {
  const { batch, items } = opened;
  const count = (state: ImportState) => items.filter((item) => item.state === state).length;
  const failed = count("failed");
  const mapping = count("needs-mapping");
  const usable = items.length - failed - mapping;
  return (
    <Page
      heading={batch.name}
      caption="Many endpoints at once"
      back={{ href: routes.imports, text: "Many endpoints at once" }}
    >
      <p class="govuk-body" role="status">
        {countOf(items.length, "row")}: {formatNumber(usable)} can be used
        {failed > 0 && `, ${formatNumber(failed)} cannot`}
        {mapping > 0 && `, ${formatNumber(mapping)} need a column chosen`}.
      </p>
      {batch.notes.length > 0 && (
        <InsetText>
          {batch.notes.map((note) => (
            <p class="govuk-body" key={note}>
              {note}
            </p>
          ))}
        </InsetText>
      )}
      <Fetching items={items} />
      {failed + mapping > 0 && (
        <Button
          type="button"
          kind="secondary"
          onClick={() =>
            saveFile(
              new Blob([importProblemsCsv(items)], { type: "text/csv" }),
              downloadName(batch.name, "problems.csv"),
            )
          }
        >
          Save what is wrong as a table
        </Button>
      )}
      <ImportTable items={items} tables={tables} />
      <h2 class="govuk-heading-m">The rows for the configuration repository</h2>
      {usable === 0 ? (
        <p class="govuk-body">No row can be used yet.</p>
      ) : (
        <Download opened={opened} tables={tables} />
      )}
      <DeleteImport id={batch.id} />
    </Page>
  );
}

/** Fetching the data is left to the person: it asks the publishers' servers. */
function Fetching({ items }: { readonly items: readonly ImportItem[] }) {
  const left = items.filter(({ state, fetched }) => state === "valid" && !fetched).length;
  const again = items.filter(
    ({ state, fetched }) => fetched && (state === "valid" || state === "failed"),
  ).length;
  if (fetching.value) {
    const all = items.filter(({ state, fetched }) => state !== "failed" || fetched).length;
    const done = items.filter(({ fetched }) => fetched).length;
    return (
      <>
        <Progress
          phase="Fetching and reading the data"
          done={done / Math.max(1, all)}
          detail={`${formatNumber(done)} of ${countOf(all, "address", "addresses")}`}
        />
        <Button type="button" kind="secondary" onClick={stopFetching}>
          Stop
        </Button>
      </>
    );
  }
  if (left === 0 && again === 0) return undefined;
  return (
    <>
      {left > 0 && (
        <p class="govuk-body">
          To propose entity numbers the data must be read. {countOf(left, "address", "addresses")}{" "}
          {left === 1 ? "is" : "are"} asked, three at a time. You can leave that out: endpoints and sources
          are made all the same.
        </p>
      )}
      <div class="govuk-button-group">
        {left > 0 && (
          <Button type="button" onClick={() => void fetchAll()}>
            Fetch and read the data
          </Button>
        )}
        {again > 0 && (
          <Button type="button" kind="secondary" onClick={() => void tryAgain()}>
            Try {countOf(again, "address", "addresses")} again
          </Button>
        )}
      </div>
    </>
  );
}

function Download({ opened, tables }: { readonly opened: OpenImport; readonly tables: RequestTables }) {
  const { batch, items } = opened;
  const { authoritative } = batch;
  const collectionOf = (dataset: string) => tables.specification.datasets.get(dataset)?.collection ?? "";
  const used = items.filter(({ state }) => state !== "failed" && state !== "needs-mapping");
  const subject: Subject = {
    id: batch.id,
    label: batch.name,
    name: downloadName(batch.name, "rows").toLowerCase(),
    collections: [...new Set(used.flatMap(({ row }) => row.pipelines.map(collectionOf)))],
    requests: async (repository) =>
      readyRequests(items, batch.id, authoritative, (dataset) =>
        repository.get(`pipeline/${collectionOf(dataset)}/lookup.csv`),
      ),
  };
  const version = JSON.stringify([authoritative, used.map(({ line, state }) => `${line} ${state}`)]);
  return (
    <>
      <Radios
        name="authoritative"
        legend="Are the organisations responsible for what the data describes?"
        legendClass="govuk-fieldset__legend--s"
        hint="It is asked for all rows together, because import.csv does not say. Only then are ranges of entity numbers claimed for them."
        value={authoritative === undefined ? undefined : authoritative ? "yes" : "no"}
        items={[
          { value: "yes", text: "Yes, all of them" },
          { value: "no", text: "No" },
        ]}
        onChange={(value) => void changeBatch({ authoritative: value === "yes" })}
      />
      {fetching.value ? (
        <p class="govuk-body">The rows are made when the data has been read.</p>
      ) : (
        <RowsPanel subject={subject} version={version} />
      )}
    </>
  );
}

function DeleteImport({ id }: { readonly id: string }) {
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    stopFetching();
    await deleteImport(id).catch(() => {});
    openedImport.value = undefined;
    route(routes.imports);
  };
  if (!asking) {
    return (
      <Button kind="secondary" type="button" onClick={() => setAsking(true)}>
        Delete this import
      </Button>
    );
  }
  return (
    <div role="alertdialog" aria-label="Delete this import">
      <p class="govuk-body">What was found out about its rows will be gone from this computer.</p>
      <div class="govuk-button-group">
        <Button kind="warning" type="button" onClick={() => void remove()}>
          Yes, delete it
        </Button>
        <Button kind="secondary" type="button" onClick={() => setAsking(false)}>
          No, keep it
        </Button>
      </div>
    </div>
  );
}
