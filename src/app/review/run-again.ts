import type { CollectStep } from "../../../workers/endpoint-protocol.ts";
import type { CheckProgress } from "../../../workers/protocol.ts";
import type { Advice } from "../../endpoint/advice.ts";
import type { PageFound } from "../../endpoint/page-links.ts";
import type { PublicRequest } from "../../intake/intake-api.ts";
import { failureWords } from "../../report/failure-words.ts";
import type { Report } from "../../report/report.ts";
import { allLines } from "../../report/report.ts";
import { dataFacts } from "../../request/data-facts.ts";
import type { Evidence } from "../../request/endpoint-request.ts";
import { evidenceOf } from "../../request/evidence.ts";
import { readKnownLookups } from "../../request/known-lookups.ts";
import { type Safety, safetyOf } from "../../request/safety.ts";
import type { StoredSettings } from "../../store/checks.ts";
import { CheckClient } from "../check-client.ts";
import { inspectAddress } from "../endpoint-client.ts";
import { fetchPiece } from "../fetch-piece.ts";
import { loadRequestTables, today } from "../request/request-tables.ts";
import { lookAtPage } from "./look-at-page.ts";

export type AddedRequest = Extract<PublicRequest, { kind: "add" }>;

/** What the reviewer's own browser finds of a request's data. */
export interface RunNow {
  readonly dataset: string;
  readonly collected: "address" | "file";
  readonly file: Blob;
  readonly settings: StoredSettings;
  readonly report: Report;
  readonly evidence: Evidence;
  readonly safety: Safety;
  /** What there is to say of the address itself; empty for a file. */
  readonly advice: readonly Advice[];
  /** What the web page about the data says; absent when it could not be read. */
  readonly page?: PageFound;
  /** transformed.csv: the references to give numbers to. */
  readonly transformed: string;
  readonly at: Date;
}

export type RunStep =
  | { readonly kind: "asking"; readonly step?: CollectStep }
  | { readonly kind: "checking"; readonly progress: CheckProgress };

export type RunReply =
  | { readonly kind: "done"; readonly run: RunNow }
  | { readonly kind: "cancelled" }
  /** In words; `offerFile`: the data may be had by downloading it by hand. */
  | { readonly kind: "failed"; readonly title: string; readonly words: string; readonly offerFile: boolean };

interface Watching {
  readonly show: (step: RunStep) => void;
  readonly signal: AbortSignal;
}

/** Collects the address of a request as the platform would and checks what is there. Never rejects. */
export async function runAddress(
  request: AddedRequest,
  dataset: string,
  watching: Watching,
): Promise<RunReply> {
  watching.show({ kind: "asking" });
  try {
    const found = await inspectAddress(
      request.endpointUrl,
      request.organisation,
      (step) => watching.show({ kind: "asking", step }),
      watching.signal,
    );
    if (!found) return { kind: "cancelled" };
    if (!found.file) {
      if (found.choices.length > 0) {
        const words = `It is a service with ${found.choices.length} layers, and the collector takes the address of one. Ask the publisher which.`;
        return { kind: "failed", title: "The address is not that of a layer", words, offerFile: false };
      }
      const {
        title = "The address gave no data",
        what = "",
        todo = "",
        offerFile = true,
      } = found.failure ?? {};
      return { kind: "failed", title, words: `${what} ${todo}`.trim(), offerFile };
    }
    return await runFile(request, dataset, found.file, found.advice, watching);
  } catch {
    return {
      kind: "failed",
      title: "The address could not be asked",
      words: "The part of the tool that asks addresses stopped. Try again, or choose the file.",
      offerFile: true,
    };
  }
}

/** Checks a file as the data of a request, in the mode the publisher used. Never rejects. */
export async function runFile(
  request: AddedRequest,
  dataset: string,
  file: Blob,
  /** Of the address the data was collected from; `undefined` for a file chosen by hand. */
  advice: readonly Advice[] | undefined,
  { show, signal }: Watching,
): Promise<RunReply> {
  const settings = settingsOf(request, dataset, file);
  const { organisation, ...rest } = settings;
  const client = new CheckClient({ file, ...rest, ...(organisation && { organisations: [organisation] }) });
  const reply = await client.check((progress) => show({ kind: "checking", progress }), signal);
  if (!reply.ok) {
    if (reply.failure.code === "cancelled") return { kind: "cancelled" };
    const words = failureWords(reply.failure);
    return {
      kind: "failed",
      title: words.heading,
      words: [words.what, ...words.todo].join(" "),
      offerFile: true,
    };
  }
  const { report } = reply;
  try {
    const [transformed, lookups, page] = await Promise.all([
      client.table("transformed.csv").then((blob) => blob.text()),
      knownLookups(dataset),
      lookAtPage(request, signal),
    ]);
    const facts = dataFacts(
      transformed,
      { dataset, organisation: request.organisation, today: today() },
      lookups,
    );
    const references = {
      total: facts.references,
      ...(facts.known ? { unassigned: facts.known.unassigned } : {}),
    };
    const invalidUris = allLines(report).reduce(
      (sum, { type, count }) => sum + (type === "invalid URI" ? count : 0),
      0,
    );
    const run: RunNow = {
      dataset,
      collected: advice ? "address" : "file",
      advice: advice ?? [],
      ...(page ? { page } : {}),
      file,
      settings,
      report,
      evidence: { ...evidenceOf(report), references },
      safety: safetyOf({ transformed, dataset, lookups, invalidUris }),
      transformed,
      at: new Date(),
    };
    return { kind: "done", run };
  } catch {
    return {
      kind: "failed",
      title: "The result could not be read",
      words:
        "The check was made, but its rows could not be had: the browser may be short of memory. Try again.",
      offerFile: false,
    };
  }
}

function settingsOf(request: AddedRequest, dataset: string, file: Blob): StoredSettings {
  const { organisation, endpointUrl, columnMapping, geometryType, evidence } = request;
  return {
    name: file instanceof File ? file.name : (evidence?.name ?? endpointUrl),
    dataset,
    mode: evidence?.mode ?? "added",
    organisation,
    endpoints: [endpointUrl],
    ...(Object.keys(columnMapping).length > 0 && { columnMapping }),
    ...(geometryType && { geometryType }),
  };
}

async function knownLookups(dataset: string) {
  const { specification } = await loadRequestTables();
  const collection = specification.datasets.get(dataset)?.collection ?? "";
  return fetchPiece(`lookup/${collection}`).then(
    (json) => readKnownLookups(json, collection, dataset),
    () => undefined,
  );
}
