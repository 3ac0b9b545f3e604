import type { EndpointRequest } from "./endpoint-request.ts";
import { requestReference } from "./reference.ts";
import type { ArchiveInput } from "./rows-archive.ts";

/**
 * The text of the pull request, boxes ticked that the rows answer and checks with their numbers. No name, email or note
 * of a publisher is in it: the repository is public.
 */
export function pullRequestText({ change, requests, origin }: ArchiveInput): string {
  const added = (file: string) => [...change.added.keys()].some((path) => path.endsWith(`/${file}`));
  const all = requests.map(({ request }) => request);
  const ended = change.edits.filter(({ column, after }) => column === "end-date" && after !== "");
  const configuration = ["column.csv", "filter.csv", "entity-organisation.csv", "concat.csv"].filter(added);
  const lines = [
    "# What this changes",
    "",
    ...all.map(requestLine),
    "",
    `Type: ${types(all)}`,
    `Branch: ${branch(all)}`,
    "",
    "## Outcome",
    "",
    box(added("endpoint.csv") || added("source.csv"), "endpoint and source added"),
    box(added("lookup.csv"), `lookups added${count(change.assigned.length, "new number")}`),
    box(
      configuration.length > 0,
      `extra configuration${configuration.length > 0 ? `: ${configuration.join(", ")}` : ""}`,
    ),
    box(ended.length > 0, `endpoints retired${count(ended.length, "row")}`),
    box(added("old-entity.csv"), "entities retired or redirected"),
    box(added("old-resource.csv"), "resources retired"),
    "",
    "## Checked by the tool",
    "",
    ...checks(requests.map(({ request }) => request)),
    box(change.assigned.length > 0 && change.problems.length === 0, "new entity numbers are not in use"),
    box(change.problems.length === 0, "nothing is left to decide"),
    ...change.problems.map(({ request, message }) => `  - ${request}: ${message}`),
    ...change.notes.map(({ request, message }) => `- Note, ${request}: ${message}`),
    "",
    "## Files",
    "",
    ...[...change.changed.keys()].map((path) => `- ${path}`),
    "",
    `Made on ${origin.today} by planning-data-check ${origin.tool}, configuration ${origin.configuration}` +
      `${origin.baseCommit === "" ? "" : ` (${origin.baseCommit})`}, specification ${origin.specification}.`,
    "Numbers are proposed against that state: check them again if the repository has moved on.",
    "",
  ];
  return lines.join("\n");
}

function requestLine(request: EndpointRequest): string {
  const who = `${requestReference(request.idempotencyKey)}: ${request.organisation}, ${request.datasets.join(" and ")}`;
  switch (request.kind) {
    case "add":
      return `- ${who}: add ${request.endpointUrl}`;
    case "change-details":
      return `- ${who}: change the details of ${request.endpointUrl}`;
    case "retire":
      return `- ${who}: retire ${request.endpoints.map(({ url }) => url).join(", ")}`;
  }
}

function types(requests: readonly EndpointRequest[]): string {
  const words = { add: "new data", "change-details": "fix", retire: "monitoring" };
  return [...new Set(requests.map(({ kind }) => words[kind]))].join(", ");
}

/** `<initials>/add-<ORG>-<DATASET>`, the initials left to the person. */
function branch(requests: readonly EndpointRequest[]): string {
  const [first] = requests;
  if (!first) return "";
  const code = first.organisation.split(":").at(-1) ?? "";
  const verb = { add: "add", "change-details": "change", retire: "retire" }[first.kind];
  const more = requests.length > 1 ? `-and-${requests.length - 1}-more` : "";
  return `<initials>/${verb}-${code}-${first.datasets.join("-")}${more}`;
}

function checks(requests: readonly EndpointRequest[]): string[] {
  return requests.flatMap((request) => {
    if (request.kind !== "add") return [];
    const { evidence } = request;
    const reference = requestReference(request.idempotencyKey);
    const looked = request.existingEndpoints.length;
    return [
      box(
        evidence !== undefined,
        evidence === undefined
          ? `${reference}: the data was not checked`
          : `${reference}: data checked: ${evidence.records} rows, ${evidence.kept} kept, ${evidence.mustFix} to fix; sha256 ${evidence.sha256}`,
      ),
      box(
        true,
        `${reference}: old endpoints looked for: ${looked} found, ${request.existingEndpoints.filter(({ retire }) => retire).length} to retire`,
      ),
    ];
  });
}

function box(ticked: boolean, text: string): string {
  return `- [${ticked ? "x" : " "}] ${text}`;
}

function count(number: number, word: string): string {
  return number === 0 ? "" : ` (${number} ${word}${number === 1 ? "" : "s"})`;
}
