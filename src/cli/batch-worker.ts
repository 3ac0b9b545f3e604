/** A thread of the pool: takes jobs one at a time, gives their results back. */
import { parentPort } from "node:worker_threads";
import { type CheckJob, JobRunner } from "./check-job.ts";

const runner = new JobRunner();
parentPort?.on("message", async (job: CheckJob) => {
  parentPort?.postMessage(await runner.run(job));
});
