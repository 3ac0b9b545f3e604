import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { resourceName } from "../../check/sha256.ts";
import { tableNames } from "../../check/table-writer.ts";
import { localDate, nodeEffects } from "../../effects/node/effects.ts";
import { tableFiles } from "../../effects/node/table-files.ts";
import { folderTables, nodeTables, specificationTables } from "../../effects/node/tables.ts";
import { bytesSource } from "../../engine/convert/source.ts";
import { failureWords } from "../../report/failure-words.ts";
import { reportJson } from "../../report/write-json.ts";
import { reportMarkdown } from "../../report/write-markdown.ts";
import { reportText } from "../../report/write-text.ts";
import { archiveUrl } from "../../reproduce/archive.ts";
import { inflatedBytes } from "../../reproduce/deflated.ts";
import { findRows, type RowQuestion } from "../../reproduce/find-rows.ts";
import { type GivenTables, type OpenRun, openRun, type RunRequest } from "../../reproduce/open-run.ts";
import { readRunFile, writeRunFile } from "../../reproduce/run-descriptor.ts";
import { isReproduced, reproducedWords } from "../../reproduce/run-differences.ts";
import type { RunFile } from "../../reproduce/run-file.ts";
import { givenSpecification, givenTables } from "../../reproduce/run-tables.ts";
import { traceOfRun } from "../../reproduce/trace-run.ts";
import { traceText } from "../../trace/write-trace-text.ts";
import { openTarget, type Target } from "../open-target.ts";
import { progressBar } from "../progress-bar.ts";
import { UsageError } from "../usage-error.ts";
import { toolVersion } from "../version.ts";
import { readCheckOptions } from "./check-options.ts";
import {
  type ReproduceOptions,
  type RunFileOptions,
  readReproduceOptions,
  readRunFileOptions,
} from "./reproduce-options.ts";

interface Asked {
  readonly request: RunRequest;
  readonly format: RunFileOptions["format"];
  readonly formatGiven: boolean;
  readonly quiet: boolean;
  readonly output?: string;
  readonly target: Pick<Target, "close">;
}

/**
 * `check` with `--run`, `--write-run` or `--trace`: does a run that can be passed on, and keeps it open.
 * @returns 0 or 1 as `check` does; of a run file 0 when it was reproduced exactly and 1 when something differs; 2 when it
 *   was not understood
 */
export async function reproduceCommand(args: readonly string[]): Promise<number> {
  const options = readReproduceOptions(args);
  const asked = await (options.run === undefined ? fromOptions(options) : fromRunFile(options.run, options));
  const files = asked.output === undefined ? undefined : tableFiles(asked.output);
  const bar = progressBar(process.stderr, !asked.quiet);
  try {
    const reply = await openRun(asked.request, nodeEffects(nodeTables()), {
      toolVersion,
      progress: bar.show,
      ...(files ? { tables: { wanted: new Set(tableNames), write: files.write } } : {}),
    });
    bar.end();
    if (!reply.ok) {
      const { heading, what, todo } = failureWords(reply.failure);
      process.stderr.write(`${heading}. ${what}\n${todo.map((step) => `- ${step}\n`).join("")}`);
      return 2;
    }
    files?.writeOutcome(reply.open.run.result.outcome);
    if (options.writeRun !== undefined) writeFileSync(options.writeRun, writeRunFile(reply.open.file));
    if (options.trace) return await tellTrace(reply.open, options.trace, asked);
    return tell(reply.open, asked);
  } finally {
    bar.end();
    files?.close();
    asked.target.close();
  }
}

async function fromOptions({ rest }: ReproduceOptions): Promise<Asked> {
  const options = readCheckOptions(rest);
  const target = await openTarget(options.target);
  const { configuration, specification, output, format, quiet, organisations, ...given } = options;
  const { resource, entryDate, columnMapping, categoryValues, geometryType, charset, transformation } = given;
  const endpoints = [...options.endpoints, ...(target.inspection ? [target.inspection.url] : [])];
  const lists: Record<string, string[]> = {};
  for (const [field, values] of Object.entries(categoryValues ?? {})) lists[field] = [...values];
  const collection = await collectionOf(options.dataset);
  return {
    format,
    formatGiven: rest.some((arg) => arg.startsWith("--format")),
    quiet,
    target,
    ...(output === undefined ? {} : { output }),
    request: {
      source: target.source,
      name: target.inspection ? target.name : basename(target.name),
      ...(target.inspection ? { url: target.inspection.url } : {}),
      ...tablesGiven(configuration, specification, collection),
      choices: {
        dataset: options.dataset,
        mode: options.mode,
        today: options.today ?? localDate(new Date()),
        ...(organisations.length > 0 ? { organisations: [...organisations] } : {}),
        ...(endpoints.length > 0 ? { endpoints } : {}),
        ...(resource === undefined ? {} : { resource }),
        ...(entryDate === undefined ? {} : { entryDate }),
        ...(columnMapping === undefined ? {} : { columnMapping: { ...columnMapping } }),
        ...(categoryValues === undefined ? {} : { categoryValues: lists }),
        ...(geometryType === undefined ? {} : { geometryType }),
        ...(charset === undefined ? {} : { charset }),
        ...(transformation === undefined ? {} : { transformation }),
      },
    },
  };
}

