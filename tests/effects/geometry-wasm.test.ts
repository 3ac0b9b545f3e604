import { describe, expect, it } from "vitest";
import { geometryMemory, loadGeometryEngine } from "../../src/effects/geometry-wasm.ts";
import type { Geometry } from "../../src/engine/geometry/geometry.ts";
import { GeometryEngineError } from "../../src/engine/geometry/geometry-engine.ts";
import { writeWkt } from "../../src/engine/geometry/wkt-writer.ts";
import { withoutZeros } from "../engine/datatypes/geometry-cell.ts";
import { geometry } from "../engine/geometry/shapes.ts";

const engine = await loadGeometryEngine();
const bowTie = geometry("POLYGON ((0 0,4 4,0 4,4 0,0 0))");
const squares = [geometry("POLYGON ((0 0,2 0,2 2,0 2,0 0))"), geometry("POLYGON ((1 1,3 1,3 3,1 3,1 1))")];

function drawn(shape: Geometry): string {
  if (shape.type === "Polygon") return drawn({ type: "MultiPolygon", members: [shape] });
  if (shape.type !== "MultiPolygon") return shape.type;
  return withoutZeros(writeWkt(shape));
}

describe("the geometry library", () => {
  it("is loaded once", async () => {
    expect(await loadGeometryEngine()).toBe(engine);
  });

  it("makes shapes valid, on a grid", () => {
    expect(drawn(engine.makeValid(bowTie, 1e-6))).toBe(
      "MULTIPOLYGON (((4 0,0 0,2 2,4 0)),((4 4,2 2,0 4,4 4)))",
    );
    const [snapped] = [engine.makeValid(geometry("POLYGON ((0 0,3.4 0,0 3.6,0 0))"), 1)];
    expect(drawn(snapped)).toBe("MULTIPOLYGON (((0 0,3 0,0 4,0 0)))");
  });

  it("buffers by nothing", () => {
    const [a, b] = squares;
    if (a?.type !== "Polygon" || b?.type !== "Polygon") throw new Error("not squares");
    expect(drawn(engine.bufferZero({ type: "MultiPolygon", members: [a, b] }))).toBe(
      "MULTIPOLYGON (((0 0,0 2,1 2,1 3,3 3,3 1,2 1,2 0,0 0)))",
    );
  });

  it("unites", () => {
    expect(drawn(engine.union(squares))).toBe("MULTIPOLYGON (((2 0,0 0,0 2,1 2,1 3,3 3,3 1,2 1,2 0)))");
    expect(engine.union([geometry("POINT (1 2)"), geometry("LINESTRING (5 5,6 6)")]).type).toBe(
      "GeometryCollection",
    );
    expect(engine.union([])).toEqual({ type: "GeometryCollection", members: [] });
  });

  it("refuses in its own words, and goes on working", () => {
    const tooShort = { type: "Polygon", rings: [Float64Array.of(0, 0, 1, 1)] } as const;
    expect(() => engine.bufferZero(tooShort)).toThrow(GeometryEngineError);
    expect(() => engine.bufferZero(tooShort)).toThrow(/points|ring/i);
    expect(drawn(engine.makeValid(bowTie, 1e-6))).toContain("2 2");
  });

  it("takes no more memory for ten thousand repairs than for a few", () => {
    const repair = (times: number) => {
      for (let i = 0; i < times; i += 1) engine.makeValid(bowTie, 1e-6);
      return geometryMemory(engine);
    };
    const before = repair(100);
    // Large results are given back too.
    const large = geometry(
      `LINESTRING (${Array.from({ length: 5000 }, (_, i) => `${i} ${i % 7}`).join(",")})`,
    );
    const afterLarge = (() => {
      for (let i = 0; i < 20; i += 1) engine.union([large]);
      return geometryMemory(engine);
    })();
    for (let i = 0; i < 100; i += 1) engine.union([large]);
    expect(repair(10_000)).toBe(afterLarge);
    expect(before).toBeGreaterThan(0);
  });
});
