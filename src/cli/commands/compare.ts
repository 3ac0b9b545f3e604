import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Effects } from "../../check/effects.ts";
import type { CheckInput } from "../../check/input.ts";
import { compareOutputs } from "../../compare/compare-outputs.ts";
import { looksLikeOutput, type OutputFile, readRunOutput } from "../../compare/read-output.ts";
import type { RunOutput, RunSource } from "../../compare/run-output.ts";
import { comparisonText } from "../../compare/write-comparison.ts";
import { directoryHash } from "../../effects/node/directory-hash.ts";
import { nodeEffects } from "../../effects/node/effects.ts";
import { nodeTables } from "../../effects/node/tables.ts";
import { failureWords } from "../../report/failure-words.ts";
import { openRun } from "../../reproduce/open-run.ts";
import { looksLikeRunFile } from "../../reproduce/run-descriptor.ts";
import { observeRun } from "../../rules/observe-run.ts";
import { runOutput } from "../../rules/run-output.ts";
import { openTarget } from "../open-target.ts";
import { UsageError } from "../usage-error.ts";
import { toolVersion } from "../version.ts";
import { inputOf, tablesOf } from "./check.ts";
import { readCheckOptions } from "./check-options.ts";
import { type CompareOptions, readCompareOptions } from "./compare-options.ts";
import { fromRunFile } from "./reproduce.ts";

/** Files that are read whole to tell what they are; a longer one is a resource. */
const longestOutput = 500_000_000;

/**
 * `compare BEFORE AFTER`: what two runs gave, difference by difference, grouped by cause. Each side is a resource (which
 * is run), a run file, a folder of tables, a table of the nightly run, or an answer of the live check.
 * @returns 0 nothing differs, 1 something differs; what is not understood is a UsageError
 */
export async function compareCommand(args: readonly string[]): Promise<number> {
  const options = readCompareOptions(args);
  const before = await outputOf(options.before, options, true);
  const after = await outputOf(options.after, options, false);
  const comparison = compareOutputs(before, after);
  if (!options.quiet) {
    process.stdout.write(
      options.format === "json"
        ? `${JSON.stringify({ before: labelled(before), after: labelled(after), ...comparison }, undefined, 2)}\n`
        : comparisonText(comparison, before, after, options.format),
    );
  }
  if (comparison.compared.length === 0) {
    throw new UsageError(
      `${before.label} and ${after.label} have nothing in common: compare issues with issues, facts with facts.`,
    );
  }
  return comparison.same ? 0 : 1;
}

function labelled({ label, source }: RunOutput) {
  return { label, ...source };
}

async function outputOf(path: string, options: CompareOptions, first: boolean): Promise<RunOutput> {
  if (/^https?:\/\//i.test(path)) return ofAddress(path, options, first);
  if (!existsSync(path)) throw new UsageError(`There is no file or folder ${path}.`);
  const status = statSync(path);
  if (status.isDirectory()) return recorded(folderFiles(path), path);
  if (status.size > longestOutput) return ofResource(path, options, first);
  const file = { name: basename(path), text: readFileSync(path, "utf8") };
  if (looksLikeRunFile(file.text.slice(0, 2000))) return ofRunFile(path, options);
  return looksLikeOutput(file) ? recorded([file], path) : ofResource(path, options, first);
}

function folderFiles(folder: string): OutputFile[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:csv|json)$/.test(name) && !/^(?:converted|harmonised|operational)/.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}

function recorded(files: readonly OutputFile[], path: string): RunOutput {
  const reply = readRunOutput(files, path);
  if (!reply.ok) throw new UsageError(`${path} cannot be compared: ${reply.detail}`);
  return reply.output;
}

/** An address gives a resource, or a table of the nightly run. */
async function ofAddress(url: string, options: CompareOptions, first: boolean): Promise<RunOutput> {
  if (/\.(?:csv|json)(?:$|\?)/.test(url) || !options.rest.includes("--dataset")) {
    const response = await fetch(url).catch(() => undefined);
    const text = response?.ok ? await response.text() : undefined;
    if (text !== undefined && looksLikeOutput({ name: url, text }))
      return recorded([{ name: url, text }], url);
  }
  return ofResource(url, options, first);
}

async function ofResource(path: string, options: CompareOptions, first: boolean): Promise<RunOutput> {
  const { beforeConfiguration, beforeMode, rest } = options;
  if (!rest.includes("--dataset"))
    throw new UsageError(
      `${path} is data: say what it is with --dataset, for example --dataset conservation-area.`,
    );
  const asked = readCheckOptions([path, ...rest]);
  const own = {
    ...asked,
    ...(first && beforeMode !== undefined ? { mode: beforeMode } : {}),
    ...(first && beforeConfiguration !== undefined ? { configuration: beforeConfiguration } : {}),
  };
  const target = await openTarget(path);
  try {
    return await ran(inputOf(own, target), nodeEffects(tablesOf(own), own.today), path, {
      mode: own.mode,
      ...(own.configuration === undefined ? {} : { configHash: directoryHash(own.configuration) }),
      ...(own.specification === undefined ? {} : { specificationHash: directoryHash(own.specification) }),
    });
  } finally {
    target.close();
  }
}

async function ofRunFile(path: string, { rest }: CompareOptions): Promise<RunOutput> {
  const { request, target } = await fromRunFile(path, { rest: withoutDataset(rest) });
  try {
    const reply = await openRun(request, nodeEffects(nodeTables()), { toolVersion });
    if (!reply.ok) throw new UsageError(`${path}: ${failureWords(reply.failure).heading}.`);
    const { input, effects, file } = reply.open;
    return await ran(input, effects, path, {
      mode: file.run.mode,
      configuration: file.configuration.label,
      ...(file.run.transformation === undefined ? {} : { transformation: file.run.transformation }),
      ...(file.configuration.folderHash === undefined || file.configuration.edits
        ? {}
        : { configHash: file.configuration.folderHash }),
      ...(file.specification.folderHash === undefined
        ? {}
        : { specificationHash: file.specification.folderHash }),
    });
  } finally {
    target.close();
  }
}

/** A run file says itself what the data is. */
function withoutDataset(rest: readonly string[]): string[] {
  return rest.filter((arg, at) => arg !== "--dataset" && rest[at - 1] !== "--dataset");
}

async function ran(
  input: CheckInput,
  effects: Effects,
  label: string,
  source: RunSource,
): Promise<RunOutput> {
  const reply = await observeRun(input, effects);
  if (reply.ok) return runOutput(reply.observed, label, source);
  const { heading, what } = failureWords(reply.failure);
  throw new UsageError(`${label}: ${heading}. ${what}`);
}
