import { useEffect, useState } from "preact/hooks";
import { deleteBoundary, readBoundary, type StoredBoundary, saveBoundary } from "../../store/boundaries.ts";
import type { CheckClient } from "../check-client.ts";
import { Button } from "../components/button.tsx";
import { FileInput } from "../components/file-input.tsx";
import { formatNumber } from "../format.ts";
import { loadReferenceData, organisations } from "../reference-data.ts";
import { checkAgain, type DoneState } from "../state.ts";

const refusals = {
  "not-readable":
    "This file could not be read. Choose a GeoJSON file, or a CSV file with a column of well-known text (WKT)",
  "no-area": "There is no polygon in this file. Choose a file with the area of the authority",
  "not-in-england": "The area in this file is not in England. Choose another file",
} as const;

/** The boundary kept for this organisation; `undefined` while it is looked for and when there is none. */
export function useBoundary(organisation: string | undefined, id: string): StoredBoundary | undefined {
  const [boundary, setBoundary] = useState<StoredBoundary | undefined>(undefined);
  useEffect(() => {
    let current = true;
    readBoundary(organisation).then(
      (found) => current && setBoundary(found),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [organisation, id]);
  return boundary;
}

/** Takes the authority's boundary from a file, keeps it on this computer, and checks again with it. */
export function BoundaryForm(props: {
  readonly done: DoneState;
  readonly client: CheckClient;
  readonly boundary: StoredBoundary | undefined;
}) {
  const { done, client, boundary } = props;
  const { organisation } = done.settings;
  const [error, setError] = useState<string | undefined>(undefined);
  const [reading, setReading] = useState(false);
  const details = organisations.value.value.find((each) => each.organisation === organisation);
  useEffect(() => void loadReferenceData(), []);

  const take = async (file: File) => {
    setError(undefined);
    setReading(true);
    try {
      const names = [
        organisation,
        details?.name,
        details?.statisticalGeography,
        details?.localPlanningAuthority,
      ];
      const read = await client.readBoundary(
        file,
        names.filter((name) => name !== undefined),
      );
      if (!read.ok) setError(refusals[read.reason]);
      else {
        const { wkt, areas, ofAreas } = read;
        await saveBoundary(organisation, { name: file.name, wkt, areas, ofAreas });
        await checkAgain({});
      }
    } catch {
      setError("The boundary could not be kept. This browser may not let the tool keep anything");
    }
    setReading(false);
  };
  const remove = async () => {
    await deleteBoundary(organisation);
    await checkAgain({});
  };
  const whose = details?.name ?? "your authority";
  return (
    <section class="app-no-print app-boundary" aria-labelledby="boundary">
      <h2 class="govuk-heading-m" id="boundary">
        The boundary of {whose}
      </h2>
      {boundary ? (
        <>
          <p class="govuk-body">
            From {boundary.name}
            {boundary.ofAreas > 1 &&
              ` (${formatNumber(boundary.areas)} of its ${formatNumber(boundary.ofAreas)} areas)`}
            , kept on this computer. It is the thick dashed line on the map; shapes outside it are listed
            under “Worth checking”.
          </p>
          <Button type="button" kind="secondary" onClick={() => void remove()}>
            Remove the boundary
          </Button>
        </>
      ) : (
        <FileInput
          id="boundary-file"
          label="Boundary file"
          hint="GeoJSON, or CSV with a column of well-known text (WKT). It is kept on this computer, and your file is checked again for shapes outside it. Your GIS has the boundary, or ask the Planning Data platform for your local planning authority."
          error={error}
          accept=".json,.geojson,.csv,.wkt,.txt,application/geo+json,text/csv"
          onFile={(file) => void take(file)}
          {...(reading && { fileName: "Reading the boundary…" })}
        />
      )}
    </section>
  );
}
