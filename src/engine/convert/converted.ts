import type { FailureReason } from "./failure.ts";

/**
 * What convert makes of a resource.
 *
 * `text` is the CSV the later phases read, in chunks, decoded: the resource itself when it was CSV to begin with, else
 * what the pipeline's converter would have written (`isCopy` false: the pipeline writes it to converted.csv).
 */
export interface Converted {
  /** As the pipeline logs it, for example `text/csv;charset=utf_8`; `""` when nothing was recognised. */
  readonly mimeType: string;
  /** Path inside a zip, with a leading slash; `""` otherwise. */
  readonly internalPath: string;
  readonly internalMimeType: string;
  /** The pipeline's codec name (`ascii`, `utf_8`, `utf_8-sig`, `cp1252`...); `""` for binary formats. */
  readonly charset: string;
  /** What a person would call it: "CSV", "GeoJSON", "Excel workbook"... */
  readonly format: string;
  /** Set when the pipeline cannot read the resource: its run then has no rows. */
  readonly failure?: ConvertFailure | undefined;
  /**
   * Set when the pipeline reads the resource as CSV although it plainly is none (a PDF, a page without a doctype): its
   * answer is what it is, but a person needs to be told.
   */
  readonly misread?: FailureReason;
  /** Decoded CSV text, newlines as in the bytes. Empty when `failure` is set. */
  readonly text: Iterable<string>;
  /** True when the pipeline itself would write converted.csv, with exactly `text` in UTF-8. */
  readonly writesConverted: boolean;
}

export interface ConvertFailure {
  readonly reason: FailureReason;
  /** The pipeline's own message, where one is known; a hint, never compared. */
  readonly exception: string;
}

/** A resource that cannot be read, with what is known of it. */
export function notConverted(
  reason: FailureReason,
  exception: string,
  known: Partial<Omit<Converted, "failure">> = {},
): Converted {
  return {
    mimeType: "",
    internalPath: "",
    internalMimeType: "",
    charset: "",
    format: "",
    text: [],
    writesConverted: false,
    ...known,
    failure: { reason, exception },
  };
}
