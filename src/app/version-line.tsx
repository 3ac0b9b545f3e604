import { routes } from "./routes.ts";
import { offlineReady } from "./service-worker.ts";
import { appVersion } from "./version.ts";

/** Which version of the tool runs, for the foot of every page. */
export function VersionLine() {
  return (
    <>
      Check planning data, version {appVersion} (
      <a class="govuk-footer__link" href={routes.news}>
        what is new
      </a>
      ). Your files stay on this computer.{offlineReady.value ? " Ready to work without a connection." : ""}
    </>
  );
}
