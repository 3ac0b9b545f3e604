import { coordinateLists } from "../engine/geometry/deviation.ts";
import type { GeometryEngine } from "../engine/geometry/geometry-engine.ts";
import { StrTree } from "../engine/geometry/str-tree.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import { sharedAreaBy } from "../report/shared-area.ts";
import type { EntityRow } from "./entity-table.ts";
import { partialRatio } from "./partial-ratio.ts";
import type { PlatformEntity } from "./platform-extract.ts";

/** A new entity of the resource that may be one the platform has already. */
export interface DuplicateCandidate {
  /** Row of the table. */
  readonly key: string;
  readonly reference: string;
  readonly name: string;
  readonly platformEntity: string;
  readonly platformReference: string;
  readonly platformName: string;
  readonly platformOrganisationEntity: string;
  /** What speaks for it. `fields`: everything the resource says is equal. */
  readonly by: "geometry" | "point" | "fields";
  readonly match: "complete" | "single";
  /** What both shapes share, as a part of the resource's and of the platform's; absent for points and fields. */
  readonly shared?: readonly [resource: number, platform: number];
  /** 0 to 100, not rounded; `undefined` when one has no name. */
  readonly nameLikeness: number | undefined;
  readonly ticked: boolean;
  /** The nightly script, which does not round, decides otherwise here. */
  readonly nearLimit: boolean;
}

export interface DuplicateInput {
  /** Rows of the table: only those that would get a number are looked at. */
  readonly rows: readonly EntityRow[];
  /** Those it may be compared with: of the same organisation, and of Historic England where that is wanted. */
  readonly platform: readonly PlatformEntity[];
  /** Shapes are compared, as for conservation areas; else all fields. */
  readonly spatial: boolean;
}

/** More than this much of a shape makes a match; exactly as much does not. */
const leastShared = 0.95;
/** Sums of doubles: what is exactly 0.95 on paper may come out a little above. */
const rounding = 1e-9;
/** A single match is taken for a duplicate when its names, rounded, are more alike than this. */
const leastLikeness = 85;

/**
 * Pairs of a new entity and a platform entity that may be one thing, in the order of the resource.
 * Source: service/data-team.md 6.1
 */
export function duplicateCandidates(input: DuplicateInput, engine: GeometryEngine): DuplicateCandidate[] {
  const rows = input.rows.filter(({ selectable, state }) => selectable && state !== "lost-lookup");
  return input.spatial ? spatialCandidates(rows, input.platform, engine) : equalFields(rows, input.platform);
}

function spatialCandidates(
  rows: readonly EntityRow[],
  platform: readonly PlatformEntity[],
  engine: GeometryEngine,
): DuplicateCandidate[] {
  const shapes = platform.filter(({ fields }) => fields.has("geometry"));
  const boxes = boxesOf(shapes.map(({ fields }) => fields.get("geometry") ?? ""));
  const tree = new StrTree(boxes);
  const sharedArea = sharedAreaBy(engine);
  const byPoint = new Map<string, PlatformEntity[]>();
  for (const entity of platform) {
    const point = pointKey(entity.fields.get("point"));
    if (point !== "") byPoint.set(point, [...(byPoint.get(point) ?? []), entity]);
  }
  return rows.flatMap((row) => {
    const wkt = row.fields.get("geometry") ?? "";
    const [minX = 0, minY = 0, maxX = -1, maxY = -1] = boxesOf([wkt]);
    const near: number[] = [];
    if (maxX >= minX) tree.query(minX, minY, maxX, maxY, (item) => near.push(item) > 0);
    const found = near
      .sort((a, b) => a - b)
      .flatMap((item): DuplicateCandidate[] => {
        const other = shapes[item];
        if (!other) return [];
        const shared = sharedArea(wkt, other.fields.get("geometry") ?? "");
        const matches = shared.filter((part) => part > leastShared + rounding).length;
        if (matches === 0) return [];
        return [
          candidate(row, other, { by: "geometry", match: matches === 2 ? "complete" : "single", shared }),
        ];
      });
    const paired = new Set(found.map(({ platformEntity }) => platformEntity));
    const samePoint = byPoint.get(pointKey(row.fields.get("point"))) ?? [];
    const points = samePoint
      .filter(({ entity }) => !paired.has(entity))
      .map((other) => candidate(row, other, { by: "point", match: "complete" }));
    return [...found, ...points];
  });
}

