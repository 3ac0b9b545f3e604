import { useMemo } from "preact/hooks";
import { datasetOptions, findOrganisations, organisationOptions } from "../choice-options.ts";
import { Combobox } from "../components/combobox.tsx";
import { Details } from "../components/details.tsx";
import { Radios } from "../components/radios.tsx";
import { TextInput } from "../components/text-input.tsx";
import { Textarea } from "../components/textarea.tsx";
import { modeWords } from "../content/modes.ts";
import { datasets, organisations } from "../reference-data.ts";
import type { RunFields } from "./run-fields.ts";

export interface RunFormProps {
  readonly fields: RunFields;
  readonly error: (target: string) => string | undefined;
  readonly change: (changes: Partial<RunFields>) => void;
}

/** What decides a run besides the file and the tables. */
export function RunForm({ fields, error, change }: RunFormProps) {
  const today = new Date().toISOString().slice(0, 10);
  const datasetList = useMemo(() => datasetOptions(datasets.value.value, true), [datasets.value]);
  const organisationList = useMemo(
    () => organisationOptions(organisations.value.value, today),
    [organisations.value, today],
  );
  return (
    <>
      <Combobox
        id="dataset"
        label="Dataset"
        labelClass="govuk-label--m"
        error={error("dataset")}
        options={datasetList}
        value={fields.dataset}
        onChange={(dataset) => change({ dataset })}
        emptyText="No dataset has this name. Try fewer letters."
      />
      <Radios
        name="mode"
        legend="Which run?"
        legendClass="govuk-fieldset__legend--m"
        small
        value={fields.mode}
        items={[
          { value: "pipeline", text: modeWords.pipeline.label, hint: modeWords.pipeline.hint },
          { value: "check", text: modeWords.check.label, hint: modeWords.check.hint },
          { value: "added", text: modeWords.added.label, hint: modeWords.added.hint },
        ]}
        onChange={(mode) => change({ mode: mode === "check" || mode === "added" ? mode : "pipeline" })}
      />
      <Combobox
        id="organisation"
        label="Organisation"
        labelClass="govuk-label--m"
        hint="Who provides it. Type a name or a code, for example DNC or E08000017."
        options={organisationList}
        filter={(typed) => findOrganisations(organisations.value.value, typed, today)}
        value={fields.organisation}
        onChange={(organisation) => change({ organisation })}
        limit={60}
        emptyText="No organisation has this name or code."
      />
      <Details
        summary="More that decides a run: endpoints, dates, coordinates"
        open={["more-organisations", "endpoints", "today", "entry-date"].some((id) => error(id))}
      >
        <TextInput
          id="more-organisations"
          label="Further organisations"
          hint="Codes such as local-authority:DNC, separated by semicolons, for a file that several organisations provide. Then no organisation is filled in for rows without one."
          error={error("more-organisations")}
          value={fields.moreOrganisations}
          spellcheck={false}
          onInput={(moreOrganisations) => change({ moreOrganisations })}
        />
        <Textarea
          id="endpoints"
          label="Endpoints"
          hint="Addresses or their hashes, one on each line: rules of these endpoints apply."
          rows={3}
          error={error("endpoints")}
          value={fields.endpoints}
          spellcheck={false}
          onInput={(endpoints) => change({ endpoints })}
        />
        <TextInput
          id="today"
          label="Run as if today were"
          hint="For example 2026-08-21. Dates after this day count as in the future. Leave blank for today."
          width={10}
          error={error("today")}
          value={fields.today}
          onInput={(day) => change({ today: day })}
        />
        <TextInput
          id="entry-date"
          label="Entry date for rows that have none"
          hint="The nightly run takes the first day on which it collected the file."
          width={10}
          error={error("entry-date")}
          value={fields.entryDate}
          onInput={(entryDate) => change({ entryDate })}
        />
        <Radios
          name="transformation"
          legend="British National Grid becomes longitude and latitude by"
          legendClass="govuk-fieldset__legend--s"
          small
          value={fields.transformation}
          items={[
            { value: "", text: "What the chosen run uses" },
            { value: "ostn15", text: "OSTN15", hint: "The nightly run: right to a few centimetres" },
            { value: "helmert", text: "Helmert", hint: "The live check: right to a few metres" },
          ]}
          onChange={(transformation) => change({ transformation })}
        />
      </Details>
    </>
  );
}
