import type { Organisation } from "../specification/organisation.ts";
import type { Specification } from "../specification/specification.ts";
import { documentationProblem, emailProblem, isUnofficialPage, readUrl } from "./addresses.ts";
import type { RequestAnswers } from "./draft.ts";
import type { AddRequest } from "./endpoint-request.ts";
import { parameterProblems } from "./parameters.ts";

/** One thing wrong with one answer, in the words of an error summary. `field` is the answer's name in the request. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export interface Validation {
  /** What must be put right before it can be sent. */
  readonly errors: readonly FieldProblem[];
  /** What the Planning Data team will ask about; it can be sent all the same. */
  readonly warnings: readonly FieldProblem[];
}

export interface ValidationContext {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly specification: Specification;
  readonly organisation: (code: string) => Organisation | undefined;
  /** Whether the organisation is expected to provide the dataset. */
  readonly isExpected: (organisation: string, dataset: string) => boolean;
}

/** Answers as far as they are given: any may still be missing. */
export type AddDraft = { readonly [Key in keyof AddRequest]?: AddRequest[Key] | undefined };

/**
 * Everything wrong with a request to add an endpoint, all answers at once, in the order of the questions.
 * Source: service/request.md 1, service/data-team.md 2.
 */
export function validateAdd(draft: AddDraft, context: ValidationContext): Validation {
  const errors: FieldProblem[] = [];
  const warnings: FieldProblem[] = [];
  const error: Add = (field, message) => {
    errors.push({ field, message });
  };
  const warn: Add = (field, message) => {
    warnings.push({ field, message });
  };

  checkOrganisation(draft, context, error, warn);
  checkDatasets(draft, context, error);
  const endpointUrl = draft.endpointUrl?.trim() ?? "";
  if (endpointUrl === "") error("endpointUrl", "Enter the endpoint URL");
  else if (endpointUrl.length > 2048)
    error("endpointUrl", "The endpoint URL must be 2,048 characters or fewer");
  else if (readUrl(endpointUrl) === undefined) {
    error(
      "endpointUrl",
      "Enter an endpoint URL that starts with https://, like https://www.example.gov.uk/data.csv",
    );
  }
  checkDocumentation(draft, endpointUrl, error, warn);
  if (!draft.licence) error("licence", "Select the licence the data is published under");
  else if (!context.specification.licences.has(draft.licence))
    error("licence", "Select a licence from the list");
  checkStartDate(draft.startDate, context.today, error);
  if (draft.authoritative === undefined) {
    error("authoritative", "Select yes if your organisation is responsible for what the data describes");
  }
  if (draft.updateFrequency === undefined) error("updateFrequency", "Select how often the data is updated");
  if (draft.datasets?.includes("tree") && draft.geometryType === undefined) {
    error("geometryType", "Select whether the trees are points or polygons");
  }
  checkMapping(draft, context.specification, error);
  for (const { field, message } of parameterProblems(draft.plugin ?? "", draft.parameters ?? {})) {
    error(field, message);
  }
  if ((draft.datasets?.length ?? 0) > 1 && draft.shares?.length === 0) {
    warn("shares", "Say which rows belong to which dataset: one address feeds several");
  }
  if ((draft.evidence?.mustFix ?? 0) > 0 && !draft.mustFixReason?.trim()) {
    error(
      "mustFixReason",
      "The check found things that must be fixed. Fix them, or say why the data is sent as it is",
    );
  }
  checkContact(draft, error);
  if ((draft.notes?.length ?? 0) > 2000) error("notes", "Notes must be 2,000 characters or fewer");
  if (draft.consent !== true) error("consent", "Confirm that you understand what becomes public");
  return { errors, warnings };
}

/** Everything wrong with a request of any kind, in the order of its questions. */
export function validateRequest(answers: RequestAnswers, context: ValidationContext): Validation {
  const { kind } = answers;
  if (kind === undefined)
    return { errors: [{ field: "kind", message: "Select what you want to do" }], warnings: [] };
  if (kind === "add") return validateAdd({ ...answers, kind }, context);
  const errors: FieldProblem[] = [];
  const warnings: FieldProblem[] = [];
  const error: Add = (field, message) => {
    errors.push({ field, message });
  };
  const warn: Add = (field, message) => {
    warnings.push({ field, message });
  };
  checkOrganisation(answers, context, error, () => undefined);
  checkDatasets(answers, context, error);
  if (kind === "change-details") checkDetails(answers, context, error, warn);
  else checkRetired(answers, error, warn);
  checkContact(answers, error);
  if ((answers.notes?.length ?? 0) > 2000) error("notes", "Notes must be 2,000 characters or fewer");
  if (answers.consent !== true) error("consent", "Confirm that you understand what becomes public");
  return { errors, warnings };
}

function checkDetails(answers: RequestAnswers, context: ValidationContext, error: Add, warn: Add): undefined {
  if (!answers.endpoint) error("endpoint", "Select the endpoint whose details change");
  const { documentationUrl, licence, pipelines } = answers;
  if (!documentationUrl && !licence && pipelines === undefined) {
    return error(
      "pipelines",
      "Nothing changes yet. Change the web page, the licence or the datasets it feeds",
    );
  }
  if (pipelines?.length === 0)
    error("pipelines", "Select at least one dataset, or ask for the endpoint to be retired");
  if (documentationUrl) checkDocumentation(answers, answers.endpointUrl ?? "", error, warn);
  if (licence && !context.specification.licences.has(licence))
    error("licence", "Select a licence from the list");
}

