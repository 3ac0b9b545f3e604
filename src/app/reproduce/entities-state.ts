import { effect, type Signal, signal } from "@preact/signals";
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
  /** Numbers to remove (410), as typed: a number a line, and why. */
  readonly removals: Signal<string>;
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
    removals: signal(""),
  };
  states.set(open, state);
  remember(open, state);
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
    removals: removalsOf(state.removals.value).removals,
    authoritative: state.authoritative.value,
  };
}

/** `44000123 added in error`: a number on each line, the rest is the reason. */
export function removalsOf(text: string): {
  readonly removals: readonly { readonly entity: string; readonly notes: string }[];
  /** Lines that begin with no number. */
  readonly wrong: readonly string[];
} {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const found = lines.map((line) => ({ line, match: /^([1-9]\d*)(?:[\s,]+(.*))?$/.exec(line) }));
  return {
    removals: found.flatMap(({ match }) =>
      match ? [{ entity: match[1] ?? "", notes: match[2] ?? "" }] : [],
    ),
    wrong: found.flatMap(({ line, match }) => (match ? [] : [line])),
  };
}

/** Ticks survive a reload of this tab; files that were compared with must be given again. */
function remember(open: OpenRunState, state: EntitiesState): void {
  const key = `entities ${open.summary.file.resource.sha256}`;
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    if (typeof kept === "object" && kept !== null) {
      if ("excluded" in kept && Array.isArray(kept.excluded))
        state.excluded.value = new Set(kept.excluded.map(String));
      if ("authoritative" in kept) state.authoritative.value = kept.authoritative === true;
      if ("removals" in kept && typeof kept.removals === "string") state.removals.value = kept.removals;
    }
  } catch {
    // Nothing was kept, or nothing may be: the ticks begin as they do for a new run.
  }
  effect(() => {
    const now = {
      excluded: [...state.excluded.value],
      authoritative: state.authoritative.value,
      removals: state.removals.value,
    };
    try {
      sessionStorage.setItem(key, JSON.stringify(now));
    } catch {
      // A private window without storage: the ticks last as long as the page.
    }
  });
}

/** As the live tools write it: `geometry complete_match, name similarity 92%`. */
function evidence(by: string, match: string, nameLikeness: number | undefined): string {
  const likeness = nameLikeness === undefined ? "" : `, name similarity ${Math.round(nameLikeness)}%`;
  return `${by} ${match}_match${likeness}`;
}
