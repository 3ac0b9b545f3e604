import { useState } from "preact/hooks";
import type { AddressFound } from "../../../workers/endpoint-protocol.ts";
import { worstVerdict } from "../../endpoint/advice.ts";
import { Button } from "../components/button.tsx";
import { ErrorSummary } from "../components/error-summary.tsx";
import { FileDrop } from "../components/file-drop.tsx";
import { Page } from "../components/page.tsx";
import { formatBytes, formatDate, formatMoment } from "../format.ts";
import type { AddressAsked } from "./address-form.tsx";
import { AdviceGroups } from "./advice-list.tsx";
import type { Answered } from "./answers.ts";
import { LayerPicker } from "./layer-picker.tsx";
import { datasetName, NearAddresses } from "./near-addresses.tsx";

interface AddressAnswerProps {
  readonly asked: AddressAsked;
  readonly answered: Answered;
  /** The form with this address in it. */
  readonly back: string;
  readonly onAsk: (url: string) => void;
  readonly onCheck: (file: Blob) => void;
}

/** What an address answered: the data or why there is none, layers to choose from, and advice on the address. */
export function AddressAnswer({ asked, answered, back, onAsk, onCheck }: AddressAnswerProps) {
  const [tooMany, setTooMany] = useState(false);
  const { found, at } = answered;
  const { file, failure, choices } = found;
  const verdict = verdictOf(found);
  // The failure stands above in words of its own; what a service says for lack of a layer is no news beside the picker.
  const advice = found.advice.filter(
    ({ id }) => !repeated.has(id) && (choices.length === 0 || !ofServices.has(id)),
  );
  return (
    <Page
      heading={headingOf(found)}
      caption={found.url}
      back={{ href: back, text: "Change the address" }}
      before={tooMany && <ErrorSummary errors={[{ text: "Drop one file at a time", target: "file" }]} />}
      headingClass={`app-verdict app-verdict--${verdict}`}
      lead={<Lead found={found} dataset={datasetName(asked.dataset)} />}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {choices.length > 0 ? (
            <LayerPicker choices={choices} dataset={asked.dataset} onChoose={onAsk} />
          ) : file ? (
            <Button type="button" onClick={() => onCheck(file)}>
              {isCut(found) ? "Check the part that came" : "Check the data"}
            </Button>
          ) : undefined}
          {!file && failure?.offerFile && (
            <FileDrop
              id="file"
              label="Check the file instead"
              labelClass="govuk-label--m"
              hint="Download the file from its address and drop it here. It is checked just the same, and the address goes into your request."
              onFile={onCheck}
              onTooMany={() => setTooMany(true)}
            />
          )}
          {!file && choices.length === 0 && (
            <Button type="button" kind="secondary" onClick={() => onAsk(found.url)}>
              {isCollected(found) ? "Fetch the data again" : "Try again"}
            </Button>
          )}
          <AdviceGroups advice={advice} onUse={onAsk} />
          <h2 class="govuk-heading-m">What is registered</h2>
          <NearAddresses
            {...asked}
            url={found.url}
            emptyText="Neither this address nor one like it is registered for this organisation and dataset."
          />
          <p class="govuk-body-s">
            Asked on {formatMoment(new Date(at))}
            {found.route === "relay" &&
              ", through this tool's own server: the site does not let browsers read it"}
            . {found.plugin !== "" && `Collected with the plugin “${found.plugin}”.`}
          </p>
        </div>
      </div>
    </Page>
  );
}

const repeated: ReadonlySet<string> = new Set(["no-answer", "could-not-look", "collected"]);
const ofServices: ReadonlySet<string> = new Set([
  "web-page-answer",
  "layer-description",
  "capabilities",
  "no-last-modified",
  "type-unclear",
  "arcgis-catalogue",
  "arcgis-service",
  "wfs-not-data",
  "wfs-no-type",
]);

function isCollected({ advice }: AddressFound): boolean {
  return advice.some(({ id }) => id === "collected");
}

function isCut({ advice }: AddressFound): boolean {
  return advice.some(({ id }) => id === "truncated-feed");
}

/** The box's colour: the classes of the verdict of a check. */
function verdictOf(found: AddressFound): string {
  if (found.choices.length > 0) return "choose";
  if (!isCollected(found))
    return found.failure && !found.failure.concernsCollector ? "choose" : "not-checked";
  const worst = worstVerdict(found.advice);
  if (worst === "must fix") return "must-fix";
  return worst === "fine" ? "nothing-to-fix" : "can-be-added";
}

function headingOf(found: AddressFound): string {
  if (found.choices.length > 0) return "Choose the layer that holds your data";
  if (isCut(found)) return "Only part of the data came";
  if (isCollected(found))
    return worstVerdict(found.advice) === "must fix"
      ? "The data came, but its address needs fixing"
      : "The data can be collected";
  return found.failure?.title ?? "There is no data at this address";
}

function Lead({ found, dataset }: { readonly found: AddressFound; readonly dataset: string }) {
  const { choices, failure, file, lastModified } = found;
  if (choices.length > 0)
    return (
      <p class="govuk-body-l">
        This is the address of a service. Each of its layers has an address of its own.
      </p>
    );
  if (isCollected(found))
    return (
      <p class="govuk-body-l">
        {file && `${formatBytes(file.size)} came`}
        {file && lastModified && `, last changed ${formatDate(lastModified)}`}
        {file
          ? `. Next, check the data as ${dataset} data.`
          : "The data is no longer here, because this page was loaded again."}
      </p>
    );
  if (!failure) return <p class="govuk-body-l">The platform would collect nothing from here.</p>;
  return (
    <>
      <p class="govuk-body-l">{failure.what}</p>
      {!failure.offerFile || failure.concernsCollector ? <p class="govuk-body">{failure.todo}</p> : undefined}
    </>
  );
}
