import { Details } from "../components/details.tsx";
import { Radios } from "../components/radios.tsx";
import { changeAnswers } from "./draft-state.ts";
import type { FieldsProps } from "./question-fields.tsx";

/** Names for people; a licence the specification adds shows its key. */
const names: Readonly<Record<string, string>> = {
  ogl3: "Open Government Licence v3.0",
  "odc-by": "Open Data Commons Attribution Licence",
  cc0: "Creative Commons Zero: no rights reserved",
};
/** No key of a licence: the answer that leaves it. */
const asItIs = "as-it-is";
const order = ["ogl3", "odc-by", "cc0"];

export function licenceName(licence: string): string {
  return names[licence] ?? licence;
}

export function LicenceFields({ answers, tables, errorOf }: FieldsProps) {
  const known = [...tables.specification.licences.keys()];
  const rank = (licence: string) => (order.includes(licence) ? order.indexOf(licence) : order.length);
  const licences = known.sort((a, b) => rank(a) - rank(b));
  const changing = answers.kind === "change-details";
  const text = answers.licence ? tables.specification.licences.get(answers.licence) : undefined;
  return (
    <>
      <Radios
        name="licence"
        legend="Licence"
        legendClass="govuk-visually-hidden"
        hint="It must be stated on the web page about the data. Most authorities use the Open Government Licence."
        error={errorOf("licence")}
        value={changing ? (answers.licence ?? asItIs) : answers.licence}
        items={[
          ...licences.map((licence) => ({ value: licence, text: licenceName(licence) })),
          ...(changing ? [{ value: asItIs, text: "Keep it as it is" }] : []),
        ]}
        onChange={(licence) => changeAnswers({ licence: licence === asItIs ? undefined : licence })}
      />
      <Details summary="Words to put on your web page" open={answers.licence !== undefined}>
        <p class="govuk-body">
          Copy this on to the page about the data. It is in the form of Markdown; the address is in brackets.
        </p>
        <p class="govuk-body">
          <code class="app-code">
            This data is provided by {organisationName(answers, tables)}.{" "}
            {text ?? "Licensed under the Open Government Licence v3.0."}
          </code>
        </p>
        <p class="govuk-body">
          Data with boundaries drawn from Ordnance Survey maps needs a presumption to publish or an exemption
          first.
        </p>
      </Details>
    </>
  );
}

function organisationName({ organisation }: FieldsProps["answers"], tables: FieldsProps["tables"]): string {
  if (!organisation) return "your organisation";
  return tables.organisation(organisation)?.name || organisation;
}
