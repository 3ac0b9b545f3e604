import { parseArgs } from "node:util";
import type { RowQuestion } from "../../reproduce/find-rows.ts";
import { UsageError } from "../usage-error.ts";

/** What `check` can do with a run besides the report. */
export interface ReproduceOptions {
  /** A run file to do again. */
  readonly run?: string;
  readonly writeRun?: string;
  readonly trace?: RowQuestion;
  /** Where resources are fetched by their hash. */
  readonly archive?: string;
  /** Everything else, for `check`'s own options. */
  readonly rest: readonly string[];
}

const own = ["run", "write-run", "trace", "archive"] as const;

/** Whether arguments of `check` ask for a run to be reproduced, written down or traced. */
export function asksToReproduce(args: readonly string[]): boolean {
  return args.some((arg) => own.some((name) => arg === `--${name}` || arg.startsWith(`--${name}=`)));
}

/** Takes the options of reproducing out of the arguments of `check`. @throws UsageError in plain words */
export function readReproduceOptions(args: readonly string[]): ReproduceOptions {
  const taken = new Map<string, string>();
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    const [name = "", ...joined] = arg.split("=");
    const option = own.find((one) => name === `--${one}`);
    if (option === undefined) {
      rest.push(arg);
      continue;
    }
    const value = joined.length > 0 ? joined.join("=") : args[at + 1];
    if (joined.length === 0) at += 1;
    if (value === undefined || value === "") throw new UsageError(`--${option} needs a value.`);
    taken.set(option, value);
  }
  const [run, writeRun, trace, archive] = own.map((name) => taken.get(name));
  return {
    rest,
    ...(run === undefined ? {} : { run }),
    ...(writeRun === undefined ? {} : { writeRun }),
    ...(trace === undefined ? {} : { trace: rowQuestion(trace) }),
    ...(archive === undefined ? {} : { archive }),
  };
}

function rowQuestion(text: string): RowQuestion {
  const [by = "", ...value] = text.split("=");
  if (/^\d+$/.test(text)) return { by: "line", value: text };
  if (by === "line" || by === "entry" || by === "reference" || by === "entity")
    return { by, value: value.join("=") };
  throw new UsageError(
    `--trace takes a line number, or entry=NUMBER, reference=TEXT or entity=NUMBER; "${text}" is none.`,
  );
}

export interface RunFileOptions {
  /** The resource, when it is not to be had from the run file. */
  readonly target?: string;
  readonly configuration?: string;
  readonly specification?: string;
  readonly output?: string;
  readonly format: "text" | "json" | "markdown";
  readonly quiet: boolean;
}

/** What may stand beside `--run`: the run file decides everything else. @throws UsageError in plain words */
export function readRunFileOptions(args: readonly string[]): RunFileOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      configuration: { type: "string" },
      specification: { type: "string" },
      output: { type: "string" },
      format: { type: "string", default: "text" },
      quiet: { type: "boolean", default: false },
    },
  });
  const { format, quiet, configuration, specification, output } = values;
  if (format !== "text" && format !== "json" && format !== "markdown")
    throw new UsageError(`--format must be one of text, json, markdown; "${format}" is not.`);
  if (positionals.length > 1)
    throw new UsageError(`One file at a time: "${positionals[1]}" is one too many.`);
  const [target] = positionals;
  return {
    format,
    quiet,
    ...(target === undefined ? {} : { target }),
    ...(configuration === undefined ? {} : { configuration }),
    ...(specification === undefined ? {} : { specification }),
    ...(output === undefined ? {} : { output }),
  };
}
