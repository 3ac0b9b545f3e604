import { dataFacts } from "../../request/data-facts.ts";
import { newDraft, type RequestAnswers, type RequestDraft } from "../../request/draft.ts";
import { evidenceOf } from "../../request/evidence.ts";
import { readKnownLookups } from "../../request/known-lookups.ts";
import type { DoneState } from "../state.ts";
import { changeDraft, startDraft } from "./draft-state.ts";
import { fetchPiece, loadRequestTables, today } from "./request-tables.ts";

/** A new, empty draft. */
export async function beginRequest(answers: RequestAnswers = {}): Promise<RequestDraft> {
  const draft = newDraft(newKey(), new Date().toISOString(), answers);
  await startDraft(draft);
  return draft;
}

/** A draft with everything the check knows; what takes longer to find out is added when it is there. */
export async function beginFromCheck(done: DoneState): Promise<RequestDraft> {
  const { report, settings } = done;
  const { checked } = report;
  const [organisation] = checked.organisations;
  // The report holds keys of endpoints; the address itself is what was asked.
  const address = settings.endpoints?.find((endpoint) => /^https?:/i.test(endpoint));
  const draft: RequestDraft = {
    ...newDraft(newKey(), new Date().toISOString(), {
      kind: "add",
      datasets: [checked.dataset],
      evidence: evidenceOf(report),
      ...(organisation && { organisation: organisation.organisation }),
      ...(address && { endpointUrl: address }),
      ...(settings.columnMapping && { columnMapping: { ...settings.columnMapping } }),
      ...(settings.geometryType && { geometryType: settings.geometryType }),
    }),
    checkId: done.id,
  };
  await startDraft(draft);
  void findFacts(draft, done);
  return draft;
}

/** Dates and references of the data; the draft goes on without them where they cannot be had. */
async function findFacts(draft: RequestDraft, { client, report, file }: DoneState): Promise<void> {
  if (!client) return;
  const { dataset, organisations } = report.checked;
  try {
    const [transformed, lookups] = await Promise.all([
      client.table("transformed.csv").then((blob) => blob.text()),
      knownLookups(dataset),
    ]);
    const fileDate =
      file instanceof File ? new Date(file.lastModified).toISOString().slice(0, 10) : undefined;
    const of = {
      dataset,
      organisation: organisations[0]?.organisation ?? "",
      today: today(),
      ...(fileDate === undefined ? {} : { fileDate }),
    };
    const facts = dataFacts(transformed, of, lookups);
    const references = {
      total: facts.references,
      ...(facts.known ? { unassigned: facts.known.unassigned } : {}),
    };
    changeDraft((now) => {
      const { evidence } = now.answers;
      return {
        ...now,
        facts,
        answers: { ...now.answers, ...(evidence && { evidence: { ...evidence, references } }) },
      };
    }, draft.id);
  } catch {
    // No suggestion then: the questions are asked all the same.
  }
}

async function knownLookups(dataset: string) {
  const { specification } = await loadRequestTables();
  const collection = specification.datasets.get(dataset)?.collection ?? "";
  return fetchPiece(`lookup/${collection}`).then(
    (json) => readKnownLookups(json, collection, dataset),
    () => undefined,
  );
}

/** 32 random hex digits. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
