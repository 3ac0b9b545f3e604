import type { EntityQuestion } from "../../../workers/reproduce-entities-protocol.ts";
import { Checkboxes } from "../components/checkboxes.tsx";
import { Details } from "../components/details.tsx";
import { FileInput } from "../components/file-input.tsx";
import { Select } from "../components/select.tsx";
import { ask, type EntitiesState } from "./entities-state.ts";
import type { OpenRunState } from "./run-state.ts";

/** What the entities are compared with: files that stay on this computer. */
export function EntitiesCompare({
  open,
  state,
}: {
  readonly open: OpenRunState;
  readonly state: EntitiesState;
}) {
  const question = state.question.value;
  const change = (changes: Partial<EntityQuestion>) => void ask(open, state, { ...question, ...changes });
  return (
    <>
      <FileInput
        id="platform-extract"
        label="The platform’s entities"
        hint="CSV, GeoJSON or JSON of this dataset, downloaded from planning.data.gov.uk. It stays on this computer."
        accept=".csv,.json,.geojson"
        fileName={question.extract?.name}
        onFile={(blob) => change({ extract: { name: blob.name, blob } })}
      />
      <Details summary="More to compare with">
        <FileInput
          id="previous-resource"
          label="The file the same endpoint gave before"
          hint="For the safety checks of the nightly assignment."
          fileName={question.previous?.name}
          onFile={(blob) => change({ previous: { name: blob.name, blob } })}
        />
        <FileInput
          id="newer-configuration"
          label="A newer checkout of the configuration, zipped"
          hint="Somebody may have taken numbers since. The table is made anew, and numbers that moved are shown."
          accept=".zip"
          fileName={question.newer?.name}
          onFile={(blob) => change({ newer: { name: blob.name, blob } })}
        />
        <Select
          id="duplicates-by"
          label="Look for duplicates on the platform by"
          value={question.duplicates}
          items={[
            { value: "none", text: "nothing" },
            { value: "shapes", text: "shape and name" },
            { value: "fields", text: "all fields" },
          ]}
          onChange={(value) =>
            change({ duplicates: value === "shapes" || value === "fields" ? value : "none" })
          }
        />
        <Checkboxes
          name="historic-england"
          legend="Whose entities"
          legendClass="govuk-visually-hidden"
          small
          values={question.historicEngland ? ["yes"] : []}
          items={[{ value: "yes", text: "Also among those of Historic England" }]}
          onChange={(_value, checked) => change({ historicEngland: checked })}
        />
      </Details>
    </>
  );
}
