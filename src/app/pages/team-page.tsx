import { Page } from "../components/page.tsx";
import { routes } from "../routes.ts";

const jobs = [
  {
    href: routes.review,
    name: "Review requests",
    words: "What publishers have sent, each run again in your own browser. You need to sign in.",
  },
  {
    href: routes.reproduce,
    name: "Reproduce a run",
    words:
      "What happened to a row, phase by phase and by which configuration row; try a fix; compare with the nightly run; entity numbers.",
  },
  {
    href: routes.reproduceBatch,
    name: "Check many files at once",
    words: "Files or endpoints, with a summary by issue type, organisation and dataset.",
  },
  {
    href: routes.imports,
    name: "Open an import.csv",
    words: "Many endpoints at once, row by row, and one set of configuration rows for all that are ready.",
  },
  {
    href: routes.registered,
    name: "Registered addresses",
    words: "Every address the platform collects or has collected, and how it is today.",
  },
  {
    href: routes.checks,
    name: "Checks and changes",
    words: "Every check and every automatic change, with its identifier.",
  },
] as const;

/** What the Planning Data team does here: one way in, out of publishers' way. */
export function TeamPage() {
  return (
    <Page heading="For the Planning Data team">
      <p class="govuk-body-l">The same engine as the check, with everything the pipeline knows.</p>
      <ul class="govuk-list govuk-list--spaced">
        {jobs.map(({ href, name, words }) => (
          <li key={href}>
            <a class="govuk-link govuk-!-font-weight-bold" href={href}>
              {name}
            </a>
            <br />
            {words}
          </li>
        ))}
      </ul>
    </Page>
  );
}
