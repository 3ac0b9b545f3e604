import { useState } from "preact/hooks";
import { Button } from "./components/button.tsx";
import { NotificationBanner } from "./components/notification-banner.tsx";
import { updateReady, useNewVersion } from "./service-worker.ts";
import { check } from "./state.ts";

/** Says that a new version is ready, and lets the person choose the moment. Never during a check. */
export function UpdateNotice() {
  const [later, setLater] = useState(false);
  if (!updateReady.value || later || check.value.kind === "working") return undefined;
  const unsaved = check.value.kind === "done" && check.value.notKept;
  return (
    <div class="govuk-width-container app-update">
      <NotificationBanner id="update-title" heading="A new version of this tool is ready">
        <p class="govuk-body">
          {unsaved
            ? "This browser did not let us keep your check. Save what you need before you load the new version."
            : "Your check stays on this computer and opens again by itself."}
        </p>
        <div class="govuk-button-group">
          <Button type="button" onClick={() => void useNewVersion()}>
            Load the new version
          </Button>
          <Button type="button" kind="secondary" onClick={() => setLater(true)}>
            Later
          </Button>
        </div>
      </NotificationBanner>
    </div>
  );
}
