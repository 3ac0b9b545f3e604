import type { GeometryEngine } from "../../engine/geometry/geometry-engine.ts";
import { loadGeometryEngine } from "../geometry-wasm.ts";

/** The geometry library on Node, from node_modules. */
export function loadGeometry(): Promise<GeometryEngine> {
  return loadGeometryEngine();
}
