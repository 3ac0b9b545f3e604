import { proxy, releaseProxy, wrap } from "comlink";
import type { CheckReply, CheckRequest, CheckWorker } from "../../../workers/protocol.ts";

/** More workers than this do not help: each holds the engine and its tables. */
const mostWorkers = 8;

/** How many checks go on at the same time on this computer. */
export function poolSize(): number {
  return Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency || 2));
}

/** One check worker of a pool, kept from file to file. A worker that dies costs its file, and is replaced. */
export class PooledWorker {
  #worker: Worker | undefined;

  /** Never rejects. */
  async check(request: CheckRequest, signal: AbortSignal): Promise<CheckReply> {
    const worker = this.#start();
    const remote = wrap<CheckWorker>(worker);
    const lost = new Promise<CheckReply>((resolve) => {
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        resolve({ ok: false, failure: { code: "worker-lost", detail: event.message } });
      });
      signal.addEventListener("abort", () => resolve({ ok: false, failure: { code: "cancelled" } }));
    });
    const checked: Promise<CheckReply> = remote
      .check(
        request,
        proxy(() => {}),
      )
      .catch((error: unknown) => ({
        ok: false,
        failure: { code: "worker-lost", detail: error instanceof Error ? error.message : String(error) },
      }));
    const reply = await Promise.race([checked, lost]);
    remote[releaseProxy]();
    if (!reply.ok && (reply.failure.code === "worker-lost" || reply.failure.code === "cancelled"))
      this.close();
    return reply;
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start(): Worker {
    this.#worker ??= new Worker(new URL("../../../workers/check.worker.ts", import.meta.url), {
      type: "module",
      name: "check",
    });
    return this.#worker;
  }
}
