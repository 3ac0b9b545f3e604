import { proxy, type Remote, releaseProxy, wrap } from "comlink";
import type { CheckReply, CheckRequest, CheckWorker } from "../../../workers/protocol.ts";

/** More workers than this do not help: each holds the engine and its tables. */
const mostWorkers = 8;

/** How many checks go on at the same time on this computer. */
export function poolSize(): number {
  return Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency || 2));
}

interface Running {
  readonly worker: Worker;
  readonly remote: Remote<CheckWorker>;
  /** Resolves when the worker dies. */
  readonly lost: Promise<CheckReply>;
}

/** One check worker of a pool, kept from file to file. A worker that dies costs its file, and is replaced. */
export class PooledWorker {
  #running: Running | undefined;

  /** Never rejects. */
  async check(request: CheckRequest, signal: AbortSignal): Promise<CheckReply> {
    this.#running ??= start();
    const { remote, lost } = this.#running;
    const aborted = new Promise<CheckReply>((resolve) => {
      signal.addEventListener("abort", () => resolve({ ok: false, failure: { code: "cancelled" } }), {
        once: true,
      });
    });
    const checked = remote
      .check(
        request,
        proxy(() => {}),
      )
      .catch((error: unknown) => lostReply(error instanceof Error ? error.message : String(error)));
    const reply = await Promise.race<CheckReply>([checked, lost, aborted]);
    const ended = !reply.ok && (reply.failure.code === "worker-lost" || reply.failure.code === "cancelled");
    if (ended) this.close();
    return reply;
  }

  close(): void {
    this.#running?.remote[releaseProxy]();
    this.#running?.worker.terminate();
    this.#running = undefined;
  }
}

function start(): Running {
  const worker = new Worker(new URL("../../../workers/check.worker.ts", import.meta.url), {
    type: "module",
    name: "check",
  });
  const lost = new Promise<CheckReply>((resolve) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      resolve(lostReply(event.message));
    });
  });
  return { worker, remote: wrap<CheckWorker>(worker), lost };
}

function lostReply(detail: string): CheckReply {
  return { ok: false, failure: { code: "worker-lost", detail } };
}
