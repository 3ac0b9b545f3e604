import { worstVerdict } from "../../endpoint/advice.ts";
import { adviseOnAddress } from "../../endpoint/rules.ts";
import { type Finding, findingsOf } from "../../registry/findings.ts";
import { predecessorsOf } from "../../specification/successors.ts";
import { Button } from "../components/button.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { TextInput } from "../components/text-input.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { formatDate } from "../format.ts";
import { changeAnswers } from "./draft-state.ts";
import type { FieldsProps } from "./question-fields.tsx";
import { type RequestTables, today } from "./request-tables.ts";

/** The endpoint's address, with what is known of it and of its host while it is typed. */
export function EndpointFields({ answers, tables, errorOf }: FieldsProps) {
  const url = answers.endpointUrl ?? "";
  return (
    <>
      <TextInput
        id="endpointUrl"
        label="Endpoint URL"
        hint="The address of the data itself: a file or a feed that anybody can read without signing in. It should stay the same from one edition to the next."
        type="url"
        spellcheck={false}
        error={errorOf("endpointUrl")}
        value={url}
        onInput={(endpointUrl) => changeAnswers({ endpointUrl })}
      />
      {url.trim() !== "" && (
        <div role="status">
          <AddressAdvice url={url} />
          <Registered url={url} answers={answers} tables={tables} />
        </div>
      )}
    </>
  );
}

function AddressAdvice({ url }: { readonly url: string }) {
  const advice = adviseOnAddress(url).filter(({ verdict }) => verdict !== "fine");
  if (advice.length === 0) return undefined;
  return (
    <InsetText>
      <p class="govuk-body">
        <strong>
          {worstVerdict(advice) === "must fix" ? "This address needs changing" : "Worth checking"}
        </strong>
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {advice.map(({ id, reason, better }) => (
          <li key={id}>
            {reason}
            {better !== undefined && (
              <div>
                <code class="app-code">{better}</code>{" "}
                <Button kind="secondary" type="button" onClick={() => changeAnswers({ endpointUrl: better })}>
                  Use this address
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </InsetText>
  );
}

interface RegisteredProps {
  readonly url: string;
  readonly answers: FieldsProps["answers"];
  readonly tables: RequestTables;
}

/** What is registered already: told as the address is typed, not at the end. */
function Registered({ url, answers, tables }: RegisteredProps) {
  const { registry } = tables;
  if (!registry) return undefined;
  const { organisation, datasets = [] } = answers;
  const [dataset] = datasets;
  const findings = findingsOf(registry, {
    url,
    today: today(),
    ...(organisation ? { organisation, predecessors: predecessorsOf(organisation) } : {}),
    ...(dataset ? { dataset } : {}),
  }).slice(0, 3);
  return (
    <>
      {findings.map((finding) => (
        <WarningText key={finding.endpoint.url + finding.kind}>
          {findingWords(finding)} (as of {tables.registryDate})
        </WarningText>
      ))}
    </>
  );
}

function findingWords({ kind, endpoint, sources }: Finding): string {
  const since = endpoint.entryDate ? ` since ${formatDate(endpoint.entryDate)}` : "";
  switch (kind) {
    case "collected":
      return `This address is already collected${since}. There is nothing to send, unless details change.`;
    case "other-dataset":
      return `This address is already collected${since}, for ${[...new Set(sources.flatMap(({ datasets }) => datasets))].join(", ")}. Your dataset will be added to it.`;
    case "other-organisation":
      return `This address is already collected${since}, for ${[...new Set(sources.map((one) => one.organisation))].join(", ")}.`;
    case "ended":
      return `This address was collected before and retired${endpoint.endDate ? ` on ${formatDate(endpoint.endDate)}` : ""}. Say in the notes why it is taken up again.`;
    case "replaces":
      return `It looks like a newer edition of ${endpoint.url}, which is still collected. Better keep one address for all editions; else say on a later page that it is replaced.`;
    case "follows":
      return `It looks like a newer edition of ${endpoint.url}, which has been retired.`;
  }
}

/** The page about the data. */
export function DocumentationFields({ answers, errorOf, warnings }: FieldsProps) {
  const warning = warnings.find(({ field }) => field === "documentationUrl");
  return (
    <>
      <TextInput
        id="documentationUrl"
        label={answers.kind === "change-details" ? "New web page (leave blank to keep it)" : "Web page"}
        hint="The page on your site that says what the data is and links to it, with the licence. Not the address of the data."
        type="url"
        spellcheck={false}
        error={errorOf("documentationUrl")}
        value={answers.documentationUrl ?? ""}
        onInput={(documentationUrl) => changeAnswers({ documentationUrl })}
      />
      {warning && answers.documentationUrl && <WarningText>{warning.message}</WarningText>}
    </>
  );
}
