import type { Configuration } from "../configuration/configuration.ts";
import { currentOrganisation, lookupKey } from "../configuration/lookup.ts";
import type { RunSettings } from "../engine/settings.ts";
import type { LookupRow } from "./lookup-rows.ts";
import type { RowRecorder, StepRecord } from "./recorder.ts";
import type { LookupAttempt, RuleUse } from "./row-trace.ts";
import { ruleUse } from "./rule-use.ts";
import type { EntrySnapshot } from "./snapshots.ts";

export type KnownRows = ReadonlyMap<string, LookupRow>;

type Question = Omit<LookupAttempt, "key" | "entity" | "line" | "rows">;

/** The keys whose rows of lookup.csv a trace shows: those asked for the entity, and for what facts refer to. */
export function wantedKeys({ steps, entryNumber }: RowRecorder, settings: RunSettings): Set<string> {
  const keys = new Set<string>();
  for (const step of steps) {
    if (step.name === "entity-lookup")
      for (const question of questions(step, entryNumber, settings)) keys.add(keyOf(question));
    if (step.name === "fact-lookup") for (const { key } of factKeys(step)) keys.add(key);
  }
  return keys;
}

/** The questions of the entity lookup in the pipeline's order, up to the one that is answered, for each organisation. */
export function entityAttempts(
  step: StepRecord,
  entryNumber: number | undefined,
  settings: RunSettings,
  known: KnownRows,
): LookupAttempt[] {
  const attempts: LookupAttempt[] = [];
  let answered = "";
  for (const question of questions(step, entryNumber, settings)) {
    const asker = question.asker;
    if (answered === asker) continue;
    const row = known.get(keyOf(question));
    const { asker: _, ...asked } = question;
    attempts.push({
      ...asked,
      key: keyOf(question),
      entity: row?.entity ?? "",
      line: row?.line ?? 0,
      rows: row?.rows ?? 0,
    });
    if (row?.entity) answered = asker;
  }
  return attempts;
}

function* questions(
  step: StepRecord,
  entryNumber: number | undefined,
  { organisations: providers }: RunSettings,
): Generator<Question & { readonly asker: string }> {
  const entry = [...step.pairs.map(({ before }) => before), ...step.held.values()].find(
    (snapshot): snapshot is EntrySnapshot => snapshot.kind === "entry",
  );
  if (!entry || entry.row.get("entity")) return;
  const prefix = entry.row.get("prefix") ?? "";
  if (prefix === "") return;
  const reference = entry.row.get("reference") ?? "";
  const own = entry.row.get("organisation") ?? "";
  const askers = providers.length > 1 && own === "" ? providers : [own];
  for (const asker of askers) {
    const organisation = currentOrganisation(asker);
    yield { asker, prefix, reference: "", organisation: "", entryNumber: String(entryNumber ?? "") };
    yield { asker, prefix, reference, organisation, entryNumber: "" };
    yield { asker, prefix, reference, organisation: "", entryNumber: "" };
  }
}

function keyOf({ entryNumber, prefix, reference, organisation }: Question): string {
  return lookupKey({ entryNumber, prefix, reference, organisation });
}

interface FactKey {
  readonly field: string;
  readonly key: string;
  readonly entity: string;
}

/** The keys that may have given facts the entity they refer to, the likelier first. */
function factKeys(step: StepRecord): FactKey[] {
  return step.pairs.flatMap(({ after }) => {
    if (after.kind !== "fact" || after.fact.referenceEntity === "") return [];
    const { field, prefix, reference, referenceEntity: entity } = after.fact;
    const organisation = currentOrganisation(after.fact.organisation);
    return [
      { field, entity, key: lookupKey({ prefix, reference, organisation }) },
      { field, entity, key: lookupKey({ prefix, reference }) },
    ];
  });
}

/** The rows of lookup.csv that say what facts refer to. */
export function referenceRules(step: StepRecord, configuration: Configuration, known: KnownRows): RuleUse[] {
  const done = new Set<string>();
  return factKeys(step).flatMap(({ field, key, entity }) => {
    const row = known.get(key);
    if (row?.entity !== entity || done.has(field)) return [];
    done.add(field);
    return [ruleUse(configuration, { file: "lookup.csv", line: row.line }, field)];
  });
}
