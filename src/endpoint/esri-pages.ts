import type { PyObject, PyValue } from "./python-json.ts";
import { asList, asObject, isTrue, member, PythonError, pythonText } from "./python-values.ts";

/** How a layer is cut into requests. Source: esridump/dumper.py (1.13.0) */

export type Query = readonly (readonly [string, string])[];

// esridump: at most 1000 features a request, 500 where the layer does not say.
const usualPageSize = 1000;
const unsaidPageSize = 500;

/** The parameters of every page. `True` is what Python writes for a boolean. */
export function everything(where: string): Query {
  return [
    ["where", where],
    ["geometryPrecision", "7"],
    ["returnGeometry", "True"],
    ["outSR", "4326"],
    ["outFields", "*"],
    ["f", "json"],
  ];
}

/** A page size that is not whole is no obstacle until pages are counted by it. */
export type PageSize = bigint | number;

export function readPageSize(most: number | undefined, layers: PyValue | undefined): PageSize {
  const own = BigInt(most ?? usualPageSize);
  if (layers === undefined) return own < BigInt(unsaidPageSize) ? own : BigInt(unsaidPageSize);
  const said = typeof layers === "boolean" ? BigInt(layers) : layers;
  if (typeof said !== "bigint" && typeof said !== "number") throw new PythonError("TypeError");
  return said >= own ? own : said;
}

export function supportsPagination(layer: PyObject): boolean {
  if (isTrue(layer.get("supportsPagination"))) return true;
  const advanced = layer.get("advancedQueryCapabilities");
  return isTrue(advanced) && isTrue(member(asObject(advanced), "supportsPagination"));
}

export function objectIdField(layer: PyObject): string {
  const named = layer.get("objectIdField");
  if (isTrue(named)) return pythonText(named ?? null);
  for (const field of asList(member(layer, "fields"))) {
    const described = asObject(field);
    if (described.get("type") !== "esriFieldTypeOID") continue;
    const name = member(described, "name");
    if (isTrue(name)) return pythonText(name);
    break;
  }
  throw new PythonError("EsriDownloadError");
}

/** Python's `range(from, to, step)`, one request at a time: object ids can lie a billion pages apart. */
export function steps(
  from: bigint,
  to: bigint,
  step: bigint,
  query: (at: bigint, step: bigint) => Query,
): Iterable<Query> {
  if (step === 0n) throw new PythonError("ValueError");
  return (function* () {
    for (let at = from; step > 0n ? at < to : at > to; at += step) yield query(at, step);
  })();
}

export function quarters(box: PyObject): PyObject[] {
  const side = (name: string): PyValue => {
    const value = member(box, name);
    if (typeof value !== "bigint" && typeof value !== "number") throw new PythonError("TypeError");
    return value;
  };
  const [xmin, ymin, xmax, ymax] = [side("xmin"), side("ymin"), side("xmax"), side("ymax")];
  const middleX = Number(xmin) + (Number(xmax) - Number(xmin)) / 2;
  const middleY = Number(ymin) + (Number(ymax) - Number(ymin)) / 2;
  // As the library: three of the four boxes have a side the wrong way round, and the order of members differs.
  return [
    [
      ["xmin", xmin],
      ["ymin", ymin],
      ["xmax", middleX],
      ["ymax", middleY],
    ],
    [
      ["xmax", middleX],
      ["ymin", ymin],
      ["xmin", xmax],
      ["ymax", middleY],
    ],
    [
      ["xmin", xmin],
      ["ymax", middleY],
      ["xmax", middleX],
      ["ymin", ymax],
    ],
    [
      ["xmax", middleX],
      ["ymax", middleY],
      ["xmin", xmax],
      ["ymin", ymax],
    ],
  ].map((sides) => new Map(sides.map(([name, value]): [string, PyValue] => [String(name), value ?? null])));
}
