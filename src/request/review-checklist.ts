import type { PageFound } from "../endpoint/page-links.ts";
import type { Report } from "../report/report.ts";
import { allLines } from "../report/report.ts";
import type { AddRequest } from "./endpoint-request.ts";
import type { RepositoryChange } from "./rows.ts";
import type { Safety } from "./safety.ts";
import { isRealDate } from "./validate.ts";

/**
 * - `done`: the tool looked, and all is well;
 * - `look`: the tool looked and found something for a person to decide;
 * - `yours`: the tool could not look.
 */
export type ChecklistState = "done" | "look" | "yours";

export interface ChecklistItem {
  readonly id: string;
  /** As the team's template has it. */
  readonly title: string;
  readonly state: ChecklistState;
  /** What the tool did, with its numbers. */
  readonly words: string;
}

export interface ChecklistInput {
  readonly request: AddRequest;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** How the data was had now; absent while it was not. */
  readonly collected?: "address" | "file";
  readonly report?: Report;
  /** What the web page about the data says; absent when it was not or could not be read. */
  readonly page?: PageFound;
  readonly safety?: Safety;
  /** Going endpoints of the organisation for the datasets in the register now; absent where it could not be loaded. */
  readonly registered?: number;
  /** The rows, when they were made against a configuration repository. */
  readonly change?: RepositoryChange;
}

/** The reviewer's checklist, with what the tool did itself. Source: service/request.md 5 */
export function reviewChecklist(input: ChecklistInput): ChecklistItem[] {
  return [
    oldEndpoints(input),
    endpointValidated(input),
    dataPage(input),
    lookupsExpected(input),
    geometryDuplicates(input),
    entityOrganisation(input),
    dates(input),
    numbersFree(input),
  ];
}

function oldEndpoints({ request, registered }: ChecklistInput): ChecklistItem {
  const title = "Old endpoints to retire were looked for";
  const id = "old-endpoints";
  const asked = request.existingEndpoints.length;
  const retire = request.existingEndpoints.filter((one) => one.retire).length;
  if (registered === undefined) {
    const words = `The publisher was shown ${asked} and chose ${retire} to retire. The register could not be loaded here.`;
    return { id, title, state: "yours", words };
  }
  const chosen = `The publisher was shown ${asked} and chose ${retire} to retire.`;
  if (registered > 0 && retire === 0)
    return {
      id,
      title,
      state: "look",
      words: `${plural(registered, "endpoint is", "endpoints are")} registered and going on for this organisation and dataset. ${chosen}`,
    };
  const words =
    registered === 0
      ? "None is registered for this organisation and dataset."
      : `${plural(registered, "endpoint is", "endpoints are")} registered. ${chosen}`;
  return { id, title, state: registered === asked ? "done" : "look", words };
}

function endpointValidated({ collected, report }: ChecklistInput): ChecklistItem {
  const title = "The endpoint was validated";
  const id = "endpoint";
  if (!report || !collected)
    return { id, title, state: "yours", words: "The data was not checked here yet." };
  const { mustFix, needsFixing } = report.groups;
  const how =
    collected === "address"
      ? "The address was asked and answered with data."
      : "A file you chose was checked, not the address.";
  const words = `${how} ${plural(report.counts.records, "row")}, ${report.counts.kept} would be published, ${plural(mustFix.length, "thing")} to fix, ${needsFixing.length} that ${needsFixing.length === 1 ? "needs" : "need"} fixing.`;
  const fine = collected === "address" && mustFix.length === 0 && !report.failure;
  return { id, title, state: fine ? "done" : "look", words };
}

const linkWords = {
  exact: "It links to the address of the data.",
  resolved: "It links to the address of the data, written another way.",
  path: "It links to the same path on another host or with other parameters.",
  none: "No link to the address of the data was found on it.",
} as const;

function dataPage({ page, report, request }: ChecklistInput): ChecklistItem {
  const title = "The web page links to the data and says the licence";
  const id = "page";
  if (!page) {
    const words = report
      ? "The page could not be read from here. Open it and look."
      : "The page was not read here yet.";
    return { id, title, state: "yours", words };
  }
  const licence = page.namesLicence
    ? `The licence (${request.licence}) is named.`
    : `The licence (${request.licence}) was not found on it.`;
  const fine = (page.link === "exact" || page.link === "resolved") && page.namesLicence;
  return { id, title, state: fine ? "done" : "look", words: `${linkWords[page.link]} ${licence}` };
}

