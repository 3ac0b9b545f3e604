import { expose } from "comlink";
import { type CheckStep, check } from "../src/check/check.ts";
import type { CheckInput } from "../src/check/input.ts";
import { type TableName, writeTables } from "../src/check/table-writer.ts";
import { readZippedConfiguration } from "../src/check/zip-configuration.ts";
import { blobSource } from "../src/effects/browser/blob-source.ts";
import { browserEffects, browserTables } from "../src/effects/browser/effects.ts";
import { utf8Bytes } from "../src/engine/convert/utf8.ts";
import type { CheckFailure } from "../src/report/failure.ts";
import { readBoundary } from "../src/report/read-boundary.ts";
import type { RunQueries } from "../src/report/rows.ts";
import type { RunRecord } from "../src/report/run-record.ts";
import { problemsCsv } from "../src/report/write-problems.ts";
import type { CheckProgress, CheckRequest, CheckWorker } from "./protocol.ts";

/** Version of this tool, put in by the build. */
declare const __APP_VERSION__: string;

const tables = browserTables();
interface Answers {
  readonly input: CheckInput;
  readonly today: string | undefined;
  readonly queries: RunQueries;
  readonly record: RunRecord;
}
/** The last check that found anything; a run that the pipeline stopped has rows too. */
let last: Answers | undefined;

const worker: CheckWorker = {
  async check(request, onProgress) {
    last = undefined;
    const input = await inputOf(request);
    if (isFailure(input)) return { ok: false, failure: input };
    const { today } = request;
    const result = await check(input, browserEffects(tables, today), {
      toolVersion: __APP_VERSION__,
      progress: paced(onProgress),
    });
    const { report, queries, record } = result;
    if (queries && record) last = { input, today, queries, record };
    if (result.ok) return { ok: true, report: result.report };
    return { ok: false, failure: result.failure, ...(report ? { report } : {}) };
  },
  page: async (query) => finished().queries.page(query),
  row: async (entryNumber) => finished().queries.row(entryNumber),
  rowAtLine: async (lineNumber) => finished().queries.rowAtLine(lineNumber),
  shapes: async (query) => finished().queries.shapes(query),
  async table(name) {
    const { input, today } = finished();
    const pieces: BlobPart[] = [];
    const wanted = new Set<TableName>([name]);
    await writeTables(input, browserEffects(tables, today), wanted, (_, text) => pieces.push(part(text)));
    return new Blob(pieces, { type: "text/csv;charset=utf-8" });
  },
  async readBoundary(file, names) {
    const engine = await browserEffects(tables).geometry();
    return readBoundary(await file.text(), names, engine);
  },
  async problems() {
    const pieces = [...problemsCsv(finished().record)];
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

/** Milliseconds: between two words of progress, before the first results are shown, and between two of them. */
const pace = { progress: 100, firstInterim: 500, interim: 1000 } as const;
/** A check that is half done by then will be over before anybody has read its first results. */
const nearlyOver = 0.5;

/** Tells a page no more than it can show. */
function paced(tell: (progress: CheckProgress) => void): (step: CheckStep) => void {
  let phase = "";
  let next = 0;
  let begun = 0;
  let nextInterim = 0;
  return ({ soFar, ...progress }) => {
    const now = performance.now();
    if (progress.phase === phase && now < next) return;
    if (progress.phase !== phase) {
      begun = now;
      nextInterim = now + pace.firstInterim;
    }
    phase = progress.phase;
    next = now + pace.progress;
    const isFirst = nextInterim === begun + pace.firstInterim;
    if (!soFar || now < nextInterim || (isFirst && (progress.fraction ?? 0) > nearlyOver))
      return tell(progress);
    nextInterim = now + pace.interim;
    tell({ ...progress, interim: soFar() });
  };
}

expose(worker);
