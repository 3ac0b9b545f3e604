import type { Group, ReportLine } from "../report/report.ts";
import { Tag } from "./components/tag.tsx";
import { groupWords, tagOf } from "./content/groups.ts";
import { countOf } from "./format.ts";
import { routes } from "./routes.ts";
import { placesWords } from "./row-places.ts";

/** One of the four lists: always there, also when it is empty, so that "nothing" is said and not guessed. */
export function LineGroup(props: { readonly group: Group; readonly lines: readonly ReportLine[] }) {
  const { group, lines } = props;
  const words = groupWords[group];
  return (
    <section class={`app-group app-group--${group}`} aria-labelledby={`group-${group}`}>
      <h2 class="govuk-heading-m app-group__heading" id={`group-${group}`} tabIndex={-1}>
        <span aria-hidden="true" class="app-group__sign">
          {words.sign}
        </span>
        <span>
          {words.heading} <span class="app-group__count">({lines.length})</span>
        </span>
      </h2>
      {lines.length === 0 ? (
        <p class="govuk-body">{words.empty}</p>
      ) : (
        <>
          <p class="govuk-body">{words.lead}</p>
          <ul class="govuk-task-list">
            {lines.map((line) => (
              <Line line={line} key={line.id} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Line({ line }: { readonly line: ReportLine }) {
  const id = `line-${line.id}`;
  const places = line.about === "row" ? placesWords(line) : "";
  return (
    <li class="govuk-task-list__item govuk-task-list__item--with-link">
      <div class="govuk-task-list__name-and-hint">
        <a
          class="govuk-link govuk-task-list__link"
          href={routes.line(line.id)}
          aria-describedby={`${id}-status`}
        >
          {line.words.sentence}
        </a>
        {places !== "" && <div class="govuk-task-list__hint">{places}</div>}
      </div>
      <div class="govuk-task-list__status" id={`${id}-status`}>
        {/* What is kept of a file or column as a whole says nothing. */}
        {(line.about === "row" || line.effect !== "kept") && <Tag {...tagOf(line)} />}
      </div>
    </li>
  );
}

/** How many things of how many rows, in a few words, for lists of lines elsewhere. */
export function lineCount(line: ReportLine): string {
  if (line.about !== "row") return countOf(line.count, "thing");
  return line.count === line.rows
    ? countOf(line.rows, "row")
    : `${countOf(line.count, "issue")} in ${countOf(line.rows, "row")}`;
}
