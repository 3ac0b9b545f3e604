import { recogniseArcgis } from "../../endpoint/arcgis.ts";
import { dataFacts } from "../../request/data-facts.ts";
import { newDraft, type RequestAnswers, type RequestDraft } from "../../request/draft.ts";
import { evidenceOf } from "../../request/evidence.ts";
import { readKnownLookups } from "../../request/known-lookups.ts";
import { readCheck } from "../../store/checks.ts";
import { check, type DoneState, openStoredCheck } from "../state.ts";
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
      ...(address && { endpointUrl: address, ...pluginOf(address) }),
      ...(settings.columnMapping && { columnMapping: { ...settings.columnMapping } }),
      ...(settings.geometryType && { geometryType: settings.geometryType }),
    }),
    checkId: done.id,
  };
  await startDraft(draft);
  void findFacts(draft.id, done);
  return draft;
}

/** Layers of ArcGIS servers are read with a plugin; all else, WFS included, is asked as it is. */
function pluginOf(address: string): RequestAnswers {
  return recogniseArcgis(address)?.kind === "layer" ? { plugin: "arcgis" } : {};
}

/** The draft for which the facts are being found, so that they are found once. */
let finding = "";

/**
 * Finds the facts of a draft that was opened again before they were there: the page was left or reloaded meanwhile. Only
 * where its check is still on this computer.
 */
export async function resumeFacts({ id, checkId, facts }: RequestDraft): Promise<void> {
  if (facts || checkId === undefined || finding === id) return;
  finding = id;
  try {
    const shown = check.value;
    const own = shown.kind === "done" && shown.id === checkId;
    // Another check that this tab shows is not taken from the person.
    if (!own && shown.kind !== "unknown" && shown.kind !== "none") return;
    if (!own && !(await readCheck(checkId))?.fileKept) return;
    if (!own && !(await openStoredCheck(checkId))) return;
    const done = check.value;
    if (done.kind === "done" && done.id === checkId) await findFacts(id, done);
  } catch {
    // No suggestion then: the questions are asked all the same.
  } finally {
    if (finding === id) finding = "";
  }
}

/** Dates and references of the data; the draft goes on without them where they cannot be had. */
async function findFacts(id: string, { client, report, file }: DoneState): Promise<void> {
  if (!client) return;
  finding = id;
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
    }, id);
  } catch {
    // No suggestion then: the questions are asked all the same.
  } finally {
    if (finding === id) finding = "";
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
