import { expose } from "comlink";
import { type CheckResult, check } from "../src/check/check.ts";
import type { CheckInput } from "../src/check/input.ts";
import { type TableName, writeTables } from "../src/check/table-writer.ts";
import { blobSource } from "../src/effects/browser/blob-source.ts";
import { browserEffects, browserTables } from "../src/effects/browser/effects.ts";
import type { RunQueries } from "../src/report/rows.ts";
import type { CheckProgress, CheckRequest, CheckWorker } from "./protocol.ts";

/** Version of this tool, put in by the build. */
declare const __APP_VERSION__: string;

const tables = browserTables();
let last: { readonly request: CheckRequest; readonly result: CheckResult } | undefined;

const worker: CheckWorker = {
  async check(request, onProgress) {
    const result = await check(inputOf(request), browserEffects(tables, request.today), {
      toolVersion: __APP_VERSION__,
      progress: atMostTenTimesASecond(onProgress),
    });
    last = { request, result };
    if (result.ok) return { ok: true, report: result.report };
    return { ok: false, failure: result.failure, ...(result.report ? { report: result.report } : {}) };
  },
  page: async (query) => queries().page(query),
  row: async (entryNumber) => queries().row(entryNumber),
  rowAtLine: async (lineNumber) => queries().rowAtLine(lineNumber),
  shapes: async (query) => queries().shapes(query),
  async table(name) {
    if (!last) throw new Error("no check has been made yet");
    const { request } = last;
    const pieces: string[] = [];
    const wanted = new Set<TableName>([name]);
    await writeTables(inputOf(request), browserEffects(tables, request.today), wanted, (_, text) =>
      pieces.push(text),
    );
    return new Blob(pieces, { type: "text/csv;charset=utf-8" });
  },
  async problems() {
    throw new Error("not made yet");
  },
};

function queries(): RunQueries {
  if (!last?.result.ok) throw new Error("no check has been finished yet");
  return last.result.queries;
}

function inputOf({ file, today: _, configuration: __, ...rest }: CheckRequest): CheckInput {
  return { ...rest, source: blobSource(file) };
}

function atMostTenTimesASecond(tell: (progress: CheckProgress) => void): (progress: CheckProgress) => void {
  let phase = "";
  let next = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now < next) return;
    phase = progress.phase;
    next = now + 100;
    tell(progress);
  };
}

expose(worker);
