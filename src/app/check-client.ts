import { proxy, type Remote, releaseProxy, wrap } from "comlink";
import type {
  CheckProgress,
  CheckReply,
  CheckRequest,
  CheckWorker,
  TableName,
} from "../../workers/protocol.ts";
import type { BoundaryReading } from "../report/read-boundary.ts";
import type { RowDetail, RowPage, RowQuery, ShapePage, ShapeQuery } from "../report/rows.ts";

/** Makes the worker; tests hand in another. */
export type MakeWorker = () => Worker;

const makeCheckWorker: MakeWorker = () =>
  new Worker(new URL("../../workers/check.worker.ts", import.meta.url), { type: "module", name: "check" });

/** The tab's one worker: kept from check to check, so that a second check loads nothing again. */
interface Running {
  readonly worker: Worker;
  readonly remote: Remote<CheckWorker>;
  /** Rejects when the worker dies. */
  readonly lost: Promise<never>;
  /** Whose check the worker did last, or is doing. */
  owner: CheckClient;
  busy: boolean;
  ended: boolean;
}
let running: Running | undefined;

/**
 * One file: checks it in the worker, then answers questions about its rows. Cancel ends the worker at once, whatever it
 * is doing. A worker that dies (out of memory, most likely) becomes a failure, never a wait without end.
 */
export class CheckClient {
  readonly #request: CheckRequest;
  readonly #makeWorker: MakeWorker;
  #reply: Promise<CheckReply> | undefined;

  constructor(request: CheckRequest, makeWorker: MakeWorker = makeCheckWorker) {
    this.#request = request;
    this.#makeWorker = makeWorker;
  }

  /** Runs the check. Never rejects: what goes wrong is in the reply. */
  async check(onProgress: (progress: CheckProgress) => void, signal?: AbortSignal): Promise<CheckReply> {
    if (signal?.aborted) return cancelled;
    const own = this.#take();
    own.busy = true;
    const aborted = new Promise<CheckReply>((resolve) => {
      signal?.addEventListener("abort", () => {
        if (own.busy) end(own);
        resolve(cancelled);
      });
    });
    this.#reply = Promise.race([own.remote.check(this.#request, proxy(onProgress)), own.lost])
      .catch((error: unknown): CheckReply => {
        end(own);
        return { ok: false, failure: { code: "worker-lost", detail: messageOf(error) } };
      })
      .finally(() => {
        own.busy = false;
      });
    return Promise.race([this.#reply, aborted]);
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
  readBoundary(file: Blob, names: readonly string[]): Promise<BoundaryReading> {
    return this.#ask<BoundaryReading>(async (remote) => await remote.readBoundary(file, names));
  }
  problems(): Promise<Blob> {
    return this.#ask((remote) => remote.problems());
  }

  /** A check that was reopened from memory, or whose worker went to another file, is run again before it can answer. */
  async #ask<Answer>(question: (remote: Remote<CheckWorker>) => Promise<Answer>): Promise<Answer> {
    if (running?.owner !== this || !this.#reply) this.#reply = this.check(() => {});
    await this.#reply;
    const own = running;
    if (own?.owner !== this) throw new Error("The worker is no longer there for this file.");
    return Promise.race([question(own.remote), own.lost]);
  }

  /** The worker, for this file; one that is busy with another file is ended, as it cannot be interrupted. */
  #take(): Running {
    if (running?.busy) end(running);
    if (running) {
      running.owner = this;
      return running;
    }
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
    const own: Running = {
      worker,
      remote: wrap<CheckWorker>(worker),
      lost,
      owner: this,
      busy: false,
      ended: false,
    };
    lost.catch(() => end(own));
    running = own;
    return own;
  }
}

const cancelled: CheckReply = { ok: false, failure: { code: "cancelled" } };

/** Ends a worker; once more does nothing. */
function end(own: Running): void {
  if (own.ended) return;
  own.ended = true;
  own.remote[releaseProxy]();
  own.worker.terminate();
  if (running === own) running = undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
