import type { Group } from "../report/report.ts";
import { groupOrder } from "./content/groups.ts";

/** What the table of rows shows, as it stands in the fragment of its address. */
export interface RowView {
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly line: string | undefined;
  readonly group: Group | undefined;
  readonly field: string | undefined;
  readonly text: string | undefined;
  /** Only rows that are not published. */
  readonly lost: boolean;
  /** Position of the column it is sorted by; absent: as in the file. */
  readonly sort: number | undefined;
  readonly descending: boolean;
}

const defaultSize = 50;

/** Reads the fragment; nonsense in it is left aside. */
export function readRowQuery(state: URLSearchParams): RowView {
  const text = (key: string) => state.get(key) || undefined;
  const count = (key: string, otherwise: number) => {
    const value = Number(state.get(key));
    return Number.isInteger(value) && value > 0 ? value : otherwise;
  };
  const sort = /^\d+$/.test(state.get("sort") ?? "") ? Number(state.get("sort")) : undefined;
  return {
    page: count("page", 1),
    size: Math.min(count("size", defaultSize), 500),
    line: text("line"),
    group: groupOrder.find((group) => group === state.get("group")),
    field: text("field"),
    text: text("text"),
    lost: state.get("lost") === "yes",
    sort,
    descending: state.get("order") === "down",
  };
}

/** The other way round: what differs from the default. */
export function rowQueryState(view: RowView): Record<string, string | number | undefined> {
  return {
    page: view.page === 1 ? undefined : view.page,
    size: view.size === defaultSize ? undefined : view.size,
    line: view.line,
    group: view.group,
    field: view.field,
    text: view.text,
    lost: view.lost ? "yes" : undefined,
    sort: view.sort,
    order: view.descending ? "down" : undefined,
  };
}
