import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ItemResult, itemResult, refusedResult } from "../batch/item-result.ts";
import { type CheckResult, check } from "../check/check.ts";
import { type TableName, tableNames } from "../check/table-writer.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { nodeEffects } from "../effects/node/effects.ts";
import { tableFiles } from "../effects/node/table-files.ts";
import { folderConfiguration } from "../effects/node/tables.ts";
import type { Report } from "../report/report.ts";
import { reportJson } from "../report/write-json.ts";
import { inputOf, outcomeOf, tablesOf } from "./commands/check.ts";
import type { CheckOptions } from "./commands/check-options.ts";
import { openTarget } from "./open-target.ts";
import { UsageError } from "./usage-error.ts";
import { toolVersion } from "./version.ts";

/** One check of a stream or batch. */
export interface CheckJob {
  readonly options: CheckOptions;
  /** Tables written into `options.output`, when that is given. */
  readonly tables: readonly TableName[];
  /** Written into the folder last: whoever sees it sees the whole result. */
  readonly resultFile?: string;
  /** Gives the whole report back as well. */
  readonly withReport?: boolean;
}

export interface JobResult {
  readonly result: ItemResult;
  readonly report?: Report;
}

/**
 * Runs checks one after the other with the tables loaded once. Never rejects: what cannot be opened or understood is a
 * result that says so.
 */
export class JobRunner {
  readonly #tables = new Map<string, ReturnType<typeof tablesOf>>();
  readonly #configurations = new Map<string, Configuration>();

  async run(job: CheckJob): Promise<JobResult> {
    const { options } = job;
    const subject = {
      name: options.target,
      dataset: options.dataset,
      organisations: options.organisations,
    };
    try {
      return await this.#run(job);
    } catch (error) {
      const code = error instanceof UsageError ? "not-opened" : "stopped";
      const message = error instanceof Error ? error.message : String(error);
      const result = refusedResult(subject, code, message);
      if (options.output !== undefined) keepAlone(options.output, job, result);
      return { result };
    }
  }

  async #run(job: CheckJob): Promise<JobResult> {
    const { options, tables: wanted, withReport } = job;
    const { configuration: folder, ...rest } = options;
    const tables = this.#tablesOf(options);
    const target = await openTarget(options.target);
    // Written aside and moved at the end: a killed run leaves nothing that looks finished.
    const working =
      options.output === undefined ? undefined : `${options.output}.part-${randomBytes(4).toString("hex")}`;
    const files = working === undefined ? undefined : tableFiles(working);
    try {
      const input = {
        ...inputOf(rest, target),
        ...(folder === undefined ? {} : this.#configuration(folder)),
      };
      const checked = await check(input, nodeEffects(tables, options.today), {
        toolVersion,
        ...(files && wanted.length > 0 ? { tables: { wanted: new Set(wanted), write: files.write } } : {}),
      });
      files?.writeOutcome(outcomeOf(checked));
      files?.close();
      const result = resultOf(checked, options);
      if (working !== undefined && options.output !== undefined) {
        if (checked.report) writeFileSync(join(working, "report.json"), reportJson(checked.report));
        keep(working, options.output, job, result);
      }
      return { result, ...(withReport && checked.report ? { report: checked.report } : {}) };
    } finally {
      files?.close();
      target.close();
      if (working !== undefined) rmSync(working, { recursive: true, force: true });
    }
  }

  #tablesOf(options: CheckOptions): ReturnType<typeof tablesOf> {
    const key = options.specification ?? "";
    const tables = this.#tables.get(key) ?? tablesOf(options);
    this.#tables.set(key, tables);
    return tables;
  }

  #configuration(folder: string): { readonly configuration: Configuration } {
    let configuration = this.#configurations.get(folder);
    if (!configuration) {
      try {
        configuration = folderConfiguration(folder);
      } catch (error) {
        throw new UsageError(error instanceof Error ? error.message : String(error));
      }
      this.#configurations.set(folder, configuration);
    }
    return { configuration };
  }
}

function resultOf(checked: CheckResult, { target, dataset, organisations }: CheckOptions): ItemResult {
  return itemResult(
    { name: target, dataset, organisations },
    checked.report,
    checked.ok ? undefined : checked.failure,
  );
}

function keep(working: string, output: string, { resultFile }: CheckJob, result: ItemResult): void {
  if (resultFile !== undefined) writeFileSync(join(working, resultFile), resultText(result));
  // Only what an earlier run of the same job wrote is replaced: the folder may hold a person's own files.
  if (resultFile !== undefined) rmSync(output, { recursive: true, force: true });
  if (!existsSync(output)) {
    mkdirSync(dirname(output), { recursive: true });
    renameSync(working, output);
    return;
  }
  for (const name of [...tableNames, "outcome.json", "report.json"]) {
    const written = join(working, name);
    if (existsSync(written)) renameSync(written, join(output, name));
    else rmSync(join(output, name), { force: true });
  }
}

/** What could not be opened has a result and nothing else. */
function keepAlone(output: string, { resultFile }: CheckJob, result: ItemResult): void {
  if (resultFile === undefined) return;
  const working = `${output}.part-${randomBytes(4).toString("hex")}`;
  mkdirSync(working, { recursive: true });
  writeFileSync(join(working, resultFile), resultText(result));
  rmSync(output, { recursive: true, force: true });
  renameSync(working, output);
}

function resultText(result: ItemResult): string {
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
