/** Something in a configuration repository that should not be merged, or should be looked at. */
export interface Problem {
  /** As in the repository: `pipeline/tree/lookup.csv`. */
  readonly path: string;
  /** Line in the file as an editor counts it, header = 1. */
  readonly line: number;
  /** Stable, for programs. */
  readonly code: ProblemCode;
  /** One sentence, without the place. */
  readonly message: string;
  /** What stays when lines move: tells whether a problem was there before. */
  readonly about: string;
}

/** What is wrong, and whether it stops a merge: what the repository's tests or `apply` refuse is an error. */
export const problemLevels = {
  "no-header": "error",
  "column-not-registered": "error",
  "blank-row": "error",
  "cell-count": "error",
  "wrong-datatype": "error",
  "not-canonical": "error",
  "not-sorted": "warning",
  "number-of-two-organisations": "error",
  "number-of-two-prefixes": "warning",
  "number-in-two-collections": "error",
  "number-of-two-references": "warning",
  "number-outside-dataset": "warning",
  "number-is-maximum": "warning",
  "number-outside-ranges": "error",
  "reference-with-two-numbers": "warning",
  "reference-in-quotes": "warning",
  "unknown-organisation": "warning",
  "ranges-overlap": "error",
  "ranges-same-minimum": "warning",
  "range-upside-down": "error",
  "old-entity-twice": "error",
  "old-entity-status": "error",
  "old-entity-target": "error",
  "old-entity-chain": "error",
  "endpoint-key": "warning",
  "source-key": "warning",
  "endpoint-twice": "warning",
  "source-twice": "warning",
  "source-without-endpoint": "error",
  "unknown-pipeline": "error",
} as const satisfies Record<string, "error" | "warning">;

export type ProblemCode = keyof typeof problemLevels;
