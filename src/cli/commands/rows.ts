import { existsSync, readFileSync, statSync } from "node:fs";
import type { Effects } from "../../check/effects.ts";
import { nodeEffects } from "../../effects/node/effects.ts";
import { commitOf, readRepositoryFolder, writeFiles } from "../../effects/node/repository-folder.ts";
import { bundlePiece, nodeTables } from "../../effects/node/tables.ts";
import type { RepositoryFiles } from "../../repository/files.ts";
import { readImport } from "../../repository/import-csv.ts";
import { checkRequestData } from "../../request/data-check.ts";
import { type Decisions, readDecisions } from "../../request/decisions.ts";
import type { ImportItemState } from "../../request/import-batch.ts";
import { importItems } from "../../request/import-judge.ts";
import { importProblemsCsv, importRequest } from "../../request/import-rows.ts";
import { readRepositoryZip } from "../../request/repository-zip.ts";
import { readRequestFile } from "../../request/request-file.ts";
import { changedFiles, type RequestWithData } from "../../request/rows.ts";
import {
  type ArchiveInput,
  addedRowFiles,
  addedRowsArchive,
  changeArchive,
  changePatch,
  papers,
} from "../../request/rows-archive.ts";
import { repositoryState } from "../../request/stale.ts";
import type { ValidationContext } from "../../request/validate.ts";
import { readProvisionPiece } from "../../specification/bundle.ts";
import type { Specification } from "../../specification/specification.ts";
import { openTarget } from "../open-target.ts";
import { UsageError } from "../usage-error.ts";
import { toolVersion } from "../version.ts";
import { type RowsOptions, readRowsOptions } from "./rows-options.ts";

/** What a file asked for: requests in the order in which numbers are given, and rows that cannot be used. */
interface Asked {
  readonly requests: RequestWithData[];
  readonly failed: ImportItemState[];
  readonly notes: string[];
}

/**
 * `rows FILE...`: what requests and import.csv change in a checkout of the repository, as files, zip or patch.
 * @returns 0; 1 when something is left to decide or a row of import.csv cannot be used; 2 when not understood
 */
export async function rowsCommand(args: readonly string[]): Promise<number> {
  const options = readRowsOptions(args);
  const repository = plainly(() => readConfiguration(options.configuration));
  const effects = nodeEffects(nodeTables(), options.today);
  const specification = await effects.tables.specification("");
  const asked: Asked = { requests: [], failed: [], notes: [] };
  const context = await validationContext(effects, specification);
  for (const file of options.files) await readFile(file, options, context, asked);
  for (const [index, one] of asked.requests.entries()) {
    const known = await withData(one, options, repository, effects, asked);
    if (known) asked.requests[index] = known;
  }
  const failed = new Set(asked.failed.map(({ line, row }) => `${line} ${row.endpointUrl}`));
  const requests = asked.requests.filter(({ request, label }) => {
    const url = request.kind === "add" ? request.endpointUrl : "";
    return label === undefined || !failed.has(`${label.replace(/^.*line /, "")} ${url}`);
  });
  const change = changedFiles({
    requests,
    repository,
    order: options.order,
    today: effects.today(),
    specification,
  });
  const collections = new Set(
    requests.flatMap(({ request }) =>
      request.datasets.map((dataset) => specification.datasets.get(dataset)?.collection ?? ""),
    ),
  );
  const input: ArchiveInput = {
    change,
    requests,
    origin: {
      baseCommit: statSync(options.configuration).isDirectory() ? commitOf(options.configuration) : "",
      base: repositoryState(repository, collections),
      comparedWithNewest: true,
      order: options.order,
      tool: toolVersion,
      specification: specification.version.date,
      configuration: options.configuration.split(/[\\/]/).filter(Boolean).at(-1) ?? "",
      today: effects.today(),
    },
  };
  save(input, options);
  return tell(input, asked, options);
}

function readConfiguration(path: string): RepositoryFiles {
  if (!existsSync(path) || statSync(path).isDirectory()) return readRepositoryFolder(path);
  const files = readRepositoryZip(new Uint8Array(readFileSync(path)));
  if (files) return files;
  throw new Error(`${path} is no zip of the configuration repository.`);
}

async function validationContext(effects: Effects, specification: Specification): Promise<ValidationContext> {
  const { all } = await effects.tables.organisations();
  const byCode = new Map(all.map((one) => [one.organisation, one]));
  const provisions = readProvisionPiece(bundlePiece("provision"));
  return {
    today: effects.today(),
    specification,
    organisation: (code) => byCode.get(code),
    isExpected: (code, dataset) =>
      (provisions.get(code) ?? []).some((row) => row.dataset === dataset && row.endDate === ""),
  };
}

