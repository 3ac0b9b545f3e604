import { useEffect, useState } from "preact/hooks";
import type { EndpointRequest } from "../../request/endpoint-request.ts";
import { listChecks, readFile, type StoredCheck } from "../../store/checks.ts";
import { listOutbox } from "../../store/outbox.ts";
import type { OutboxEntry } from "../../store/outbox-entry.ts";
import { formatMoment } from "../format.ts";

interface KeptHereProps {
  readonly onCheck: (check: StoredCheck, file: Blob) => void;
  readonly onRequest: (request: EndpointRequest) => void;
}

/** Checks and requests kept on this computer: a run can begin with them. */
export function KeptHere({ onCheck, onRequest }: KeptHereProps) {
  const [checks, setChecks] = useState<readonly StoredCheck[]>([]);
  const [requests, setRequests] = useState<readonly OutboxEntry[]>([]);
  useEffect(() => {
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
  if (checks.length + requests.length === 0) return undefined;
  return (
    <aside class="govuk-grid-column-one-third" aria-label="Kept on this computer">
      <div class="app-aside__inner">
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
