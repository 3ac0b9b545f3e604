import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type BatchItem, isAddress, itemIdentity } from "../../batch/item.ts";
import type { ItemResult } from "../../batch/item-result.ts";
import { readBatchList } from "../../batch/read-list.ts";
import { summarise, summaryRows, summaryTables } from "../../batch/summarise.ts";
import { type TableName, tableNames } from "../../check/table-writer.ts";
import type { CheckJob } from "../check-job.ts";
import { UsageError } from "../usage-error.ts";
import { WorkerPool } from "../worker-pool.ts";
import { batchProgress } from "./batch-progress.ts";
import { type CheckOptions, readCheckOptions } from "./check-options.ts";
import { wholeNumber } from "./whole-number.ts";

/** Written last into each item's folder: where it is, the item is done. */
const resultFile = "result.json";

/** An item with the folder its results go to: the same for the same item, wherever in a list and on whatever machine. */
interface Planned {
  readonly item: BatchItem;
  readonly folder: string;
  readonly options: CheckOptions;
}

/**
 * `batch LIST.csv --output DIR`: checks every file or endpoint of a list on all processors and sums up what was found.
 * @returns 0 when nothing must be fixed, 1 when something must or could not be checked
 */
export async function batchCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      output: { type: "string" },
      resume: { type: "boolean", default: false },
      retry: { type: "boolean", default: false },
      offset: { type: "string" },
      limit: { type: "string" },
      jobs: { type: "string" },
      timeout: { type: "string" },
      tables: { type: "boolean", default: false },
      parquet: { type: "boolean", default: false },
      mode: { type: "string" },
      today: { type: "string" },
      transformation: { type: "string" },
      configuration: { type: "string" },
      specification: { type: "string" },
      quiet: { type: "boolean", default: false },
    },
  });
  const [list, ...more] = positionals;
  if (list === undefined || more.length > 0) throw new UsageError("Name one list, for example import.csv.");
  if (values.output === undefined) throw new UsageError("Say where the results go with --output DIR.");
  const output = values.output;
  const common = (["mode", "today", "transformation", "configuration", "specification"] as const).flatMap(
    (name) => (values[name] === undefined ? [] : [`--${name}=${values[name]}`]),
  );
  const jobs = wholeNumber("--jobs", values.jobs) ?? availableParallelism();
  if (jobs < 1) throw new UsageError("--jobs must be at least 1.");

  const { items, refused, repeated } = readList(list);
  for (const { line, message } of refused) process.stderr.write(`${list}:${line}: ${message}\n`);
  if (repeated > 0 && !values.quiet)
    process.stderr.write(`${list}: ${repeated} lines repeat an earlier one\n`);
  const planned = items.map((item) => plan(item, list, output, common));
  const offset = wholeNumber("--offset", values.offset) ?? 0;
  const limit = wholeNumber("--limit", values.limit) ?? planned.length;
  const slice = planned.slice(offset, offset + limit);
  mkdirSync(join(output, "items"), { recursive: true });
  const waiting = values.resume ? slice.filter((one) => !isDone(one, values.retry)) : slice;
  if (!values.resume) for (const { folder } of slice) rmSync(folder, { recursive: true, force: true });
  for (const { folder } of waiting) removeUnfinished(folder);

  const tables: readonly TableName[] = values.tables ? tableNames : ["issue.csv"];
  const progress = batchProgress(process.stderr, slice.length, !values.quiet);
  progress.show(slice.length - waiting.length);
  const pool = new WorkerPool(
    Math.min(jobs, Math.max(1, waiting.length)),
    wholeNumber("--timeout", values.timeout) ?? 1800,
  );
  await Promise.all(
    waiting.map(async (one) => {
      const job: CheckJob = { options: { ...one.options, output: one.folder }, tables, resultFile };
      const { result } = await pool.run(job);
      // A thread that was lost could not write its result itself.
      if (!existsSync(join(one.folder, resultFile))) writeResult(one.folder, result);
      progress.done();
    }),
  );
  await pool.close();
  progress.end();
  const results = planned.flatMap(resultOf);
  const left = planned.length - results.length;
  await writeSummary(output, results, left, values.parquet);
  if (!values.quiet) process.stdout.write(told(results, left, output));
  const own = slice.flatMap(resultOf);
  return refused.length > 0 || own.some(({ exit }) => exit !== 0) ? 1 : 0;
}

