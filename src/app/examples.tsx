import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { type Example, examplesFor } from "./content/examples.ts";
import { routes } from "./routes.ts";
import { startCheck } from "./state.ts";

/** Made-up files to try, the one of the chosen dataset first. Checked at once. */
export function Examples(props: { readonly dataset: string | undefined }) {
  const { route } = useLocation();
  const [failed, setFailed] = useState(false);
  const run = async (example: Example) => {
    try {
      const response = await fetch(`/examples/${example.file}`);
      if (!response.ok) throw new Error(`${response.status}`);
      const file = await response.blob();
      void startCheck(file, { name: example.file, dataset: example.dataset, mode: "added" });
      route(routes.result);
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      <h2 class="govuk-heading-m">Try an example</h2>
      <p class="govuk-body">Made-up data with some mistakes in it, to see how this works.</p>
      <ul class="govuk-list app-list-spaced">
        {examplesFor(props.dataset).map((example) => (
          <li key={example.file}>
            <button type="button" class="app-link-button" onClick={() => run(example)}>
              {example.words}
            </button>
          </li>
        ))}
      </ul>
      {failed && (
        <p class="govuk-error-message" role="status">
          The example could not be loaded. Are you offline?
        </p>
      )}
    </>
  );
}
