import { everyOne, fieldLabel, withArticle } from "../issues/field-label.ts";
import type { FileFacts } from "./file-remarks.ts";
import type { ColumnReport, PassedCheck } from "./report.ts";
import type { RunRecord } from "./run-record.ts";

interface Question {
  readonly id: string;
  readonly sentence: string;
  /** The check ran: the file has what it looks at. */
  readonly ran: boolean;
  /** Types and finding ids that mean it was not passed, at any of `fields` (all fields when absent). */
  readonly failedBy: readonly string[];
  readonly fields?: readonly string[];
}

const shapeTypes = {
  readable: [
    "invalid WKT",
    "Unexpected geom type",
    "Unexpected geom type within GeometryCollection",
    "shape-vanished",
  ],
  placed: [
    "invalid coordinates",
    "WGS84 out of bounds",
    "WGS84 out of bounds of England",
    "WGS84 out of bounds of custom boundary",
    "OSGB out of bounds of England",
    "OSGB out of bounds of custom boundary",
  ],
  sound: ["invalid geometry - fixed", "invalid geometry - not fixable", "still-wrong"],
} as const;

/** Every check that ran and found nothing, by name (features a12). */
export function passedChecks(
  record: RunRecord,
  columns: ColumnReport,
  { charset }: FileFacts,
  stopped: boolean,
): PassedCheck[] {
  // What was not read has not passed.
  if (record.records.entries === 0 || stopped) return [];
  const found = record.lines.all();
  const failed = ({ failedBy, fields }: Question) =>
    found.some(
      (line) => failedBy.includes(line.type) && (fields === undefined || fields.includes(line.field)),
    );
  return questions(record, columns, charset)
    .filter((question) => question.ran && !failed(question))
    .map(({ id, sentence }) => ({ id, sentence }));
}

function questions(record: RunRecord, report: ColumnReport, charset: string): Question[] {
  const { columns, settings } = record;
  const { specification, configuration } = settings.tables;
  const read = report.mapped.filter(
    ({ overruledBy, field }) => overruledBy === undefined && field !== "IGNORE",
  );
  const ofType = (...datatypes: readonly string[]) =>
    read
      .map(({ field }) => field)
      .filter((field) => datatypes.includes(specification.fields.get(field)?.datatype ?? ""));
  const hasReference = columns.has("reference");
  const hasShape = ofType("multipolygon", "point").length > 0 || columns.positionOf("GeoX") >= 0;
  const [dates, numbers] = [ofType("datetime"), ofType("integer", "decimal")];
  const [flags, links] = [ofType("flag"), ofType("url")];
  const listed = read.map(({ field }) => field).filter((field) => settings.run.categoryValues.has(field));
  const liveCheck = report.mandatory.filter(({ byLiveCheck }) => byLiveCheck);
  const absent = liveCheck.some(({ state }) => state === "absent");
  const each = (fields: readonly string[], what: string) =>
    fields.length === 1 ? `${everyOne(fieldLabel(fields[0] ?? ""))} ${what}` : "";
  return [
    {
      id: "utf-8",
      sentence: "The file is in UTF-8",
      ran: charset !== "",
      failedBy: ["not-utf-8", "letters-changed"],
    },
    {
      id: "columns",
      sentence: "Every column the live check insists on is there",
      ran: liveCheck.length > 0 && !absent,
      failedBy: [],
    },
    {
      id: "row-widths",
      sentence: "Every row has as many cells as the header",
      ran: true,
      failedBy: ["ragged-row"],
    },
    {
      id: "references-unique",
      sentence: "All references are unique",
      // The pipeline does not look where its own rules combine rows.
      ran: hasReference && configuration.combines.size === 0,
      failedBy: ["reference values are not unique"],
    },
    {
      id: "references-permanent",
      sentence: "References do not look like row numbers",
      ran: hasReference,
      failedBy: [
        "unstable-reference-column",
        "row-number-reference",
        "guid-reference",
        "spreadsheet-reference",
      ],
    },
    ...report.mandatory
      .filter(({ state }) => state === "filled")
      .map(({ field, fieldLabel: label }) => ({
        id: `filled.${field}`,
        sentence: `Every row has ${withArticle(label)}`,
        ran: true,
        failedBy: ["missing value"],
        fields: [field],
      })),
    {
      id: "dates",
      sentence: each(dates, "can be read as a date") || "All dates can be read",
      ran: dates.length > 0,
      failedBy: ["invalid date", "far-past-date", "far-future-date", "future entry-date"],
    },
    {
      id: "dates-clear",
      sentence: "No date had to be guessed",
      ran: dates.length > 0,
      failedBy: [
        "ambiguous-date",
        "month-first-date",
        "two-digit-year",
        "partial-date",
        "number-as-date",
        "year-day-month-date",
      ],
    },
    {
      id: "numbers",
      sentence: each(numbers, "can be read as a number") || "All numbers can be read",
      ran: numbers.length > 0,
      failedBy: ["invalid decimal", "invalid integer", "too small", "too large"],
    },
    {
      id: "flags",
      sentence: "Every yes or no can be read",
      ran: flags.length > 0,
      failedBy: ["invalid flag"],
    },
    {
      id: "links",
      sentence: each(links, "is a full web address") || "All web addresses are complete",
      ran: links.length > 0,
      failedBy: ["invalid URI"],
    },
    {
      id: "categories",
      sentence: "All values of fixed lists are on their lists",
      ran: listed.length > 0,
      failedBy: ["invalid category value"],
    },
    {
      id: "organisations",
      sentence: "All organisations are known",
      ran: columns.has("organisation"),
      failedBy: ["invalid organisation"],
    },
    {
      id: "shapes-readable",
      sentence: "All shapes can be read",
      ran: hasShape,
      failedBy: shapeTypes.readable,
    },
    {
      id: "shapes-placed",
      sentence: "All shapes are in England",
      ran: hasShape,
      failedBy: shapeTypes.placed,
    },
    {
      id: "shapes-in-boundary",
      sentence: "All shapes are inside the authority’s boundary you loaded",
      ran: hasShape && settings.boundary !== undefined,
      failedBy: ["outside-boundary", "partly-outside-boundary"],
    },
    {
      id: "shapes-sound",
      sentence: "No shape had to be repaired",
      ran: hasShape,
      failedBy: shapeTypes.sound,
    },
    {
      id: "shapes-different",
      sentence: "No two rows have the same shape",
      ran: hasShape,
      failedBy: ["same-shape", "same-point"],
    },
    {
      id: "names-different",
      sentence: "No two rows have the same name",
      ran: columns.has("name") && columns.sourceOf("name") !== columns.sourceOf("reference"),
      failedBy: ["duplicate-name"],
    },
    {
      id: "letters",
      sentence: "No garbled letters",
      ran: true,
      failedBy: ["mojibake", "pound-read-as-l", "letters-changed"],
    },
  ];
}
