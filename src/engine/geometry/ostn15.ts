import type { ToWgs84 } from "./geometry-context.ts";
import { helmertToWgs84 } from "./osgb.ts";
import { type Ostn15Grid, shiftAt } from "./ostn15-grid.ts";
import { grs80, unprojectOn } from "./transverse-mercator.ts";

const unprojectEtrs89 = unprojectOn(grs80);
const degreesPerRadian = 180 / Math.PI;
/** A hundredth of a millimetre; every step is about 1/5,000 of the one before, so three do. */
const closeEnoughMetres = 1e-5;
const mostSteps = 10;

/**
 * British National Grid to WGS84 by Ordnance Survey's definitive OSTN15 table: what the nightly run applies, though from
 * the same table resampled (NTv2), about half a millimetre apart, so that a sixth decimal can differ by one.
 * Where the table has no nodes, the transformation without a grid, as PROJ falls back to it.
 * Height is not used: the table shifts the plane.
 * Source: Ordnance Survey, "Transformations and OSGM15 user guide" (2020), sections 3 and 4
 */
export function ostn15ToWgs84(grid: Ostn15Grid): ToWgs84 {
  return (easting, northing, height = 0) => {
    // The table is by ETRS89 place, and the place is known by OSGB36: its shift is found by steps.
    let place: readonly [number, number] = [easting, northing];
    for (let step = 0; step < mostSteps; step += 1) {
      const shift = shiftAt(grid, ...place);
      if (!shift) return helmertToWgs84(easting, northing, height);
      const next = [easting - shift[0], northing - shift[1]] as const;
      const moved = Math.abs(next[0] - place[0]) + Math.abs(next[1] - place[1]);
      place = next;
      if (moved < closeEnoughMetres) break;
    }
    const [longitude, latitude] = unprojectEtrs89(...place);
    return [longitude * degreesPerRadian, latitude * degreesPerRadian];
  };
}
