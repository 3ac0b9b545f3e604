import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { refusedResult } from "../../batch/item-result.ts";
import { tableNames } from "../../check/table-writer.ts";
import { type CheckJob, type JobResult, JobRunner } from "../check-job.ts";
import { UsageError } from "../usage-error.ts";
import { WorkerPool } from "../worker-pool.ts";
import { readDescriptor } from "./stream-descriptor.ts";
import { wholeNumber } from "./whole-number.ts";

/**
 * `check --stream`: one JSON descriptor a line in, one JSON result a line out, in the same order. A line that cannot be
 * understood is a result with an error, never a stop.
 * @returns 0 when the input was read to its end
 */
export async function streamCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stream: { type: "boolean" },
      jobs: { type: "string" },
      timeout: { type: "string" },
    },
  });
  const jobs = wholeNumber("--jobs", values.jobs) ?? 1;
  if (jobs < 1) throw new UsageError("--jobs must be at least 1.");
  const pool = jobs > 1 ? new WorkerPool(jobs, wholeNumber("--timeout", values.timeout) ?? 1800) : undefined;
  const runner = new JobRunner();
  const run = (job: CheckJob) => (pool ?? runner).run(job);

  let line = 0;
  // No more is begun than can be worked on: a slow reader of the output slows the input.
  const begun: Promise<string>[] = [];
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === "") continue;
    begun.push(answer(text, line, run));
    while (begun.length >= jobs) await write(await begun.shift());
  }
  for (const one of begun) await write(await one);
  await pool?.close();
  return 0;
}

async function answer(
  text: string,
  line: number,
  run: (job: CheckJob) => Promise<JobResult>,
): Promise<string> {
  const descriptor = readDescriptor(text);
  if (!descriptor.ok) {
    const subject = { name: "", dataset: "", organisations: [] };
    return told(line, descriptor.id, {
      result: refusedResult(subject, "bad-descriptor", descriptor.message),
    });
  }
  const { options, id, withReport, output } = descriptor;
  const job: CheckJob = { options, withReport, tables: output === undefined ? [] : tableNames };
  return told(line, id, await run(job), output);
}

function told(line: number, id: string | undefined, { result, report }: JobResult, output?: string): string {
  const json = {
    line,
    ...(id === undefined ? {} : { id }),
    ...result,
    ...(output === undefined ? {} : { output }),
    ...(report ? { report } : {}),
  };
  return `${JSON.stringify(json)}\n`;
}

function write(text: string | undefined): Promise<void> {
  return new Promise((done) => {
    if (process.stdout.write(text ?? "")) done();
    else process.stdout.once("drain", () => done());
  });
}
