import type { IssueType } from "./catalogue.ts";
import type { UncataloguedType } from "./uncatalogued.ts";

/** The lists a person reads (service/results.md 2). Every issue is in exactly one. */
export type Group = "must-fix" | "needs-fixing" | "fixed-for-you" | "worth-checking";

/**
 * The list of each issue type. Not the platform's severity or quality level: those stand beside it. "Must fix" is what the
 * platform will not take, or drops the row or shape for; "needs fixing" is where a value is lost or wrong.
 */
const groups: Readonly<Record<IssueType | UncataloguedType, Group>> = {
  "missing column": "must-fix",
  "reference values are not unique": "must-fix",
  "invalid coordinates": "must-fix",
  "WGS84 out of bounds": "must-fix",
  "WGS84 out of bounds of England": "must-fix",
  "WGS84 out of bounds of custom boundary": "must-fix",
  "OSGB out of bounds of England": "must-fix",
  "OSGB out of bounds of custom boundary": "must-fix",
  "invalid geometry - not fixable": "must-fix",
  "Unexpected geom type": "must-fix",
  "Unexpected geom type within GeometryCollection": "must-fix",
  // Level 3 today, but the shape is lost all the same.
  "invalid WKT": "must-fix",

  "missing value": "needs-fixing",
  "invalid date": "needs-fixing",
  "invalid decimal": "needs-fixing",
  "invalid integer": "needs-fixing",
  "invalid flag": "needs-fixing",
  "invalid URI": "needs-fixing",
  "too small": "needs-fixing",
  "too large": "needs-fixing",
  "future entry-date": "needs-fixing",
  "far-future-date": "needs-fixing",
  "far-past-date": "needs-fixing",
  "invalid organisation": "needs-fixing",
  "invalid category value": "needs-fixing",
  "missing associated entity": "needs-fixing",

  "WGS84 flipped": "fixed-for-you",
  OSGB: "fixed-for-you",
  "OSGB flipped": "fixed-for-you",
  Mercator: "fixed-for-you",
  "Mercator flipped": "fixed-for-you",
  "invalid geometry - fixed": "fixed-for-you",
  "invalid type geojson": "fixed-for-you",
  patch: "fixed-for-you",
  "default-field": "fixed-for-you",
  "default-value": "fixed-for-you",
  "combined-value": "fixed-for-you",
  "removed URI prefix": "fixed-for-you",
  "reference value contains reference_prefix": "fixed-for-you",

  "unknown entity": "worth-checking",
  "unknown entity - missing reference": "worth-checking",
  "entity number out of range": "worth-checking",
  "not found in specification": "worth-checking",
  "Invalid boundary provided - boundary must be of type Polygon or MultiPolygon": "worth-checking",
  "Error reading boundary - must be a WKT": "worth-checking",
};

/** Fields that become the reference: without it the row is lost. */
const referenceFields: ReadonlySet<string> = new Set(["reference", "SiteReference"]);

/**
 * The list an issue belongs to. `missing value` of a reference blocks; a type nobody has words for yet (a newer log)
 * is "needs fixing", so that it is never hidden.
 */
export function groupOf(issueType: string, field: string): Group {
  if (issueType === "missing value" && referenceFields.has(field)) return "must-fix";
  return groupOfType(issueType) ?? "needs-fixing";
}

function groupOfType(issueType: string): Group | undefined {
  const table: Readonly<Record<string, Group>> = groups;
  return Object.hasOwn(table, issueType) ? table[issueType] : undefined;
}
