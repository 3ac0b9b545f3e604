import { useEffect } from "preact/hooks";
import { BatchForm } from "../../batch/batch-form.tsx";
import { BatchResults } from "../../batch/batch-results.tsx";
import { batch, forgetBatch, goOn, reopenBatch, stopBatch } from "../../batch/batch-runner.ts";
import { Button } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { Progress } from "../../components/progress.tsx";
import { WarningText } from "../../components/warning-text.tsx";
import { formatNumber } from "../../format.ts";
import { routes } from "../../routes.ts";

const back = { href: routes.reproduce, text: "Open one run" };

/** Many files or endpoints checked at once, on all processors; goes on after a reload. */
export function BatchPage() {
  useEffect(() => {
    void reopenBatch();
  }, []);
  const state = batch.value;
  if (state === "unknown") return <Page heading="Check many files at once" back={back} />;
  if (state === "none") {
    return (
      <Page heading="Check many files at once" back={back}>
        <p class="govuk-body">
          Several at a time, in this browser. You can close the page and come back: what is done stays done.
        </p>
        <BatchForm />
      </Page>
    );
  }
  const { items, run, going, notKept } = state;
  const done = items.filter(({ result }) => result).length;
  const left = items.length - done;
  return (
    <Page heading="Check many files at once" back={back}>
      {notKept && <WarningText>This browser keeps nothing: a reload loses the batch.</WarningText>}
      {going ? (
        <>
          <Progress
            phase="Checking"
            done={items.length === 0 ? 1 : done / items.length}
            detail={`${formatNumber(done)} of ${formatNumber(items.length)} done`}
          />
          <Button type="button" kind="secondary" onClick={stopBatch}>
            Stop
          </Button>
        </>
      ) : (
        <div class="govuk-button-group">
          {left > 0 && (
            <Button type="button" onClick={() => void goOn()}>
              {`Go on with the ${formatNumber(left)} left`}
            </Button>
          )}
          <Button type="button" kind="secondary" onClick={() => void forgetBatch()}>
            Forget these and check others
          </Button>
        </div>
      )}
      <BatchResults items={items} mode={run.mode} />
    </Page>
  );
}
