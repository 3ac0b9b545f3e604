import type { WriteStream } from "node:tty";

/** A bar over the items of a batch on a terminal; elsewhere nothing. */
export function batchProgress(
  out: WriteStream,
  total: number,
  wanted: boolean,
): { show(done: number): void; done(): void; end(): void } {
  const begun = Date.now();
  let done = 0;
  let before = 0;
  const draw = () => {
    if (!wanted || !out.isTTY || total === 0) return;
    const filled = Math.round((done / total) * 30);
    const now = done - before;
    const seconds = now === 0 ? undefined : (((Date.now() - begun) / now) * (total - done)) / 1000;
    const left = seconds === undefined || done === total ? "" : `, about ${timeWords(seconds)} left`;
    out.write(`\r\u001b[K[${"#".repeat(filled)}${" ".repeat(30 - filled)}] ${done} of ${total}${left}`);
  };
  return {
    show(already) {
      done = already;
      before = already;
      draw();
    },
    done() {
      done += 1;
      draw();
    },
    end() {
      if (wanted && out.isTTY && total > 0) out.write("\r\u001b[K");
    },
  };
}

function timeWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
