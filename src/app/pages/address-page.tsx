import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { AddressFound, CollectStep } from "../../../workers/endpoint-protocol.ts";
import type { Advice } from "../../endpoint/advice.ts";
import type { Finding } from "../../registry/findings.ts";
import { datasetOptions, findOrganisations, organisationOptions } from "../choice-options.ts";
import { Button } from "../components/button.tsx";
import { Combobox } from "../components/combobox.tsx";
import { ErrorSummary, type ErrorSummaryItem } from "../components/error-summary.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Page } from "../components/page.tsx";
import { Progress } from "../components/progress.tsx";
import { Tag } from "../components/tag.tsx";
import { TextInput } from "../components/text-input.tsx";
import { registryWords } from "../content/registry-words.ts";
import { inspectAddress, nearAddress } from "../endpoint-client.ts";
import { formatBytes, formatNumber } from "../format.ts";
import { fragment } from "../fragment.ts";
import { datasets, loadReferenceData, organisations } from "../reference-data.ts";
import { routes } from "../routes.ts";
import { startCheck } from "../state.ts";

type Looking =
  | { readonly kind: "asked" }
  | { readonly kind: "working"; readonly step: CollectStep | undefined; readonly abort: AbortController }
  | { readonly kind: "found"; readonly found: AddressFound }
  | { readonly kind: "lost" };

/** Checks a web address: what is wrong with it, what is registered already, and the data that is there. */
export function AddressPage() {
  const { route } = useLocation();
  const linked = (key: string) => fragment.value.get(key) ?? "";
  const [url, setUrl] = useState(linked("url"));
  const [dataset, setDataset] = useState<string | undefined>(linked("dataset") || undefined);
  const [organisation, setOrganisation] = useState<string | undefined>(linked("organisation") || undefined);
  const [errors, setErrors] = useState<readonly ErrorSummaryItem[]>([]);
  const [near, setNear] = useState<readonly Finding[]>([]);
  const [looking, setLooking] = useState<Looking>({ kind: "asked" });
  const today = new Date().toISOString().slice(0, 10);
  useEffect(() => void loadReferenceData(), []);
  useEffect(() => {
    const timer = setTimeout(() => {
      const proposal = { url, today, ...(organisation && { organisation }), ...(dataset && { dataset }) };
      if (!/^https?:\/\/.+\../i.test(url.trim())) setNear([]);
      else nearAddress(proposal).then(setNear, () => setNear([]));
    }, 300);
    return () => clearTimeout(timer);
  }, [url, dataset, organisation, today]);

  const look = async (address: string) => {
    const problems: ErrorSummaryItem[] = [];
    if (!/^https?:\/\/[^\s]+$/i.test(address.trim())) {
      problems.push({ text: "Enter a web address that starts with https://", target: "url" });
    }
    if (!dataset) problems.push({ text: "Choose which dataset the data is for", target: "dataset" });
    setErrors(problems);
    if (problems.length > 0) return;
    const abort = new AbortController();
    setUrl(address);
    setLooking({ kind: "working", step: undefined, abort });
    try {
      const found = await inspectAddress(
        address,
        organisation,
        (step) => setLooking((now) => (now.kind === "working" ? { ...now, step } : now)),
        abort.signal,
      );
      setLooking(found ? { kind: "found", found } : { kind: "asked" });
    } catch {
      setLooking({ kind: "lost" });
    }
  };
  const checkData = (file: Blob, found: AddressFound) => {
    if (!dataset) return;
    void startCheck(file, {
      name: found.url,
      dataset,
      mode: "added",
      endpoints: [found.url],
      ...(organisation && { organisation }),
    });
    route(routes.result);
  };
  const error = (target: string) => errors.find((item) => item.target === target)?.text;

  if (looking.kind === "working") {
    return (
      <Page heading="Asking the address" caption={url}>
        <Progress phase="Fetching the data as the platform would" {...stepProps(looking.step)} />
        <Button kind="secondary" type="button" onClick={() => looking.abort.abort()}>
          Cancel
        </Button>
      </Page>
    );
  }
  if (looking.kind === "found") {
    return (
      <Page heading={headingOf(looking.found)} caption={looking.found.url}>
        <p class="govuk-body">
          <button type="button" class="app-link-button" onClick={() => setLooking({ kind: "asked" })}>
            Change the address
          </button>
        </p>
        <Found found={looking.found} onCheck={checkData} onChoose={look} />
      </Page>
    );
  }
  return (
    <Page
      heading="Check a web address"
      back={{ href: routes.start, text: "Check a file instead" }}
      before={errors.length > 0 && <ErrorSummary errors={errors} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body-l">
            See whether the platform could collect your data from its address, whether the address will last,
            and what is in it.
          </p>
          {looking.kind === "lost" && (
            <InsetText>The part of the tool that asks addresses ended unexpectedly. Try again.</InsetText>
          )}
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void look(url.trim());
            }}
          >
            <TextInput
              id="url"
              type="url"
              label="Endpoint URL"
              labelClass="govuk-label--m"
              hint="The address of the data itself: a file, or a layer of an ArcGIS or WFS service."
              error={error("url")}
              value={url}
              onInput={setUrl}
            />
            <div aria-live="polite">
              {near.map((finding) => (
                <InsetText key={finding.endpoint.url}>
                  {registryWords(finding)}
                  {finding.endpoint.url !== url.trim() && (
                    <>
                      <br />
                      <span class="app-break">{finding.endpoint.url}</span>
                    </>
                  )}
                </InsetText>
              ))}
            </div>
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
              Pressing the button asks this address for its data, from your browser, or through this tool's
              own server where the address does not let browsers read it. Nothing else is sent.
            </p>
            <Button>Check this address</Button>
          </form>
        </div>
        <aside class="govuk-grid-column-one-third">
          <div class="app-aside__inner">
            <h2 class="govuk-heading-m">What is registered</h2>
            <p class="govuk-body">
              <a class="govuk-link" href={routes.registered}>
                Find registered addresses
              </a>
            </p>
          </div>
        </aside>
      </div>
    </Page>
  );
}

