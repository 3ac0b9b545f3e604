import type { RowTrace, RuleUse, TraceStep } from "./row-trace.ts";

/** A sentence about a row, with the configuration row it rests on. */
export interface RowAnswer {
  readonly words: string;
  readonly rule?: RuleUse;
}

/** What is known of the run besides the row. */
export interface AroundRow {
  /** Line numbers of other rows that became facts of the same entity. */
  readonly sameEntity: readonly number[];
  /** The pipeline ends with an exception before it comes to this row. */
  readonly notReached: boolean;
  /** The row of old-resource.csv about this resource, where the tables given hold one. */
  readonly oldResource?: { readonly status: string; readonly notes: string; readonly line: number };
}

/** Why a row is or is not on the platform: everything the run can say about it, the decisive first. */
export function rowAnswers(trace: RowTrace, around: AroundRow): RowAnswer[] {
  const answers: RowAnswer[] = [];
  if (around.notReached) {
    answers.push({
      words:
        "The pipeline ends with an error before it comes to this row, so nothing of the file is published.",
    });
  }
  if (around.oldResource) {
    const { status, notes, line } = around.oldResource;
    const what = status === "410" ? "removed" : `replaced (${status})`;
    answers.push({
      words: `The whole file was ${what} by line ${line} of old-resource.csv${notes === "" ? "" : `: ${notes}`}.`,
    });
  }
  const dropping = trace.steps.find(({ dropped }) => dropped !== undefined);
  answers.push({
    words: trace.ending.words,
    ...(dropping?.dropped?.rule ? { rule: dropping.dropped.rule } : {}),
  });
  answers.push(...lookupAnswers(trace));
  if (trace.ending.kind === "published") answers.push(...publishedAnswers(trace, around));
  return answers;
}

function stepOf({ steps }: RowTrace, phase: TraceStep["phase"]): TraceStep | undefined {
  return steps.find((step) => step.phase === phase);
}

function lookupAnswers(trace: RowTrace): RowAnswer[] {
  const step = stepOf(trace, "entity-lookup");
  const answers: RowAnswer[] = [];
  for (const rule of step?.rules ?? []) {
    if (rule.file !== "old-entity.csv") continue;
    const { "old-entity": old = "", entity = "", status = "", notes = "" } = rule.cells;
    const why = notes === "" ? "" : ` Its note: ${notes}.`;
    if (status === "301")
      answers.push({
        words: `Entity ${old} was redirected to ${entity}: the facts stand under ${entity}.${why}`,
        rule,
      });
    else answers.push({ words: `Entity ${old} was removed (${status}).${why}`, rule });
  }
  for (const { rows, key, line, entity } of step?.lookups ?? []) {
    if (rows > 1)
      answers.push({
        words: `${rows} rows of lookup.csv have the key ${key}; the last, line ${line}, counts: ${entity}.`,
      });
  }
  if (trace.ending.kind === "no-entity" && trace.reference !== "") {
    const { organisations, dataset } = trace.run;
    const owner = organisations.length === 1 ? ` of ${organisations[0]}` : "";
    answers.push({
      words: `It needs a row in lookup.csv: ${dataset}, reference ${trace.reference}${owner}. The lookup compares letters, digits and hyphens only.`,
    });
  }
  return answers;
}

function publishedAnswers(trace: RowTrace, { sameEntity }: AroundRow): RowAnswer[] {
  const answers: RowAnswer[] = [];
  const entity = trace.entities[0];
  if (entity === undefined) {
    answers.push({
      words:
        "This kind of run gives no entity numbers. Run it as the nightly run to see whether the row gets one.",
    });
    return answers;
  }
  for (const rule of stepOf(trace, "priority")?.rules ?? []) {
    const owner = rule.cells.organisation ?? "";
    const own = trace.run.organisations.includes(owner);
    answers.push({
      words: own
        ? `${owner} provides this file and owns the number, so these facts win over those of other organisations.`
        : `The number belongs to ${owner}, which does not provide this file: the row’s organisation became ${owner}, and where ${owner} supplies a field itself, its fact wins.`,
      rule,
    });
  }
  if (sameEntity.length > 0) {
    const lines = sameEntity.slice(0, 10).join(", ");
    const more = sameEntity.length > 10 ? " and more" : "";
    answers.push({
      words: `Line ${lines}${more} of this file ${sameEntity.length === 1 ? "is" : "are"} the same entity. For each field the platform shows one fact: of the highest priority, then of the latest entry date, then of the last row.`,
    });
  }
  answers.push({
    words: `If entity ${entity} shows something else on the platform, it comes from a fact of another file that is newer or has a higher priority. Compare with the nightly transformed.csv of that file.`,
  });
  return answers;
}
