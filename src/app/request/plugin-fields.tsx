import { useState } from "preact/hooks";
import { pluginParameters } from "../../request/parameters.ts";
import { Radios } from "../components/radios.tsx";
import { TextInput } from "../components/text-input.tsx";
import { changeAnswers } from "./draft-state.ts";
import type { FieldsProps } from "./question-fields.tsx";

/** How a map server is asked: with which plugin, and its settings. Filled in from the check. */
export function PluginFields({ answers, errorOf }: FieldsProps) {
  const plugin = answers.plugin ?? "";
  const parameters = answers.parameters ?? {};
  // As typed, also while it is no number yet.
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, Number.isFinite(value) ? String(value) : ""]),
    ),
  );
  const change = (name: string, text: string) => {
    setTyped({ ...typed, [name]: text });
    const { [name]: _, ...rest } = parameters;
    const trimmed = text.trim();
    const value = /^\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
    changeAnswers({ parameters: trimmed === "" ? rest : { ...rest, [name]: value } });
  };
  return (
    <>
      <p class="govuk-body">
        Map servers give their data page by page. Leave this as it is when you are not sure: the Planning Data
        team can change it.
      </p>
      <Radios
        name="plugin"
        legend="The address is read"
        legendClass="govuk-fieldset__legend--s"
        error={errorOf("plugin")}
        value={plugin}
        items={[
          { value: "", text: "As it is", hint: "A file, or a WFS address that gives everything at once" },
          { value: "arcgis", text: "As a layer of an ArcGIS server" },
          { value: "wfs", text: "As a WFS, page by page" },
        ]}
        onChange={(value) => {
          setTyped({});
          changeAnswers({ plugin: value === "arcgis" || value === "wfs" ? value : "", parameters: {} });
        }}
      />
      {pluginParameters[plugin].map(({ name, label }) => (
        <TextInput
          key={name}
          id={`parameters.${name}`}
          label={`${label} (optional)`}
          hint={`A whole number above 0; ${name} in the configuration`}
          spellcheck={false}
          error={errorOf(`parameters.${name}`)}
          value={typed[name] ?? ""}
          onInput={(text) => change(name, text)}
        />
      ))}
    </>
  );
}
