import { type CheckResult, check } from "../../check/check.ts";
import type { CheckInput } from "../../check/input.ts";
import { tableNames } from "../../check/table-writer.ts";
import { nodeEffects } from "../../effects/node/effects.ts";
import { tableFiles } from "../../effects/node/table-files.ts";
import { folderConfiguration, nodeTables, withSpecification } from "../../effects/node/tables.ts";
import type { Advice } from "../../endpoint/advice.ts";
import { failureWords } from "../../report/failure-words.ts";
import type { Report } from "../../report/report.ts";
import { reportJson } from "../../report/write-json.ts";
import { reportMarkdown } from "../../report/write-markdown.ts";
import { reportText } from "../../report/write-text.ts";
import { openTarget, type Target } from "../open-target.ts";
import { progressBar } from "../progress-bar.ts";
import { UsageError } from "../usage-error.ts";
import { toolVersion } from "../version.ts";
import { type CheckOptions, readCheckOptions } from "./check-options.ts";

/** `check FILE|URL`: prints the report, writes the tables when asked. @returns 0, 1 or 2 (usage.ts) */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const options = readCheckOptions(args);
  const effects = nodeEffects(tablesOf(options), options.today);
  const target = await openTarget(options.target);
  const input = inputOf(options, target);
  const files = options.output === undefined ? undefined : tableFiles(options.output);
  const bar = progressBar(process.stderr, !options.quiet);
  try {
    const result = await check(input, effects, {
      toolVersion,
      progress: bar.show,
      ...(files ? { tables: { wanted: new Set(tableNames), write: files.write } } : {}),
    });
    bar.end();
    files?.writeOutcome(outcomeOf(result));
    return tell(result, options, target.inspection?.advice ?? []);
  } finally {
    bar.end();
    files?.close();
    target.close();
  }
}

const printers: Readonly<Record<CheckOptions["format"], (report: Report) => string>> = {
  text: reportText,
  json: reportJson,
  markdown: reportMarkdown,
};

/** Prints what was found; says on the error output why a check could not go on. @returns the exit code */
function tell(result: CheckResult, { quiet, format }: CheckOptions, advice: readonly Advice[]): number {
  const { report } = result;
  if (!quiet) {
    for (const { verdict, reason, better } of advice) {
      if (verdict !== "fine")
        process.stderr.write(`The address, ${verdict}: ${reason}${better ? ` Better: ${better}` : ""}\n`);
    }
  }
  if (report && !quiet) {
    const text = printers[format](report);
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  }
  if (result.ok) return result.report.groups.mustFix.length > 0 ? 1 : 0;
  const { heading, what, todo } = failureWords(result.failure);
  process.stderr.write(`${heading}. ${what}\n${todo.map((step) => `- ${step}\n`).join("")}`);
  return result.failure.code === "pipeline-raises" ? 1 : 2;
}

export function outcomeOf(result: CheckResult): object {
  const run = result.run;
  return run?.result.outcome ?? { outcome: "raised", ...(result.ok ? {} : { failure: result.failure }) };
}

export function tablesOf({ specification }: CheckOptions) {
  const tables = nodeTables();
  return specification === undefined ? tables : plainly(() => withSpecification(tables, specification));
}

export function inputOf(options: CheckOptions, target: Target): CheckInput {
  const { configuration, resource, columnMapping, categoryValues, geometryType, transformation, charset } =
    options;
  const endpoints = [...options.endpoints, ...(target.inspection ? [target.inspection.url] : [])];
  return {
    source: target.source,
    name: target.name,
    dataset: options.dataset,
    mode: options.mode,
    organisations: options.organisations,
    endpoints,
    ...(options.entryDate === undefined ? {} : { entryDate: options.entryDate }),
    ...(configuration === undefined
      ? {}
      : { configuration: plainly(() => folderConfiguration(configuration)) }),
    ...(charset === undefined ? {} : { charset }),
    ...(resource === undefined ? {} : { resource }),
    ...(columnMapping ? { columnMapping } : {}),
    ...(categoryValues ? { categoryValues } : {}),
    ...(geometryType ? { geometryType } : {}),
    ...(transformation ? { transformation } : {}),
  };
}

/** A folder that cannot be read is a matter of usage. */
function plainly<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
