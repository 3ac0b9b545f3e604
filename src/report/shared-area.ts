import { areaOf } from "../engine/geometry/deviation.ts";
import { type GeometryEngine, GeometryEngineError } from "../engine/geometry/geometry-engine.ts";
import { readWkt } from "../engine/geometry/wkt-reader.ts";

/**
 * How much two shapes share, each as a part of its own area, as the platform's test for duplicates measures it.
 * @returns a function from two WKT texts to two parts, 0 to 1; 0 when either is no area or the library gives up
 */
export function sharedAreaBy(engine: GeometryEngine): (a: string, b: string) => readonly [number, number] {
  return (a, b) => {
    const shapes = [readWkt(a)?.geometry, readWkt(b)?.geometry].filter((shape) => shape !== undefined);
    const [ofA = 0, ofB = 0] = shapes.map(areaOf);
    if (shapes.length < 2 || ofA <= 0 || ofB <= 0) return [0, 0];
    try {
      const shared = ofA + ofB - areaOf(engine.union(shapes));
      return [shared / ofA, shared / ofB];
    } catch (error) {
      if (error instanceof GeometryEngineError) return [0, 0];
      throw error;
    }
  };
}
