import { type Remote, wrap } from "comlink";
import type { DataAnswer, DataQuestion, RequestWorker } from "../../../workers/request-protocol.ts";

let worker: Worker | undefined;
let remote: Remote<RequestWorker> | undefined;
let queue: Promise<unknown> = Promise.resolve();

/** Reads the data of a request in a worker of its own, one after the other. Never rejects. */
export function readRequestData(question: DataQuestion): Promise<DataAnswer> {
  const asked = queue.then(() => ask(question));
  queue = asked;
  return asked;
}

async function ask(question: DataQuestion): Promise<DataAnswer> {
  worker ??= new Worker(new URL("../../../workers/request.worker.ts", import.meta.url), {
    type: "module",
    name: "request",
  });
  const own = worker;
  remote ??= wrap<RequestWorker>(own);
  const lost = new Promise<DataAnswer>((resolve) => {
    own.addEventListener("error", () => resolve(failed("The data could not be read on this computer")), {
      once: true,
    });
  });
  try {
    return await Promise.race([remote.data(question), lost]);
  } catch {
    end();
    return failed("The data could not be read on this computer");
  }
}

/** Ends whatever is being read; the next question starts a worker anew. */
export function end(): void {
  worker?.terminate();
  worker = undefined;
  remote = undefined;
}

function failed(message: string): DataAnswer {
  return { ok: false, message };
}
