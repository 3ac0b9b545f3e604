import { useState } from "preact/hooks";
import { Button } from "./components/button.tsx";
import { NotificationBanner } from "./components/notification-banner.tsx";
import { updateReady, useNewVersion } from "./service-worker.ts";
import { check } from "./state.ts";
import { newerTables, tablesInUse } from "./tables-version.ts";

/** Says that a new version is ready, and lets the person choose the moment. Never during a check. */
export function UpdateNotice() {
  const [later, setLater] = useState(false);
  const tables = newerTables.value;
  const ready = updateReady.value || (tables !== undefined && !hasWorker());
  if (!ready || later || check.value.kind === "working") return undefined;
  const unsaved = check.value.kind === "done" && check.value.notKept;
  return (
    <div class="govuk-width-container app-update">
      <NotificationBanner
        id="update-title"
        heading={tables ? "Newer rules and lists are ready" : "A new version of this tool is ready"}
      >
        {tables && (
          <p class="govuk-body">
            This page checks with the platform's rules and lists of{" "}
            {tablesInUse.value?.date ?? "an earlier day"}. Those of {tables.date} may find other things: check
            a file again after loading them.
          </p>
        )}
        <p class="govuk-body">
          {unsaved
            ? "This browser did not let us keep your check. Save what you need before you load the new version."
            : "Your check stays on this computer and opens again by itself."}
        </p>
        <div class="govuk-button-group">
          <Button type="button" onClick={() => void useNewVersion()}>
            {tables ? "Use the newer rules" : "Load the new version"}
          </Button>
          <Button type="button" kind="secondary" onClick={() => setLater(true)}>
            Later
          </Button>
        </div>
      </NotificationBanner>
    </div>
  );
}

/** Pages of a service worker wait until it has fetched the newer tables. */
function hasWorker(): boolean {
  return typeof navigator !== "undefined" && Boolean(navigator.serviceWorker?.controller);
}
