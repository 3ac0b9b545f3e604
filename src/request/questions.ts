import { recogniseArcgis } from "../endpoint/arcgis.ts";
import { recogniseWfs } from "../endpoint/wfs.ts";
import type { DataFacts } from "./data-facts.ts";
import type { RequestAnswers, RequestDraft, RequestKind } from "./draft.ts";
import { parameterNames } from "./parameters.ts";
import type { FieldProblem, Validation } from "./validate.ts";

/** The questions of a request, in their order. `section` is where the task list shows it. */
export interface Question {
  readonly id: QuestionId;
  readonly section: "What it is" | "Where it is" | "About the data" | "About you";
  /** As the task list and the answers' page call it. */
  readonly title: string;
  /** Answers it asks for, by their names in the request. */
  readonly fields: readonly string[];
  readonly kinds: readonly RequestKind[];
  /** Whether it is asked at all; absent: always. */
  readonly applies?: (answers: RequestAnswers, facts: DataFacts | undefined) => boolean;
  /** May be left as it is: seeing it is answering it. */
  readonly optional?: true;
  /** The same for these kinds only. */
  readonly optionalFor?: readonly RequestKind[];
  /** For what only the data tells to be missing: whether it is given. */
  readonly isGiven?: (answers: RequestAnswers) => boolean;
}

export const questionIds = [
  "kind",
  "organisation",
  "dataset",
  "endpoint",
  "how-it-is-read",
  "which-endpoint",
  "documentation-page",
  "licence",
  "datasets-it-feeds",
  "start-date",
  "authoritative",
  "existing-endpoints",
  "removed-records",
  "renumbered",
  "update-frequency",
  "columns",
  "geometry-type",
  "rows-of-each-dataset",
  "must-fix",
  "reason",
  "contact",
  "notes",
] as const;
export type QuestionId = (typeof questionIds)[number];

const all: readonly RequestKind[] = ["add", "change-details", "retire"];
const add: readonly RequestKind[] = ["add"];