function lookupsExpected({ safety, request }: ChecklistInput): ChecklistItem {
  const title = "The number of lookups is as expected";
  const id = "lookups";
  if (!safety) return { id, title, state: "yours", words: "The data was not checked here yet." };
  const { entities, newEntities } = safety;
  if (entities === 0) return { id, title, state: "look", words: "No reference was found in the data." };
  if (newEntities === undefined) {
    const words = `${plural(entities, "reference")} in the data. How many are new is not known: the lookups of this dataset are not at hand.`;
    return { id, title, state: "yours", words };
  }
  const sent = request.evidence?.references?.unassigned;
  const words = `${plural(entities, "reference")}, ${newEntities} without an entity number${sent === undefined ? "" : `; the publisher's check counted ${sent}`}.`;
  return { id, title, state: sent === undefined || sent === newEntities ? "done" : "look", words };
}

/** Same shapes and points inside the file; entities of the platform are not at hand in a browser. */
function geometryDuplicates({ report, request }: ChecklistInput): ChecklistItem {
  const title = "Geometry duplicates were looked for";
  const id = "duplicates";
  if (!report) return { id, title, state: "yours", words: "The data was not checked here yet." };
  const same = countOf(report, "same-shape") + countOf(report, "same-point");
  if (same > 0)
    return {
      id,
      title,
      state: "look",
      words: `${plural(same, "row")} of the file have a shape or point of another row.`,
    };
  const inside = "No two rows of the file have the same shape or point.";
  if (!request.datasets.includes("conservation-area")) return { id, title, state: "done", words: inside };
  return {
    id,
    title,
    state: "yours",
    words: `${inside} Entities of the platform and of Historic England are not at hand here: compare them.`,
  };
}

function entityOrganisation({ request, change }: ChecklistInput): ChecklistItem {
  const title = "entity-organisation is updated";
  const id = "entity-organisation";
  if (!request.authoritative)
    return {
      id,
      title,
      state: "done",
      words: "Not needed: the organisation republishes somebody else's data.",
    };
  if (!change)
    return {
      id,
      title,
      state: "yours",
      words:
        "The organisation is responsible for the data. Add the configuration repository below to have the ranges made.",
    };
  const paths = [...change.added.keys()].filter((path) => path.endsWith("/entity-organisation.csv"));
  const rows = paths.reduce((sum, path) => sum + rowsIn(change.added.get(path) ?? ""), 0);
  if (rows > 0) return { id, title, state: "done", words: `${plural(rows, "range")} in the rows.` };
  const words =
    change.assigned.length === 0
      ? "No new number, so no new range."
      : "No range is needed: the numbers lie in one.";
  return { id, title, state: "done", words };
}

function dates({ request, report, today }: ChecklistInput): ChecklistItem {
  const title = "Dates are in the right form";
  const id = "dates";
  const startDate = isRealDate(request.startDate) && request.startDate <= today;
  const start = startDate
    ? `The start date ${request.startDate} is a real date in the past.`
    : `The start date ${request.startDate} is not a date in the past.`;
  if (!report) return { id, title, state: "yours", words: `${start} The data was not checked here yet.` };
  const wrong = ["invalid date", "future entry-date", "far-past-date", "far-future-date"].reduce(
    (sum, type) => sum + countOf(report, type),
    0,
  );
  const words = `${start} ${wrong === 0 ? "Every date of the data can be read." : `${plural(wrong, "date")} of the data cannot be used.`}`;
  return { id, title, state: startDate && wrong === 0 ? "done" : "look", words };
}

function numbersFree({ change }: ChecklistInput): ChecklistItem {
  const title = "New entity numbers are not in use";
  const id = "numbers";
  if (!change)
    return {
      id,
      title,
      state: "yours",
      words: "Numbers are proposed only against the configuration repository. Add it below.",
    };
  const { assigned, problems } = change;
  if (problems.length > 0)
    return {
      id,
      title,
      state: "look",
      words: `${plural(assigned.length, "number")} proposed; ${plural(problems.length, "thing is", "things are")} left to decide.`,
    };
  const words =
    assigned.length === 0
      ? "No new number is needed."
      : `${plural(assigned.length, "number")} proposed, none of them in lookup.csv or old-entity.csv of the repository you gave.`;
  return { id, title, state: "done", words };
}

/** Issues or rows of one type, over all its fields. */
function countOf(report: Report, type: string): number {
  return allLines(report).reduce((sum, line) => sum + (line.type === type ? line.count : 0), 0);
}

function rowsIn(csv: string): number {
  return Math.max(0, csv.split("\r\n").filter((line) => line !== "").length - 1);
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
