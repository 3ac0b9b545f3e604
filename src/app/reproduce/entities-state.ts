import { type Signal, signal } from "@preact/signals";
import type {
  EntitiesReply,
  EntitiesView,
  EntityChoice,
  EntityQuestion,
} from "../../../workers/reproduce-entities-protocol.ts";
import type { OpenRunState } from "./run-state.ts";

/** What somebody does in the section: kept while the run is open, whichever section is shown. */
export interface EntitiesState {
  readonly question: Signal<EntityQuestion>;
  readonly answer: Signal<Answer>;
  /** Rows that get no number; a set of keys, so that paging and filters do not touch it. */
  readonly excluded: Signal<ReadonlySet<string>>;
  /** Chosen duplicates, as `old number` + `row`. */
  readonly redirects: Signal<ReadonlySet<string>>;
  readonly authoritative: Signal<boolean>;
}

export type Answer =
  | { readonly kind: "waiting" }
  | { readonly kind: "failed"; readonly detail: string }
  | { readonly kind: "there"; readonly view: EntitiesView };

const states = new WeakMap<OpenRunState, EntitiesState>();

export function entitiesState(open: OpenRunState): EntitiesState {
  const known = states.get(open);
  if (known) return known;
  const areas = open.summary.file.run.dataset === "conservation-area";
  const state: EntitiesState = {
    question: signal<EntityQuestion>({ duplicates: areas ? "shapes" : "none", historicEngland: areas }),
    answer: signal<Answer>({ kind: "waiting" }),
    excluded: signal<ReadonlySet<string>>(new Set()),
    redirects: signal<ReadonlySet<string>>(new Set()),
    authoritative: signal(false),
  };
  states.set(open, state);
  void ask(open, state, state.question.value);
  return state;
}

/** Compares with something else: the table is made anew, ticks of rows that are still there stay. */
export async function ask(open: OpenRunState, state: EntitiesState, question: EntityQuestion): Promise<void> {
  state.question.value = question;
  state.answer.value = { kind: "waiting" };
  try {
    const reply = await open.client.ask<EntitiesReply>((worker) => worker.entities(question));
    // A later question has been put meanwhile.
    if (state.question.peek() !== question) return;
    if (!reply.ok) {
      state.answer.value = { kind: "failed", detail: reply.detail };
      return;
    }
    state.redirects.value = new Set(
      reply.view.candidates
        .filter(({ ticked }) => ticked)
        .map(({ platformEntity, key }) => redirectKey(platformEntity, key)),
    );
    state.answer.value = { kind: "there", view: reply.view };
  } catch (error) {
    if (state.question.peek() !== question) return;
    const detail = error instanceof Error ? error.message : String(error);
    state.answer.value = { kind: "failed", detail };
  }
}

export function redirectKey(oldEntity: string, key: string): string {
  return JSON.stringify([oldEntity, key]);
}

/** The decisions as the worker takes them; a redirection to a row without a number is left out. */
export function choiceOf(state: EntitiesState, view: EntitiesView): EntityChoice {
  const excluded = state.excluded.value;
  const redirects = view.candidates.filter(
    ({ platformEntity, key }) =>
      state.redirects.value.has(redirectKey(platformEntity, key)) && !excluded.has(key),
  );
  return {
    excluded: [...excluded],
    redirects: redirects.map(({ platformEntity, key, by, match, nameLikeness }) => ({
      oldEntity: platformEntity,
      key,
      notes: evidence(by, match, nameLikeness),
    })),
    removals: [],
    authoritative: state.authoritative.value,
  };
}

/** As the live tools write it: `geometry complete_match, name similarity 92%`. */
function evidence(by: string, match: string, nameLikeness: number | undefined): string {
  const likeness = nameLikeness === undefined ? "" : `, name similarity ${Math.round(nameLikeness)}%`;
  return `${by} ${match}_match${likeness}`;
}