export const questions: readonly Question[] = [
  { id: "kind", section: "What it is", title: "What you want to do", fields: ["kind"], kinds: all },
  { id: "organisation", section: "What it is", title: "Organisation", fields: ["organisation"], kinds: all },
  { id: "dataset", section: "What it is", title: "Datasets", fields: ["datasets"], kinds: all },
  { id: "endpoint", section: "Where it is", title: "Endpoint URL", fields: ["endpointUrl"], kinds: add },
  {
    id: "how-it-is-read",
    section: "Where it is",
    title: "How the address is read",
    fields: ["plugin", ...parameterNames.map((name) => `parameters.${name}`)],
    kinds: add,
    applies: ({ endpointUrl = "", plugin = "" }) => plugin !== "" || isService(endpointUrl),
    optional: true,
  },
  {
    id: "which-endpoint",
    section: "Where it is",
    title: "Which endpoint",
    fields: ["endpoint"],
    kinds: ["change-details"],
  },
  {
    id: "documentation-page",
    section: "Where it is",
    title: "Web page about the data",
    fields: ["documentationUrl"],
    kinds: ["add", "change-details"],
    optionalFor: ["change-details"],
  },
  {
    id: "licence",
    section: "Where it is",
    title: "Licence",
    fields: ["licence"],
    kinds: ["add", "change-details"],
    optionalFor: ["change-details"],
  },
  {
    id: "datasets-it-feeds",
    section: "Where it is",
    title: "Datasets it feeds",
    fields: ["pipelines"],
    kinds: ["change-details"],
    optional: true,
  },
  { id: "start-date", section: "About the data", title: "Start date", fields: ["startDate"], kinds: add },
  {
    id: "authoritative",
    section: "About the data",
    title: "Whose data it is",
    fields: ["authoritative"],
    kinds: add,
  },
  {
    id: "existing-endpoints",
    section: "Where it is",
    title: "Endpoints it replaces",
    fields: ["existingEndpoints"],
    kinds: ["add", "retire"],
    applies: ({ kind, existingEndpoints }) => kind === "retire" || (existingEndpoints?.length ?? 0) > 0,
    optional: true,
  },
  {
    id: "removed-records",
    section: "About the data",
    title: "Records that are gone",
    fields: ["removedReferences"],
    kinds: add,
    applies: (_, facts) => (facts?.known?.removed ?? 0) > 0,
    isGiven: ({ removedReferences }) => removedReferences !== undefined,
  },
  {
    id: "renumbered",
    section: "About the data",
    title: "References that changed",
    fields: ["renumberedReferences"],
    kinds: add,
    applies: (_, facts) => manyAreNew(facts),
    optional: true,
  },
  {
    id: "update-frequency",
    section: "About the data",
    title: "How often it is updated",
    fields: ["updateFrequency"],
    kinds: add,
  },
  {
    id: "columns",
    section: "About the data",
    title: "Columns matched by hand",
    fields: ["columnMapping"],
    kinds: add,
    applies: ({ columnMapping }) => Object.keys(columnMapping ?? {}).length > 0,
    optional: true,
  },
  {
    id: "geometry-type",
    section: "About the data",
    title: "How trees are drawn",
    fields: ["geometryType"],
    kinds: add,
    applies: ({ datasets }) => datasets?.includes("tree") === true,
  },
  {
    id: "rows-of-each-dataset",
    section: "About the data",
    title: "Rows of each dataset",
    fields: ["shares"],
    kinds: add,
    applies: ({ datasets }) => (datasets?.length ?? 0) > 1,
    optional: true,
  },
  {
    id: "must-fix",
    section: "About the data",
    title: "Things that must be fixed",
    fields: ["mustFixReason"],
    kinds: add,
    applies: ({ evidence }) => (evidence?.mustFix ?? 0) > 0,
  },
  { id: "reason", section: "About the data", title: "Reason", fields: ["reason"], kinds: ["retire"] },
  {
    id: "contact",
    section: "About you",
    title: "Your name and email",
    fields: ["contact.name", "contact.email"],
    kinds: all,
  },
  { id: "notes", section: "About you", title: "Notes", fields: ["notes"], kinds: all, optional: true },
];

/** Addresses of map servers: a file needs no plugin. */
function isService(url: string): boolean {
  return recogniseArcgis(url) !== undefined || recogniseWfs(url) !== undefined;
}

/** The team takes more than a tenth of new numbers for a sign that references were changed. Source: service/request.md 5 */
function manyAreNew(facts: DataFacts | undefined): boolean {
  const { known, references = 0 } = facts ?? {};
  return known !== undefined && known.removed > 0 && known.unassigned > references / 10;
}

/** The questions asked of this draft, in order. */
export function questionsFor({ answers, facts }: RequestDraft): Question[] {
  const { kind = "add" } = answers;
  return questions.filter(
    ({ kinds, applies }) => kinds.includes(kind) && (applies?.(answers, facts) ?? true),
  );
}

/** What is wrong with the answers to one question. */
export function problemsOf(question: Question, problems: readonly FieldProblem[]): FieldProblem[] {
  return problems.filter(({ field }) => question.fields.includes(field));
}

/** Whether a question needs nothing more. */
export function isAnswered(question: Question, draft: RequestDraft, { errors }: Validation): boolean {
  if (problemsOf(question, errors).length > 0 || question.isGiven?.(draft.answers) === false) return false;
  const { optional, optionalFor } = question;
  const mayBeLeft = optional || optionalFor?.includes(draft.answers.kind ?? "add");
  return !mayBeLeft || draft.seen.includes(question.id);
}

/** The first question that still needs an answer, after one or from the start; `undefined` when there is none. */
export function nextQuestion(
  draft: RequestDraft,
  validation: Validation,
  after?: QuestionId,
): QuestionId | undefined {
  const asked = questionsFor(draft);
  const at = asked.findIndex(({ id }) => id === after);
  const open = (list: readonly Question[]) => list.find((one) => !isAnswered(one, draft, validation))?.id;
  return open(asked.slice(at + 1)) ?? open(asked.slice(0, at + 1));
}