async function readFile(
  path: string,
  options: RowsOptions,
  context: ValidationContext,
  asked: Asked,
): Promise<void> {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  const text = readFileSync(path, "utf8");
  if (!path.toLowerCase().endsWith(".csv")) {
    const reply = readRequestFile(text);
    if (!reply.ok) throw new UsageError(`${path}: ${reply.problems[0]?.message ?? "not a request file"}.`);
    const decisions = options.decisions === undefined ? undefined : decisionsIn(options.decisions);
    asked.requests.push({ request: reply.request, ...(decisions ? { decisions } : {}) });
    return;
  }
  const reply = readImport(text);
  if (!reply.ok) {
    throw new UsageError(
      "tooMany" in reply
        ? `${path} has ${reply.tooMany} rows; at most 1,000 are read at a time.`
        : `${path} has no column ${reply.missingColumns.join(", ")}.`,
    );
  }
  if (reply.unknownColumns.length > 0)
    asked.notes.push(`${path}: these columns are not used: ${reply.unknownColumns.join(", ")}`);
  for (const item of importItems(reply, context)) {
    for (const note of item.notes) asked.notes.push(`${path}, line ${item.line}: ${note}`);
    if (item.state === "failed") asked.failed.push(item);
    else {
      const label = options.files.length > 1 ? `${path}, line ${item.line}` : `line ${item.line}`;
      asked.requests.push({ request: importRequest(item, path, options.authoritative), label });
    }
  }
}

function decisionsIn(path: string): Decisions {
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  const json = plainly((): unknown => JSON.parse(readFileSync(path, "utf8")));
  const reply = readDecisions(json);
  if (!reply.ok) throw new UsageError(`${path}: ${reply.problem}.`);
  return reply.decisions;
}

/** The request with what its data tells; a row of import.csv whose data cannot be had is one of the failed. */
async function withData(
  one: RequestWithData,
  options: RowsOptions,
  repository: RepositoryFiles,
  effects: Effects,
  asked: Asked,
): Promise<RequestWithData | undefined> {
  const { request, label } = one;
  const address =
    options.data ?? (options.fetches && request.kind === "add" ? request.endpointUrl : undefined);
  if (request.kind !== "add" || address === undefined) return undefined;
  try {
    const target = await openTarget(address);
    try {
      const { plugin } = target.inspection ?? {};
      const found = plugin === "arcgis" || plugin === "wfs" ? plugin : request.plugin;
      const reply = await checkRequestData({ ...request, plugin: found }, target.source, repository, effects);
      if (!reply.ok) throw new UsageError(reply.message);
      const { data } = reply;
      if (!data.hasReference) throw new UsageError(`No column is the reference: ${data.columns.join(", ")}`);
      if (data.withoutReference > 0)
        asked.notes.push(`${address}: ${data.withoutReference} rows have no reference and get no number`);
      return { ...one, request: { ...request, plugin: found }, references: data.references };
    } finally {
      target.close();
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (label === undefined) throw error;
    const line = Number(label.replace(/^.*line /, ""));
    asked.failed.push({
      line,
      row: {
        line,
        organisation: request.organisation,
        endpointUrl: request.endpointUrl,
        documentationUrl: request.documentationUrl,
        startDate: request.startDate,
        pipelines: request.datasets,
        plugin: request.plugin,
        licence: request.licence,
        entryDate: "",
        endDate: "",
      },
      state: "failed",
      problems: [{ field: "endpoint-url", message: error.message }],
      notes: [],
    });
    return undefined;
  }
}

function save(input: ArchiveInput, { output, onlyNew }: RowsOptions): void {
  const whole = [...input.change.changed].map(([path, { after }]): [string, string] => [path, after]);
  if (output.endsWith(".patch")) writeFiles(".", [[output, changePatch(input.change)]]);
  else if (output.endsWith(".zip"))
    writeFiles(".", [[output, onlyNew ? addedRowsArchive(input) : changeArchive(input)]]);
  else writeFiles(output, [...(onlyNew ? addedRowFiles(input.change) : whole), ...papers(input)]);
}

function tell({ change, requests }: ArchiveInput, { failed, notes }: Asked, { output }: RowsOptions): number {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  write(
    `${requests.length} requests, ${change.rowsAdded} new rows, ${change.edits.length} changed cells, ${change.assigned.length} proposed entity numbers: ${output}`,
  );
  for (const note of notes) write(`Note: ${note}`);
  for (const { request, message } of change.notes) write(`Note, ${request}: ${message}`);
  for (const { request, message } of change.problems)
    process.stderr.write(`To decide, ${request}: ${message}\n`);
  if (failed.length > 0) {
    process.stderr.write(`${failed.length} rows cannot be used:\n`);
    process.stderr.write(importProblemsCsv(failed.sort((a, b) => a.line - b.line)).replaceAll("\r\n", "\n"));
  }
  return failed.length > 0 || change.problems.length > 0 ? 1 : 0;
}

/** What cannot be read is a matter of usage. */
function plainly<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
