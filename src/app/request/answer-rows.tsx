import type { ComponentChildren } from "preact";
import type { Question, QuestionId } from "../../request/questions.ts";
import { questionsFor } from "../../request/questions.ts";
import { frequencyWords } from "../../request/write-text.ts";
import type { SummaryRow } from "../components/summary-list.tsx";
import { formatDate, joinWords } from "../format.ts";
import type { OpenRequest } from "./draft-gate.tsx";
import { licenceName } from "./licence-fields.tsx";

/** All answers as rows of a summary list, each with the way to change it. */
export function answerRows(open: OpenRequest, changeLink: (question: QuestionId) => string): SummaryRow[] {
  return questionsFor(open.draft).map((question) => ({
    key: question.title,
    value: answerOf(question, open),
    action: { href: changeLink(question.id), text: "Change", hidden: question.title.toLowerCase() },
  }));
}

const kinds = {
  add: "Add an endpoint",
  "change-details": "Change the details of an endpoint",
  retire: "Retire endpoints",
} as const;

function answerOf({ id }: Question, { draft, tables }: OpenRequest): ComponentChildren {
  const { answers, facts } = draft;
  switch (id) {
    case "kind":
      return answers.kind ? kinds[answers.kind] : notGiven();
    case "organisation": {
      const organisation = answers.organisation ? tables.organisation(answers.organisation) : undefined;
      return organisation?.name || answers.organisation || notGiven();
    }
    case "dataset":
      return (
        joinWords(
          (answers.datasets ?? []).map(
            (dataset) => tables.specification.datasets.get(dataset)?.name ?? dataset,
          ),
        ) || notGiven()
      );
    case "endpoint":
    case "which-endpoint":
      return <span class="app-break">{answers.endpointUrl || notGiven()}</span>;
    case "how-it-is-read":
      return pluginWords(answers);
    case "documentation-page":
      return oldAndNew(answers.before?.documentationUrl, answers.documentationUrl);
    case "licence":
      return oldAndNew(
        answers.before?.licence && licenceName(answers.before.licence),
        answers.licence && licenceName(answers.licence),
      );
    case "datasets-it-feeds":
      return oldAndNew(answers.before?.pipelines.join(", "), answers.pipelines?.join(", "));
    case "start-date":
      return answers.startDate ? (
        <>
          {formatDate(answers.startDate)}
          {answers.startDateSource && <>, {answers.startDateSource}</>}
        </>
      ) : (
        notGiven()
      );
    case "authoritative":
      return answers.authoritative === undefined
        ? notGiven()
        : answers.authoritative
          ? "Yours: your organisation is responsible for it"
          : "Republished data of another organisation";
    case "existing-endpoints": {
      const retired = (answers.existingEndpoints ?? []).filter(({ retire }) => retire);
      return retired.length === 0 ? (
        "None: all go on"
      ) : (
        <ul class="govuk-list app-break">
          {retired.map(({ endpoint, url }) => (
            <li key={endpoint}>{url}</li>
          ))}
        </ul>
      );
    }
    case "removed-records":
      return answers.removedReferences
        ? `${facts?.known?.removed ?? answers.removedReferences.count}: ${answers.removedReferences.reason.replaceAll("-", " ")} ${answers.removedReferences.words}`
        : notGiven();
    case "renumbered":
      return { yes: "Yes, some", no: "No", "not-known": "Not known" }[
        answers.renumberedReferences ?? "not-known"
      ];
    case "update-frequency":
      return answers.updateFrequency ? capitalised(frequencyWords[answers.updateFrequency]) : notGiven();
    case "columns":
      return (
        <ul class="govuk-list">
          {Object.entries(answers.columnMapping ?? {}).map(([column, field]) => (
            <li key={column}>
              {column} {field === "IGNORE" ? "is not used" : `is ${field}`}
            </li>
          ))}
        </ul>
      );
    case "geometry-type":
      return answers.geometryType ? `As ${answers.geometryType}s` : notGiven();
    case "rows-of-each-dataset":
      return (
        (answers.shares ?? [])
          .map(({ dataset, field, pattern }) => `${dataset}: ${field} begins with ${pattern}`)
          .join("; ") || "All rows of each"
      );
    case "must-fix":
      return answers.mustFixReason || notGiven();
    case "reason":
      return answers.reason || notGiven();
    case "contact":
      return (
        <>
          {answers.contact?.name || notGiven()}
          <br />
          <span class="app-break">{answers.contact?.email}</span>
        </>
      );
    case "notes":
      return answers.notes || "None";
  }
}

/** A detail that changes, beside what it was; one that stays. */
function oldAndNew(before: string | undefined, now: string | undefined): ComponentChildren {
  if (!now) return <span class="app-break">{before ? `${before} (stays)` : "As it is"}</span>;
  if (!before || before === now) return <span class="app-break">{now}</span>;
  return (
    <>
      <del class="app-break">
        <span class="govuk-visually-hidden">Was </span>
        {before}
      </del>
      <br />
      <ins class="app-break">
        <span class="govuk-visually-hidden">Becomes </span>
        {now}
      </ins>
    </>
  );
}

function pluginWords({ plugin = "", parameters = {} }: OpenRequest["draft"]["answers"]): string {
  const name = { "": "As it is", arcgis: "As a layer of an ArcGIS server", wfs: "As a WFS, page by page" }[
    plugin
  ];
  const settings = Object.entries(parameters).map(([key, value]) => `${key} ${value}`);
  return [name, ...settings].join(", ");
}

function notGiven() {
  return "Not given yet";
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
