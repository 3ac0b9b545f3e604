import { Page } from "../components/page.tsx";
import { Table } from "../components/table.tsx";
import { dataLicences, softwareLicences } from "../content/licences.ts";

/** What the tool is made of and under which terms. */
export function LicencesPage() {
  return (
    <Page heading="Licences">
      <p class="govuk-body">
        This tool is free software under the MIT licence. It contains or uses the work of others:
      </p>
      <Table
        caption="Data"
        head={[{ text: "What" }, { text: "From" }, { text: "Licence" }]}
        firstCellIsHeader
        rows={dataLicences.map(({ what, from, licence, url }) => [
          what,
          from,
          <a class="govuk-link" href={url} rel="noreferrer" key="licence">
            {licence}
          </a>,
        ])}
      />
      <Table
        caption="Software"
        head={[{ text: "What" }, { text: "For" }, { text: "Licence" }]}
        firstCellIsHeader
        rows={softwareLicences.map(({ name, url, purpose, licence }) => [
          <a class="govuk-link" href={url} rel="noreferrer" key="name">
            {name}
          </a>,
          purpose,
          licence,
        ])}
      />
      <p class="govuk-body">
        GEOS is under the LGPL: it is a separate file that you may replace with a version of your own; its
        source is at the address above.
      </p>
    </Page>
  );
}
