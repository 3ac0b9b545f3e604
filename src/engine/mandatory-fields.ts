const plan = [
  "reference",
  "name",
  "description",
  "dataset",
  "period-start-date",
  "local-planning-authorities",
  "documentation-url",
  "entry-date",
];

const mineralsPlan = [
  "reference",
  "name",
  "description",
  "dataset",
  "period-start-date",
  "minerals-and-waste-planning-authorities",
  "documentation-url",
  "document-count",
  "entry-date",
];

/**
 * Fields that must not be blank, by dataset. They are in the pipeline's code, not in the specification; the live
 * check's own list of mandatory columns differs from it.
 * Source: digital_land/phase/harmonise.py, MANDATORY_FIELDS_DICT
 */
export const mandatoryFields: ReadonlyMap<string, readonly string[]> = new Map([
  ["article-4-direction", ["reference", "name", "document-url", "documentation-url"]],
  [
    "article-4-direction-area",
    ["reference", "geometry", "name", "permitted-development-rights", "article-4-direction"],
  ],
  ["conservation-area", ["reference", "geometry", "name"]],
  [
    "conservation-area-document",
    ["reference", "name", "conservation-area", "document-url", "documentation-url", "document-type"],
  ],
  ["tree-preservation-order", ["reference", "document-url", "documentation-url"]],
  ["tree-preservation-zone", ["reference", "geometry", "tree-preservation-order"]],
  ["listed-building-outline", ["reference", "geometry", "name", "listed-building"]],
  ["tree", ["reference", "point", "geometry", "tree-preservation-order"]],
  ["brownfield-land", ["OrganisationURI", "SiteReference", "SiteNameAddress", "GeoX", "GeoY"]],
  ["developer-agreement", ["reference"]],
  ["developer-agreement-contribution", ["reference"]],
  ["developer-agreement-transaction", ["reference"]],
  ["infrastructure-funding-statement", ["reference"]],
  ["plan-timetable", ["reference", "plan", "plan-event", "event-date", "entry-date"]],
  ["local-plan", plan],
  ["supplementary-plan", plan],
  ["minerals-plan", mineralsPlan],
  ["waste-plan", mineralsPlan],
]);
