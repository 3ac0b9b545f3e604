import type { Effects } from "../../check/effects.ts";
import { type BundledTables, bundledTables } from "../../configuration/bundled-tables.ts";
import { converters } from "../converters.ts";
import { loadGeometryEngine } from "../geometry-wasm.ts";

/** The product's bundle, as the app's own static files: loaded piece by piece, kept for offline use by the service worker. */
export function browserTables(): BundledTables {
  return bundledTables({
    async load(piece) {
      const response = await fetch(`${import.meta.env.BASE_URL}tables/${piece}.json`);
      if (!response.ok) throw new Error(`tables/${piece}.json could not be loaded (${response.status})`);
      return response.json();
    },
  });
}

/** What a check needs, in a worker. `today` as YYYY-MM-DD; the computer's date when absent. */
export function browserEffects(tables: BundledTables, today?: string): Effects {
  return {
    today: () => today ?? localDate(new Date()),
    tables,
    geometry: loadGeometryEngine,
    ostn15: ostn15Table,
    convert: converters,
  };
}

/**
 * OSTN15's packed table. A run does not wait, so it is fetched synchronously, which a worker may; the service worker
 * keeps it for offline use.
 */
function ostn15Table(): Uint8Array {
  const request = new XMLHttpRequest();
  request.open("GET", `${import.meta.env.BASE_URL}grid/ostn15.bin`, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`grid/ostn15.bin could not be loaded (${request.status})`);
  return new Uint8Array(request.response);
}

/** The calendar date where the computer is. */
function localDate(now: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
