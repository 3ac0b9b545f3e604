import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GridUnavailable, transformationFor } from "../../../src/check/transformation.ts";
import { helmertToWgs84 } from "../../../src/engine/geometry/osgb.ts";
import { ostn15ToWgs84 } from "../../../src/engine/geometry/ostn15.ts";
import { packOstn15Grid, readOstn15Grid, shiftAt } from "../../../src/engine/geometry/ostn15-grid.ts";

const packed = readFileSync(new URL("../../../public/grid/ostn15.bin", import.meta.url));
const grid = readOstn15Grid(packed);
const toWgs84 = ostn15ToWgs84(grid);

/** A hundred-millionth of a degree: about a millimetre. */
const millimetre = 1e-8;

describe("OSTN15", () => {
  // Ordnance Survey's published test points: National Grid, then ETRS89.
  it.each([
    ["TP01", 91492.146, 11318.804, 49.9222639373, -6.29977752014],
    ["TP02", 170370.718, 11572.405, 49.9600613782, -5.20304609998],
    ["TP03", 250359.811, 62016.569, 50.4388582561, -4.10864563561],
    ["TP04", 449816.371, 75335.861, 50.57563665, -1.2978227724],
    ["TP05", 438710.92, 114792.25, 50.9312793791, -1.450514337],
  ])(
    "agrees with the published test point %s to a millimetre",
    (_, easting, northing, latitude, longitude) => {
      const place = toWgs84(easting, northing);
      expect(Math.abs(place[0] - longitude)).toBeLessThan(millimetre);
      expect(Math.abs(place[1] - latitude)).toBeLessThan(millimetre);
    },
  );

  it("is metres, not tens of metres, from the transformation without a grid, all over England", () => {
    const inEngland = fc.record({
      easting: fc.integer({ min: 90_000, max: 650_000 }),
      northing: fc.integer({ min: 20_000, max: 640_000 }),
    });
    fc.assert(
      fc.property(inEngland, ({ easting, northing }) => {
        const [x, y] = toWgs84(easting, northing);
        const [atX, atY] = helmertToWgs84(easting, northing);
        const metres = Math.hypot((x - atX) * Math.cos((y * Math.PI) / 180), y - atY) * 111_200;
        expect(metres).toBeGreaterThan(0);
        expect(metres).toBeLessThan(10);
      }),
    );
  });

  it("shifts by the node itself at a node", () => {
    const at = 300 * grid.columns + 400;
    expect(shiftAt(grid, 400_000, 300_000)).toEqual([grid.east[at]! / 1000, grid.north[at]! / 1000]);
  });

  it("gives way to the transformation without a grid where the table has no nodes", () => {
    expect(toWgs84(-50, 300_000)).toEqual(helmertToWgs84(-50, 300_000));
    expect(toWgs84(400_000, 900_000)).toEqual(helmertToWgs84(400_000, 900_000));
    expect(toWgs84(Number.NaN, 1)).toEqual([Number.NaN, Number.NaN]);
  });

  it("survives packing, whatever the shifts", () => {
    const tables = fc.integer({ min: 1, max: 6 }).chain((columns) =>
      fc
        .array(
          fc.tuple(fc.integer({ min: 80_000, max: 90_000 }), fc.integer({ min: -90_000, max: -80_000 })),
          {
            minLength: columns,
            maxLength: 5 * columns,
          },
        )
        .map((nodes) => {
          const rows = Math.floor(nodes.length / columns);
          const used = nodes.slice(0, rows * columns);
          return {
            columns,
            rows,
            east: Int32Array.from(used, ([east]) => east),
            north: Int32Array.from(used, ([, north]) => north),
          };
        }),
    );
    fc.assert(
      fc.property(tables, (table) => {
        expect(readOstn15Grid(packOstn15Grid(table))).toEqual(table);
      }),
    );
  });

  it.each([[new Uint8Array(3)], [packed.subarray(0, 2000)]])(
    "refuses bytes that are not the table",
    (bytes) => {
      expect(() => readOstn15Grid(bytes)).toThrow();
    },
  );
});

describe("the transformation of a run", () => {
  const load = () => packed;

  it("is the live check's for the live check and the nightly run's otherwise, unless told", () => {
    expect(transformationFor("check", undefined, load).name).toBe("helmert");
    expect(transformationFor("added", undefined, load).name).toBe("ostn15");
    expect(transformationFor("pipeline", undefined, load).name).toBe("ostn15");
    expect(transformationFor("pipeline", "helmert", load).toWgs84).toBe(helmertToWgs84);
  });

  it("loads the table at the first place, once, and tells how far the two are apart", () => {
    let loads = 0;
    const run = transformationFor("added", undefined, () => {
      loads += 1;
      return packed;
    });
    expect(run.apart()).toBeUndefined();
    expect(loads).toBe(0);
    run.toWgs84(430_000, 260_000);
    run.toWgs84(530_000, 180_000);
    expect(loads).toBe(1);
    expect(run.apart()).toBeGreaterThan(0.5);
    expect(run.apart()).toBeLessThan(4);
  });

  it("says which table is not there", () => {
    const run = transformationFor("added", undefined, () => {
      throw new Error("no connection");
    });
    expect(() => run.toWgs84(430_000, 260_000)).toThrow(GridUnavailable);
  });
});
