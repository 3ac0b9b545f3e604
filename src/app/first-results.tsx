import { useEffect, useState } from "preact/hooks";
import type { Interim, InterimLine } from "../report/interim.ts";
import type { Group } from "../report/report.ts";
import { groupOrder, groupWords } from "./content/groups.ts";
import { countOf, formatNumber, joinWords } from "./format.ts";

/** Counts change every second: read out that often they would drown everything else. */
const announceMilliseconds = 15_000;

/**
 * What was found while the rest is still being checked: the same four lists, growing. A line stays where it first
 * appeared, nothing takes the focus, and a screen reader hears the sum now and then.
 */
export function FirstResults({ interim }: { readonly interim: Interim }) {
  return (
    <section class="app-first-results" aria-labelledby="so-far">
      <h2 class="govuk-heading-m" id="so-far">
        Found so far
      </h2>
      <p class="govuk-body">
        {countOf(interim.rows, "row")}: {formatNumber(interim.kept)} would be published
        {interim.lost > 0 && `, ${formatNumber(interim.lost)} would be lost`}. The numbers grow until every
        row is checked; then you can look at the rows themselves.
      </p>
      {groupOrder.map((group) => (
        <SoFar key={group} group={group} lines={interim.lines.filter((line) => line.group === group)} />
      ))}
      <Announcer words={summary(interim)} />
    </section>
  );
}

function SoFar({ group, lines }: { readonly group: Group; readonly lines: readonly InterimLine[] }) {
  const words = groupWords[group];
  return (
    <section class={`app-group app-group--${group} app-group--so-far`} aria-labelledby={`so-far-${group}`}>
      <h3 class="govuk-heading-s app-group__heading" id={`so-far-${group}`}>
        <span aria-hidden="true" class="app-group__sign">
          {words.sign}
        </span>
        <span>
          {words.heading} <span class="app-group__count">({lines.length})</span>
        </span>
      </h3>
      {lines.length === 0 ? (
        <p class="govuk-body">Nothing so far.</p>
      ) : (
        <ul class="govuk-list app-list-spaced">
          {lines.map((line) => (
            <li key={line.id}>{line.sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** "23,000 rows so far: 2 things must be fixed, 1 needs fixing". */
function summary({ rows, lines }: Interim): string {
  const count = (group: Group) => lines.filter((line) => line.group === group).length;
  const parts = [
    `${countOf(count("must-fix"), "thing")} to fix`,
    ...groupOrder
      .slice(1)
      .filter((group) => count(group) > 0)
      .map((group) => `${formatNumber(count(group))} ${groupWords[group].heading.toLowerCase()}`),
  ];
  return `${countOf(rows, "row")} checked so far: ${joinWords(parts)}.`;
}

/** Says the newest words to screen readers, politely and not too often. */
function Announcer({ words }: { readonly words: string }) {
  const [said, setSaid] = useState("");
  const [due, setDue] = useState(0);
  useEffect(() => {
    const now = Date.now();
    if (now < due) return;
    setSaid(words);
    setDue(now + announceMilliseconds);
  }, [words, due]);
  return (
    <p class="govuk-visually-hidden" role="status">
      {said}
    </p>
  );
}
