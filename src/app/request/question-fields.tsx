import type { FunctionComponent } from "preact";
import { useMemo } from "preact/hooks";
import type { RequestAnswers, RequestDraft } from "../../request/draft.ts";
import type { QuestionId } from "../../request/questions.ts";
import type { FieldProblem } from "../../request/validate.ts";
import { frequencyWords } from "../../request/write-text.ts";
import { findOrganisations, organisationOptions } from "../choice-options.ts";
import { Combobox } from "../components/combobox.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Radios } from "../components/radios.tsx";
import { TextInput } from "../components/text-input.tsx";
import { Textarea } from "../components/textarea.tsx";
import { countOf } from "../format.ts";
import { DocumentationFields, EndpointFields } from "./address-fields.tsx";
import { ColumnFields } from "./column-fields.tsx";
import { DatasetFields } from "./dataset-fields.tsx";
import { changeAnswers } from "./draft-state.ts";
import { ExistingFields, PipelineFields, WhichEndpointFields } from "./endpoint-fields.tsx";
import { LicenceFields } from "./licence-fields.tsx";
import { PluginFields } from "./plugin-fields.tsx";
import { RemovedFields } from "./removed-fields.tsx";
import { type RequestTables, today } from "./request-tables.ts";
import { ShareFields } from "./share-fields.tsx";
import { StartDateFields } from "./start-date-fields.tsx";

export interface FieldsProps {
  readonly draft: RequestDraft;
  readonly answers: RequestAnswers;
  readonly tables: RequestTables;
  /** The error of a field, once the person has tried to go on. */
  readonly errorOf: (field: string) => string | undefined;
  /** What the Planning Data team will ask about. */
  readonly warnings: readonly FieldProblem[];
}

/** The heading of each question's page. */
export const questionHeadings: Readonly<Record<QuestionId, string>> = {
  kind: "What do you want to do?",
  organisation: "Which organisation is it for?",
  dataset: "Which datasets are in the data?",
  endpoint: "Where is the data published?",
  "how-it-is-read": "How is the address read?",
  "which-endpoint": "Which endpoint do you want to change?",
  "documentation-page": "Which web page is about the data?",
  licence: "Which licence is the data published under?",
  "datasets-it-feeds": "Which datasets does it feed?",
  "start-date": "From which day is this address valid?",
  authoritative: "Is your organisation responsible for what the data describes?",
  "existing-endpoints": "Does it replace any of these endpoints?",
  "removed-records": "Why are some records gone?",
  renumbered: "Did you give records new references?",
  "update-frequency": "How often is the data updated?",
  columns: "Columns you matched by hand",
  "geometry-type": "How are the trees drawn?",
  "rows-of-each-dataset": "Which rows belong to which dataset?",
  "must-fix": "Why do you send the data as it is?",
  reason: "Why should the endpoints be retired?",
  contact: "Who can we ask about the data?",
  notes: "Is there anything else we should know?",
};

/** The control an error summary's link goes to, by the answer's name. */
export function targetOf(field: string): string {
  const targets: Readonly<Record<string, string>> = {
    startDate: "startDate-day",
    "contact.name": "contact-name",
    "contact.email": "contact-email",
  };
  return targets[field] ?? field;
}

/** The controls of each question. */
export const questionFields: Readonly<Record<QuestionId, FunctionComponent<FieldsProps>>> = {
  kind: KindFields,
  organisation: OrganisationFields,
  dataset: DatasetFields,
  endpoint: EndpointFields,
  "how-it-is-read": PluginFields,
  "which-endpoint": WhichEndpointFields,
  "documentation-page": DocumentationFields,
  licence: LicenceFields,
  "datasets-it-feeds": PipelineFields,
  "start-date": StartDateFields,
  authoritative: AuthoritativeFields,
  "existing-endpoints": ExistingFields,
  "removed-records": RemovedFields,
  renumbered: RenumberedFields,
  "update-frequency": FrequencyFields,
  columns: ColumnFields,
  "geometry-type": GeometryTypeFields,
  "rows-of-each-dataset": ShareFields,
  "must-fix": MustFixFields,
  reason: ReasonFields,
  contact: ContactFields,
  notes: NotesFields,
};

function KindFields({ answers, errorOf }: FieldsProps) {
  return (
    <Radios
      name="kind"
      legend="What do you want to do?"
      legendClass="govuk-visually-hidden"
      error={errorOf("kind")}
      value={answers.kind}
      items={[
        { value: "add", text: "Add an endpoint", hint: "New data, or a new address for data that is known" },
        {
          value: "change-details",
          text: "Change the details of an endpoint",
          hint: "Its web page, its licence or the datasets it feeds",
        },
        {
          value: "retire",
          text: "Retire endpoints",
          hint: "They are not collected any more; what is published stays",
        },
      ]}
      onChange={(kind) => {
        if (kind === "add" || kind === "change-details" || kind === "retire") changeAnswers({ kind });
      }}
    />
  );
}

function OrganisationFields({ answers, tables, errorOf }: FieldsProps) {
  const { organisations } = tables;
  const options = useMemo(() => organisationOptions(organisations, today()), [organisations]);
  return (
    <Combobox
      id="organisation"
      label="Organisation"
      hint="Type a name or a code, for example DNC or E08000017"
      error={errorOf("organisation")}
      options={options}
      filter={(typed) => findOrganisations(organisations, typed, today())}
      value={answers.organisation}
      onChange={(organisation) => changeAnswers({ organisation })}
      limit={60}
      emptyText="No organisation has this name or code."
    />
  );
}

