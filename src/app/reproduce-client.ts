import { proxy, type Remote, releaseProxy, wrap } from "comlink";
import type { CheckProgress, TableName } from "../../workers/protocol.ts";
import type { OpenReply, ReproduceWorker, RunToOpen } from "../../workers/reproduce-protocol.ts";

interface Running {
  readonly worker: Worker;
  readonly remote: Remote<ReproduceWorker>;
  readonly lost: Promise<never>;
}

/**
 * One run: done in the worker, then asked about. `ask` puts any question of the protocol:
 * `client.ask((worker) => worker.table("issue.csv"))`. Cancel ends the worker; the next question starts another and does
 * the run again.
 */
export class ReproduceClient {
  readonly #run: RunToOpen;
  #running: Running | undefined;
  #opened: Promise<OpenReply> | undefined;

  constructor(run: RunToOpen) {
    this.#run = run;
  }

  /** Does the run. Never rejects: what goes wrong is in the reply. */
  async open(onProgress: (progress: CheckProgress) => void, signal?: AbortSignal): Promise<OpenReply> {
    const own = start();
    this.#running = own;
    const aborted = new Promise<OpenReply>((resolve) => {
      signal?.addEventListener("abort", () => {
        this.close();
        resolve({ ok: false, failure: { code: "cancelled" } });
      });
    });
    const done = Promise.race([own.remote.open(this.#run, proxy(onProgress)), own.lost]).catch(
      (error: unknown): OpenReply => {
        this.close();
        return { ok: false, failure: { code: "worker-lost", detail: messageOf(error) } };
      },
    );
    this.#opened = Promise.race([done, aborted]);
    return this.#opened;
  }

  /** Rejects when the run cannot be done or the worker is lost. */
  async ask<Answer>(question: (worker: Remote<ReproduceWorker>) => Promise<Answer>): Promise<Answer> {
    if (!this.#running) this.#opened = this.open(() => {});
    await this.#opened;
    if (!this.#running) throw new Error("The run is no longer open.");
    return Promise.race([question(this.#running.remote), this.#running.lost]);
  }

  table(name: TableName): Promise<Blob> {
    return this.ask((worker) => worker.table(name));
  }

  /** Ends the worker, whatever it is doing. */
  close(): void {
    this.#running?.remote[releaseProxy]();
    this.#running?.worker.terminate();
    this.#running = undefined;
  }
}

function start(): Running {
  const worker = new Worker(new URL("../../workers/reproduce.worker.ts", import.meta.url), {
    type: "module",
    name: "reproduce",
  });
  const lost = new Promise<never>((_resolve, reject) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error(event.message || "The worker could not be started."));
    });
    worker.addEventListener("messageerror", () => reject(new Error("The worker sent something unreadable.")));
  });
  lost.catch(() => {});
  return { worker, remote: wrap<ReproduceWorker>(worker), lost };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
