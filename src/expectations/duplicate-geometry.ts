import { areaOf, coordinateLists } from "../engine/geometry/deviation.ts";
import { type Geometry, isEmpty } from "../engine/geometry/geometry.ts";
import { GeometryEngineError, type GeometryRelations } from "../engine/geometry/geometry-engine.ts";
import { type Box, boxOf } from "../engine/geometry/ring.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import { compareCodePoints } from "../engine/python-text.ts";
import type { DatasetData, ExpectedEntity } from "./dataset-data.ts";
import { checkArguments, type Json, type Outcome, type Parameters, raise, textOf } from "./expectation.ts";

const signature = { name: "duplicate_geometry_check", required: ["spatial_field"], optional: [] };

/** Of the area of one shape that lies in the other; more is a match. */
const matchThreshold = 0.95;

type Kind = "complete" | "single" | "any";

interface Placed {
  readonly of: ExpectedEntity;
  /** `undefined`: no shape, which the platform's database finds to meet every other. */
  readonly shape: Geometry | undefined;
  readonly boxes: readonly Box[];
}

/** Which entities have the same shape or point, or overlap. */
export function duplicateGeometryCheck(
  parameters: Parameters,
  data: DatasetData,
  relations: GeometryRelations,
): Outcome {
  checkArguments(signature, parameters);
  const field = textOf(parameters.spatial_field);
  if (field !== "geometry" && field !== "point") {
    const words = `Spatial field for duplicate geometry check must be 'point' or 'geometry', not '${field}'`;
    raise("Exception", words);
  }
  const placed = data.entities.filter((entity) => entity[field] !== "").map((of) => place(of, field));
  const kindOf = field === "point" ? samePoint : (a: Placed, b: Placed) => overlap(a, b, relations);
  const pairs = pairsOf(placed, kindOf);
  const of = (kind: Kind): Json[] => pairs.filter((pair) => pair.kind === kind).map(described);
  const [complete, single, any] = [of("complete"), of("single"), of("any")];
  const message =
    pairs.length === 0
      ? "There are no duplicate geometries/points in the dataset"
      : field === "point"
        ? `There are ${complete.length} complete matches in the dataset`
        : `There are ${complete.length} complete matches, ${single.length} single matches and ${any.length} any matches in the dataset`;
  return {
    passed: pairs.length === 0,
    message,
    details: {
      actual: pairs.length,
      expected: 0,
      complete_matches: complete,
      single_matches: single,
      any_matches: any,
    },
  };
}

function place(of: ExpectedEntity, field: "geometry" | "point"): Placed {
  const geometry = readWkt(of[field])?.geometry;
  const isShape = geometry && !isEmpty(geometry) && (field === "geometry" || geometry.type === "Point");
  return {
    of,
    shape: isShape ? geometry : undefined,
    boxes: isShape ? coordinateLists(geometry).map(boxOf) : [],
  };
}

interface Pair {
  readonly a: ExpectedEntity;
  readonly b: ExpectedEntity;
  readonly kind: Kind;
}

/** Every pair that matches in some way, in the order of its numbers as text. */
function pairsOf(placed: readonly Placed[], kindOf: (a: Placed, b: Placed) => Kind | undefined): Pair[] {
  const sorted = [...placed].sort((a, b) => a.of.entity - b.of.entity);
  const pairs: Pair[] = [];
  for (const [at, a] of sorted.entries()) {
    for (const b of sorted.slice(at + 1)) {
      if (a.shape && b.shape && !a.boxes.some((one) => b.boxes.some((other) => boxesMeet(one, other))))
        continue;
      const kind = a.of.entity === b.of.entity ? undefined : kindOf(a, b);
      if (kind) pairs.push({ a: a.of, b: b.of, kind });
    }
  }
  const key = ({ a, b }: Pair) => `${a.entity}-${b.entity}`;
  return pairs.sort((one, other) => compareCodePoints(key(one), key(other)));
}

function boxesMeet([west, south, east, north]: Box, [west2, south2, east2, north2]: Box): boolean {
  return west <= east2 && west2 <= east && south <= north2 && south2 <= north;
}

function samePoint({ shape: a }: Placed, { shape: b }: Placed): Kind | undefined {
  if (a?.type !== "Point" || b?.type !== "Point") return "complete";
  return a.coordinates[0] === b.coordinates[0] && a.coordinates[1] === b.coordinates[1]
    ? "complete"
    : undefined;
}

function overlap({ shape: a }: Placed, { shape: b }: Placed, relations: GeometryRelations): Kind | undefined {
  if (!a || !b) return "any";
  if (!relations.intersects(a, b)) return undefined;
  const shared = sharedArea(a, b, relations);
  const matches = [shared / areaOf(a), shared / areaOf(b)].filter((part) => part > matchThreshold).length;
  return matches === 2 ? "complete" : matches === 1 ? "single" : "any";
}

/** NaN where it cannot be computed, as for a shape that crosses itself. */
function sharedArea(a: Geometry, b: Geometry, relations: GeometryRelations): number {
  try {
    return areaOf(relations.intersection(a, b));
  } catch (error) {
    if (error instanceof GeometryEngineError) return Number.NaN;
    throw error;
  }
}

function described({ a, b }: Pair): Json {
  return {
    entity_a: a.entity,
    organisation_entity_a: numberOrNull(a.organisationEntity),
    entity_b: b.entity,
    organisation_entity_b: numberOrNull(b.organisationEntity),
  };
}

function numberOrNull(text: string): number | string | null {
  return text === "" ? null : /^\d+$/.test(text) ? Number(text) : text;
}
