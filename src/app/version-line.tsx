import { routes } from "./routes.ts";
import { offlineReady } from "./service-worker.ts";
import { tablesInUse } from "./tables-version.ts";
import { appVersion } from "./version.ts";

/** Which version of the tool runs with which tables, for the foot of every page. */
export function VersionLine() {
  const tables = tablesInUse.value;
  return (
    <>
      Check planning data, version {appVersion} (
      <a class="govuk-footer__link" href={routes.news}>
        what is new
      </a>
      ){tables && `, rules and lists of ${tables.date} (${tables.version.slice(0, 8)})`}. Your files stay on
      this computer.{offlineReady.value ? " Ready to work without a connection." : ""}
    </>
  );
}