function AuthoritativeFields({ answers, errorOf }: FieldsProps) {
  return (
    <Radios
      name="authoritative"
      legend="Is your organisation responsible for what the data describes?"
      legendClass="govuk-visually-hidden"
      hint="Yes, when it makes the decisions the data records. No, when it republishes the data of another organisation."
      error={errorOf("authoritative")}
      value={answers.authoritative === undefined ? undefined : answers.authoritative ? "yes" : "no"}
      items={[
        { value: "yes", text: "Yes" },
        { value: "no", text: "No" },
      ]}
      onChange={(value) => changeAnswers({ authoritative: value === "yes" })}
    />
  );
}

function RenumberedFields({ answers, draft, errorOf }: FieldsProps) {
  const { known } = draft.facts ?? {};
  return (
    <>
      {known && (
        <p class="govuk-body">
          {countOf(known.unassigned, "reference")} in your data {known.unassigned === 1 ? "is" : "are"} new,
          and {countOf(known.removed, "known reference")} {known.removed === 1 ? "is" : "are"} gone. A
          reference should stay the same for as long as the thing exists: a new one makes a new record.
        </p>
      )}
      <Radios
        name="renumberedReferences"
        legend="Did you give records new references?"
        legendClass="govuk-visually-hidden"
        error={errorOf("renumberedReferences")}
        value={answers.renumberedReferences}
        items={[
          { value: "no", text: "No, these are different things" },
          { value: "yes", text: "Yes, some are the same things under new references" },
          { value: "not-known", text: "I do not know" },
        ]}
        onChange={(value) => {
          if (value === "no" || value === "yes" || value === "not-known")
            changeAnswers({ renumberedReferences: value });
        }}
      />
    </>
  );
}

const frequencies = ["live", "daily", "weekly", "monthly", "quarterly", "yearly", "when-changed"] as const;

function FrequencyFields({ answers, errorOf }: FieldsProps) {
  return (
    <Radios
      name="updateFrequency"
      legend="How often is the data updated?"
      legendClass="govuk-visually-hidden"
      hint="The platform looks at the address every night; this tells us when to expect a change."
      error={errorOf("updateFrequency")}
      value={answers.updateFrequency}
      items={frequencies.map((value) => ({
        value,
        text: frequencyWords[value].charAt(0).toUpperCase() + frequencyWords[value].slice(1),
      }))}
      onChange={(value) => changeAnswers({ updateFrequency: frequencies.find((one) => one === value) })}
    />
  );
}

function GeometryTypeFields({ answers, errorOf }: FieldsProps) {
  return (
    <Radios
      name="geometryType"
      legend="How are the trees drawn?"
      legendClass="govuk-visually-hidden"
      error={errorOf("geometryType")}
      value={answers.geometryType}
      items={[
        { value: "point", text: "As points" },
        { value: "polygon", text: "As polygons" },
      ]}
      onChange={(value) => changeAnswers({ geometryType: value === "polygon" ? "polygon" : "point" })}
    />
  );
}

function MustFixFields({ answers, errorOf }: FieldsProps) {
  const count = answers.evidence?.mustFix ?? 0;
  return (
    <>
      <InsetText>
        The check found {countOf(count, "thing")} that must be fixed before the data can be added. It is
        quickest to fix {count === 1 ? "it" : "them"} and check the file again: this request is kept
        meanwhile.
      </InsetText>
      <Textarea
        id="mustFixReason"
        label="Why do you send the data as it is?"
        hint="For example, that the supplier will correct it next month. At most 1,000 characters."
        error={errorOf("mustFixReason")}
        value={answers.mustFixReason ?? ""}
        onInput={(mustFixReason) => changeAnswers({ mustFixReason })}
      />
    </>
  );
}

function ReasonFields({ answers, errorOf }: FieldsProps) {
  return (
    <Textarea
      id="reason"
      label="Reason"
      hint="For example, that the data moved to another address. At most 1,000 characters."
      error={errorOf("reason")}
      value={answers.reason ?? ""}
      onInput={(reason) => changeAnswers({ reason })}
    />
  );
}

function ContactFields({ answers, errorOf }: FieldsProps) {
  const { name = "", email = "" } = answers.contact ?? {};
  return (
    <>
      <p class="govuk-body">
        Only the Planning Data team sees this. It is never published and never part of the configuration.
      </p>
      <TextInput
        id="contact-name"
        label="Full name"
        autocomplete="name"
        spellcheck={false}
        error={errorOf("contact.name")}
        value={name}
        onInput={(value) => changeAnswers({ contact: { name: value, email } })}
      />
      <TextInput
        id="contact-email"
        label="Work email address"
        hint="Ends in gov.uk or org.uk. The address of your team is fine."
        type="email"
        spellcheck={false}
        error={errorOf("contact.email")}
        value={email}
        onInput={(value) => changeAnswers({ contact: { name, email: value } })}
      />
    </>
  );
}

function NotesFields({ answers, errorOf }: FieldsProps) {
  const left = 2000 - (answers.notes ?? "").length;
  return (
    <>
      <Textarea
        id="notes"
        label="Notes (optional)"
        hint="Only the Planning Data team sees this. At most 2,000 characters."
        error={errorOf("notes")}
        value={answers.notes ?? ""}
        onInput={(notes) => changeAnswers({ notes })}
      />
      {left < 300 && (
        <p class="govuk-body" role="status">
          {left >= 0 ? `${countOf(left, "character")} left` : `${countOf(-left, "character")} too many`}
        </p>
      )}
    </>
  );
}
