import { requestReference } from "./reference.ts";
import type { RequestWithData, RowsRequest } from "./rows.ts";
import type { ArchiveInput } from "./rows-archive.ts";
import { baseName } from "./stale.ts";
import { isRealDate } from "./validate.ts";

/**
 * The text of the pull request, boxes ticked that the rows answer and checks with their numbers. No name, email or note
 * of a publisher is in it: the repository is public. Source: service/data-team.md 10, service/request.md 5
 */
export function pullRequestText(input: ArchiveInput): string {
  const { change, requests, origin } = input;
  const all = requests.map(({ request }) => request);
  const lines = [
    "# What this changes",
    "",
    `Ticket: ${requests.map(labelOf).join(", ")}`,
    `Type: ${types(all)}`,
    `Organisation: ${distinct(all.map(({ organisation }) => organisation))}`,
    `Dataset: ${distinct(all.flatMap(({ datasets }) => datasets))}`,
    `Branch: ${branch(all)}`,
    "",
    ...requests.map(requestLine),
    "",
    "## Outcome",
    "",
    ...outcome(input),
    "",
    "## Checks of the requester, done by the tool",
    "",
    ...requests.flatMap(requestChecks),
    "",
    "## Checks of the reviewer",
    "",
    ...reviewerChecks(input),
    ...(change.problems.length > 0
      ? [
          "",
          "## To decide before this is merged",
          "",
          ...change.problems.map(({ request, message }) => `- ${request}: ${message}`),
        ]
      : []),
    ...(change.notes.length > 0
      ? ["", "## Notes", "", ...change.notes.map(({ request, message }) => `- ${request}: ${message}`)]
      : []),
    "",
    "## Files",
    "",
    ...[...change.changed.keys()].map((path) => `- ${path}`),
    "",
    `Made on ${origin.today} by planning-data-check ${origin.tool}, configuration ${origin.configuration || "not known"}` +
      ` (base ${origin.baseCommit || baseName(origin)}), specification ${origin.specification}.`,
    origin.comparedWithNewest
      ? "The tables were compared with the newest state that could be had. Numbers are proposals all the same: check them again if the repository has moved on."
      : "WARNING: whether there is a newer state of the repository could not be asked. Check that the numbers are still free.",
    "",
  ];
  return lines.join("\n");
}

function labelOf({ request, label }: RequestWithData): string {
  return label ?? requestReference(request.idempotencyKey);
}

function distinct(values: readonly string[]): string {
  return [...new Set(values)].join(", ");
}

function requestLine(one: RequestWithData): string {
  const { request } = one;
  const who = `${labelOf(one)}: ${request.organisation}, ${request.datasets.join(" and ")}`;
  switch (request.kind) {
    case "add":
      return `- ${who}: add ${request.endpointUrl}`;
    case "change-details":
      return `- ${who}: change the details of ${request.endpointUrl}`;
    case "retire":
      return `- ${who}: retire ${request.endpoints.map(({ url }) => url).join(", ")}`;
  }
}

function types(requests: readonly RowsRequest[]): string {
  const words = { add: "new data", "change-details": "fix", retire: "monitoring" };
  return [...new Set(requests.map(({ kind }) => words[kind]))].join(", ");
}

/** `<initials>/add-<ORG>-<DATASET>`, the initials left to the person. */
function branch(requests: readonly RowsRequest[]): string {
  const [first] = requests;
  if (!first) return "";
  const code = first.organisation.split(":").at(-1) ?? "";
  const verb = { add: "add", "change-details": "change", retire: "retire" }[first.kind];
  const more = requests.length > 1 ? `-and-${requests.length - 1}-more` : "";
  return `<initials>/${verb}-${code}-${first.datasets.join("-")}${more}`;
}

const extraConfiguration = [
  "column.csv",
  "filter.csv",
  "concat.csv",
  "combine.csv",
  "patch.csv",
  "skip.csv",
  "default.csv",
  "default-value.csv",
];

