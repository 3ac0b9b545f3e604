import { compareRuns, type RunComparison } from "../compare/runs.ts";
import type { Report } from "../report/report.ts";
import { FileInput } from "./components/file-input.tsx";
import { NotificationBanner } from "./components/notification-banner.tsx";
import { countOf, formatDate, joinWords } from "./format.ts";
import { checkAgainst, type DoneState } from "./state.ts";

/** For whoever sees a result without its rows: the file, if they have it, brings the rows and the proof. */
export function HaveTheFile({ done }: { readonly done: DoneState }) {
  const { checked } = done.report;
  return (
    <section class="govuk-inset-text app-no-print" aria-labelledby="have-file">
      <h2 class="govuk-heading-s" id="have-file">
        You see the result, not the rows
      </h2>
      <p class="govuk-body">
        The result is of {checked.name}, as of {formatDate(checked.today)}; the data itself is not here. If
        you have the file, choose it: it is checked again on this computer, and you are told whether it is the
        same file and gives the same result.
      </p>
      <FileInput
        id="same-file"
        label="The file this result is of"
        onFile={(file) => void checkAgainst(done, file)}
      />
    </section>
  );
}

/** Whether a check of the file at hand says the same as the result that was shared. */
export function SameResult({ before, now }: { readonly before: Report; readonly now: Report }) {
  const comparison = compareRuns(before, now);
  const changed = comparison.stillThere.filter((line) => line.before !== line.after);
  const isSame = comparison.fixed.length + comparison.isNew.length + changed.length === 0;
  return (
    <NotificationBanner
      id="same-result"
      title="Compared with the earlier result"
      heading={headingOf(comparison, isSame)}
    >
      {!isSame && (
        <p class="govuk-body">
          {joinWords([
            `${countOf(comparison.fixed.length, "thing")} no longer found`,
            `${comparison.isNew.length} new`,
            `${changed.length} with another number`,
          ])}
          .
        </p>
      )}
      {before.checked.boundary !== now.checked.boundary && (
        <p class="govuk-body">
          Only one of the two was compared with the authority’s boundary, which stays on the computer where it
          was loaded.
        </p>
      )}
      {comparison.differences.length > 0 && (
        <p class="govuk-body">
          Checked with another {joinWords(comparison.differences.map(({ what }) => differenceWords[what]))}
          {isSame ? "." : ", which may be why."}
        </p>
      )}
    </NotificationBanner>
  );
}

const differenceWords: Readonly<Record<RunComparison["differences"][number]["what"], string>> = {
  dataset: "dataset",
  mode: "answer",
  transformation: "conversion of British National Grid",
  specification: "version of the specification",
  configuration: "version of the data team’s rules",
  tool: "version of this tool",
};

function headingOf({ sameFile }: RunComparison, isSame: boolean): string {
  if (sameFile)
    return isSame
      ? "This is the same file (same SHA-256), and the result is the same"
      : "This is the same file (same SHA-256), but the result is not the same";
  return isSame
    ? "This is another file (another SHA-256), but what was found is the same"
    : "This is another file (another SHA-256), and the result is not the same";
}
