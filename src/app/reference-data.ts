import { signal } from "@preact/signals";
import type { OrganisationDetails } from "../specification/organisation-list.ts";

/** A dataset a person can choose. */
export interface DatasetChoice {
  readonly dataset: string;
  readonly name: string;
  readonly plural: string;
  /** Subject it stands under: "Tree preservation order". */
  readonly subject: string;
  /** Provided by planning authorities; the others are found by search only. */
  readonly offered: boolean;
  /** Fields people are asked for, in guidance order; to guess a dataset from a file's columns. */
  readonly fields: readonly string[];
}

export interface Loading<Value> {
  readonly state: "loading" | "ready" | "failed";
  readonly value: Value;
}

/** All datasets of the specification. */
export const datasets = signal<Loading<readonly DatasetChoice[]>>({ state: "loading", value: [] });
/** All organisations, ended ones included. */
export const organisations = signal<Loading<readonly OrganisationDetails[]>>({ state: "loading", value: [] });

let loading: Promise<void> | undefined;

/**
 * Fetches what people choose from, once; after the first page is drawn, because it is larger than the page. A failure
 * is shown where the lists are, and tried again the next time a page asks.
 */
export function loadReferenceData(): Promise<void> {
  loading ??= quiet()
    .then(() => import("./read-choices.ts"))
    .then(async ({ readDatasetChoices, readOrganisations }) => {
      const take = async <Value>(
        read: () => Promise<Value>,
        into: { value: Loading<Value>; peek(): Loading<Value> },
      ) => {
        try {
          into.value = { state: "ready", value: await read() };
        } catch {
          into.value = { ...into.peek(), state: "failed" };
          loading = undefined;
        }
      };
      await Promise.all([take(readDatasetChoices, datasets), take(readOrganisations, organisations)]);
    });
  return loading;
}

/** Waits until the page is drawn and the browser has nothing else to do: slow laptops show the page first. */
function quiet(): Promise<void> {
  if (typeof requestIdleCallback !== "function") return Promise.resolve();
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 500 }));
}
