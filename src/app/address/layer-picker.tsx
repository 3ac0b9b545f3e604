import { useState } from "preact/hooks";
import type { Choice } from "../../endpoint/inspect.ts";
import { Button } from "../components/button.tsx";
import { Radios } from "../components/radios.tsx";

interface LayerPickerProps {
  readonly choices: readonly Choice[];
  /** What the data should be; a layer of that name is suggested. */
  readonly dataset: string;
  readonly onChoose: (url: string) => void;
}

/** The layers of a service, to choose one. */
export function LayerPicker({ choices, dataset, onChoose }: LayerPickerProps) {
  const [chosen, setChosen] = useState(suggested(choices, dataset));
  const [error, setError] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setError(chosen === undefined);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      <Radios
        name="layer"
        legend="Layers of this service"
        legendClass="govuk-fieldset__legend--m"
        error={error ? "Choose a layer" : undefined}
        items={choices.map(({ name, url }) => ({ value: url, text: name, hint: url }))}
        value={chosen}
        onChange={setChosen}
      />
      <Button>Check this layer</Button>
    </form>
  );
}

/** The one layer whose name says the dataset, singular or plural; `undefined` when there is none or several. */
function suggested(choices: readonly Choice[], dataset: string): string | undefined {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .map((word) => word.replace(/s$/, ""))
      .join(" ");
  const fitting = choices.filter(({ name }) => ` ${plain(name)} `.includes(` ${plain(dataset)} `));
  return fitting.length === 1 ? fitting[0]?.url : undefined;
}
