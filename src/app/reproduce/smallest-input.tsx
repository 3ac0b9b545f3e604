import { useState } from "preact/hooks";
import type { SmallestReply } from "../../../workers/reproduce-entities-protocol.ts";
import { Button } from "../components/button.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { downloadName, saveFile } from "../save-file.ts";
import type { OpenRunState } from "./run-state.ts";

type Found =
  | { readonly kind: "asked" }
  | { readonly kind: "looking" }
  | { readonly kind: "found"; readonly reply: SmallestReply };

/** The fewest rows of the file that still show an issue: for a ticket, instead of the whole file. */
export function SmallestInput({
  open,
  issueType,
  field,
}: {
  readonly open: OpenRunState;
  readonly issueType: string;
  readonly field: string;
}) {
  const [found, setFound] = useState<Found>({ kind: "asked" });
  const look = async () => {
    setFound({ kind: "looking" });
    const wanted = field === "" ? undefined : field;
    try {
      const reply = await open.client.ask<SmallestReply>((worker) => worker.smallest(issueType, wanted));
      setFound({ kind: "found", reply });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      setFound({ kind: "found", reply: { ok: false, detail } });
    }
  };
  const reply = found.kind === "found" ? found.reply : undefined;
  return (
    <div class="app-no-print">
      {found.kind === "asked" && (
        <Button type="button" kind="secondary" onClick={() => void look()}>
          Smallest input that shows this
        </Button>
      )}
      <div aria-live="polite" id="smallest-input">
        {found.kind === "looking" && <p class="govuk-body">Looking for the fewest rows that show it…</p>}
        {reply && !reply.ok && <WarningText>{reply.detail}</WarningText>}
        {reply?.ok && (
          <p class="govuk-body">
            {words(reply.lines)}
            {reply.asPublished ? ", as published. " : ", written as CSV. "}
            {reply.tooMany && "Fewer do not show it, or were not found. "}
            <button
              type="button"
              class="app-link-button"
              onClick={() =>
                saveFile(
                  reply.file,
                  downloadName(open.summary.file.resource.name, `smallest.${reply.extension}`),
                )
              }
            >
              Download it
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function words(lines: readonly number[]): string {
  const shown = lines.slice(0, 10).join(", ");
  return lines.length === 1 ? `Row ${shown} alone shows it` : `Rows ${shown} together show it`;
}
