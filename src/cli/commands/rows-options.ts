import { parseArgs } from "node:util";
import type { RowOrder } from "../../repository/change-set.ts";
import { isRealDate } from "../../request/validate.ts";
import { UsageError } from "../usage-error.ts";

export interface RowsOptions {
  /** Request files and import.csv files, in the order in which numbers are given. */
  readonly files: readonly string[];
  /** A checkout of the repository. */
  readonly configuration: string;
  /** A folder, or a file ending in .zip or .patch. */
  readonly output: string;
  /** The data of the one request, instead of fetching it. */
  readonly data?: string;
  readonly decisions?: string;
  /** For the rows of import.csv, which does not say. */
  readonly authoritative?: boolean;
  readonly fetches: boolean;
  readonly onlyNew: boolean;
  readonly order: RowOrder;
  readonly today?: string;
}

/** The options of `rows`. @throws UsageError in plain words */
export function readRowsOptions(args: readonly string[]): RowsOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      configuration: { type: "string" },
      output: { type: "string" },
      data: { type: "string" },
      decisions: { type: "string" },
      authoritative: { type: "string" },
      "no-fetch": { type: "boolean", default: false },
      "only-new": { type: "boolean", default: false },
      order: { type: "string", default: "canonical" },
      today: { type: "string" },
    },
  });
  if (positionals.length === 0) throw new UsageError("Name a request file or an import.csv.");
  if (values.configuration === undefined)
    throw new UsageError("Name the checkout of the repository with --configuration.");
  if (values.output === undefined)
    throw new UsageError(
      "Say where the rows go with --output: a folder, or a file ending in .zip or .patch.",
    );
  const { order, today, authoritative } = values;
  if (order !== "canonical" && order !== "append")
    throw new UsageError(`--order must be canonical or append; "${order}" is neither.`);
  if (today !== undefined && !isRealDate(today))
    throw new UsageError(`--today must be a real date like 2026-03-27; "${today}" is not.`);
  if (authoritative !== undefined && authoritative !== "yes" && authoritative !== "no")
    throw new UsageError(`--authoritative must be yes or no; "${authoritative}" is neither.`);
  if (values.data !== undefined && positionals.length > 1)
    throw new UsageError("--data is the data of one request: name one request file.");
  return {
    files: positionals,
    configuration: values.configuration,
    output: values.output,
    fetches: !values["no-fetch"],
    onlyNew: values["only-new"],
    order,
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.decisions === undefined ? {} : { decisions: values.decisions }),
    ...(authoritative === undefined ? {} : { authoritative: authoritative === "yes" }),
    ...(today === undefined ? {} : { today }),
  };
}
