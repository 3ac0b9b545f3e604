import { estimateQuality, type QualityLevel } from "../report/quality.ts";
import type { Report } from "../report/report.ts";
import { Details } from "./components/details.tsx";
import { countOf } from "./format.ts";
import { routes } from "./routes.ts";

const levelWords: Readonly<Record<QualityLevel, string>> = {
  some: "There is some data, but nobody can rely on it yet.",
  usable: "People can use it, knowing that the platform had to change or guess something.",
  trustworthy: "Nothing stands in the way of relying on it.",
};
const shown = 5;

/** The platform's level of trust for this file, marked as the estimate it is. */
export function TrustEstimate({ report }: { readonly report: Report }) {
  const estimate = estimateQuality(report);
  if (!estimate) return undefined;
  const { level, because, lines } = estimate;
  return (
    <section class="app-group" aria-labelledby="trust">
      <h2 class="govuk-heading-m" id="trust">
        Level of trust: <span class="app-nowrap">{level} (an estimate)</span>
      </h2>
      <p class="govuk-body">
        By the platform’s own words this file would be <strong>{level}</strong>, because {because}.{" "}
        {levelWords[level]}
      </p>
      <Details summary="What decides the level">
        {lines.length > 0 && (
          <ul class="govuk-list govuk-list--bullet">
            {lines.slice(0, shown).map((line) => (
              <li key={line.id}>
                <a class="govuk-link" href={routes.line(line.id)}>
                  {line.words.sentence}
                </a>
              </li>
            ))}
            {lines.length > shown && <li>and {countOf(lines.length - shown, "more thing")}</li>}
          </ul>
        )}
        <p class="govuk-body">
          The platform’s levels are none, some, indicative, authoritative, usable and trustworthy. Any error
          that is yours to resolve means “some”; warnings alone mean “usable” at best. A conversion from
          British National Grid counts as a warning.
        </p>
        <p class="govuk-body">
          It is an estimate for this one file: the platform also looks at who publishes the data, and runs
          tests after publication that cannot be run here.
        </p>
      </Details>
    </section>
  );
}
