import type { CheckInput } from "../src/check/input.ts";
import { tablesHash } from "../src/check/tables-hash.ts";
import { readZippedTables } from "../src/check/zip-configuration.ts";
import { compareOutputs, type OutputComparison } from "../src/compare/compare-outputs.ts";
import { looksLikeOutput, type OutputFile, readRunOutput } from "../src/compare/read-output.ts";
import type { RunOutput } from "../src/compare/run-output.ts";
import { comparisonText, verdict } from "../src/compare/write-comparison.ts";
import { readConfiguration } from "../src/configuration/read.ts";
import { blobSource } from "../src/effects/browser/blob-source.ts";
import { browserCollectEffects, browserFetch, relayExists } from "../src/effects/fetch-browser.ts";
import { collect } from "../src/endpoint/collect.ts";
import { failureText } from "../src/endpoint/failure-text.ts";
import { failureWords } from "../src/report/failure-words.ts";
import type { OpenRun } from "../src/reproduce/open-run.ts";
import type { RunFile } from "../src/reproduce/run-file.ts";
import { observeRun } from "../src/rules/observe-run.ts";
import { runOutput } from "../src/rules/run-output.ts";
import type { CompareMethods, CompareReply, CompareWith } from "./reproduce-fix-protocol.ts";
import { baseInput, observedRun } from "./reproduce-observed.ts";
import { openRunOfSession } from "./reproduce-session.ts";

/** Differences of one cause that go to the page; the text has the count of the rest. */
const mostShown = 200;

type Other =
  | { readonly ok: true; readonly output: RunOutput }
  | { readonly ok: false; readonly detail: string };

/** The open run beside another. */
export const compareMethods: CompareMethods = {
  async compareWith(other): Promise<CompareReply> {
    const open = openRunOfSession();
    const found = await otherOutput(open, other);
    if (!found.ok) return found;
    const { file } = open;
    const own = runOutput(await observedRun(open), "this run", {
      mode: file.run.mode,
      configuration: file.configuration.label,
      transformation: file.run.transformation ?? "",
      ...folderHashes(file),
    });
    const comparison = compareOutputs(found.output, own);
    if (comparison.compared.length === 0) {
      return {
        ok: false,
        detail: `${found.output.label} has nothing that this run has: no issues and no facts.`,
      };
    }
    return {
      ok: true,
      comparison: shortened(comparison),
      verdict: verdict(comparison),
      before: found.output.label,
      after: own.label,
      text: comparisonText(comparison, found.output, own, "text"),
    };
  },
};

/** The hashes the pipeline's log gives the folders, where whole folders were given and nothing was changed in them. */
function folderHashes({ configuration, specification }: RunFile): RunOutput["source"] {
  const edited = (configuration.edits ?? []).length > 0;
  return {
    ...(configuration.folderHash === undefined || edited ? {} : { configHash: configuration.folderHash }),
    ...(specification.folderHash === undefined ? {} : { specificationHash: specification.folderHash }),
  };
}

function shortened(comparison: OutputComparison): OutputComparison {
  return {
    ...comparison,
    groups: comparison.groups.map((group) => ({
      ...group,
      differences: group.differences.slice(0, mostShown).map((difference) => ({
        ...difference,
        ...(difference.before === undefined ? {} : { before: cut(difference.before) }),
        ...(difference.after === undefined ? {} : { after: cut(difference.after) }),
      })),
      total: group.differences.length,
    })),
  };
}

function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

async function otherOutput(open: OpenRun, other: CompareWith): Promise<Other> {
  switch (other.kind) {
    case "files": {
      const files = await Promise.all(
        other.files.map(async ({ name, blob }): Promise<OutputFile> => ({ name, text: await blob.text() })),
      );
      return readRunOutput(files, files.map(({ name }) => name).join(", "));
    }
    case "url":
      return fromAddress(other.url);
    case "mode":
      return ran(open, { ...open.input, mode: other.mode }, `the run as ${other.mode}`, { mode: other.mode });
    case "configuration":
      return withConfiguration(open, other.name, other.zip);
    case "resource": {
      const { resource: _, ...rest } = open.input;
      return ran(open, { ...rest, source: blobSource(other.blob), name: other.name }, other.name, {});
    }
    case "unchanged":
      return ran(open, baseInput(open), "the run without the changes", {});
  }
}

async function ran(
  open: OpenRun,
  input: CheckInput,
  label: string,
  source: RunOutput["source"],
): Promise<Other> {
  const reply = await observeRun(input, open.effects);
  if (!reply.ok) return { ok: false, detail: failureWords(reply.failure).what };
  const { mode } = input;
  const base = {
    mode,
    configuration: open.file.configuration.label,
    transformation: open.file.run.transformation ?? "",
  };
  return { ok: true, output: runOutput(reply.observed, label, { ...base, ...source }) };
}

async function withConfiguration(open: OpenRun, name: string, zip: Blob): Promise<Other> {
  const { specification } = open.run.tables;
  const collection = specification.datasets.get(open.file.run.dataset)?.collection ?? "";
  const read = readZippedTables(blobSource(zip), name, collection);
  if (!read.ok) return read;
  const configuration = readConfiguration(read.files, name, tablesHash(read.files));
  return ran(open, { ...open.input, configuration }, `the run with ${name}`, { configuration: name });
}

async function fromAddress(url: string): Promise<Other> {
  const fetcher = (address: string, init: RequestInit) => fetch(address, init);
  const effects = browserCollectEffects(
    browserFetch({
      fetch: fetcher,
      origin: self.location.origin,
      isOnline: () => navigator.onLine,
      hasRelay: await relayExists(fetcher, self.location.origin),
    }),
  );
  const now = new Date().toISOString().slice(0, 23);
  const { status, bytes, failure } = await collect({ url, now, plugin: "" }, effects);
  if (status !== "OK" || !bytes) {
    const words = failure && failureText(failure);
    return { ok: false, detail: words ? `${words.title}. ${words.what}` : `${url} gave no data.` };
  }
  const file = { name: url, text: new TextDecoder().decode(bytes) };
  return looksLikeOutput(file)
    ? readRunOutput([file], url)
    : { ok: false, detail: `${url} is no issue.csv, no transformed.csv and no answer of the live check.` };
}
