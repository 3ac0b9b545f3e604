import { useEffect, useState } from "preact/hooks";
import { datasetOptions, findOrganisations, organisationOptions } from "../choice-options.ts";
import { Button } from "../components/button.tsx";
import { Combobox } from "../components/combobox.tsx";
import { ErrorSummary, type ErrorSummaryItem } from "../components/error-summary.tsx";
import { Page } from "../components/page.tsx";
import { TextInput } from "../components/text-input.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { withFragment } from "../fragment.ts";
import { datasets, organisations } from "../reference-data.ts";
import { routes } from "../routes.ts";
import { NearAddresses } from "./near-addresses.tsx";

export interface AddressAsked {
  readonly url: string;
  readonly dataset: string;
  readonly organisation: string | undefined;
}

interface AddressFormProps {
  readonly initial: { readonly url: string; readonly dataset: string; readonly organisation: string };
  /** The part that asks addresses ended unexpectedly the last time. */
  readonly lost: boolean;
  readonly onAsk: (asked: AddressAsked) => void;
}

/** Which address, for which dataset, whose. Keeps what is typed in the page's own address. */
export function AddressForm({ initial, lost, onAsk }: AddressFormProps) {
  const [url, setUrl] = useState(initial.url);
  const [dataset, setDataset] = useState<string | undefined>(initial.dataset || undefined);
  const [organisation, setOrganisation] = useState<string | undefined>(initial.organisation || undefined);
  const [errors, setErrors] = useState<readonly ErrorSummaryItem[]>([]);
  const today = new Date().toISOString().slice(0, 10);
  useEffect(() => {
    // Not at every key: browsers refuse when the address changes too often.
    const timer = setTimeout(() => {
      const here = withFragment(routes.address, { url: url.trim(), dataset, organisation });
      if (location.pathname + location.hash !== here) history.replaceState(history.state, "", here);
    }, 300);
    return () => clearTimeout(timer);
  }, [url, dataset, organisation]);

  const submit = (event: Event) => {
    event.preventDefault();
    const problems: ErrorSummaryItem[] = [];
    if (url.trim() === "") problems.push({ text: "Enter the address of the data", target: "url" });
    else if (!/^https?:\/\/[^\s]+$/i.test(url.trim()))
      problems.push({ text: "The address must start with https:// and hold no spaces", target: "url" });
    if (!dataset) problems.push({ text: "Choose which dataset the data is for", target: "dataset" });
    setErrors(problems);
    if (dataset && problems.length === 0) onAsk({ url: url.trim(), dataset, organisation });
  };
  const error = (target: string) => errors.find((item) => item.target === target)?.text;

  return (
    <Page
      heading="Check a web address"
      back={{ href: routes.start, text: "Check a file instead" }}
      before={errors.length > 0 && <ErrorSummary errors={errors} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body-l">
            See whether the platform can collect your data from its address, whether the address will last,
            and what is in the data.
          </p>
          {lost && (
            <WarningText>
              The part of the tool that asks addresses ended unexpectedly. Check your connection and try
              again.
            </WarningText>
          )}
          <form noValidate onSubmit={submit}>
            <TextInput
              id="url"
              type="url"
              label="Address of the data"
              labelClass="govuk-label--m"
              hint="Also called endpoint URL: the address of the file itself, or of a layer of an ArcGIS or WFS service."
              error={error("url")}
              value={url}
              spellcheck={false}
              onInput={setUrl}
            />
            <NearAddresses url={url} dataset={dataset} organisation={organisation} />
            <Combobox
              id="dataset"
              label="Dataset"
              labelClass="govuk-label--m"
              hint="What the data is. Type to find one."
              error={error("dataset")}
              options={datasetOptions(datasets.value.value, false)}
              value={dataset}
              onChange={setDataset}
              emptyText="No dataset has this name. Try fewer letters."
            />
            <Combobox
              id="organisation"
              label="Organisation (optional)"
              labelClass="govuk-label--m"
              hint="Who publishes it. Type a name or a code, for example DNC or E08000017."
              options={organisationOptions(organisations.value.value, today)}
              filter={(typed) => findOrganisations(organisations.value.value, typed, today)}
              value={organisation}
              onChange={setOrganisation}
              limit={60}
              emptyText="No organisation has this name or code."
            />
            <p class="govuk-body-s">
              The button makes your browser ask the address for its data. Where the address does not let
              browsers read it, this tool's own server asks instead and keeps nothing. Before you press it,
              nothing is sent.
            </p>
            <Button>Check this address</Button>
          </form>
        </div>
        <aside class="govuk-grid-column-one-third" aria-label="What is registered">
          <div class="app-aside__inner">
            <h2 class="govuk-heading-m">What is registered</h2>
            <p class="govuk-body">
              See every address the platform collects from, and how those of one organisation are today.
            </p>
            <p class="govuk-body">
              <a class="govuk-link" href={withFragment(routes.registered, { organisation, dataset })}>
                Find registered addresses
              </a>
            </p>
          </div>
        </aside>
      </div>
    </Page>
  );
}
