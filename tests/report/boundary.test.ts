import { beforeAll, describe, expect, it } from "vitest";
import { loadGeometryEngine } from "../../src/effects/geometry-wasm.ts";
import type { GeometryEngine } from "../../src/engine/geometry/geometry-engine.ts";
import { boundaryTest } from "../../src/report/boundary-test.ts";
import { readBoundary } from "../../src/report/read-boundary.ts";

let engine: GeometryEngine;
beforeAll(async () => {
  engine = await loadGeometryEngine();
});

const square = (west: number, south: number, east: number, north: number) =>
  `((${west} ${south}, ${east} ${south}, ${east} ${north}, ${west} ${north}, ${west} ${south}))`;
const polygon = (...box: [number, number, number, number]) => `POLYGON ${square(...box)}`;
const feature = (coordinates: unknown, properties: object, type = "Polygon") => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const ring = (west: number) => [
  [west, 52],
  [west + 0.1, 52],
  [west + 0.1, 52.1],
  [west, 52.1],
  [west, 52],
];

describe("a boundary file", () => {
  const read = (text: string, names: string[] = []) => readBoundary(text, names, engine);

  it.each([
    ["well-known text", polygon(-1, 52, -0.9, 52.1)],
    ["well-known text with a system in front", `SRID=4326;${polygon(-1, 52, -0.9, 52.1)}`],
    ["CSV with a geometry column", `reference,geometry\nE60000001,"${polygon(-1, 52, -0.9, 52.1)}"\n`],
    ["CSV with shapes in a column of another name", `code,outline\nE6,"${polygon(-1, 52, -0.9, 52.1)}"\n`],
    ["a GeoJSON geometry", JSON.stringify({ type: "Polygon", coordinates: [ring(-1)] })],
    ["a GeoJSON feature", JSON.stringify(feature([ring(-1)], {}))],
    ["latitude before longitude", "POLYGON ((52 -1, 52 -0.9, 52.1 -0.9, 52.1 -1, 52 -1))"],
  ])("is read from %s", (_, text) => {
    const found = read(text);
    if (!found.ok) throw new Error(found.reason);
    const outside = boundaryTest(found.wkt, engine);
    expect(outside?.("POINT (-0.95 52.05)")).toBe(0);
    expect(outside?.("POINT (-0.85 52.05)")).toBe(1);
  });

  it("is read in British National Grid", () => {
    const found = read(polygon(430000, 260000, 440000, 270000));
    expect(found).toMatchObject({ ok: true, areas: 1 });
    const outside = found.ok ? boundaryTest(found.wkt, engine) : undefined;
    expect(outside?.("POINT (-1.5 52.27)")).toBe(0);
    expect(outside?.("POINT (-2.5 52.27)")).toBe(1);
  });

  it("with several areas gives the organisation's own, by any of its names", () => {
    const file = JSON.stringify({
      type: "FeatureCollection",
      features: [
        feature([ring(-1)], { reference: "E60000001", name: "One" }),
        feature([ring(-2)], { reference: "E60000002", name: "Two" }),
      ],
    });
    const own = read(file, ["local-authority:TWO", "e60000002"]);
    expect(own).toMatchObject({ ok: true, areas: 1, ofAreas: 2 });
    const outside = own.ok ? boundaryTest(own.wkt, engine) : undefined;
    expect([outside?.("POINT (-1.95 52.05)"), outside?.("POINT (-0.95 52.05)")]).toEqual([0, 1]);
    expect(read(file, ["local-authority:XXX"])).toMatchObject({ areas: 2, ofAreas: 2 });
  });

  it.each([
    ["words", "not a boundary", "not-readable"],
    ["broken JSON", '{"type":', "not-readable"],
    ["a file of points", "reference,geometry\nA,POINT (-1 52)\n", "no-area"],
    ["an area elsewhere", polygon(10, 40, 11, 41), "not-in-england"],
  ])("that is %s is refused with a reason", (_, text, reason) => {
    expect(read(text)).toEqual({ ok: false, reason });
  });
});

describe("the part outside a boundary", () => {
  /*
   *   52.2 +-----------+      a square with a hole in its middle
   *        |   +---+   |
   *        |   |   |   |
   *        |   +---+   |
   *   52.0 +-----------+
   *       -1.2        -1.0
   */
  const holed = `POLYGON (${square(-1.2, 52, -1, 52.2).slice(1, -1)}, ${square(-1.12, 52.08, -1.08, 52.12).slice(1, -1)})`;
  const outside = (wkt: string) => boundaryTest(holed, engine)?.(wkt);

  it.each([
    ["inside", polygon(-1.19, 52.01, -1.17, 52.03), 0],
    ["elsewhere", polygon(-0.9, 52, -0.8, 52.1), 1],
    ["half across the border", polygon(-1.01, 52.01, -0.99, 52.02), 0.5],
    ["in the hole", polygon(-1.11, 52.09, -1.09, 52.11), 1],
    ["around the hole", polygon(-1.14, 52.06, -1.06, 52.14), 0.25],
    ["around the whole boundary", polygon(-1.3, 51.9, -0.9, 52.3), 1 - (0.04 - 0.0016) / 0.16],
    ["along the border inside", polygon(-1.2, 52, -1.18, 52.02), 0],
    ["a point in the hole", "POINT (-1.1 52.1)", 1],
    ["a line half out", "LINESTRING (-1.01 52.01, -0.99 52.01)", 0.5],
  ])("is right for a shape %s", (_, wkt, share) => {
    expect(outside(wkt)).toBeCloseTo(share, 6);
  });

  it("is right for many points and a long boundary", () => {
    const circle = Array.from({ length: 20_001 }, (_, at) => {
      const angle = (2 * Math.PI * (at % 20_000)) / 20_000;
      return `${-1 + 0.3 * Math.cos(angle)} ${52 + 0.3 * Math.sin(angle)}`;
    });
    const test = boundaryTest(`POLYGON ((${circle.join(", ")}))`, engine);
    const eastings = Array.from({ length: 5000 }, (_, row) => -1.4 + (row % 100) / 125);
    const out = eastings.filter((x) => test?.(`POINT (${x} 52)`) === 1);
    expect(out).toEqual(eastings.filter((x) => Math.abs(x + 1) > 0.3));
  });
});