function checkRetired({ existingEndpoints = [], reason }: RequestAnswers, error: Add, warn: Add): undefined {
  const retired = existingEndpoints.filter(({ retire }) => retire);
  if (retired.length === 0) error("existingEndpoints", "Select at least one endpoint to retire");
  else if (retired.length === existingEndpoints.length) {
    warn("existingEndpoints", "This leaves no endpoint for the data: it will not be updated any more");
  }
  if (!reason?.trim()) error("reason", "Say why the endpoints are retired");
  else if (reason.length > 1000) error("reason", "The reason must be 1,000 characters or fewer");
}

type Common = Pick<AddDraft, "organisation" | "datasets">;
type Add = (field: string, message: string) => undefined;

function checkOrganisation(draft: Common, context: ValidationContext, error: Add, warn: Add): undefined {
  if (!draft.organisation) return error("organisation", "Select your organisation");
  const organisation = context.organisation(draft.organisation);
  if (!organisation) return error("organisation", `"${draft.organisation}" is not a known organisation`);
  const { name, endDate } = organisation;
  if (endDate !== "" && endDate < context.today) {
    return error(
      "organisation",
      `${name} ended on ${endDate}. Select the organisation that took over its area`,
    );
  }
  for (const dataset of draft.datasets ?? []) {
    if (context.isExpected(organisation.organisation, dataset)) continue;
    warn(
      "organisation",
      `${name} is not expected to provide ${nameOf(dataset, context.specification)}. Say why in the notes`,
    );
  }
}

function checkDatasets(draft: Common, { specification }: ValidationContext, error: Add): undefined {
  const datasets = draft.datasets ?? [];
  if (datasets.length === 0) return error("datasets", "Select what the data is");
  const unknown = datasets.find((dataset) => !specification.datasets.has(dataset));
  if (unknown !== undefined) return error("datasets", `"${unknown}" is not a known dataset`);
  const collections = new Set(datasets.map((dataset) => specification.datasets.get(dataset)?.collection));
  if (collections.size > 1) {
    error(
      "datasets",
      "One endpoint can feed several datasets only when they are of the same collection. Send one request for each",
    );
  }
}

function checkDocumentation(
  draft: Pick<AddDraft, "documentationUrl">,
  endpointUrl: string,
  error: Add,
  warn: Add,
): undefined {
  const url = draft.documentationUrl ?? "";
  const problem = documentationProblem(url, endpointUrl);
  const messages = {
    blank: "Enter the address of the web page about the data",
    "not-an-address":
      "Enter a web page address that starts with https://, like https://www.example.gov.uk/planning-data",
    "too-long": "The web page address must be 2,048 characters or fewer",
    "is-a-file": "Enter the address of a web page, not of a file",
    "same-as-endpoint":
      "The web page must be a different address from the endpoint URL: the page that links to it",
  };
  if (problem) error("documentationUrl", messages[problem]);
  else if (isUnofficialPage(url)) {
    warn(
      "documentationUrl",
      "The web page is not on a gov.uk or org.uk site. The Planning Data team may ask whether it is yours",
    );
  }
}

function checkStartDate(date: string | undefined, today: string, error: Add): undefined {
  if (!date) return error("startDate", "Enter the date from which the data at this address is valid");
  const example = "like 27 3 2024";
  if (!isRealDate(date)) return error("startDate", `The start date must be a real date, ${example}`);
  if (date > today) return error("startDate", "The start date must be today or in the past");
  if (date < "1799-12-31") error("startDate", "The start date must be after 30 December 1799");
}

/** Whether YYYY-MM-DD is a day of the calendar. */
export function isRealDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

function checkMapping(draft: AddDraft, specification: Specification, error: Add): undefined {
  const used = new Map<string, string>();
  for (const [column, field] of Object.entries(draft.columnMapping ?? {})) {
    if (field === "IGNORE") continue;
    const known = (draft.datasets ?? []).some((dataset) =>
      specification.datasetFields.get(dataset)?.has(field),
    );
    if (!known)
      error(
        "columnMapping",
        `"${field}" is not a field of the dataset, so "${column}" cannot be matched to it`,
      );
    const other = used.get(field);
    if (other !== undefined)
      error("columnMapping", `"${other}" and "${column}" are both matched to ${field}. Choose one`);
    used.set(field, column);
  }
}

function checkContact(draft: Pick<AddDraft, "contact">, error: Add): undefined {
  if (!draft.contact?.name.trim()) error("contact.name", "Enter your full name");
  const problem = emailProblem(draft.contact?.email ?? "");
  if (problem === "blank") error("contact.email", "Enter your work email address");
  if (problem === "not-an-email") {
    error("contact.email", "Enter an email address in the correct format, like name@example.gov.uk");
  }
  if (problem === "not-a-work-email")
    error("contact.email", "Enter a work email address that ends in gov.uk or org.uk");
}

function nameOf(dataset: string, specification: Specification): string {
  return specification.datasets.get(dataset)?.name.toLowerCase() ?? dataset;
}