function outcome({ change }: ArchiveInput): string[] {
  const added = (file: string) => rowsIn(change, file);
  const ended = change.edits.filter(({ column, after }) => column === "end-date" && after !== "");
  const configuration = extraConfiguration.filter((file) => added(file) > 0);
  const endpoints = added("endpoint.csv");
  const sources = added("source.csv");
  return [
    box(
      endpoints + sources > 0,
      `endpoint and source added${endpoints + sources > 0 ? ` (${plural(endpoints, "endpoint")}, ${plural(sources, "source")})` : ""}`,
    ),
    box(added("lookup.csv") > 0, `lookups added${count(change.assigned.length, "new number")}`),
    box(
      configuration.length > 0,
      `extra configuration${configuration.length > 0 ? `: ${configuration.join(", ")}` : ""}`,
    ),
    box(ended.length > 0, `endpoints retired${count(ended.length, "row")}`),
    box(
      added("old-entity.csv") > 0,
      `entities retired or redirected${count(added("old-entity.csv"), "row")}`,
    ),
    box(added("old-resource.csv") > 0, `resources retired${count(added("old-resource.csv"), "row")}`),
  ];
}

function requestChecks(one: RequestWithData): string[] {
  const { request } = one;
  if (request.kind !== "add") return [box(true, `${labelOf(one)}: the endpoint is registered`)];
  const { evidence } = request;
  const label = labelOf(one);
  const looked = request.existingEndpoints.length;
  const retired = request.existingEndpoints.filter(({ retire }) => retire).length;
  return [
    box(
      evidence !== undefined,
      evidence === undefined
        ? `${label}: the data was not checked`
        : `${label}: data checked: ${evidence.records} rows, ${evidence.kept} kept, ${evidence.mustFix} to fix; sha256 ${evidence.sha256}`,
    ),
    box(true, `${label}: old endpoints looked for: ${looked} found, ${retired} to retire`),
    box(
      (one.references?.size ?? 0) > 0,
      one.references === undefined || one.references.size === 0
        ? `${label}: references without a number are not known`
        : `${label}: references without a number: ${[...one.references].map(([dataset, list]) => `${list.length} of ${dataset}`).join(", ")}`,
    ),
  ];
}

/** The reviewer's checklist, as far as the rows answer it. */
function reviewerChecks({ change, requests }: ArchiveInput): string[] {
  const adds = requests.flatMap(({ request }) => (request.kind === "add" ? [request] : []));
  const expected = requests.reduce(
    (sum, { references }) =>
      sum + [...(references?.values() ?? [])].reduce((all, list) => all + list.length, 0),
    0,
  );
  const lookups = rowsIn(change, "lookup.csv");
  const ranges = rowsIn(change, "entity-organisation.csv");
  const datesAreReal = adds.every(({ startDate }) => startDate === "" || isRealDate(startDate));
  const validated = adds.filter(({ evidence }) => evidence !== undefined).length;
  return [
    box(adds.length > 0, "old endpoints to retire were looked for"),
    box(
      adds.length > 0 && validated === adds.length,
      `endpoint validated (${validated} of ${adds.length} with a check)`,
    ),
    box(expected > 0 && lookups === expected, `number of lookups as expected (${lookups} of ${expected})`),
    ...(adds.some(({ datasets }) => datasets.includes("conservation-area"))
      ? [box(false, "geometry duplicates looked for (conservation area): compare with the platform")]
      : []),
    box(
      ranges > 0,
      `entity-organisation updated${ranges > 0 ? ` (${plural(ranges, "row")})` : ": no new range"}`,
    ),
    box(datesAreReal, "dates in the right form"),
    box(
      change.assigned.length > 0 && change.problems.length === 0,
      `new entity numbers are not in use${numbersText(change.assigned.map(({ entity }) => entity))}`,
    ),
    box(change.problems.length === 0, "nothing is left to decide"),
  ];
}

function numbersText(entities: readonly string[]): string {
  const [first] = entities;
  const last = entities.at(-1);
  if (first === undefined || last === undefined) return "";
  return first === last ? ` (${first})` : ` (${first} to ${last})`;
}

function rowsIn({ addedRows }: ArchiveInput["change"], file: string): number {
  return [...addedRows].reduce(
    (sum, [path, { rows }]) => (path.endsWith(`/${file}`) ? sum + rows.length : sum),
    0,
  );
}

function box(ticked: boolean, text: string): string {
  return `- [${ticked ? "x" : " "}] ${text}`;
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function count(number: number, word: string): string {
  return number === 0 ? "" : ` (${plural(number, word)})`;
}
