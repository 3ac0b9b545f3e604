import type { RunChoices } from "../../reproduce/run-file.ts";
import { isDate } from "../check-options.tsx";
import { currentCode } from "../choice-options.ts";
import type { ErrorSummaryItem } from "../components/error-summary.tsx";

/** The form's fields, as typed. */
export interface RunFields {
  readonly dataset: string | undefined;
  readonly mode: RunChoices["mode"];
  readonly organisation: string | undefined;
  readonly moreOrganisations: string;
  readonly endpoints: string;
  readonly today: string;
  readonly entryDate: string;
  /** `helmert`, `ostn15` or blank: as the mode has it. */
  readonly transformation: string;
}

export const blankFields: RunFields = {
  dataset: undefined,
  mode: "pipeline",
  organisation: undefined,
  moreOrganisations: "",
  endpoints: "",
  today: "",
  entryDate: "",
  transformation: "",
};

/** What is wrong with the fields, all at once. */
export function fieldProblems(fields: RunFields): ErrorSummaryItem[] {
  const problems: ErrorSummaryItem[] = [];
  if (!fields.dataset) problems.push({ text: "Choose which dataset the file is for", target: "dataset" });
  const bad = organisationsOf(fields).find((code) => !/^[a-z-]+:[A-Za-z0-9-]+$/.test(code));
  if (bad !== undefined)
    problems.push({
      text: `“${bad}” is not an organisation’s code, such as local-authority:DNC`,
      target: "more-organisations",
    });
  const address = endpointsOf(fields).find((text) => !/^(https?:\/\/\S+|[0-9a-f]{64})$/i.test(text));
  if (address !== undefined)
    problems.push({
      text: `“${address}” is neither an address nor an endpoint’s hash`,
      target: "endpoints",
    });
  if (fields.today.trim() !== "" && !isDate(fields.today.trim()))
    problems.push({ text: "The day must be a real date, for example 2026-08-21", target: "today" });
  if (fields.entryDate.trim() !== "" && !isDate(fields.entryDate.trim()))
    problems.push({
      text: "The entry date must be a real date, for example 2026-08-21",
      target: "entry-date",
    });
  return problems;
}

/** @param today YYYY-MM-DD, taken when none is given */
export function choicesOf(fields: RunFields, today: string): RunChoices {
  const { mode, transformation } = fields;
  const organisations = organisationsOf(fields);
  const endpoints = endpointsOf(fields);
  return {
    dataset: fields.dataset ?? "",
    mode,
    today: fields.today.trim() || today,
    ...(organisations.length > 0 ? { organisations } : {}),
    ...(endpoints.length > 0 ? { endpoints } : {}),
    ...(fields.entryDate.trim() === "" ? {} : { entryDate: fields.entryDate.trim() }),
    ...(transformation === "helmert" || transformation === "ostn15" ? { transformation } : {}),
  };
}

function organisationsOf({ organisation, moreOrganisations }: RunFields): string[] {
  const more = moreOrganisations.split(/[;,\s]+/).filter((code) => code !== "");
  return [...new Set([...(organisation ? [organisation] : []), ...more.map(currentCode)])];
}

function endpointsOf({ endpoints }: RunFields): string[] {
  return [...new Set(endpoints.split(/\s+/).filter((text) => text !== ""))];
}
