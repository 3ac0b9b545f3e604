import { type ShapeScan, scanShape } from "./shape-scan.ts";
import type { ChangeId } from "./text-changes.ts";

/**
 * What the platform did to a text, number, date, flag or address, by comparing the cell with the published value.
 * @param datatype of the field the column is read as, in the specification's words
 * @param cell as published, not blank and not a mark for "nothing"
 * @param published not blank
 * @returns `undefined` when nothing was done
 */
export function classifyChange(
  datatype: string,
  field: string,
  dataset: string,
  cell: string,
  published: string,
): ChangeId | undefined {
  if (cell === published) return undefined;
  if (organisationFields.has(field)) return "organisation-coded";
  switch (datatype) {
    case "datetime":
      return "date-rewritten";
    case "integer":
    case "decimal":
    case "latitude":
    case "longitude":
      return decimalPlaces(cell) > 6 ? "number-rounded" : "number-cleaned";
    case "flag":
      return "flag-rewritten";
    case "url":
      return cell.replace(/\s/gu, "") === published ? "address-joined" : "value-rewritten";
    default:
      return classifyText(dataset, cell, published);
  }
}

const organisationFields: ReadonlySet<string> = new Set(["organisation", "OrganisationURI"]);

/** What Python takes for white space: four control characters more than here. */
const space = /[\s\u001c-\u001f\u0085]+/gu;

function classifyText(dataset: string, cell: string, published: string): ChangeId {
  const single = cell.replace(space, " ").trim();
  if (published === `${dataset}:${single}`) return "prefix-added";
  if (published === single || published === cell.trim()) return "spaces-removed";
  if (/["”]/.test(cell) && squeezed(cell) === squeezed(published)) return "quotes-removed";
  // A list is joined again by semicolons without spaces.
  if (asCategory(cell) === asCategory(published)) return "category-respelled";
  return squeezed(cell) === squeezed(published) ? "spaces-removed" : "value-rewritten";
}

function squeezed(text: string): string {
  return text.replace(space, "").replace(/["”]+/g, "");
}

function asCategory(text: string): string {
  return text
    .split(";")
    .map((part) => part.trim().toLowerCase().replace(/\s+/gu, "-"))
    .filter((part) => part !== "")
    .join(";");
}

function decimalPlaces(text: string): number {
  return /\.(\d*)/.exec(text)?.[1]?.length ?? 0;
}

/** A change to a shape, with numbers for people. */
export interface ShapeChange {
  readonly id: ChangeId;
  readonly before: string;
  readonly after: string;
}

/**
 * What the platform did to a shape without saying so.
 * @param own scan of the publisher's WKT; `undefined` when it is no WKT (GeoJSON text)
 * @param published scan of the published WKT
 * @param converted whether an issue says that coordinates were converted, or the shape repaired: then only what those do
 *   not explain is told
 */
export function shapeChanges(
  own: ShapeScan | undefined,
  published: ShapeScan,
  converted: boolean,
  repaired: boolean,
): ShapeChange[] {
  if (!own) return [];
  const changes: ShapeChange[] = [];
  if (own.type === "POLYGON" && published.type === "MULTIPOLYGON") {
    changes.push({ id: "polygon-to-multipolygon", before: "POLYGON", after: "MULTIPOLYGON" });
  }
  if (!repaired && published.vertices < own.vertices) {
    const [before, after] = [own.vertices, published.vertices];
    changes.push({ id: "vertices-removed", before: `${before} vertices`, after: `${after} vertices` });
  }
  if (!converted && own.decimals > 6) {
    changes.push({
      id: "coordinates-rounded",
      before: `${own.decimals} decimal places`,
      after: "6 decimal places",
    });
  }
  if (own.dimensions > 2) changes.push({ id: "heights-dropped", before: "with heights", after: "without" });
  // A swap of axes turns every ring as well: then its direction says nothing about the publisher's.
  if (
    !converted &&
    !repaired &&
    own.firstShellIsClockwise &&
    !published.firstShellIsClockwise &&
    published.polygons > 0
  ) {
    changes.push({ id: "rings-turned", before: "clockwise", after: "anticlockwise" });
  }
  return changes;
}

/** Scans the publisher's own text; `undefined` when it is no WKT. */
export function scanOwnShape(text: string): ShapeScan | undefined {
  const scan = scanShape(text);
  return /^(POINT|POLYGON|MULTIPOLYGON|GEOMETRYCOLLECTION|LINESTRING|MULTILINESTRING|MULTIPOINT)/.test(
    scan.type,
  )
    ? scan
    : undefined;
}
