import type { WriteStream } from "node:tty";
import type { CheckStep } from "../check/check.ts";

const words: Readonly<Record<CheckStep["phase"], string>> = {
  loading: "Loading the tables",
  reading: "Reading the file",
  checking: "Checking rows",
  summarising: "Putting the results together",
};

/** A bar is shown only after this long: most checks are over by then. */
const patienceMilliseconds = 500;

/** A bar on the terminal when a check takes long; nothing at all when the output is not a terminal. */
export function progressBar(out: WriteStream, wanted: boolean): { show(step: CheckStep): void; end(): void } {
  const begun = Date.now();
  let last = 0;
  let shown = false;
  return {
    show(step) {
      const now = Date.now();
      if (!wanted || !out.isTTY || now - begun < patienceMilliseconds || now - last < 100) return;
      last = now;
      shown = true;
      const filled = Math.round((step.fraction ?? 0) * 30);
      const bar = step.fraction === undefined ? "" : ` [${"#".repeat(filled)}${" ".repeat(30 - filled)}]`;
      const rows = step.records > 0 ? ` ${step.records.toLocaleString("en-GB")} rows` : "";
      out.write(`\r\u001b[K${words[step.phase]}${bar}${rows}`);
    },
    end() {
      if (shown) out.write("\r\u001b[K");
      shown = false;
    },
  };
}
