/**
 * The pipeline itself would stop here with an exception, and so does the run: outcome `raised`.
 *
 * `exception` is the name of the Python exception and `raisedIn` the function that raised it
 * (`"wkt.parse_wkt"`); both are hints for people, the outcome is what counts.
 */
export class PipelineError extends Error {
  readonly exception: string;
  readonly raisedIn: string;

  constructor(exception: string, raisedIn: string, reason: string) {
    super(reason);
    this.name = "PipelineError";
    this.exception = exception;
    this.raisedIn = raisedIn;
  }
}
