import { describe, expect, it } from "vitest";
import { uniteGeometries } from "../../../src/engine/geometry/combine.ts";
import { type GeometryEngine, GeometryEngineError } from "../../../src/engine/geometry/geometry-engine.ts";
import { PipelineError } from "../../../src/engine/pipeline-error.ts";
import { withoutZeros } from "../datatypes/geometry-cell.ts";
import { noGeometry } from "../no-geometry.ts";
import { geometry } from "./shapes.ts";

const square = "POLYGON ((0 0,2 0,2 2,0 2,0 0))";

function engineAnswering(union: GeometryEngine["union"]): GeometryEngine {
  return { ...noGeometry, union };
}

describe("uniteGeometries", () => {
  it("unites areas without the library", () => {
    const values = [square, "POLYGON ((2 0,4 0,4 2,2 2,2 0))"];
    expect(withoutZeros(uniteGeometries(values, noGeometry))).toBe(
      "MULTIPOLYGON (((0 0,0 2,2 2,4 2,4 0,2 0,0 0)))",
    );
  });

  it("has six decimals, and an empty union too", () => {
    expect(uniteGeometries(["POLYGON ((0 0,1.0000005 0,1 1,0 0))"], noGeometry)).toBe(
      "MULTIPOLYGON (((0.000000 0.000000,1.000001 0.000000,1.000000 1.000000,0.000000 0.000000)))",
    );
    expect(uniteGeometries(["POLYGON EMPTY"], noGeometry)).toBe("MULTIPOLYGON EMPTY");
  });

  it("asks the library about points and lines", () => {
    const values = [square, "POINT (1 1)"];
    const engine = engineAnswering((geometries) => {
      expect(geometries).toEqual(values.map(geometry));
      return geometry(square);
    });
    expect(withoutZeros(uniteGeometries(values, engine))).toBe("MULTIPOLYGON (((0 0,2 0,2 2,0 2,0 0)))");
  });

  it("stops where the pipeline stops", () => {
    const point = engineAnswering(([first]) => first!);
    const refusing = engineAnswering(() => {
      throw new GeometryEngineError("TopologyException");
    });
    expect(() => uniteGeometries(["POINT (1 2)"], point)).toThrow(PipelineError);
    expect(() => uniteGeometries(["POINT (1 2)"], refusing)).toThrow(PipelineError);
    expect(() => uniteGeometries(["nonsense"], noGeometry)).toThrow(PipelineError);
  });
});
