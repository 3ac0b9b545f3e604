import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { verdictWords } from "../report/verdict.ts";
import { listChecks, type StoredCheck } from "../store/checks.ts";
import { formatMoment } from "./format.ts";
import { routes } from "./routes.ts";
import { openStoredCheck } from "./state.ts";

/** The last three checks on this computer; nothing when there are none. */
export function LastChecks() {
  const { route } = useLocation();
  const [checks, setChecks] = useState<readonly StoredCheck[]>([]);
  useEffect(() => {
    listChecks().then(setChecks, () => {});
  }, []);
  if (checks.length === 0) return undefined;
  return (
    <>
      <h2 class="govuk-heading-m">Your last checks</h2>
      <ul class="govuk-list app-list-spaced">
        {checks.slice(0, 3).map((check) => (
          <li key={check.id}>
            <a
              class="govuk-link"
              href={routes.result}
              onClick={async (event) => {
                event.preventDefault();
                event.stopPropagation();
                if (await openStoredCheck(check.id)) route(routes.result);
              }}
            >
              {check.settings.name}
            </a>
            <br />
            <span class="app-small">
              {verdictWords(check.report.verdict)}, {formatMoment(new Date(check.at))}
            </span>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href={routes.history}>
          All checks on this computer
        </a>
      </p>
    </>
  );
}
