import { computed, signal } from "@preact/signals";

/**
 * The state of a page that is worth sharing sits behind the `#` of its address (`#page=2&text=oak`): it survives
 * reload and the back button, and no server ever sees it.
 */
const hash = signal("");

export const fragment = computed(() => new URLSearchParams(hash.value.replace(/^#/, "")));

/**
 * Starts following the address. The router changes it through `history.pushState`, which fires no event, so the two
 * methods are wrapped: the signal is right before the page that the new address names is drawn.
 */
export function followFragment(): void {
  const sync = () => {
    hash.value = location.hash;
  };
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name].bind(history);
    history[name] = (data: unknown, unused: string, url?: string | URL | null) => {
      original(data, unused, url);
      sync();
    };
  }
  addEventListener("popstate", sync);
  addEventListener("hashchange", sync);
  sync();
}

/** An address with state: blank and absent values are left out. */
export function withFragment(
  path: string,
  state: Readonly<Record<string, string | number | undefined>>,
): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    if (value !== undefined && value !== "") params.set(key, String(value));
  }
  const text = params.toString();
  return text === "" ? path : `${path}#${text}`;
}

/** Changes some of the state of this page's address, without a new step in the history: for typing and toggles. */
export function replaceFragment(changes: Readonly<Record<string, string | number | undefined>>): void {
  const state = { ...Object.fromEntries(fragment.value), ...changes };
  history.replaceState(history.state, "", withFragment(location.pathname, state));
}
