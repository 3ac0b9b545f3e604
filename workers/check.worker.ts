import { expose } from "comlink";
import { type CheckResult, check } from "../src/check/check.ts";
import type { CheckInput } from "../src/check/input.ts";
import { type TableName, writeTables } from "../src/check/table-writer.ts";
import { readZippedConfiguration } from "../src/check/zip-configuration.ts";
import { blobSource } from "../src/effects/browser/blob-source.ts";
import { browserEffects, browserTables } from "../src/effects/browser/effects.ts";
import { utf8Bytes } from "../src/engine/convert/utf8.ts";
import type { CheckFailure } from "../src/report/failure.ts";
import { problemsCsv } from "../src/report/write-problems.ts";
import type { CheckProgress, CheckRequest, CheckWorker } from "./protocol.ts";

/** Version of this tool, put in by the build. */
declare const __APP_VERSION__: string;

const tables = browserTables();
type Finished = Extract<CheckResult, { ok: true }>;
let last: { readonly input: CheckInput; readonly today?: string; readonly result: Finished } | undefined;

const worker: CheckWorker = {
  async check(request, onProgress) {
    last = undefined;
    const input = await inputOf(request);
    if (isFailure(input)) return { ok: false, failure: input };
    const { today } = request;
    const result = await check(input, browserEffects(tables, today), {
      toolVersion: __APP_VERSION__,
      progress: atMostTenTimesASecond(onProgress),
    });
    if (!result.ok) {
      return { ok: false, failure: result.failure, ...(result.report ? { report: result.report } : {}) };
    }
    last = { input, result, ...(today === undefined ? {} : { today }) };
    return { ok: true, report: result.report };
  },
  page: async (query) => finished().result.queries.page(query),
  row: async (entryNumber) => finished().result.queries.row(entryNumber),
  rowAtLine: async (lineNumber) => finished().result.queries.rowAtLine(lineNumber),
  shapes: async (query) => finished().result.queries.shapes(query),
  async table(name) {
    const { input, today } = finished();
    const pieces: BlobPart[] = [];
    const wanted = new Set<TableName>([name]);
    await writeTables(input, browserEffects(tables, today), wanted, (_, text) => pieces.push(part(text)));
    return new Blob(pieces, { type: "text/csv;charset=utf-8" });
  },
  async problems() {
    const pieces = [...problemsCsv(finished().result.record)];
    return new Blob(pieces, { type: "text/csv;charset=utf-8" });
  },
};

function finished() {
  if (!last) throw new Error("no check has been finished yet");
  return last;
}

/** Text that stands for bytes that are no UTF-8 is written as those bytes. */
function part(text: string): BlobPart {
  return /[\ud800-\udfff]/.test(text) ? new Uint8Array(utf8Bytes(text)) : text;
}

/** What the request says, with the zip of rules unpacked. */
async function inputOf(request: CheckRequest): Promise<CheckInput | CheckFailure> {
  const { file, today: _, configuration: zip, ...rest } = request;
  const input = { ...rest, source: blobSource(file) };
  if (!zip) return input;
  const specification = await tables.specification();
  const collection = specification.datasets.get(request.dataset)?.collection ?? "";
  const read = readZippedConfiguration(blobSource(zip), zip.name, collection);
  if (read.ok) return { ...input, configuration: read.configuration };
  return { code: "bad-configuration", file: zip.name, line: 0, column: "", detail: read.detail };
}

function isFailure(input: CheckInput | CheckFailure): input is CheckFailure {
  return "code" in input;
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
