import { capitalised } from "../issues/field-label.ts";
import type { Report } from "../report/report.ts";
import { Details } from "./components/details.tsx";
import { SummaryList } from "./components/summary-list.tsx";
import { modeWords } from "./content/modes.ts";
import { formatBytes, formatDate, formatMoment, formatNumber } from "./format.ts";
import { withFragment } from "./fragment.ts";
import { routes } from "./routes.ts";
import type { DoneState } from "./state.ts";

/** What was checked and with what, so that two people can tell whether they look at the same thing. */
export function CheckedSummary({ done }: { readonly done: DoneState }) {
  const { checked, counts } = done.report;
  const { versions } = checked;
  return (
    <section aria-labelledby="checked">
      <h2 class="govuk-heading-m" id="checked">
        What was checked
      </h2>
      <SummaryList
        rows={[
          { key: "File", value: checked.name },
          ...(done.settings.endpoints ?? []).map((url) => ({
            key: "Address",
            value: (
              <>
                <span class="app-break">{url}</span>
                <br />
                <a class="govuk-link" href={adviceHref(url, checked)}>
                  What was found about this address
                </a>
              </>
            ),
          })),
          { key: "Size", value: formatBytes(checked.bytes) },
          {
            key: "Format",
            value: [checked.format, checked.charset].filter((part) => part !== "").join(", "),
          },
          { key: "Rows", value: formatNumber(counts.records) },
          { key: "Dataset", value: `${capitalised(checked.datasetName)} (${checked.dataset})` },
          ...checked.organisations.map((each) => ({
            key: "Organisation",
            value: each.name === "" ? each.organisation : `${each.name} (${each.organisation})`,
          })),
          { key: "Answer", value: modeWords[checked.mode].label },
          { key: "Checked", value: `${formatMoment(new Date(done.at))}, as of ${formatDate(checked.today)}` },
          { key: "SHA-256", value: <code class="app-code">{checked.sha256}</code> },
        ]}
      />
      <p class="govuk-body-s" id="versions">
        Checked with version {versions.tool} of this tool, the specification of {versions.specification.label}{" "}
        and the configuration “{versions.configuration.label}”.
      </p>
      <Details summary="Versions in full, to compare with another computer">
        <SummaryList
          noBorder
          rows={[
            { key: "Tool", value: versions.tool },
            { key: "Specification", value: <code class="app-code">{versions.specification.hash}</code> },
            { key: "Configuration", value: <code class="app-code">{versions.configuration.hash}</code> },
            {
              key: "British National Grid",
              value: transformationWords(checked),
            },
          ]}
        />
      </Details>
    </section>
  );
}

function transformationWords({ transformation, transformationsApart }: Report["checked"]): string {
  if (transformation === "helmert")
    return "Turned into longitude and latitude without a grid, as the live check does: up to 4 metres from where the nightly run puts it";
  const apart =
    transformationsApart === undefined
      ? "not needed for this file"
      : `the live check puts the same places up to ${transformationsApart.toFixed(1)} metres away`;
  return `Turned into longitude and latitude by OSTN15, as the nightly run does (${apart})`;
}

/** The answer of the address, as long as this tab remembers it; else the form with the address in it. */
function adviceHref(url: string, { dataset, organisations: [organisation] }: Report["checked"]): string {
  const asked = { url, dataset, organisation: organisation?.organisation };
  return withFragment(routes.address, { ...asked, answer: "yes" });
}
