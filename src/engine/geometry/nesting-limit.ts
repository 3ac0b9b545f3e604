import { PipelineError } from "../pipeline-error.ts";
import { type Geometry, nestingDepth } from "./geometry.ts";

/** Python's recursion limit, less the frames below the pipeline's own recursion into collections. */
const deepestCollection = 950;

/**
 * Stops where the pipeline's recursion into collections within collections would. What passes can be recursed into.
 * @param raisedIn the pipeline's function
 * @throws PipelineError
 */
export function refuseDeepCollections(geometry: Geometry, raisedIn: string): void {
  if (nestingDepth(geometry) > deepestCollection) {
    throw new PipelineError("RecursionError", raisedIn, "maximum recursion depth exceeded");
  }
}
