import { type FetchFailure, FetchInterrupted, type FetchRequest } from "../endpoint/fetch.ts";

/** The browser's own `fetch`, or Node's. */
export type WebFetch = (url: string, init: RequestInit) => Promise<Response>;

/** One signal for a cancel, for waiting too long, and for the time limit of the whole exchange. */
export interface WebSignal {
  readonly signal: AbortSignal;
  /** Something came: the wait starts anew. */
  heard(waitingFor: "body"): void;
  /** Why the signal was given; `undefined` when it was not. */
  failure(): FetchFailure | undefined;
  end(): void;
}

export function webSignal(request: FetchRequest): WebSignal {
  const controller = new AbortController();
  let failure: FetchFailure | undefined;
  const give = (reason: FetchFailure) => (): void => {
    failure ??= reason;
    controller.abort();
  };
  const cancelled = give({ code: "cancelled" });
  if (request.cancel?.aborted) cancelled();
  request.cancel?.addEventListener("abort", cancelled);
  const { limitSeconds, timeoutSeconds } = request;
  const whole =
    limitSeconds === undefined
      ? undefined
      : setTimeout(give({ code: "time-limit", limitSeconds }), limitSeconds * 1000);
  const wait = (waitingFor: "answer" | "body") =>
    setTimeout(give({ code: "timeout", waitingFor }), timeoutSeconds * 1000);
  let idle = wait("answer");
  return {
    signal: controller.signal,
    heard: (waitingFor) => {
      clearTimeout(idle);
      idle = wait(waitingFor);
    },
    failure: () => failure,
    end: () => {
      clearTimeout(whole);
      clearTimeout(idle);
      request.cancel?.removeEventListener("abort", cancelled);
    },
  };
}

/**
 * The body of a web response, piece by piece (not every browser can iterate over a stream). Throws `FetchInterrupted`.
 * @param whyBroken what it means when the body breaks off after so many bytes and nobody here ended it
 */
export async function* readStream(
  response: Response,
  limit: WebSignal,
  whyBroken: (received: number) => FetchFailure,
): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  let received = 0;
  let isDone = false;
  try {
    while (reader) {
      limit.heard("body");
      const piece = await reader.read();
      if (piece.done) break;
      received += piece.value.length;
      yield piece.value;
    }
    isDone = true;
  } catch {
    throw new FetchInterrupted(limit.failure() ?? whyBroken(received));
  } finally {
    limit.end();
    if (!isDone) await reader?.cancel().catch(() => {});
  }
}
