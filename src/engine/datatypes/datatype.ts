import type { GeometryContext, ToWgs84 } from "../geometry/geometry-context.ts";
import type { GeometryEngine } from "../geometry/geometry-engine.ts";
import type { CellLog } from "../issue-log.ts";
import { addressDatatype } from "./address.ts";
import { dateDatatype } from "./date.ts";
import { coordinateDatatype, decimalDatatype } from "./decimal.ts";
import { flagDatatype } from "./flag.ts";
import { integerDatatype } from "./integer.ts";
import { multipolygonDatatype } from "./multipolygon.ts";
import { pointDatatype } from "./point.ts";
import { stringDatatype } from "./string.ts";
import { uriDatatype } from "./uri.ts";

/** The cell being normalised: what a datatype may say about it. One object is reused for every cell of a run. */
export interface Cell {
  readonly field: string;
  readonly log: CellLog;
}

/**
 * Text as published in, canonical text out; `""` when the value is dropped. Never called for blank text.
 * @throws PipelineError where the pipeline stops with an exception
 */
export type Datatype = (value: string, cell: Cell) => string;

/** What some datatypes need besides the value. */
export interface DatatypeContext {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly log: CellLog;
  readonly geometry: GeometryEngine;
  readonly toWgs84?: ToWgs84;
}

/**
 * The datatypes of a run, by the name field.csv gives them. A name that is not here (hash, json, blob, wkt, pattern,
 * reference, date) stops the pipeline at the first value.
 * Source: digital_land/datatype/factory.py
 */
export function datatypes(context: DatatypeContext): ReadonlyMap<string, Datatype> {
  const geometry: GeometryContext = context;
  return new Map<string, Datatype>([
    ["string", stringDatatype],
    ["text", stringDatatype],
    ["address", addressDatatype],
    ["integer", integerDatatype],
    ["decimal", decimalDatatype],
    ["latitude", coordinateDatatype],
    ["longitude", coordinateDatatype],
    ["datetime", dateDatatype(context.today)],
    ["flag", flagDatatype],
    ["url", uriDatatype],
    ["curie", (value) => value],
    ["multipolygon", (value) => multipolygonDatatype(value, geometry)],
    ["point", (value) => pointDatatype(value, geometry)],
  ]);
}
