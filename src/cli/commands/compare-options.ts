import type { Mode } from "../../report/mode.ts";
import { UsageError } from "../usage-error.ts";

/** The options of `compare`. What is not about comparing is for the runs, as `check` takes it. */
export interface CompareOptions {
  readonly before: string;
  readonly after: string;
  /** Options of `check`, without targets. */
  readonly rest: readonly string[];
  /** Instead of those of the second run. */
  readonly beforeConfiguration?: string;
  readonly beforeMode?: Mode;
  readonly format: "text" | "json" | "markdown";
  readonly quiet: boolean;
}

const flags: ReadonlySet<string> = new Set(["--quiet"]);

/** @throws UsageError in plain words */
export function readCompareOptions(args: readonly string[]): CompareOptions {
  const targets: string[] = [];
  const rest: string[] = [];
  const own = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (!arg.startsWith("--")) {
      targets.push(arg);
      continue;
    }
    const equals = arg.indexOf("=");
    const name = equals < 0 ? arg : arg.slice(0, equals);
    const isFlag = flags.has(name);
    const value = equals >= 0 ? arg.slice(equals + 1) : isFlag ? "" : args[at + 1];
    if (value === undefined) throw new UsageError(`${name} needs a value.`);
    if (equals < 0 && !isFlag) at += 1;
    if (ownOptions.has(name)) own.set(name, value);
    else rest.push(name, value);
  }
  const [before, after, ...more] = targets;
  if (before === undefined || after === undefined) {
    throw new UsageError(
      "Name two things to compare: files, run files, folders of tables, or tables of the nightly run.",
    );
  }
  if (more.length > 0) throw new UsageError(`Compare two at a time: "${more[0]}" is one too many.`);
  const format = own.get("--format") ?? "text";
  if (format !== "text" && format !== "json" && format !== "markdown") {
    throw new UsageError(`--format must be one of text, json, markdown; "${format}" is not.`);
  }
  const mode = own.get("--before-mode");
  if (mode !== undefined && mode !== "check" && mode !== "added" && mode !== "pipeline") {
    throw new UsageError(`--before-mode must be one of check, added, pipeline; "${mode}" is not.`);
  }
  const configuration = own.get("--before-configuration");
  return {
    before,
    after,
    rest,
    format,
    quiet: own.has("--quiet"),
    ...(mode === undefined ? {} : { beforeMode: mode }),
    ...(configuration === undefined ? {} : { beforeConfiguration: configuration }),
  };
}

const ownOptions: ReadonlySet<string> = new Set([
  "--format",
  "--quiet",
  "--before-mode",
  "--before-configuration",
]);
