import { useLocation } from "preact-iso";
import { allLines, type Report, type ReportLine } from "../report/report.ts";
import { Radios } from "./components/radios.tsx";
import { modeWords } from "./content/modes.ts";
import { countOf } from "./format.ts";
import { withFragment } from "./fragment.ts";
import { routes } from "./routes.ts";
import { checkAgain, type DoneState, reportsByMode } from "./state.ts";

/** Asks the same file another of the three questions, and says where the answers differ. */
export function ModeSwitch({ done }: { readonly done: DoneState }) {
  const { route } = useLocation();
  const mode = done.report.checked.mode;
  return (
    <div class="app-no-print">
      <h2 class="govuk-heading-m">Other answers</h2>
      {done.file ? (
        <Radios
          name="answer"
          legend="Show the answer as"
          legendClass="govuk-fieldset__legend--s"
          small
          value={mode}
          items={(["added", "check", "pipeline"] as const).map((each) => ({
            value: each,
            text: modeWords[each].label,
          }))}
          onChange={(value) => {
            const chosen = value === "check" || value === "pipeline" ? value : "added";
            void checkAgain({ mode: chosen });
            route(routes.result);
          }}
        />
      ) : (
        <p class="govuk-body">{modeWords[mode].label}</p>
      )}
      <p class="govuk-body-s">{modeWords[mode].explained}</p>
      <Differences now={done.report} />
      {done.file && (
        <p class="govuk-body">
          <a
            class="govuk-link"
            href={withFragment(routes.start, { again: "yes", organisation: done.settings.organisation })}
          >
            Check this file as another dataset
          </a>
        </p>
      )}
    </div>
  );
}

/** Against the other answers this file was already asked for. */
function Differences({ now }: { readonly now: Report }) {
  const others = [...reportsByMode.value.values()].filter(
    (other) => other.checked.mode !== now.checked.mode && other.checked.sha256 === now.checked.sha256,
  );
  return (
    <>
      {others.map((other) => {
        const only = difference(now, other);
        const label = modeWords[other.checked.mode].label.toLowerCase();
        const count = only.here.length + only.there.length;
        return (
          <details class="govuk-details" key={other.checked.mode}>
            <summary class="govuk-details__summary">
              <span class="govuk-details__summary-text">
                {count === 0 ? `The same as “${label}”` : `${countOf(count, "difference")} from “${label}”`}
              </span>
            </summary>
            <div class="govuk-details__text">
              {only.here.length > 0 && <DifferenceList title="Only here" lines={only.here} link />}
              {only.there.length > 0 && <DifferenceList title={`Only in “${label}”`} lines={only.there} />}
              <p class="govuk-body-s">{modeWords[other.checked.mode].explained}</p>
            </div>
          </details>
        );
      })}
    </>
  );
}

function DifferenceList(props: {
  readonly title: string;
  readonly lines: readonly ReportLine[];
  readonly link?: boolean;
}) {
  return (
    <>
      <h3 class="govuk-heading-s">{props.title}</h3>
      <ul class="govuk-list govuk-list--bullet">
        {props.lines.map((line) => (
          <li key={line.id}>
            {props.link ? (
              <a class="govuk-link" href={routes.line(line.id)}>
                {line.words.sentence}
              </a>
            ) : (
              line.words.sentence
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Lines of one report that the other does not have, or has with another count. */
export function difference(here: Report, there: Report) {
  const without = (lines: readonly ReportLine[], other: readonly ReportLine[]) => {
    const counts = new Map(other.map((line) => [line.id, line.count]));
    return lines.filter((line) => counts.get(line.id) !== line.count);
  };
  return { here: without(allLines(here), allLines(there)), there: without(allLines(there), allLines(here)) };
}
