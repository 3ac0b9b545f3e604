import type { Entry, Phase } from "../block.ts";
import type { Cell, Datatype } from "../datatypes/datatype.ts";
import type { IssueLog } from "../issue-log.ts";
import type { CategoryMatcher } from "../lookups/categories.ts";
import { mandatoryFields } from "../mandatory-fields.ts";
import { PipelineError } from "../pipeline-error.ts";
import { perColumns, type Row } from "../row.ts";

export interface HarmoniseSettings {
  readonly dataset: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Field to the name of its datatype; `undefined` for a field the specification lacks. */
  readonly datatypeOf: (field: string) => string | undefined;
  readonly datatypes: ReadonlyMap<string, Datatype>;
  /** Fields with a list of allowed values. */
  readonly categories: ReadonlyMap<string, CategoryMatcher>;
  /** The pair of coordinates in GeoX and GeoY; `undefined` when both are to be removed. */
  readonly harmonisePair: (geoX: string, geoY: string) => { geoX: string; geoY: string } | undefined;
}

/** The cell that is being harmonised: datatypes log through it. */
export interface HarmoniseCell extends Cell {
  field: string;
  entry: Entry;
}

const shapes = new Set(["geometry", "point"]);
const entryDates = ["entry-date", "LastUpdatedDate"];
const curies = ["organisation", "geography", "document"];
const wikipedia = "https://en.wikipedia.org/wiki/";

/**
 * Brings every value to its field's canonical form, and says what is missing.
 *
 * In:   entries keyed by field, patched.
 * Out:  the same entries, values normalised; what could not be is blank.
 * Logs: `invalid category value`, what the datatypes log, `future entry-date`, `missing value`, `removed URI prefix`.
 *
 * As the pipeline: whether a value is missing is asked of the value before it was normalised, so that an invalid value
 * is not also missing; and a `wikipedia` address with http is logged but kept.
 * Source: digital_land/phase/harmonise.py
 */
export function harmonisePhase(
  settings: HarmoniseSettings,
  cell: HarmoniseCell,
  issues: IssueLog,
): Phase<Entry, Entry> {
  const { dataset, today, categories, harmonisePair } = settings;
  const mandatory = new Set(mandatoryFields.get(dataset));
  const needed = perColumns(({ names }) =>
    [...names.keys()].filter((place) => shapes.has(names[place] ?? "") || mandatory.has(names[place] ?? "")),
  );
  const datatypeByField = new Map<string, Datatype>();

  return function* harmonise(entries) {
    for (const entry of entries) {
      cell.entry = entry;
      const published = entry.row;
      const { names } = published.columns;
      const row = published.copy();
      for (let place = 0; place < names.length; place += 1) {
        const value = published.values[place] ?? "";
        const field = names[place] ?? "";
        if (value !== "") row.values[place] = harmoniseValue(published, place, field, value, entry);
      }
      dropFutureEntryDates(entry, published, row);
      harmoniseCoordinates(published, row);
      for (const field of curies) {
        const value = row.get(field) ?? "";
        if (value !== "" && !value.includes(":")) row.set(field, `${dataset}:${value}`);
      }
      logMissingValues(entry, published);
      removeUriPrefix(entry, published, row);
      entry.row = row;
      yield entry;
    }
  };

  function normalise(field: string, value: string): string {
    let datatype = datatypeByField.get(field);
    if (datatype === undefined) {
      datatype = findDatatype(field, settings);
      datatypeByField.set(field, datatype);
    }
    cell.field = field;
    return datatype(value, cell);
  }

  /** The category check changes the published value too, so that `;` alone is a missing value. */
  function harmoniseValue(published: Row, place: number, field: string, value: string, entry: Entry): string {
    const matcher = categories.get(field);
    if (matcher === undefined) return normalise(field, value);
    const checked = matcher(value, (part) => issues.add(entry, field, "invalid category value", part));
    published.values[place] = checked;
    return checked === "" ? "" : normalise(field, checked);
  }

  function dropFutureEntryDates(entry: Entry, published: Row, row: Row): void {
    for (const field of entryDates) {
      const date = row.get(field) ?? "";
      if (date === "" || date.slice(0, 10) <= today) continue;
      issues.add(
        entry,
        field,
        "future entry-date",
        published.get(field) ?? "",
        `${field} must be today or in the past`,
      );
      row.set(field, "");
    }
  }

  function harmoniseCoordinates(published: Row, row: Row): void {
    if (!published.has("GeoX") || !published.has("GeoY")) return;
    cell.field = "GeoX,GeoY";
    const pair = harmonisePair(row.get("GeoX") ?? "", row.get("GeoY") ?? "");
    if (pair === undefined) {
      row.delete("GeoX");
      row.delete("GeoY");
    } else {
      row.set("GeoX", pair.geoX);
      row.set("GeoY", pair.geoY);
    }
  }

  /** Only of columns that are there; of geometry and point one is enough, in any dataset. */
  function logMissingValues(entry: Entry, published: Row): void {
    for (const place of needed(published.columns)) {
      if (published.values[place] !== "") continue;
      const field = published.columns.names[place] ?? "";
      if (shapes.has(field) && (published.get("geometry") || published.get("point"))) continue;
      issues.add(entry, field, "missing value", "", `${field} missing`);
    }
  }

  function removeUriPrefix(entry: Entry, published: Row, row: Row): void {
    const value = published.get("wikipedia") ?? "";
    if (!value.startsWith("http")) return;
    issues.add(entry, "wikipedia", "removed URI prefix", value);
    row.set("wikipedia", value.replaceAll(wikipedia, ""));
  }
}

function findDatatype(field: string, { datatypeOf, datatypes }: HarmoniseSettings): Datatype {
  const name = datatypeOf(field);
  if (name === undefined) {
    throw new PipelineError(
      "ValueError",
      "harmonise.get_field_datatype_name",
      `field ${field} does not have a datatype mapping`,
    );
  }
  const datatype = datatypes.get(name);
  if (datatype === undefined) {
    throw new PipelineError("ValueError", "factory.datatype_factory", `unknown datatype '${name}'`);
  }
  return datatype;
}
