import { mandatoryFields } from "../engine/mandatory-fields.ts";
import { capitalised, counted, fieldLabel, thousands } from "../issues/field-label.ts";
import type { Specification } from "../specification/specification.ts";
import type { MandatoryField } from "./report.ts";

const plan = [
  "reference",
  "name",
  "description",
  "datasets",
  "period-start-date",
  "period-end-date",
  "local-planning-authorities",
  "documentation-url",
  "document-url",
];
const mineralsPlan = [
  "reference",
  "name",
  "description",
  "datasets",
  "period-start-date",
  "period-end-date",
  "minerals-and-waste-planning-authorities",
  "documentation-url",
  "document-url",
  "document-count",
  "entry-date",
];

/** A field, or several of which one is enough. */
type Wanted = string | readonly string[];

/**
 * Columns without which the live check does not let a publisher continue; a dataset that is not here has none. The list is
 * in the service's configuration, not in the specification, and differs from the pipeline's own (mandatory-fields.ts).
 * Source: async-request-backend, mandatory fields by dataset; engine/check-service.md 4
 */
const liveCheckColumns: ReadonlyMap<string, readonly Wanted[]> = new Map<string, readonly Wanted[]>([
  ["article-4-direction", ["reference", "name", "document-url", "documentation-url"]],
  ["article-4-direction-area", ["reference", "geometry", "name", "permitted-development-rights"]],
  ["conservation-area", ["reference", "geometry", "name"]],
  [
    "conservation-area-document",
    ["reference", "name", "conservation-area", "document-url", "documentation-url", "document-type"],
  ],
  ["tree-preservation-order", ["reference", "document-url", "documentation-url"]],
  ["tree-preservation-zone", ["reference", "geometry"]],
  ["listed-building-outline", ["reference", "geometry", "name", "listed-building"]],
  ["tree", ["reference", ["point", "geometry"]]],
  ["brownfield-land", ["OrganisationURI", "SiteReference", "SiteNameAddress", "GeoX", "GeoY"]],
  ["developer-agreement", ["reference"]],
  ["developer-agreement-contribution", ["reference"]],
  ["developer-agreement-transaction", ["reference"]],
  ["infrastructure-funding-statement", ["reference"]],
  ["plan-timetable", ["reference", "plan", "plan-event", "event-date", "entry-date"]],
  ["local-plan", [...plan, "required-housing", "entry-date"]],
  ["supplementary-plan", [...plan, "entry-date"]],
  ["minerals-plan", mineralsPlan],
  ["waste-plan", mineralsPlan],
]);

/** Fields of a dataset; `undefined` when the specification does not say. */
type FieldsOf = { has(field: string): boolean } | undefined;

/**
 * Mandatory fields without a column, in the live check's order.
 *
 * As the live check (`exactly` false): a wanted field counts as there when the name of any logged field is *contained in*
 * its own (`dataset` satisfies `datasets`), and a field already reported as missing counts as logged from then on, so that
 * without `plan` and `plan-event` only `plan` is reported.
 * @param logged fields of the column-field log, in order; those of concat rules and `IGNORE` too, as the service has them
 * @param exactly names must be equal, but for a plural s; each missing field is reported, unless the dataset does not have
 *   it: no column could ever be read as `datasets` of a plan
 */
export function missingColumns(
  dataset: string,
  logged: readonly string[],
  exactly: boolean,
  fields?: FieldsOf,
): string[] {
  const there = [...logged];
  const missing: string[] = [];
  const isThere = (wanted: string) =>
    there.some((field) => (exactly ? field === wanted || `${field}s` === wanted : wanted.includes(field)));
  for (const wanted of liveCheckColumns.get(dataset) ?? []) {
    const members = typeof wanted === "string" ? [wanted] : wanted;
    if (exactly && members.some((member) => isNoField(member, fields))) continue;
    // A list of alternatives is compared by whole names.
    if (typeof wanted === "string" ? isThere(wanted) : members.some((member) => there.includes(member)))
      continue;
    missing.push(...members);
    if (!exactly) there.push(...members);
  }
  return missing;
}

/** The live check insists on a few columns that its own platform does not have for the dataset. */
export function isNoField(field: string, fields: FieldsOf): boolean {
  return fields !== undefined && !fields.has(field);
}

/** What a file says about one field. */
export interface FieldPresence {
  readonly columns: readonly string[];
  /** Data rows in which it is blank. */
  readonly blank: number;
}

/**
 * Every field that some list calls mandatory, with which of the three lists do (service/datasets.md 4) and how the file
 * stands. @param presence of a field in the file; `undefined` when no column is read as it
 */
export function mandatoryReport(
  dataset: string,
  specification: Specification,
  presence: (field: string) => FieldPresence | undefined,
  rows: number,
): MandatoryField[] {
  const live = (liveCheckColumns.get(dataset) ?? []).map((wanted) =>
    typeof wanted === "string" ? [wanted] : wanted,
  );
  const pipeline = mandatoryFields.get(dataset) ?? [];
  const required = (specification.guidance.get(dataset) ?? [])
    .filter(({ requirementLevel }) => isRequired(requirementLevel))
    .map(({ field }) => field);
  const fields = [...new Set([...live.flat(), ...pipeline, ...required])];
  return fields.map((field) => {
    const found = presence(field);
    const others =
      live.find((members) => members.includes(field))?.filter((member) => member !== field) ?? [];
    // The live check takes `dataset` for `datasets`.
    const singular = field.replace(/s$/, "");
    const enough = live.some((members) => members.includes(field)) ? [...others, singular] : others;
    const other = found ? undefined : enough.find((member) => member !== field && presence(member));
    const lists = {
      byLiveCheck: live.some((members) => members.includes(field)),
      byPipeline: pipeline.includes(field),
      bySpecification: required.includes(field),
    };
    const state = found
      ? found.blank === 0
        ? "filled"
        : "some-blank"
      : other === undefined
        ? "absent"
        : "satisfied-by-other";
    const label = fieldLabel(field);
    return {
      field,
      fieldLabel: label,
      ...lists,
      state,
      blank: found?.blank ?? 0,
      columns: found?.columns ?? [],
      words: `${capitalised(label)} ${stateWords(state, found?.blank ?? 0, rows, other)}. ${listWords(lists)}`,
    };
  });
}

function isRequired(level: string): boolean {
  return level.toUpperCase() === "MUST";
}

function stateWords(
  state: MandatoryField["state"],
  blank: number,
  rows: number,
  other: string | undefined,
): string {
  switch (state) {
    case "filled":
      return "is there and filled in every row";
    case "some-blank":
      return `is there, but blank in ${blank === rows && rows > 1 ? `all ${thousands(rows)} rows` : counted(blank, "row")}`;
    case "absent":
      return "has no column";
    case "satisfied-by-other":
      return `has no column; ${fieldLabel(other ?? "")} is there instead, which is enough`;
  }
}

function listWords(lists: Pick<MandatoryField, "byLiveCheck" | "byPipeline" | "bySpecification">): string {
  const asked = [
    ...(lists.byLiveCheck ? ["the live check insists on the column"] : []),
    ...(lists.byPipeline ? ["the pipeline reports each blank cell"] : []),
    ...(lists.bySpecification ? ["the published guidance calls it required"] : []),
  ];
  const notAsked = [
    ...(lists.byLiveCheck ? [] : ["the live check does not ask for it"]),
    ...(lists.byPipeline ? [] : ["the pipeline does not report blanks"]),
  ];
  const text = asked.join(", ");
  const but = notAsked.length > 0 ? `; ${notAsked.join(" and ")}` : "";
  return `${capitalised(text)}${but}.`;
}
