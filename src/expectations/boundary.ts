import { type Geometry, isEmpty } from "../engine/geometry/geometry.ts";
import type { GeometryRelations } from "../engine/geometry/geometry-engine.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";
import type { DatasetData, ExpectedEntity } from "./dataset-data.ts";
import { checkArguments, compareCount, type Outcome, type Parameters, raise, textOf } from "./expectation.ts";

const signature = {
  name: "count_lpa_boundary",
  required: ["lpa", "expected"],
  optional: ["organisation_entity", "comparison_rule", "geometric_relation"],
};

type Test = (entity: ExpectedEntity, boundary: Geometry | undefined, relations: GeometryRelations) => boolean;

/** The shape of a text; `undefined` where the platform's database finds none. */
function shapeOf(wkt: string): Geometry | undefined {
  const geometry = readWkt(wkt)?.geometry;
  return geometry && !isEmpty(geometry) ? geometry : undefined;
}

/** Asked about no shape, the platform's database answers neither yes nor no but -1, and takes that for yes. */
function related(
  relation: "within" | "intersects",
  shape: Geometry | undefined,
  boundary: Geometry | undefined,
  relations: GeometryRelations,
): boolean {
  return !shape || !boundary || relations[relation](shape, boundary);
}

const tests: Readonly<Record<string, Test>> = {
  within: (entity, boundary, relations) => related("within", ownShape(entity), boundary, relations),
  intersects: (entity, boundary, relations) => related("intersects", ownShape(entity), boundary, relations),
  not_intersects: (entity, boundary, relations) =>
    !related("intersects", ownShape(entity), boundary, relations),
  centroid_within: (entity, boundary, relations) => {
    const shape = shapeOf(entity.point === "" ? entity.geometry : entity.point);
    const place = shape && entity.point === "" ? relations.centroid(shape) : shape;
    return related("within", place, boundary, relations);
  },
};

function ownShape({ geometry, point }: ExpectedEntity): Geometry | undefined {
  return shapeOf(geometry === "" ? point : geometry);
}

/** How many entities lie so to the boundary of a planning authority. */
export function countLpaBoundary(
  parameters: Parameters,
  data: DatasetData,
  relations: GeometryRelations,
): Outcome {
  checkArguments(signature, parameters);
  const {
    lpa,
    expected,
    organisation_entity: organisation,
    comparison_rule: rule = "equals_to",
    geometric_relation: relation = "within",
  } = parameters;
  const code = textOf(lpa);
  const text = data.boundaries.get(code);
  if (text === undefined) {
    const url = `https://www.planning.data.gov.uk/curie/statistical-geography:${code}.json`;
    const message = `An error occurred when retrieving lpa geometry from platform 404 Client Error: Not Found for url: ${url}`;
    return { passed: false, message, details: {} };
  }
  const test = Object.hasOwn(tests, textOf(relation)) ? tests[textOf(relation)] : undefined;
  if (!test) {
    const names = Object.keys(tests).map((name) => `'${name}'`);
    raise(
      "ValueError",
      `Invalid geometric_relation: '${textOf(relation)}'. Must be one of [${names.join(", ")}].`,
    );
  }
  const boundary = shapeOf(text);
  const entities = data.entities
    .filter(({ geometry, point }) => geometry !== "" || point !== "")
    .filter((entity) => !organisation || entity.organisationEntity === textOf(organisation))
    .filter((entity) => test(entity, boundary, relations))
    .map(({ entity }) => entity)
    .sort((a, b) => a - b);
  return {
    passed: compareCount(entities.length, expected, rule, "comparison_operator"),
    message: `there were ${entities.length} entities found`,
    details: { actual: entities.length, expected: expected ?? null, entities },
  };
}
