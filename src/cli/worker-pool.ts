import { Worker } from "node:worker_threads";
import { refusedResult } from "../batch/item-result.ts";
import type { CheckJob, JobResult } from "./check-job.ts";

/** Beside this file, in the source tree and in the build (dist/cli or dist/chunks) alike. */
const inSourceTree = import.meta.url.endsWith(".ts");
const workerFile = new URL(inSourceTree ? "./batch-worker.ts" : "../cli/batch-worker.js", import.meta.url)
  .href;
/** A thread's first file must be JavaScript: in the source tree it is this. */
const startInSourceTree = `import("tsx/esm/api").then(({ register }) => {
  register();
  return import(${JSON.stringify(workerFile)});
});`;

interface Waiting {
  readonly job: CheckJob;
  readonly done: (result: JobResult) => void;
}

/**
 * Runs jobs on worker threads. A thread that dies (out of memory, most likely) or is silent for too long costs the job it
 * had, not the others: it is replaced.
 */
export class WorkerPool {
  readonly #size: number;
  readonly #timeoutSeconds: number;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #waiting: Waiting[] = [];

  constructor(size: number, timeoutSeconds: number) {
    this.#size = size;
    this.#timeoutSeconds = timeoutSeconds;
  }

  run(job: CheckJob): Promise<JobResult> {
    return new Promise((done) => {
      this.#waiting.push({ job, done });
      this.#next();
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#all.size < this.#size ? this.#start() : undefined);
    if (!worker) return;
    const { job, done } = this.#waiting.shift() ?? {};
    if (job && done) this.#give(worker, job, done);
  }

  #start(): Worker {
    const worker = inSourceTree
      ? new Worker(startInSourceTree, { eval: true })
      : new Worker(new URL(workerFile));
    this.#all.add(worker);
    return worker;
  }

  #give(worker: Worker, job: CheckJob, done: (result: JobResult) => void): void {
    const ended = (result: JobResult) => {
      clearTimeout(timer);
      worker.off("message", answered).off("error", failed).off("exit", left);
      done(result);
      this.#next();
    };
    const answered = (result: JobResult) => {
      this.#idle.push(worker);
      ended(result);
    };
    const lost = (code: string, message: string) => {
      this.#all.delete(worker);
      const { target: name, dataset, organisations } = job.options;
      ended({ result: refusedResult({ name, dataset, organisations }, code, message) });
      void worker.terminate();
    };
    const failed = (error: Error) => lost("worker-lost", `The check stopped unexpectedly: ${error.message}`);
    const left = (code: number) => lost("worker-lost", `The check stopped unexpectedly (${code}).`);
    const timer = setTimeout(
      () => lost("timeout", `The check took longer than ${this.#timeoutSeconds} seconds.`),
      this.#timeoutSeconds * 1000,
    );
    worker.on("message", answered).on("error", failed).on("exit", left);
    worker.postMessage(job);
  }
}
