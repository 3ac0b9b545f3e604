import type { Effects, Tables } from "../../check/effects.ts";
import { converters } from "../converters.ts";
import { loadGeometryEngine } from "../geometry-wasm.ts";
import { ostn15Table } from "./tables.ts";

/** What a check needs, on a computer with Node. `today` as YYYY-MM-DD; the computer's date when absent. */
export function nodeEffects(tables: Tables, today?: string): Effects {
  return {
    today: () => today ?? localDate(new Date()),
    tables,
    geometry: loadGeometryEngine,
    ostn15: ostn15Table,
    convert: converters,
  };
}

/** The calendar date where the computer is. */
export function localDate(now: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
