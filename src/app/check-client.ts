import { proxy, type Remote, releaseProxy, wrap } from "comlink";
import type {
  CheckProgress,
  CheckReply,
  CheckRequest,
  CheckWorker,
  TableName,
} from "../../workers/protocol.ts";
import type { RowDetail, RowPage, RowQuery, ShapePage, ShapeQuery } from "../report/rows.ts";

/** Makes the worker; tests hand in another. */
export type MakeWorker = () => Worker;

const makeCheckWorker: MakeWorker = () =>
  new Worker(new URL("../../workers/check.worker.ts", import.meta.url), { type: "module", name: "check" });

/**
 * One file in one worker: checks it, then answers questions about its rows. Cancel ends the worker at once, whatever it
 * is doing. A worker that dies (out of memory, most likely) becomes a failure, never a wait without end.
 */
export class CheckClient {
  readonly #makeWorker: MakeWorker;
  readonly #request: CheckRequest;
  #worker: Worker | undefined;
  #remote: Remote<CheckWorker> | undefined;
  /** Rejects when the worker is lost. */
  #lost: Promise<never> | undefined;
  #running: Promise<CheckReply> | undefined;

  constructor(request: CheckRequest, makeWorker: MakeWorker = makeCheckWorker) {
    this.#request = request;
    this.#makeWorker = makeWorker;
  }

  /** Runs the check, or waits for the run that is going on. Never rejects. */
  async check(onProgress: (progress: CheckProgress) => void, signal?: AbortSignal): Promise<CheckReply> {
    if (signal?.aborted) return { ok: false, failure: { code: "cancelled" } };
    const aborted = new Promise<CheckReply>((resolve) => {
      signal?.addEventListener("abort", () => {
        this.close();
        resolve({ ok: false, failure: { code: "cancelled" } });
      });
    });
    const { remote, lost } = this.#open();
    this.#running = Promise.race([remote.check(this.#request, proxy(onProgress)), lost]).catch(
      (error: unknown): CheckReply => {
        this.close();
        return { ok: false, failure: { code: "worker-lost", detail: messageOf(error) } };
      },
    );
    return Promise.race([this.#running, aborted]);
  }

  page(query: RowQuery): Promise<RowPage> {
    return this.#ask((remote) => remote.page(query));
  }
  row(entryNumber: number): Promise<RowDetail | undefined> {
    return this.#ask((remote) => remote.row(entryNumber));
  }
  rowAtLine(lineNumber: number): Promise<RowDetail | undefined> {
    return this.#ask((remote) => remote.rowAtLine(lineNumber));
  }
  shapes(query: ShapeQuery): Promise<ShapePage> {
    return this.#ask((remote) => remote.shapes(query));
  }
  table(name: TableName): Promise<Blob> {
    return this.#ask((remote) => remote.table(name));
  }
  problems(): Promise<Blob> {
    return this.#ask((remote) => remote.problems());
  }

  /** Ends the worker. The next question starts another, which checks the file once more first. */
  close(): void {
    this.#remote?.[releaseProxy]();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#remote = undefined;
    this.#lost = undefined;
    this.#running = undefined;
  }

  async #ask<Answer>(question: (remote: Remote<CheckWorker>) => Promise<Answer>): Promise<Answer> {
    // A check that was reopened from memory, or whose worker was lost, is run again before its rows can be shown.
    if (!this.#running) await this.check(() => {});
    else await this.#running;
    const { remote, lost } = this.#open();
    return Promise.race([question(remote), lost]);
  }

  #open(): { remote: Remote<CheckWorker>; lost: Promise<never> } {
    if (this.#remote && this.#lost) return { remote: this.#remote, lost: this.#lost };
    const worker = this.#makeWorker();
    const lost = new Promise<never>((_resolve, reject) => {
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        reject(new Error(event.message || "The worker could not be started."));
      });
      worker.addEventListener("messageerror", () =>
        reject(new Error("The worker sent something unreadable.")),
      );
    });
    lost.catch(() => this.close());
    const remote = wrap<CheckWorker>(worker);
    this.#worker = worker;
    this.#remote = remote;
    this.#lost = lost;
    return { remote, lost };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