function candidate(
  row: EntityRow,
  other: PlatformEntity,
  evidence: Pick<DuplicateCandidate, "by" | "match" | "shared">,
): DuplicateCandidate {
  const platformName = other.fields.get("name") ?? "";
  const nameLikeness =
    row.name === "" || platformName === ""
      ? undefined
      : partialRatio(row.name.toLowerCase(), platformName.toLowerCase());
  const likeness = nameLikeness ?? 0;
  const alike = evidence.match === "complete" || rounded(likeness) > leastLikeness;
  return {
    key: row.key,
    reference: row.reference,
    name: row.name,
    platformEntity: other.entity,
    platformReference: other.reference,
    platformName,
    platformOrganisationEntity: other.organisationEntity,
    ...evidence,
    nameLikeness,
    ticked: evidence.by !== "fields" && alike,
    nearLimit: evidence.match === "single" && likeness >= 84.5 && likeness <= 86,
  };
}

/** As Python's round: half to even. */
function rounded(number: number): number {
  const floor = Math.floor(number);
  const half = number - floor === 0.5;
  return half ? floor + (floor % 2) : Math.round(number);
}

const notTelling: ReadonlySet<string> = new Set([
  "reference",
  "entry-date",
  "notes",
  "description",
  "organisation-entity",
  // Of the row, not of the thing: set by the platform or by the run.
  "entity",
  "prefix",
  "organisation",
  "typology",
  "dataset",
]);

function equalFields(rows: readonly EntityRow[], platform: readonly PlatformEntity[]): DuplicateCandidate[] {
  const compared = (fields: ReadonlyMap<string, string>) =>
    [...fields]
      .filter(([field]) => !notTelling.has(field))
      .map(([field, value]) => [field, plain(value)] as const);
  // The rarest field first would be quicker still; the first one halves the work a thousandfold as it is.
  return rows.flatMap((row) => {
    const wanted = compared(row.fields);
    if (wanted.length === 0) return [];
    return platform
      .filter(({ entity, fields }) => {
        if (entity === row.entity) return false;
        return wanted.every(([field, value]) => plain(fields.get(field) ?? "") === value);
      })
      .map((other) => candidate(row, other, { by: "fields", match: "complete" }));
  });
}

function plain(value: string): string {
  return value.trim().toLowerCase();
}

/** Two points are equal when their numbers are. */
function pointKey(wkt: string | undefined): string {
  const shape = wkt === undefined ? undefined : readWkt(wkt)?.geometry;
  return shape?.type === "Point" ? shape.coordinates.join(" ") : "";
}

/** Four numbers a shape; a box that meets nothing for what is no shape. */
function boxesOf(wkts: readonly string[]): Float64Array {
  const boxes = new Float64Array(wkts.length * 4);
  wkts.forEach((wkt, at) => {
    const box = [
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    const shape = wkt === "" ? undefined : readWkt(wkt)?.geometry;
    for (const list of shape ? coordinateLists(shape) : []) {
      for (let vertex = 0; vertex < list.length; vertex += 2) {
        box[0] = Math.min(box[0] ?? 0, list[vertex] ?? 0);
        box[1] = Math.min(box[1] ?? 0, list[vertex + 1] ?? 0);
        box[2] = Math.max(box[2] ?? 0, list[vertex] ?? 0);
        box[3] = Math.max(box[3] ?? 0, list[vertex + 1] ?? 0);
      }
    }
    boxes.set(box, at * 4);
  });
  return boxes;
}
