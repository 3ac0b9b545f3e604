import { useEffect, useState } from "preact/hooks";
import type { RunFile } from "../../reproduce/run-file.ts";
import type { EndpointRequest } from "../../request/endpoint-request.ts";
import { listChecks, readFile, type StoredCheck } from "../../store/checks.ts";
import { keptRun } from "../../store/open-run.ts";
import { listOutbox } from "../../store/outbox.ts";
import type { OutboxEntry } from "../../store/outbox-entry.ts";
import { formatDate, formatMoment } from "../format.ts";
import { routes } from "../routes.ts";
import { closeRun } from "./run-state.ts";

interface KeptHereProps {
  readonly onCheck: (check: StoredCheck, file: Blob) => void;
  readonly onRequest: (request: EndpointRequest) => void;
}

/** Checks and requests kept on this computer: a run can begin with them. */
export function KeptHere({ onCheck, onRequest }: KeptHereProps) {
  const [checks, setChecks] = useState<readonly StoredCheck[]>([]);
  const [requests, setRequests] = useState<readonly OutboxEntry[]>([]);
  const [last, setLast] = useState<RunFile>();
  useEffect(() => {
    keptRun().then(
      (kept) => setLast(kept?.file),
      () => {},
    );
    listChecks().then(
      (all) => setChecks(all.filter(({ fileKept }) => fileKept).slice(0, 5)),
      () => {},
    );
    listOutbox().then(
      (all) => setRequests(all.slice(0, 5)),
      () => {},
    );
  }, []);
  const openCheck = async (check: StoredCheck) => {
    const file = await readFile(check.id);
    if (file) onCheck(check, file);
  };
  if (checks.length + requests.length === 0 && !last) return undefined;
  return (
    <aside class="govuk-grid-column-one-third" aria-label="Kept on this computer">
      <div class="app-aside__inner">
        {last && (
          <>
            <h2 class="govuk-heading-m">The run you opened last</h2>
            <p class="govuk-body">
              <a class="govuk-link" href={routes.reproduceRun}>
                {last.resource.name}
              </a>
              <span class="app-small app-block">
                {last.run.dataset}, as on {formatDate(last.run.today)}
              </span>
            </p>
            <p class="govuk-body">
              <button
                type="button"
                class="app-link-button"
                onClick={() => void closeRun().then(() => setLast(undefined))}
              >
                Forget it<span class="govuk-visually-hidden">, with its file</span>
              </button>
            </p>
          </>
        )}
        {checks.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Begin with a check</h2>
            <ul class="govuk-list app-list-spaced">
              {checks.map((check) => (
                <li key={check.id}>
                  <button type="button" class="app-link-button" onClick={() => void openCheck(check)}>
                    {check.settings.name}
                  </button>
                  <span class="app-small app-block">
                    {check.settings.dataset}, {formatMoment(new Date(check.at))}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        {requests.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Begin with a request</h2>
            <ul class="govuk-list app-list-spaced">
              {requests.map(({ id, reference, request }) => (
                <li key={id}>
                  <button type="button" class="app-link-button" onClick={() => onRequest(request)}>
                    {reference}
                  </button>
                  <span class="app-small app-block">{request.datasets.join(", ")}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </aside>
  );
}
