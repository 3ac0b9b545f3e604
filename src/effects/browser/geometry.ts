import type { GeometryEngine } from "../../engine/geometry/geometry-engine.ts";
import { loadGeometryEngine } from "../geometry-wasm.ts";

/** The geometry library in a browser or its worker, a file of its own in the build, fetched when first needed. */
export function loadGeometry(): Promise<GeometryEngine> {
  return loadGeometryEngine();
}