export async function fromRunFile(path: string, { rest, archive }: ReproduceOptions): Promise<Asked> {
  if (!existsSync(path)) throw new UsageError(`There is no run file ${path}.`);
  const reply = readRunFile(readFileSync(path, "utf8"));
  if (!reply.ok) throw new UsageError(reply.detail);
  const { run } = reply;
  const options = readRunFileOptions(rest);
  const target = await resourceOf(run, options.target, archive);
  const { edits } = run.configuration;
  const given = tablesGiven(
    options.configuration,
    options.specification,
    await collectionOf(run.run.dataset),
  );
  const embedded = givenTables(run);
  const specification = givenSpecification(run);
  return {
    format: options.format,
    formatGiven: rest.some((arg) => arg.startsWith("--format")),
    quiet: options.quiet,
    target,
    ...(options.output === undefined ? {} : { output: options.output }),
    request: {
      source: target.source,
      name: run.resource.name,
      choices: run.run,
      from: run,
      ...(run.resource.url === undefined ? {} : { url: run.resource.url }),
      ...(embedded ? { configuration: embedded } : {}),
      ...(specification ? { specification } : {}),
      ...given,
      ...(edits ? { edits } : {}),
    },
  };
}

/** The bytes: those named on the command line, those in the file, those of the archive, those at the address. */
async function resourceOf(
  run: RunFile,
  target: string | undefined,
  archive: string | undefined,
): Promise<Target> {
  if (target !== undefined) return openTarget(target);
  const { deflated, url, sha256, name, bytes } = run.resource;
  const inside = deflated === undefined ? undefined : inflatedBytes(deflated);
  if (inside) return { source: bytesSource(inside), name, close: () => {} };
  if (archive !== undefined) {
    const found = await openTarget(archiveUrl(archive, await collectionOf(run.run.dataset), sha256));
    if (resourceName(found.source) === sha256) return found;
    throw new UsageError(`The archive gave another file than ${sha256}.`);
  }
  if (url !== undefined) return openTarget(url);
  throw new UsageError(
    `The resource is not in the run file. Name it: ${name}, ${bytes} bytes, SHA-256 ${sha256}.`,
  );
}

async function collectionOf(dataset: string): Promise<string> {
  const { datasets } = await nodeTables().specification();
  return datasets.get(dataset)?.collection ?? "";
}

function tablesGiven(
  configuration: string | undefined,
  specification: string | undefined,
  collection: string,
): { configuration?: GivenTables; specification?: GivenTables } {
  return plainly(() => ({
    ...(configuration === undefined ? {} : { configuration: folderTables(configuration, collection) }),
    ...(specification === undefined ? {} : { specification: specificationTables(specification) }),
  }));
}

function tell(open: OpenRun, { quiet, format, request }: Asked): number {
  const { report, differences, failure } = open;
  const printers = { text: reportText, json: reportJson, markdown: reportMarkdown };
  if (!quiet) {
    const text = printers[format](report);
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  }
  if (request.from) return tellReproduced(open, quiet);
  if (failure) {
    process.stderr.write(`${failureWords(failure).heading}. ${failureWords(failure).what}\n`);
    return failure.code === "pipeline-raises" ? 1 : 2;
  }
  return differences.length > 0 || report.groups.mustFix.length > 0 ? 1 : 0;
}

/** Says whether the run of a run file was reproduced, and if not, precisely what differs. */
function tellReproduced({ differences, file, request: { from } }: OpenRun, quiet: boolean): number {
  if (!from) return 0;
  if (!quiet) {
    const tables = Object.entries(file.expected?.tables ?? {});
    process.stderr.write(`${reproducedWords(from, differences)}\n`);
    for (const { kind, what, expected, found } of differences)
      process.stderr.write(`- ${kind}: ${what}: ${expected || "none"}, now ${found || "none"}\n`);
    if (differences.length === 0)
      for (const [name, hash] of tables) process.stderr.write(`  ${name}  ${hash}\n`);
  }
  return isReproduced(from, differences) ? 0 : 1;
}

async function tellTrace(
  open: OpenRun,
  question: RowQuestion,
  { format, formatGiven }: Asked,
): Promise<number> {
  const rows = findRows(open, question);
  if (rows.length === 0) {
    process.stderr.write(`No row has the ${question.by} ${question.value}.\n`);
    return 1;
  }
  const traces = [];
  for (const { lineNumber } of rows) {
    const reply = await traceOfRun(open, lineNumber);
    if (reply.ok) traces.push(reply.trace);
  }
  // Programs read it unless told otherwise; a report of `check` is for people.
  if (formatGiven && format !== "json") process.stdout.write(traces.map(traceText).join("\n"));
  else {
    const single = question.by === "line" || question.by === "entry";
    process.stdout.write(`${JSON.stringify(single ? traces[0] : traces, undefined, 2)}\n`);
  }
  return 0;
}

/** A folder that cannot be read is a matter of usage. */
function plainly<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