function headingOf({ file, choices, failure }: AddressFound): string {
  if (file) return "The data could be fetched";
  if (choices.length > 0) return "Choose a layer";
  return failure?.title ?? "There is no data at this address";
}

function stepProps(step: CollectStep | undefined) {
  if (!step) return {};
  const unit = step.unit === "bytes" ? formatBytes(step.done) : `${formatNumber(step.done)} ${step.unit}`;
  const of =
    step.of === undefined
      ? ""
      : ` of ${step.unit === "bytes" ? formatBytes(step.of) : formatNumber(step.of)}`;
  return { detail: unit + of, ...(step.of ? { done: step.done / step.of } : {}) };
}

interface FoundProps {
  readonly found: AddressFound;
  readonly onCheck: (file: Blob, found: AddressFound) => void;
  readonly onChoose: (url: string) => void;
}

function Found({ found, onCheck, onChoose }: FoundProps) {
  const { advice, choices, failure, file, route: how } = found;
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        {file && (
          <p class="govuk-body-l">
            {formatBytes(file.size)} came{" "}
            {how === "relay" ? "through this tool's server" : "straight to your browser"}.
          </p>
        )}
        {failure && !file && (
          <>
            <p class="govuk-body">{failure.what}</p>
            <p class="govuk-body">{failure.todo}</p>
          </>
        )}
        {file && (
          <Button type="button" onClick={() => onCheck(file, found)}>
            Check the data
          </Button>
        )}
        {choices.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Layers of this service</h2>
            <ul class="govuk-list">
              {choices.map((choice) => (
                <li key={choice.url}>
                  <Button kind="secondary" type="button" onClick={() => onChoose(choice.url)}>
                    {choice.name}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
        <h2 class="govuk-heading-m">The address</h2>
        <AdviceList advice={advice} onUse={onChoose} />
        {!file && failure?.offerFile && (
          <p class="govuk-body">
            <a class="govuk-link" href={routes.start}>
              Drop the file here instead
            </a>
          </p>
        )}
      </div>
    </div>
  );
}

const colours = { "must fix": "red", "worth checking": "yellow", fine: "green" } as const;
const labels = { "must fix": "Must fix", "worth checking": "Worth checking", fine: "Fine" } as const;

/** Findings about an address, the weightiest first. */
export function AdviceList({
  advice,
  onUse,
}: {
  readonly advice: readonly Advice[];
  readonly onUse?: (url: string) => void;
}) {
  if (advice.length === 0) return <p class="govuk-body">Nothing is wrong with the address itself.</p>;
  const order = ["must fix", "worth checking", "fine"];
  const sorted = [...advice].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return (
    <ul class="govuk-list govuk-list--spaced">
      {sorted.map(({ id, verdict, reason, better }) => (
        <li key={id}>
          <Tag colour={colours[verdict]} text={labels[verdict]} /> {reason}
          {better && (
            <>
              <br />
              Better: <span class="app-break">{better}</span>{" "}
              {onUse && (
                <button type="button" class="app-link-button" onClick={() => onUse(better)}>
                  Check that address
                </button>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