function readList(path: string) {
  if (!existsSync(path)) throw new UsageError(`There is no list ${path}.`);
  if (statSync(path).isDirectory())
    throw new UsageError(`${path} is a folder. Name a list, for example import.csv.`);
  const reply = readBatchList(readFileSync(path, "utf8"));
  if (!reply.ok) throw new UsageError(`${path}: ${reply.message}`);
  return reply;
}

function plan(item: BatchItem, list: string, output: string, common: readonly string[]): Planned {
  // A path in a list is meant from where the list is.
  const own = isAddress(item.target) || isAbsolute(item.target);
  const target = own ? item.target : resolve(dirname(list), item.target);
  const args = [
    ...common,
    `--dataset=${item.dataset}`,
    ...item.organisations.map((organisation) => `--organisation=${organisation}`),
    ...item.endpoints.map((endpoint) => `--endpoint=${endpoint}`),
    ...(item.mode === undefined ? [] : [`--mode=${item.mode}`]),
    ...(item.entryDate === undefined ? [] : [`--entry-date=${item.entryDate}`]),
    ...(item.resource === undefined ? [] : [`--resource=${item.resource}`]),
  ];
  const options = readCheckOptions([...args, "--", target]);
  const key = createHash("sha256").update(itemIdentity(item)).digest("hex").slice(0, 16);
  return { item, options, folder: join(output, "items", `${item.dataset.replace(/[^\w-]/g, "_")}-${key}`) };
}

/** Whether an item has its result; a file that was changed since is done again, and a failed one when that is wanted. */
function isDone(planned: Planned, failedAgain: boolean): boolean {
  const { folder, options } = planned;
  const result = join(folder, resultFile);
  if (!existsSync(result)) return false;
  if (failedAgain && resultOf(planned).some(({ outcome }) => outcome === "failed")) return false;
  if (isAddress(options.target) || !existsSync(options.target)) return true;
  return statSync(options.target).mtimeMs <= statSync(result).mtimeMs;
}

/** What a killed run left of an item. */
function removeUnfinished(folder: string): void {
  const parts = readdirSync(dirname(folder)).filter((name) =>
    join(dirname(folder), name).startsWith(`${folder}.part-`),
  );
  for (const name of parts) rmSync(join(dirname(folder), name), { recursive: true, force: true });
}

function writeResult(folder: string, result: ItemResult): void {
  mkdirSync(folder, { recursive: true });
  replaceFile(join(folder, resultFile), `${JSON.stringify(result, undefined, 2)}\n`);
}

function resultOf({ folder, item }: Planned): ItemResult[] {
  const path = join(folder, resultFile);
  if (!existsSync(path)) return [];
  // Written by this program: the one place where it comes back in. The list's own name of the target is what people know.
  const result = JSON.parse(readFileSync(path, "utf8")) as ItemResult;
  return [{ ...result, name: item.target }];
}

async function writeSummary(
  output: string,
  results: readonly ItemResult[],
  left: number,
  parquet: boolean,
): Promise<void> {
  for (const [name, text] of summaryTables(results)) replaceFile(join(output, name), text);
  const json = { schema: "planning-data-check/batch", schemaVersion: 1, left, ...summarise(results) };
  replaceFile(join(output, "summary.json"), `${JSON.stringify(json, undefined, 2)}\n`);
  if (!parquet) return;
  const { parquetTable } = await import("../parquet.ts");
  for (const [name, rows] of summaryRows(results)) {
    replaceFile(join(output, name.replace(/csv$/, "parquet")), parquetTable(rows));
  }
}

/** Several machines may write the same summary: whole files only. */
function replaceFile(path: string, text: string | Uint8Array): void {
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, text);
  renameSync(aside, path);
}

function told(results: readonly ItemResult[], left: number, output: string): string {
  const { items, checked, failed, mustFix, records, kept, issues, byType } = summarise(results);
  const number = (count: number) => count.toLocaleString("en-GB");
  const most = byType.slice(0, 10).map(({ type, field, count, items: within }) => {
    const what = field === "" ? type : `${type} (${field})`;
    return `  ${number(count).padStart(9)}  ${what}, in ${number(within)}`;
  });
  return [
    `${number(items)} items: ${number(checked)} checked, ${number(mustFix)} with something to fix, ${number(failed)} could not be checked${left > 0 ? `, ${number(left)} left` : ""}`,
    `${number(records)} rows: ${number(kept)} would be published; ${number(issues)} issues`,
    ...most,
    `Tables: ${join(output, "items.csv")}, by-issue-type.csv, by-organisation.csv, by-dataset.csv`,
    "",
  ].join("\n");
}
