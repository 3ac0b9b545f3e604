import { useRef, useState } from "preact/hooks";
import type { ListItem } from "../../intake/intake-api.ts";
import { replyWords } from "../api-client.ts";
import { Button } from "../components/button.tsx";
import { Progress } from "../components/progress.tsx";
import { countOf } from "../format.ts";
import { readForReview } from "./review-client.ts";
import { RowsSection } from "./rows-section.tsx";
import type { RowsOf } from "./rows-zip.ts";
import { runAddress } from "./run-again.ts";

interface TickedRequestsProps {
  readonly ticked: readonly ListItem[];
  readonly onClear: () => void;
}

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "working"; readonly done: number; readonly of: number; readonly words: string }
  | {
      readonly kind: "ready";
      readonly of: readonly RowsOf[];
      readonly remarks: readonly string[];
      readonly key: string;
    };

/** Several requests at once: their rows in one zip, so that no two of them get the same number. */
export function TickedRequests({ ticked, onClear }: TickedRequestsProps) {
  const [state, setState] = useState<State>({ kind: "idle" });
  const controller = useRef<AbortController | undefined>(undefined);
  const key = ticked.map(({ reference }) => reference).join();
  const prepare = async (withData: boolean) => {
    const abort = new AbortController();
    controller.current = abort;
    const of: RowsOf[] = [];
    const remarks: string[] = [];
    for (const [at, { reference }] of ticked.entries()) {
      const show = (words: string) => setState({ kind: "working", done: at, of: ticked.length, words });
      show(`Reading ${reference}`);
      const reply = await readForReview(reference);
      if (abort.signal.aborted) return;
      if (reply.kind !== "ok") {
        remarks.push(`${reference} is left out. ${replyWords(reply)}`);
        continue;
      }
      const { request } = reply.value;
      if (!withData || request.kind !== "add") {
        of.push({ request });
        continue;
      }
      show(`Collecting and checking the data of ${reference}`);
      const [dataset = ""] = request.datasets;
      const run = await runAddress(request, dataset, { show: () => {}, signal: abort.signal });
      if (abort.signal.aborted) return;
      if (run.kind === "failed") remarks.push(`${reference}, without numbers. ${run.title}: ${run.words}`);
      if (request.datasets.length > 1)
        remarks.push(
          `${reference}: only the references of ${dataset} are numbered; open the request for the others`,
        );
      of.push({ request, run: run.kind === "done" ? run.run : undefined });
    }
    setState({ kind: "ready", of, remarks, key });
  };
  const stop = () => {
    controller.current?.abort();
    setState({ kind: "idle" });
  };
  const current = state.kind === "ready" && state.key !== key ? ({ kind: "idle" } as const) : state;
  return (
    <section class="app-desk-box" aria-labelledby="ticked">
      <h2 class="govuk-heading-m" id="ticked">
        {countOf(ticked.length, "request")} ticked
      </h2>
      {current.kind === "idle" && (
        <>
          <p class="govuk-body">
            Their rows in one zip. To have entity numbers proposed, the data of each is collected and checked
            in this browser first, which takes a while.
          </p>
          <div class="govuk-button-group">
            <Button type="button" onClick={() => void prepare(false)}>
              Make the rows
            </Button>
            <Button type="button" kind="secondary" onClick={() => void prepare(true)}>
              Collect, check and make the rows
            </Button>
            <button type="button" class="app-link-button" onClick={onClear}>
              Untick all
            </button>
          </div>
        </>
      )}
      {current.kind === "working" && (
        <>
          <Progress
            phase={current.words}
            done={current.done / current.of}
            detail={`${current.done} of ${countOf(current.of, "request")} done`}
          />
          <Button type="button" kind="secondary" onClick={stop}>
            Cancel
          </Button>
        </>
      )}
      {current.kind === "ready" && (
        <>
          {current.remarks.length > 0 && (
            <ul class="govuk-list govuk-list--bullet">
              {current.remarks.map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
          )}
          <RowsSection of={current.of} />
          <p class="govuk-body">
            <button type="button" class="app-link-button" onClick={onClear}>
              Untick all
            </button>
          </p>
        </>
      )}
    </section>
  );
}
