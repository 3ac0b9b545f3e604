import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { multipolygonDatatype } from "../../../src/engine/datatypes/multipolygon.ts";
import { pointDatatype } from "../../../src/engine/datatypes/point.ts";
import { GeometryEngineError } from "../../../src/engine/geometry/geometry-engine.ts";
import { PipelineError } from "../../../src/engine/pipeline-error.ts";

function refuse(): never {
  throw new GeometryEngineError("refused");
}

/** Nothing, or the exception where the pipeline stops; anything else fails the test. */
function normalise(value: string): PipelineError | undefined {
  const context = {
    log: () => undefined,
    geometry: { makeValid: refuse, bufferZero: refuse, union: refuse },
  };
  try {
    for (const datatype of [multipolygonDatatype, pointDatatype]) {
      expect(datatype(value, context)).toMatch(/^$|^(POINT|MULTILINESTRING|MULTIPOLYGON) \(/);
    }
    return undefined;
  } catch (error) {
    if (error instanceof PipelineError) return error;
    throw error;
  }
}

const ordinate = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: 0, max: 9 }).map((tenth) => `0.${tenth}`) },
  { weight: 1, arbitrary: fc.constantFrom("-0", "nan", "inf", "1e308", "-1e308", "5e-324", "9e15", "x") },
);
const vertex = fc.tuple(ordinate, ordinate).map(([x, y]) => `-1${x.slice(1)} 52${y.slice(1)}`);
const rawVertex = fc.tuple(ordinate, ordinate).map(([x, y]) => `${x} ${y}`);
const ring = fc
  .array(fc.oneof({ weight: 8, arbitrary: vertex }, { weight: 1, arbitrary: rawVertex }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((vertices) => `(${[...vertices, vertices[0]].join(", ")})`);
const polygon = fc.array(ring, { minLength: 1, maxLength: 3 }).map((rings) => `(${rings.join(", ")})`);
const multipolygon = fc
  .array(polygon, { minLength: 1, maxLength: 4 })
  .map((parts) => `MULTIPOLYGON (${parts.join(", ")})`);
const collection = fc
  .array(polygon, { minLength: 1, maxLength: 4 })
  .map((parts) => `GEOMETRYCOLLECTION (${parts.map((part) => `POLYGON ${part}`).join(", ")})`);

describe("any text", () => {
  it("has a result or stops as the pipeline does", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 40 }), (value) => void normalise(value)));
  });

  it("has a result or stops as the pipeline does, made of the words of WKT and JSON", () => {
    const word = fc.constantFrom(
      ..."POINT|POLYGON|MULTIPOLYGON|LINEARRING|GEOMETRYCOLLECTION|MULTIPOINT|EMPTY|Z|M|(|)|,| |1|-1 52|1e400|nan".split(
        "|",
      ),
      ...'{|}|[|]|:|"type"|"Polygon"|"Point"|"coordinates"|"geometries"|NaN|null|"\\ud800"'.split("|"),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => void normalise(words.join(""))),
      { numRuns: 500 },
    );
  });

  it("has a result or stops as the pipeline does, however ugly the shape", () => {
    fc.assert(
      fc.property(fc.oneof(multipolygon, collection), (value) => void normalise(value)),
      {
        numRuns: 500,
      },
    );
  });
});

describe("a huge text", () => {
  const megabyte = 1_000_000;
  const spiral = Array.from({ length: 200 }, (_, i) => {
    const radius = i / 50_000;
    return `${-1 + radius * Math.cos(i)} ${52 + radius * Math.sin(i)}`;
  });
  const zigzag = Array.from({ length: 10_000 }, (_, i) => `${-1 + i / 1e6} ${52 + (i % 2) / 1e5}`);

  const nested = (inner: string) => `${"GEOMETRYCOLLECTION(".repeat(40_000)}${inner}${")".repeat(40_000)}`;

  it.each([
    ["opening brackets", "(".repeat(megabyte)],
    ["JSON arrays in arrays", "[".repeat(megabyte)],
    ["JSON objects in objects", '{"type":'.repeat(megabyte / 8)],
    ["polygon brackets", `POLYGON ${"(".repeat(megabyte)}`],
    ["collections in collections", "GEOMETRYCOLLECTION(".repeat(megabyte / 19)],
    ["closed collections in collections", nested("POLYGON((0 0,1 0,1 1,0 0))")],
    [
      "collections behind a polygon to flip",
      `GEOMETRYCOLLECTION(POLYGON((52 0,53 0,53 1,52 0)),${nested("POINT(52 0)")})`,
    ],
    ["one number", `POINT (${"1".repeat(megabyte)} 2)`],
    ["empty parts", `MULTIPOLYGON (((-1 52,-1 53,0 53,-1 52))${",EMPTY".repeat(megabyte / 6)})`],
    ["the same vertex", `POLYGON ((${"-1 52,".repeat(megabyte / 6)}-1 52))`],
    ["a star that crosses itself everywhere nearby", `POLYGON ((${spiral}, ${spiral[0]}))`],
    ["a zigzag", `POLYGON ((${zigzag}, -1 53, ${zigzag[0]}))`],
  ])("of %s ends soon", { timeout: 20_000 }, (_, value) => {
    normalise(value);
  });
});
